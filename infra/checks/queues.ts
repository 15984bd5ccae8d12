import { all, asList, type Check, queuesOf, refOf } from './templates.ts';

type Target = { Arn: unknown; DeadLetterConfig?: { Arn?: unknown }; RetryPolicy?: object };
type Rule = { EventPattern?: object; ScheduleExpression?: string; Targets?: Target[] };
type Mapping = { EventSourceArn: unknown };

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const DAY = 24 * 3600;
const DEFAULT_RETENTION = 4 * DAY;
const LEAST_TRIES = 5;

/** A rule that matches facts puts them on a queue, never on a function; what it cannot put there is kept. */
export const rulesFeedQueues: Check = templates => {
  const queues = queuesOf(templates);
  return all<Rule>(templates, 'AWS::Events::Rule').flatMap(({ id, is }) =>
    asList(is.Targets).flatMap(one => {
      const target = one as Target;
      const wrong: string[] = [];
      if (is.EventPattern && !queues.has(refOf(target.Arn) ?? ''))
        wrong.push(`${id}: its target is no queue`);
      if (!queues.has(refOf(target.DeadLetterConfig?.Arn) ?? '')) wrong.push(`${id}: its target has no DLQ`);
      if (!target.RetryPolicy) wrong.push(`${id}: its target has no retry policy`);
      return wrong;
    }),
  );
};

/** Only the watchers may be called by a schedule without a queue between. */
export const schedulesCallWatchers =
  (watchers: readonly string[]): Check =>
  templates => {
    const names = new Map(
      all<{ FunctionName: string }>(templates, 'AWS::Lambda::Function').map(fn => [
        fn.id,
        fn.is.FunctionName,
      ]),
    );
    const called = all<Rule>(templates, 'AWS::Events::Rule')
      .filter(({ is }) => is.ScheduleExpression !== undefined)
      .flatMap(({ is }) =>
        asList(is.Targets).map(target => names.get(refOf((target as Target).Arn) ?? '') ?? '?'),
      );
    return called
      .filter(name => !watchers.some(watcher => name.endsWith(watcher)))
      .map(name => `${name}: called by a schedule, but no watcher`);
  };

/** The age of a dead letter counts from its first sending, so its queue must keep longer than the source. */
export const deadLettersOutliveSources: Check = templates => {
  const queues = queuesOf(templates);
  return [...queues].flatMap(([id, queue]) => {
    const { RedrivePolicy: redrive } = queue;
    if (!redrive) return [];
    const dead = queues.get(refOf(redrive.deadLetterTargetArn) ?? '');
    if (!dead) return [`${id}: its DLQ is not in the template`];
    const kept = dead.MessageRetentionPeriod ?? DEFAULT_RETENTION;
    return [
      ...(kept > (queue.MessageRetentionPeriod ?? DEFAULT_RETENTION)
        ? []
        : [`${id}: its DLQ does not keep longer than itself`]),
      ...(redrive.maxReceiveCount >= LEAST_TRIES ? [] : [`${id}: fewer than ${LEAST_TRIES} tries`]),
    ];
  });
};

/** Every queue that a function or rule works with has dead letters or is dead letters. */
export const queuesHaveDeadLetters: Check = templates => {
  const queues = queuesOf(templates);
  const dead = new Set([...queues.values()].map(queue => refOf(queue.RedrivePolicy?.deadLetterTargetArn)));
  const fed = [
    ...all<Mapping>(templates, MAPPING).map(({ is }) => refOf(is.EventSourceArn)),
    ...all<Rule>(templates, 'AWS::Events::Rule').flatMap(({ is }) =>
      asList(is.Targets).map(target => refOf((target as Target).Arn)),
    ),
  ];
  return [...queues]
    .filter(([id, queue]) => fed.includes(id) && !queue.RedrivePolicy && !dead.has(id))
    .map(([id]) => `${id}: has no DLQ`);
};

/** At rest by the service's key, on the way by TLS alone. */
export const queuesAreClosed: Check = templates => {
  type QueuePolicy = {
    Queues: unknown[];
    PolicyDocument: { Statement: { Effect: string; Condition?: object }[] };
  };
  const closed = new Set(
    all<QueuePolicy>(templates, 'AWS::SQS::QueuePolicy')
      .filter(({ is }) =>
        is.PolicyDocument.Statement.some(
          ({ Effect, Condition }) =>
            Effect === 'Deny' && JSON.stringify(Condition ?? '').includes('"aws:SecureTransport":"false"'),
        ),
      )
      .flatMap(({ is }) => is.Queues.map(refOf)),
  );
  return [...queuesOf(templates)].flatMap(([id, queue]) => [
    ...(queue.SqsManagedSseEnabled ? [] : [`${id}: not encrypted`]),
    ...(closed.has(id) ? [] : [`${id}: may be reached without TLS`]),
  ]);
};
