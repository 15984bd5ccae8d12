import type * as z from 'zod/mini';
import type { callSlots as slotsRoute } from '../../shared/contracts/calls-contract.ts';
import { wallTimeAt } from '../../shared/domain/time/zone-offsets.ts';
import { formatInstant, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { findSlots } from './find-slots.ts';
import { withWhom } from './with-whom.ts';

type Query = z.infer<typeof slotsRoute.query>;
type Answer = z.infer<typeof slotsRoute.answer>;

const SHOWN = 100;
const DEFAULT = 45;

/** Free times for an agent who books for a customer, on the clocks of the customer; no notice is kept. */
export async function callSlots(
  ports: Ports,
  query: Query,
): Promise<Outcome<Answer, 'unknown-account' | 'unknown-contact'>> {
  const found = await withWhom(ports, query);
  if (!found.ok) return found;
  const { language, zone, rules } = found.value.terms;
  const minutes = Math.min(240, Math.max(5, Number(query.minutes ?? DEFAULT)));
  const slots = await findSlots(ports, {
    ...{ language, zone, minutes, notice: 0, days: rules.windowDays, limit: SHOWN },
    from: query.from === undefined ? undefined : parseInstant(query.from),
    agentIds: query.agentId === undefined ? undefined : [query.agentId],
  });
  return accepted({
    ...{ zone, minutes },
    slots: slots.map(({ from, to }) => ({
      from: formatInstant(from),
      to: formatInstant(to),
      wall: formatInstant(wallTimeAt(zone, from)).slice(0, 16),
    })),
  });
}
