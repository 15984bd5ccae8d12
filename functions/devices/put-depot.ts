import type { DepotInput } from '../../shared/contracts/depots-contract.ts';
import { checkDepot, type DepotKnows, type DepotRefusal } from '../../shared/domain/devices/check-depot.ts';
import { policyChanged } from '../../shared/events/device-events.ts';
import { command, type Fact, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, type EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  loadDepot,
  loadPolicies,
  promiseWrites,
  type StoredDepot,
} from '../../shared/store/promise-store.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadStocks } from '../../shared/store/stock-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { depotEntry } from './depot-entry.ts';
import { stockBook } from './stock-book.ts';
import { giveTerms } from './stock-terms.ts';

type Given = { readonly depotId: string; readonly input: DepotInput; readonly principal: string };

/**
 * Writes a depot as a new version when all that it names is there, then brings its stocks to the new terms one by one.
 * A call that broke off between is finished by sending it again.
 */
export async function putDepot(
  ports: Ports,
  { depotId, input, principal }: Given,
): Promise<Outcome<StoredDepot, DepotRefusal | 'stale'>> {
  const { table, clock, ids } = ports;
  const [known, held] = await Promise.all([knownIn(table), loadDepot(table, depotId)]);
  const checked = checkDepot(input, known);
  if (!checked.ok)
    return refused(checked.refusal, { ...checked.detail, field: `body.${checked.detail?.['field']}` });
  const now = clock.now();
  const fact = command({
    id: ids.random('evt') as EventId,
    name: 'depot.edited',
    accountId: (input.accountId as AccountId | undefined) ?? NO_ACCOUNT,
    ...{ principal, now },
  });
  const kept = await keepDepot(ports, { input, depotId, held, fact });
  if (!kept.ok) return kept;
  for (const { model } of await loadStocks(table, depotId))
    await untilFresh(() => bringToTerms(ports, { depotId, model, fact }));
  return kept;
}

type Keeping = Omit<Given, 'principal'> & { readonly held: StoredDepot | undefined; readonly fact: Fact };

/** What stands there already, as when an answer was lost, stays as it is. */
async function keepDepot(
  { table, ids }: Ports,
  { input, depotId, held, fact }: Keeping,
): Promise<Outcome<StoredDepot, 'stale'>> {
  const { recordedAt: now, producer: principal } = fact;
  const version = (held?.version ?? 0) + 1;
  const kept: StoredDepot = { ...input, id: depotId, version, changedAt: now, changedBy: principal };
  const { changedAt, changedBy } = held ?? kept;
  if (held && isSameData({ ...kept, version: held.version, changedAt, changedBy }, held))
    return accepted(held);
  const entry = depotEntry(depotId, {
    ...{ fact, now, decision: 'depot-edited' },
    reason: { by: principal, version },
    follows: [policyChanged.of({ kind: 'depot', subjectId: depotId, subjectVersion: version })],
  });
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [entry, ...promiseWrites('depot', kept, held?.version)],
  });
  return answer.done
    ? accepted(kept)
    : refused('stale', { problem: 'Somebody else just changed it; look again.' });
}

/** What a depot may name, as the table has it now. */
async function knownIn(table: Table): Promise<DepotKnows> {
  const [policies, roster] = await Promise.all([loadPolicies(table), loadRoster(table)]);
  return {
    policies: new Set(policies.map(({ id }) => id)),
    people: new Map(roster.filter(({ active }) => active).map(({ id, roles }) => [id, roles])),
  };
}

/** Reads the depot again: of two people who edit it at the same time, the later one's terms stand in the end. */
async function bringToTerms(
  { table, clock, ids }: Ports,
  { depotId, model, fact }: { depotId: string; model: string; fact: Fact },
): Promise<Attempt> {
  const now = clock.now();
  const depot = await loadDepot(table, depotId);
  const book = stockBook(table, now);
  if (depot) await giveTerms(book, depot, model);
  const writes = book.writes();
  if (writes.length === 0) return { answer: { done: true }, decision: 'terms-kept' };
  const entry = depotEntry(depotId, {
    fact: { ...fact, id: derivedId('evt', fact.id, 'terms', model) },
    ...{ now, decision: 'terms-given', reason: { by: fact.producer, model }, follows: book.follows() },
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...writes] });
  return { answer, decision: 'terms-given' };
}
