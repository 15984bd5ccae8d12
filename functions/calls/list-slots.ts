import type * as z from 'zod/mini';
import type { listSlots as listRoute } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { minutesOf } from '../../shared/domain/calls/slot-times.ts';
import { wallTimeAt } from '../../shared/domain/time/zone-offsets.ts';
import { formatInstant, type Instant, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type TermsRefusal, termsFor } from './call-terms.ts';
import { aboutCall, type Customer, type CustomerRefusal } from './customer.ts';
import { slotsFor } from './slots-instead.ts';

type Query = z.infer<typeof listRoute.query>;
type Answer = z.infer<typeof listRoute.answer>;

const USUAL = 100;
const MOST = 500;

/** Free slots of the length that the caller's call takes, with what a clock on their wall shows then. */
export async function listSlots(
  ports: Ports,
  { principal, query }: { readonly principal: Principal; readonly query: Query },
): Promise<Outcome<Answer, CustomerRefusal | TermsRefusal | 'not-found'>> {
  const about = await aboutFor(ports, principal, query.callbackId);
  if (!about.ok) return about;
  const { call, customer } = about.value;
  const wishes = { language: query.language ?? call?.language, zone: query.zone ?? call?.zone };
  const found = await termsFor(ports, customer, wishes);
  if (!found.ok) return found;
  const minutes = minutesOf(call, found.value.rules, call?.booking ? undefined : 'callback');
  const terms = {
    ...{ ...found.value, minutes },
    product: query.product ?? call?.product ?? customer.link?.product,
    only: query.agent === 'same' ? call?.agentId : undefined,
  };
  const limit = Math.min(MOST, Math.max(1, Number(query.limit ?? USUAL)));
  const slots = await slotsFor(ports, terms, { ...rangeOf(query), limit: limit + 1 });
  const { language, zone } = terms;
  return accepted({
    ...{ language, zone, minutes, more: slots.length > limit },
    slots: slots.slice(0, limit).map(({ from, to }) => ({
      from: formatInstant(from),
      to: formatInstant(to),
      wall: formatInstant(wallTimeAt(zone, from)).slice(0, 16),
    })),
  });
}

/** A machine may look at what is free before it knows for whom. */
const aboutFor = async (ports: Ports, principal: Principal, callbackId: string | undefined) =>
  principal.kind === 'machine' && callbackId === undefined
    ? accepted({ call: undefined, customer: NOBODY })
    : aboutCall(ports, principal, { callbackId });

const NOBODY: Pick<Customer, 'accountId' | 'contactId' | 'link'> = { accountId: '-', contactId: '-' };

function rangeOf({ from, days }: Query): { from?: Instant; days?: number } {
  const begin = from === undefined ? undefined : parseInstant(from);
  return {
    ...(begin === undefined ? {} : { from: begin }),
    ...(days === undefined ? {} : { days: Number(days) }),
  };
}
