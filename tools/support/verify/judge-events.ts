import { reaching } from '../../../infra/checks/facts.ts';
import { BUS_SOURCE, catalog } from '../../../shared/events/catalog.ts';
import type { Account, Answer } from './account.ts';
import { answer, mendedBy } from './answer.ts';

export const DEAD = /-(dead|lost)$/;
const DAY_SECONDS = 86_400;
const OLD_SECONDS = 7 * DAY_SECONDS;

/** Whether facts find their way: queues, what works on them, rules, and what the catalog asks of all rules together. */
export const judgeEvents = (account: Account): Answer[] => [
  ...aboutQueues(account),
  ...aboutMappings(account),
  ...aboutRules(account),
  ...aboutFacts(account),
];

const aboutQueues = ({ queues }: Account): Answer[] =>
  queues.flatMap(queue => {
    const { name, deadLetters, keptSeconds } = queue;
    const dead = queues.find(one => one.name === deadLetters);
    const isDead = DEAD.test(name);
    const about = [
      answer('queue', name, [
        [isDead || dead !== undefined, 'has no dead letter queue'],
        [!dead || dead.keptSeconds > keptSeconds, 'keeps messages as long as its dead letters are kept'],
      ]),
      answer('closed queue', name, [
        [queue.encrypted, 'is not encrypted'],
        [queue.hasPolicy, 'has no policy: what writes to it may not'],
      ]),
    ];
    return isDead ? [...about, aboutDeadLetters(queue)] : about;
  });

function aboutDeadLetters({ name, waiting, oldest, keptSeconds }: Account['queues'][number]): Answer {
  const days = (seconds: number) => Math.floor(seconds / DAY_SECONDS);
  const age =
    oldest === undefined
      ? 'since when is not known'
      : `the oldest for ${days(oldest)} of the ${days(keptSeconds)} days that they are kept`;
  const old = oldest !== undefined && oldest >= OLD_SECONDS;
  return mendedBy(
    `see docs/runbook.md#dead-letters-${old ? 'growing-old' : 'waiting'}`,
    answer('dead letters', name, [[waiting === 0, `holds ${waiting} dead letters, ${age}`]]),
  );
}

const aboutMappings = ({ mappings }: Account): Answer[] =>
  mappings.map(({ fn, source, state, partial, concurrency }) =>
    answer('event source', `${source} → ${fn}`, [
      [state === 'Enabled', `is ${state}`],
      [partial, 'does not take partial answers: one bad record brings a whole batch back'],
      [source.startsWith('stream') || concurrency !== undefined, 'has no limit of its own'],
    ]),
  );

const aboutRules = ({ rules }: Account): Answer[] =>
  rules.flatMap(({ name, ours, state, targets }) => {
    const strange = 'is on our bus and of no stack: somebody made it by hand';
    if (!ours) return [mendedBy('ask who made it, and delete it', answer('rule', name, [[false, strange]]))];
    const all = targets.every(({ hasDeadLetters }) => hasDeadLetters);
    return [
      answer('rule', name, [
        [state === 'ENABLED', `is ${state}`],
        [targets.length > 0, 'has no target'],
      ]),
      answer('rule’s dead letters', name, [[all, 'has a target without dead letters']]),
    ];
  });

/** Each event reaches the queues of its consumers and no other; what nobody knows is caught. */
function aboutFacts({ rules, buses }: Account): Answer[] {
  const atWork = rules.filter(
    ({ bus, ours, state, takes }) => ours && bus === buses.product && state === 'ENABLED' && takes,
  );
  const ways = atWork.map(({ takes = {}, targets }) => ({ takes, queues: targets.map(({ name }) => name) }));
  return reaching(catalog, BUS_SOURCE, ways).map(({ sent, to, reached }) =>
    answer('event', sent, [[reached === to, `reaches [${reached}] instead of [${to}]`]]),
  );
}
