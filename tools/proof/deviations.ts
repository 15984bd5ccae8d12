/** Where the places differ in what counts for the promises: what, simulator, local engine, AWS as documented, what covers it. */
export const deviations: readonly (readonly string[])[] = [
  [
    'indexes of the table',
    'up to 10 s late, rows overtake each other',
    'at once',
    'eventually consistent',
    'simulator; decisions are taken on the table alone',
  ],
  [
    'time to live',
    'never deletes',
    'deletes when looked at',
    'deletes within days',
    'simulator; every read checks the instant itself',
  ],
  [
    'copies of messages',
    'any message, two or three times, at once or later; mix in [reliability](reliability.md)',
    'only after the visibility timeout',
    'any message, seldom',
    'simulator, kill points',
  ],
  [
    'order of messages',
    'none',
    'nearly the order of sending',
    'none (standard queues, bus)',
    'simulator, histories in any order',
  ],
  [
    'bus to queue fails',
    'queues can be stopped, entries refused',
    'one attempt, no dead-letter queue',
    'up to 24 h and 185 attempts, then the dead-letter queue',
    'simulator; templates are checked for a dead-letter queue and retry policy at each target',
  ],
  [
    'table stream',
    'shards, halved batches, ten attempts, trimmed after 24 h',
    'one at a time, patched to answer for failed records',
    'at least once, 24 h, bisect and on-failure target as set',
    'simulator, engine probe, template checks',
  ],
  [
    'records of the stream that never go through',
    'given up after ten attempts, gone after 24 h',
    'given up after ten attempts; patched, for stock loses them',
    'after ten attempts or 6 h the on-failure queue gets where the record stood, not what it was',
    'the wake index stands in the table, so the sweep sends what the relay gave up; template checks of limits and queue',
  ],
  ['transactions that meet', 'conflict, tried again six times', 'one after another', 'conflict', 'simulator'],
  [
    'throttling',
    'single calls refused',
    'reserved concurrency only; more by the failing way of goal 3',
    'every service has rates',
    'simulator, goal 3; alarms on throttles by template',
  ],
  [
    'alarms and metrics',
    'metrics are read from what is logged, alarms are computed from the templates',
    'no metrics from logs, alarms stay INSUFFICIENT_DATA',
    'CloudWatch',
    'goal 10; [verify:aws](verify-aws.md) reads whether every alarm is there, set and silent',
  ],
  [
    'rights of functions',
    'none',
    'not enforced',
    'enforced',
    'template checks; only a deploy to AWS shows that none is missing',
  ],
  [
    'who may call',
    'the claims are given to the route; links and keys are looked up in the table',
    'a user pool and authorizers of its own; groups and lifetimes of tokens as on AWS ([tried](local-engine.md) on the engine)',
    'Cognito signs, API Gateway checks; what is said of a key or a link is kept for a minute',
    'templates: each route has the authorizer that its access asks for; unit tests of keys, links and sessions; a use case looks at a link again',
  ],
  [
    'live socket',
    'a connection stands until a test ends it; posting to one that is gone says so',
    'no limits of time were tried',
    'ends after 10 minutes without a message and after 2 hours; `$disconnect` is best effort; posting to one that is gone answers 410',
    'the console pings every five minutes, connects anew with a new ticket and reads again; a connection counts for two hours and is forgotten when it is gone (kill points)',
  ],
  [
    'mail',
    'accepted, and reported as delivered once or more within six minutes; other reports in the kill points',
    'kept in a box, no reports',
    'SES accepts, reports by events',
    'simulator with reports; engine for the content',
  ],
  [
    'push services',
    'answer by script: 201, 404, 410, 413, 429, 5xx, timeout',
    'a stand-in takes and decrypts them',
    'the browsers’ services',
    'unit table of answers, browser test',
  ],
  [
    'time',
    'virtual; only moves when something is due',
    'a test clock in the table beside real time',
    'real',
    'simulator; timers are also tried on the engine',
  ],
  [
    'a process that dies',
    'at any call, for good',
    'killed by signal; a new worker starts',
    'a new sandbox starts',
    'kill points, goal 3',
  ],
  [
    'a function that takes too long',
    'no limit of time; a copy of a message may be answered beside the first',
    'ended at its limit; seen again after six times that',
    'ended at its limit (5 to 60 s, by what it does); its messages are seen again after six times that',
    'kill points: whoever is ended is dead after some call; copies at the same time: models with several actors',
  ],
  [
    'how long messages and dead letters are kept',
    'for ever',
    'as set, on real time',
    'four days; dead letters fourteen, what no rule matches four',
    'alarms for what waits (five minutes), for dead letters and for those older than a week; no outage longer than 30 hours is simulated',
  ],
  [
    'size and form of what the bus takes',
    'anything',
    'anything, also 300 KB and malformed details',
    '256 KB for a call of at most ten entries',
    'a fact has at most 64 KB, or is refused at the intake; the sender counts bytes and sends less at once (unit tests); every fact is checked by its schema when it is made and when it is read',
  ],
  [
    'several messages to one call',
    'up to ten at once',
    'up to ten; no waiting for more',
    'up to ten, at once: no waiting for more is asked for',
    'partial answers: each record is answered for itself (simulator, engine)',
  ],
  [
    'schedules',
    'to the minute; single ticks can be dropped',
    'looked at every ten seconds',
    'at least once, within the minute',
    'sweep and auditor may run at any instant and beside each other (simulator); alarm when they are silent',
  ],
  [
    'a store that dies',
    'never',
    'forgets all since its last clean stop when it is killed',
    'copies in three zones; a backup of every second for 35 days',
    'the engine notices and begins empty; the restore is tried on a table in memory (goal 11)',
  ],
];

export const onlyOnAws = `Nothing here has run on AWS. An operator shows in their own account what is left:

\`\`\`sh
npm run verify:aws -- --stage prod --url https://care.example.com --key <API key>
\`\`\`

reads what was deployed (stacks, table and indexes, queues, mappings, functions, rules, the user pool, keys, mail identity,
heartbeats, backups, routes and authorizers, alarms and their states, log retention, rules against the catalog), knocks without credentials, follows one canary
fact of a test account from the public intake into the table, and changes nothing else. It has not been run on AWS; on the local engine it ends with 0. Left to AWS alone: that no right is missing when every
function has run once, real latencies (of a booking, and from a fact to a push; the canary prints its own to the table alone) and throttles, the delivery of mails by SES and of pushes by the browsers’ services, alarms that reach a person,
and the restore of a table from its backup. The [mutation score](mutation-score.md) of the domain is
taken by itself (\`npm run mutation\`), for it takes about an hour. 2,000 facts on the local engine take half an hour, more than \`npm run proof\` may: \`npm run proof -- --full --only local\` runs them.`;
