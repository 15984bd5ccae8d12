import { isSilent, rhythm } from '../../../shared/domain/operations/watchers.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Account, Answer, Asked } from './account.ts';
import { answer, type Demand, mendedBy, unknown } from './answer.ts';
import { DEAD } from './judge-events.ts';

const LOG_DAYS = 30;

/** Whether somebody would notice, and nothing is noticed now: alarms, logs that forget, watchers that run. */
export const judgeWatching = (account: Account, asked: Asked): Answer[] => [
  ...(asked.stage === 'local'
    ? [unknown('alarm', 'all', 'this stage has none: the engine computes no metrics')]
    : [...aboutAlarms(account, asked), ...aboutRinging(account)]),
  ...account.logGroups.map(({ name, there, days }) =>
    answer('log', name, [
      [there, 'has no log group'],
      [!there || days !== undefined, 'is kept for ever'],
      [(days ?? 0) <= LOG_DAYS, `is kept for ${days} days instead of at most ${LOG_DAYS}`],
    ]),
  ),
  ...aboutBeats(account, asked),
];

const aboutAlarms = ({ alarms }: Account, { now }: Asked): Answer[] =>
  alarms.map(({ name, there, enabled, actions, state, since, silence, says }) => {
    if (!there) return answer('alarm', name, [[false, 'is missing']]);
    const waited = Math.round((now - since) / MINUTE);
    const settings: Demand[] = [
      [enabled, 'does not ring: its actions are off'],
      [actions > 0, 'tells nobody: it has no action'],
    ];
    const states: Demand[] = [
      [state !== 'ALARM', `rings since ${waited} minutes`],
      [
        state !== 'INSUFFICIENT_DATA' || silence !== 'breaching' || now - since <= HOUR,
        `has seen no figure for ${waited} minutes, though silence is what it is for`,
      ],
    ];
    const runbook = /docs\/runbook\.md#[\w-]+/.exec(says)?.[0];
    const isSet = settings.every(([holds]) => holds);
    const given = answer('alarm', name, [...settings, ...states]);
    return isSet && runbook ? mendedBy(`see ${runbook}`, given) : given;
  });

/** What must ring has an alarm: dead letters, rules, readers of the stream, watchers. */
function aboutRinging({ alarms, queues, rules, functions }: Account): Answer[] {
  const rings = (subject: string, metric: string, silence?: string): Answer => {
    const has = alarms.some(
      one =>
        one.there &&
        one.metric === metric &&
        one.of.includes(subject) &&
        (silence === undefined || one.silence === silence),
    );
    return answer('ringing', `${subject} ${metric}`, [[has, 'has no alarm']]);
  };
  const named = (name: string) => functions.find(one => one.name.endsWith(`-${name}`))?.name ?? name;
  return [
    ...queues
      .filter(({ name }) => DEAD.test(name))
      .flatMap(({ name }) => [
        rings(name, 'ApproximateNumberOfMessagesVisible'),
        rings(name, 'ApproximateAgeOfOldestMessage'),
      ]),
    ...rules.filter(({ ours, takes }) => ours && takes).map(({ name }) => rings(name, 'FailedInvocations')),
    ...['relay', 'search-indexer'].map(name => rings(named(name), 'IteratorAge')),
    ...['sweep', 'auditor'].map(name => rings(named(name), 'Invocations', 'breaching')),
  ];
}

/** A watcher that has never run is waited for as long after a deploy as one that stopped. */
function aboutBeats({ beats, stacks }: Account, { now }: Asked): Answer[] {
  const deployed = Math.max(0, ...stacks.map(({ changedAt }) => changedAt));
  return beats.map(({ watcher, at }) => {
    if (at === undefined && now - deployed < rhythm[watcher].silentAfterMs)
      return unknown('heartbeat', watcher, 'has not run since the deploy, which was minutes ago: ask again');
    const says = at === undefined ? 'has never run' : `ran ${Math.round((now - at) / MINUTE)} minutes ago`;
    const todo = 'see docs/runbook.md#watcher-silent';
    return mendedBy(todo, answer('heartbeat', watcher, [[!isSilent(watcher, at, now), says]]));
  });
}
