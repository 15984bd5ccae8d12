import * as z from 'zod/mini';
import type { Instant } from '../../shared/kernel/instant.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { checkEvent } from './check-event.ts';
import { complain } from './complain.ts';

/** What EventBridge puts around a producer's `detail`. */
const bridged = z.object({
  account: z.string().check(z.regex(/^\d{12}$/, 'must be an AWS account')),
  source: z.string(),
  'detail-type': z.string(),
  time: z.optional(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
type Bridged = z.infer<typeof bridged>;

/** The fact that a message of the ingress bus states, or what of it does not fit. */
export function checkMessage(parsed: unknown, now: Instant) {
  const read = bridged.safeParse(parsed);
  if (!read.success) return complain(read.error);
  const { detail } = read.data;
  if (Object.hasOwn(detail, 'data') && mentionsContact(detail['data']))
    return refused('personal-data', {
      field: 'detail.data.contact',
      problem:
        'must not travel on a bus: send the event to POST /v1/events, or the contact to PUT /v1/accounts/{accountId}/contacts/{contactId}',
    });
  return factOf(read.data, now);
}

function factOf({ account, source, 'detail-type': type, time, detail }: Bridged, now: Instant) {
  const event = { time, ...detail, specversion: '1.0', type, source };
  return checkEvent(event, { producer: `bus:${account}`, now });
}

const mentionsContact = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, 'contact');

/** The parts of a version at the end of a dataschema; its other words are the producer's. */
const VERSION = /(?:^|\/)v?(\d{1,4}(?:\.\d{1,4})?)\/?$/;

/**
 * A message that was refused for its time or version alone, made anew from its checked parts: all of its data fits
 * the shape that is known here, which has no room for a person's name or address. Nothing for any other message.
 */
export function harmlessCopy(parsed: unknown, now: Instant): string | undefined {
  const read = bridged.safeParse(parsed);
  if (!read.success) return undefined;
  const { account, source, 'detail-type': type, time, detail } = read.data;
  const { id, subject, dataschema, data } = detail;
  const said = Date.parse(String(detail['time'] ?? time));
  if (Number.isNaN(said)) return undefined;
  const healed = checkMessage({ ...read.data, detail: { id, subject, data, time: formatInstant(now) } }, now);
  if (!healed.ok || healed.value.contact || !isSameData(healed.value.fact.data, data)) return undefined;
  const version = VERSION.exec(String(dataschema ?? '1'))?.[1];
  if (version === undefined) return undefined;
  const own = { id, subject, time: formatInstant(said), dataschema: `/${version}`, data };
  return JSON.stringify({ account, source, 'detail-type': type, detail: own });
}
