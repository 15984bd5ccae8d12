import { type AskedCall, type AskLimit, askOnceMore } from '../domain/calls/asked-calls.ts';
import { isOpenCall } from '../domain/calls/call.ts';
import { digest } from '../kernel/id.ts';
import { DAY } from '../kernel/instant.ts';
import { accepted, type Outcome } from '../kernel/outcome.ts';
import { loadCall } from './call-store.ts';
import { replace } from './journal.ts';
import { limitKey } from './keys.ts';
import type { Limited } from './limit-store.ts';
import type { Table, Write } from './table.ts';

/** A row is of no use once its calls are over and its window has passed; bookings are at most so far ahead. */
const KEPT_DAYS = 90;

/**
 * Counts a call with those that its telephone or account asked for, in the very commit that makes it: parallel ones meet
 * the version of the row. Nothing to write where it counts already; refused with `too-many`.
 */
export async function askedOnce(
  table: Table,
  { of, subject, limit }: Limited & { readonly limit: AskLimit },
  call: AskedCall,
): Promise<Outcome<readonly Write[], 'too-many'>> {
  const key = limitKey(of, digest(subject), 'asked');
  const row = await table.get(key);
  const asked = (row?.['asked'] as readonly AskedCall[] | undefined) ?? [];
  const calls = await Promise.all(asked.map(({ callId }) => loadCall(table, callId)));
  const open = new Set(calls.flatMap(one => (one && isOpenCall(one) ? [one.id] : [])));
  const next = askOnceMore(asked, call, { limit, isOpen: callId => open.has(callId) });
  if (!next.ok) return next;
  if (asked.some(({ callId }) => callId === call.callId)) return accepted([]);
  const expiresAt = Math.floor((call.at + KEPT_DAYS * DAY) / 1000);
  return accepted([replace({ ...key, type: 'limit', asked: next.value, expiresAt }, row?.version)]);
}
