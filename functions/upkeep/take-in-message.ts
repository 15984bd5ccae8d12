import * as z from 'zod/mini';
import type { Bus } from '../../shared/adapters/bus.ts';
import type { Refused } from '../../shared/kernel/outcome.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { type Checked, checkEvent } from './check-event.ts';
import { complain } from './complain.ts';
import { outlineOf } from './outline.ts';

/** A message of the ingress queue: the queue's name and what the ingress bus wrote into it. */
export type IngressMessage = { readonly origin: string; readonly text: string };

/** What EventBridge puts around a producer's `detail`. */
const bridged = z.object({
  account: z.string().check(z.regex(/^\d{12}$/, 'must be an AWS account')),
  source: z.string(),
  'detail-type': z.string(),
  time: z.optional(z.string()),
  detail: z.record(z.string(), z.unknown()),
});

/**
 * Takes in a fact that a producer put on the ingress bus: the same check as over HTTP, then the product bus.
 * What does not fit is kept once with its reason, as an outline without any value. A failed put throws: the queue
 * brings the message again.
 */
export async function takeInMessage(
  ports: Ports & { readonly bus: Bus },
  message: IngressMessage,
): Promise<Handled> {
  const parsed = parse(message.text);
  const checked = checkMessage(parsed, ports.clock.now());
  if (!checked.ok) return setAside(ports, message, { parsed, reason: checked });
  const { fact } = checked.value;
  const [taken] = await ports.bus.put([fact]);
  if (taken !== true) throw new BusRefusedError(fact.id);
  return { decision: 'accepted', detail: { event: fact.id, name: fact.name, account: fact.accountId } };
}

function checkMessage(parsed: unknown, now: number) {
  const read = bridged.safeParse(parsed);
  if (!read.success) return complain(read.error);
  const { account, source, 'detail-type': type, time, detail } = read.data;
  if (Object.hasOwn(detail, 'data') && mentionsContact(detail['data']))
    return refused('personal-data', {
      field: 'detail.data.contact',
      problem:
        'must not travel on a bus: send the event to POST /v1/events, or the contact to PUT /v1/accounts/{accountId}/contacts/{contactId}',
    });
  const event = { time, ...detail, specversion: '1.0', type, source };
  const checked = checkEvent(event, { producer: `bus:${account}`, now });
  return checked.ok ? accepted<Checked>(checked.value) : checked;
}

const mentionsContact = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, 'contact');

type Unfit = { readonly parsed: unknown; readonly reason: Refused<string> };

async function setAside(
  ports: Ports,
  { origin, text }: IngressMessage,
  { parsed, reason }: Unfit,
): Promise<Handled> {
  await quarantine(ports)({ origin, text, kept: outlineOf(parsed), reason });
  const field = String(reason.detail?.['field'] ?? '(whole)');
  return { decision: 'quarantined', detail: { reason: reason.refusal, field } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The product bus did not take a fact; nothing is lost, the message comes again. */
class BusRefusedError extends Error {
  override readonly name = 'BusRefusedError';
}
