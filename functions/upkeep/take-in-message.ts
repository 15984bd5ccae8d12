import type { Bus } from '../../shared/adapters/bus.ts';
import type { Refused } from '../../shared/kernel/outcome.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { checkMessage, harmlessCopy } from './check-message.ts';
import { outlineOf } from './outline.ts';

/** A message of the ingress queue: the queue's name and what the ingress bus wrote into it. */
export type IngressMessage = { readonly origin: string; readonly text: string };

/**
 * Takes in a fact that a producer put on the ingress bus: the same check as over HTTP, then the product bus.
 * What does not fit is kept once with its reason, as an outline without any value; whole only where nothing but its
 * time or version speaks against it, so that it can be taken in later. A failed put throws: the queue brings the
 * message again.
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

type Unfit = { readonly parsed: unknown; readonly reason: Refused<string> };

async function setAside(
  ports: Ports,
  { origin, text }: IngressMessage,
  { parsed, reason }: Unfit,
): Promise<Handled> {
  const whole = harmlessCopy(parsed, ports.clock.now());
  const kept =
    whole === undefined ? { kept: outlineOf(parsed) } : { kept: whole, retaken: 'message' as const };
  await quarantine(ports)({ origin, text, ...kept, reason });
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
