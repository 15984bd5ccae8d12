import type { CounterCase } from '../../shared/contracts/depots-contract.ts';
import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { promisedUntil } from '../../shared/domain/devices/watch-case.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { caseOf, loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { openCases } from './all-cases.ts';

const MOST = 200;
const ABREAST = 8;
/** Old devices are looked for among the latest settled cases of this month and the one before. */
const LATEST = 100;

/**
 * What the counter of a depot has to do with: open cases that are served from it, the most pressing first, and those
 * whose new device went out here while the old one is still to come back.
 */
export async function counterCases(table: Table, depot: StoredDepot, now: Instant): Promise<CounterCase[]> {
  const [open, settled] = await Promise.all([openCases(table), lately(table, now)]);
  const mine = [
    ...open.filter(held => isServed(depot, held)).slice(0, MOST),
    ...settled.filter(held => owesTo(depot, held)),
  ];
  const views = await inParallel(mine, ABREAST, async ({ id }) => {
    // The index may lag behind: what is shown is the row itself.
    const held = await loadCase(table, id);
    return held && (isServed(depot, held) || owesTo(depot, held))
      ? viewOf(table, held, { depot, now })
      : undefined;
  });
  return [...new Map(views.flatMap(view => (view ? [[view.caseId, view] as const] : []))).values()];
}

async function lately(table: Table, now: Instant): Promise<StoredCase[]> {
  const date = new Date(now);
  const before = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1);
  const pages = await Promise.all(
    [now, before].map(month =>
      table.query({ index: 'list', pk: lists.deviceCasesOpened(month), descending: true, limit: LATEST }),
    ),
  );
  return pages.flatMap(({ rows }) => rows.map(caseOf));
}

/** A depot in a client's building serves this client alone; a unit that is reserved there is always its business. */
function isServed(depot: StoredDepot, held: StoredCase): boolean {
  if (!isOpenCase(held)) return false;
  if (held.reservation?.depotId === depot.id) return true;
  const theirs = depot.accountId === undefined || depot.accountId === held.accountId;
  return theirs && held.policy?.depots.includes(depot.id) === true;
}

const owesTo = ({ id }: StoredDepot, { owed, replacement }: StoredCase): boolean =>
  owed.length > 0 && replacement?.depotId === id;

async function viewOf(
  table: Table,
  held: StoredCase,
  { depot, now }: { depot: StoredDepot; now: Instant },
): Promise<CounterCase> {
  const { id, serial, model, damage, state, owed, reservation } = held;
  const dueAt = promisedUntil(held, { calendars: await calendarsOf(table, held, now), now });
  return {
    ...{ caseId: id, model, damage, state },
    serial: isOpenCase(held) ? serial : (owed.at(-1) ?? serial),
    owesReturn: owed.length > 0,
    ...(dueAt === undefined ? {} : { dueAt: formatInstant(dueAt) }),
    ...(reservation?.depotId === depot.id
      ? { reserved: { serial: reservation.serial, model: reservation.model } }
      : {}),
  };
}
