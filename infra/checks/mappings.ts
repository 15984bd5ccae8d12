import { all, asList, type Check, functionsWithRights, queuesOf, refOf } from './templates.ts';

type Mapping = {
  EventSourceArn: unknown;
  FunctionName: unknown;
  FunctionResponseTypes?: string[];
  ScalingConfig?: { MaximumConcurrency?: number };
  MaximumRetryAttempts?: number;
  MaximumRecordAgeInSeconds?: number;
  BisectBatchOnFunctionError?: boolean;
  DestinationConfig?: { OnFailure?: { Destination?: unknown } };
};

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const timeoutsOf = (templates: Parameters<Check>[0]) =>
  new Map(
    all<{ Timeout?: number }>(templates, 'AWS::Lambda::Function').map(fn => [fn.id, fn.is.Timeout ?? 3]),
  );

/** A message must not come back while it is still being worked on, retries of the poller included. */
export const visibilityCoversWork: Check = templates => {
  const queues = queuesOf(templates);
  const timeouts = timeoutsOf(templates);
  return all<Mapping>(templates, MAPPING).flatMap(({ is }) => {
    const id = refOf(is.EventSourceArn) ?? '';
    const queue = queues.get(id);
    const timeout = timeouts.get(refOf(is.FunctionName) ?? '') ?? 0;
    return !queue || (queue.VisibilityTimeout ?? 30) >= 6 * timeout
      ? []
      : [`${id}: visibility ${queue.VisibilityTimeout ?? 30} s is less than 6 × ${timeout} s`];
  });
};

/** Every mapping answers record by record; mappings of queues are bounded. */
export const mappingsAnswerByRecord: Check = templates => {
  const queues = queuesOf(templates);
  return all<Mapping>(templates, MAPPING).flatMap(({ id, is }) => [
    ...(is.FunctionResponseTypes?.includes('ReportBatchItemFailures')
      ? []
      : [`${id}: no partial batch answers`]),
    ...(queues.has(refOf(is.EventSourceArn) ?? '') && !is.ScalingConfig?.MaximumConcurrency
      ? [`${id}: no MaximumConcurrency`]
      : []),
  ]);
};

/** At most two readers keep up with a stream: ours has the relay and the search index, and no record may block them for long. */
export const twoBoundedStreamMappings: Check = templates => {
  const queues = queuesOf(templates);
  const streams = all<Mapping>(templates, MAPPING).filter(
    ({ is }) => !queues.has(refOf(is.EventSourceArn) ?? ''),
  );
  const count = streams.length === 2 ? [] : [`${streams.length} stream mappings instead of two`];
  return streams.reduce((wrong, { id, is }) => {
    const bounded =
      (is.MaximumRetryAttempts ?? -1) > 0 &&
      (is.MaximumRecordAgeInSeconds ?? -1) > 0 &&
      is.BisectBatchOnFunctionError === true;
    if (!bounded) wrong.push(`${id}: its retries have no end`);
    if (!queues.has(refOf(is.DestinationConfig?.OnFailure?.Destination) ?? ''))
      wrong.push(`${id}: a failed record goes nowhere`);
    return wrong;
  }, count as string[]);
};

/** Lambda stops loops of a function that feeds its own queue; no function of ours could. */
export const noFunctionFeedsItself: Check = templates => {
  const queues = queuesOf(templates);
  const sends = new Map(
    functionsWithRights(templates).map(({ id, statements }) => [
      id,
      statements
        .filter(({ Action }) =>
          asList(Action).some(action => /^(sqs:(SendMessage\*?|\*)|\*)$/.test(String(action))),
        )
        .flatMap(({ Resource }) =>
          asList(Resource).map(resource => (resource === '*' ? '*' : refOf(resource))),
        ),
    ]),
  );
  return all<Mapping>(templates, MAPPING).flatMap(({ is }) => {
    const source = refOf(is.EventSourceArn) ?? '';
    const allowed = sends.get(refOf(is.FunctionName) ?? '') ?? [];
    return queues.has(source) && (allowed.includes(source) || allowed.includes('*'))
      ? [`${refOf(is.FunctionName)}: takes from ${source} and may send there`]
      : [];
  });
};
