import { accepted, refused } from '../../shared/kernel/outcome.ts';

type Headers = Readonly<Record<string, string | undefined>>;
export type EventsRequest = { readonly headers: Headers; readonly body: unknown };

export const MAX_EVENTS = 1_000;

const ATTRIBUTES = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'dataschema'] as const;

/**
 * The events of a request in any of the three HTTP modes of CloudEvents 1.0
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md).
 * Plain JSON is taken as one structured event or as a batch.
 */
export function readCloudEvents({ headers, body }: EventsRequest) {
  const media = (headers['content-type'] ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  switch (media) {
    case 'application/cloudevents+json':
      return Array.isArray(body)
        ? wrong('must be one event; a batch is application/cloudevents-batch+json')
        : list([body]);
    case 'application/cloudevents-batch+json':
      return Array.isArray(body) ? list(body) : wrong('must be an array of events');
  }
  if (!/^application\/([^\s/]+\+)?json$/.test(media))
    return refused('unsupported-media-type', {
      field: 'content-type',
      problem: 'must be JSON, such as application/cloudevents+json',
    });
  if (isBinary(headers)) return list([eventOfHeaders(headers, body)]);
  return list(Array.isArray(body) ? body : [body]);
}

function list(events: readonly unknown[]) {
  if (events.length === 0) return wrong('must hold at least one event');
  if (events.length > MAX_EVENTS)
    return refused('too-large', {
      field: 'body',
      problem: `has ${events.length} events; a request may have ${MAX_EVENTS}`,
    });
  return accepted(events);
}

const wrong = (problem: string) => refused('malformed', { field: 'body', problem });

const isBinary = (headers: Headers): boolean =>
  ATTRIBUTES.some(attribute => headers[`ce-${attribute}`] !== undefined);

function eventOfHeaders(headers: Headers, data: unknown) {
  const event: Record<string, unknown> = { data };
  for (const attribute of ATTRIBUTES) {
    const value = headers[`ce-${attribute}`];
    if (value !== undefined) event[attribute] = percentDecoded(value);
  }
  return event;
}

/** Header values carry other than printable ASCII percent-encoded; what does not decode stays as it is and is checked. */
function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
