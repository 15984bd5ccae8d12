import { isSilent } from '../../../shared/domain/operations/watchers.ts';
import { MINUTE } from '../../../shared/kernel/instant.ts';
import { tableShape } from '../../../shared/store/table.ts';
import type { Account, Answer } from './account.ts';

const DEPLOY = 'deploy again: npm run deploy -- --stage <stage>';
const RUNTIME = 'nodejs24.x';
const DEAD = /-(dead|lost)$/;

type Asked = { readonly production: boolean; readonly now: number };

/** Everything that is asked of a deployment, with what each answer means. */
export function judgeAccount(account: Account, asked: Asked): Answer[] {
  return [
    ...account.stacks.map(({ name, status }) =>
      answer('stack', name, [[/_COMPLETE$/.test(status) && !/ROLLBACK|DELETE/.test(status), `is ${status}`]]),
    ),
    ...aboutTable(account, asked),
    ...aboutQueues(account),
    ...aboutMappings(account),
    ...aboutFunctions(account),
    ...aboutRules(account),
    ...aboutAccess(account, asked),
    ...aboutBeats(account, asked),
  ];
}

type Demand = readonly [holds: boolean, wrong: string];

function answer(check: string, subject: string, demands: readonly Demand[], todo = DEPLOY): Answer {
  const wrong = demands.filter(([holds]) => !holds).map(([, says]) => says);
  return wrong.length === 0
    ? { check, subject, ok: true }
    : { check, subject, ok: false, wrong: wrong.join('; '), todo };
}

function aboutTable({ table }: Account, { production }: Asked): Answer[] {
  const names = Object.values(tableShape.indexes).map(({ name }) => name);
  return [
    answer('table', 'the one table', [
      [table.status === 'ACTIVE', `is ${table.status}`],
      [table.deletionProtection || !production, 'may be deleted: deletion protection is off'],
      [table.pointInTime, 'keeps no point-in-time recovery'],
      [table.ttl === tableShape.ttl, `cleans up by ${table.ttl ?? 'nothing'} instead of ${tableShape.ttl}`],
      [table.stream === tableShape.stream, `has the stream ${table.stream ?? '-'}`],
    ]),
    ...names.map(name => {
      const status = table.indexes.find(index => index.name === name)?.status ?? 'missing';
      return answer('index', name, [[status === 'ACTIVE', `is ${status}`]]);
    }),
  ];
}

const aboutQueues = ({ queues }: Account): Answer[] =>
  queues.map(queue => {
    const { name, deadLetters, keptSeconds } = queue;
    const dead = queues.find(one => one.name === deadLetters);
    const isDead = DEAD.test(name);
    const waits = isDead && queue.waiting > 0;
    return answer(
      'queue',
      name,
      [
        [isDead || dead !== undefined, 'has no dead letter queue'],
        [!dead || dead.keptSeconds > keptSeconds, 'keeps messages as long as its dead letters are kept'],
        [queue.encrypted, 'is not encrypted'],
        [queue.hasPolicy, 'has no policy: what writes to it may not'],
        [!waits, `holds ${queue.waiting} dead letters`],
      ],
      waits ? 'see docs/runbook.md#dead-letters-waiting' : DEPLOY,
    );
  });

const aboutMappings = ({ mappings }: Account): Answer[] =>
  mappings.map(({ fn, source, state, partial, concurrency }) =>
    answer('event source', `${source} → ${fn}`, [
      [state === 'Enabled', `is ${state}`],
      [partial, 'does not take partial answers: one bad record brings a whole batch back'],
      [source.startsWith('stream') || concurrency !== undefined, 'has no limit of its own'],
    ]),
  );

const aboutFunctions = ({ functions }: Account): Answer[] =>
  functions.map(({ name, runtime, state, environment }) =>
    answer('function', name, [
      [runtime === RUNTIME, `runs on ${runtime} instead of ${RUNTIME}`],
      [state === 'Active', `is ${state}`],
      [environment.includes('STAGE'), 'is not told its stage'],
      [
        !environment.some(one => /SECRET_VALUE|PASSWORD|PRIVATE/.test(one)),
        'has a secret in its environment',
      ],
    ]),
  );

const aboutRules = ({ rules }: Account): Answer[] =>
  rules.map(({ name, state, targets }) =>
    answer('rule', name, [
      [state === 'ENABLED', `is ${state}`],
      [targets.length > 0, 'has no target'],
      [targets.every(({ hasDeadLetters }) => hasDeadLetters), 'has a target without dead letters'],
    ]),
  );

function aboutAccess({ pool, secret, mail }: Account, { production }: Asked): Answer[] {
  return [
    answer('sign-in', 'user pool', [
      [!production || pool.secondFactor === 'ON', `the second factor is ${pool.secondFactor}`],
      [!pool.selfSignUp, 'anybody may sign up'],
    ]),
    answer(
      'secret',
      'keys',
      [[secret.exists && secret.versions > 0, 'has no value']],
      'run npm run keys, then deploy',
    ),
    ...(mail
      ? [
          answer(
            'mail',
            mail.identity,
            [
              [mail.verified, 'the sender is not verified'],
              [mail.sending, 'sending is off'],
            ],
            'put the DKIM records of the SES console into your DNS',
          ),
        ]
      : []),
  ];
}

const aboutBeats = ({ beats }: Account, { now }: Asked): Answer[] =>
  beats.map(({ watcher, at }) => {
    const says = at === undefined ? 'has never run' : `ran ${Math.round((now - at) / MINUTE)} minutes ago`;
    return answer(
      'heartbeat',
      watcher,
      [[!isSilent(watcher, at, now), says]],
      'see docs/runbook.md#watcher-silent',
    );
  });
