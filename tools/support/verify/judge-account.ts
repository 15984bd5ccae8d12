import { MINUTE } from '../../../shared/kernel/instant.ts';
import { tableShape } from '../../../shared/store/table.ts';
import type { Account, Answer, Asked } from './account.ts';
import { answer, mendedBy, unknown } from './answer.ts';
import { judgeDoors } from './judge-doors.ts';
import { judgeEvents } from './judge-events.ts';
import { judgeWatching } from './judge-watching.ts';
import { onEngine } from './on-engine.ts';

const RUNTIME = 'nodejs24.x';
const BACKUP_DAYS = 35;
/** AWS is about five minutes behind. */
const BACKUP_LAG = 60 * MINUTE;

/** Everything that is asked of a deployment, with what each answer means. */
export function judgeAccount(account: Account, asked: Asked): Answer[] {
  const answers = [
    ...account.stacks.map(({ name, status }) =>
      answer('stack', name, [[/_COMPLETE$/.test(status) && !/ROLLBACK|DELETE/.test(status), `is ${status}`]]),
    ),
    ...aboutTable(account, asked),
    aboutBackups(account, asked),
    ...judgeEvents(account),
    ...aboutFunctions(account),
    ...judgeDoors(account),
    ...aboutAccess(account, asked),
    ...judgeWatching(account, asked),
  ];
  return asked.stage === 'local' ? answers.map(onEngine) : answers;
}

function aboutTable({ table }: Account, { stage }: Asked): Answer[] {
  const names = Object.values(tableShape.indexes).map(({ name }) => name);
  return [
    answer('table', 'the one table', [
      [table.status === 'ACTIVE', `is ${table.status}`],
      [table.deletionProtection || stage !== 'prod', 'may be deleted: deletion protection is off'],
      [table.ttl === tableShape.ttl, `cleans up by ${table.ttl ?? 'nothing'} instead of ${tableShape.ttl}`],
      [table.stream === tableShape.stream, `has the stream ${table.stream ?? '-'}`],
    ]),
    ...names.map(name => {
      const index = table.indexes.find(one => one.name === name);
      if (!index) return answer('index', name, [[false, 'is missing']]);
      if (index.status === undefined) return unknown('index', name, 'is there, and its state is not told');
      return answer('index', name, [[index.status === 'ACTIVE', `is ${index.status}`]]);
    }),
  ];
}

function aboutBackups({ backups: { pointInTime, days, latest } }: Account, { now }: Asked): Answer {
  if (!pointInTime) return answer('backups', 'the one table', [[false, 'keeps no point-in-time recovery']]);
  return answer('backups', 'the one table', [
    [days === BACKUP_DAYS, `can be set back by ${days ?? 'no'} days instead of ${BACKUP_DAYS}`],
    [latest !== undefined, 'says of no time that it can be set back to it'],
    [
      latest === undefined || now - latest <= BACKUP_LAG,
      `cannot be set back to the last ${Math.round((now - (latest ?? now)) / MINUTE)} minutes`,
    ],
  ]);
}

const aboutFunctions = ({ functions }: Account): Answer[] =>
  functions.map(({ name, theirs, runtime, state, environment }) =>
    answer('function', name, [
      [theirs || runtime === RUNTIME, `runs on ${runtime} instead of ${RUNTIME}`],
      [state === 'Active', `is ${state}`],
      [theirs || environment.includes('STAGE'), 'is not told its stage'],
      [
        !environment.some(one => /SECRET_VALUE|PASSWORD|PRIVATE/.test(one)),
        'has a secret in its environment',
      ],
    ]),
  );

function aboutAccess({ pool, secret, mail }: Account, { stage }: Asked): Answer[] {
  const production = stage === 'prod';
  const answers = [
    answer('sign-in', 'user pool', [
      [!production || pool.secondFactor === 'ON', `the second factor is ${pool.secondFactor}`],
      [!pool.selfSignUp, 'anybody may sign up'],
    ]),
    mendedBy(
      'run npm run keys, then deploy',
      answer('secret', 'keys', [[secret.exists && secret.versions > 0, 'has no value']]),
    ),
  ];
  if (!mail) return answers;
  const demands = [
    [mail.verified, 'the sender is not verified'],
    [mail.sending, 'the account may not send'],
    [!production || !mail.sandbox, 'SES is in its sandbox: it mails to verified addresses alone'],
  ] as const;
  const todo = 'put the DKIM records of the SES console into your DNS, and ask there for production access';
  const missing = REPORTS.filter(one => !mail.reports.includes(one));
  return [
    ...answers,
    mendedBy(todo, answer('mail', mail.identity, demands)),
    answer('mail reports', 'default bus', [
      [missing.length === 0, `SES does not tell it of ${missing.join(', ')}`],
    ]),
  ];
}

/** Without `SEND` a mail to a customer whose answer was lost would be sent twice; the others end what cannot be delivered. */
const REPORTS = ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT'];
