import type { CaseLine } from '../../shared/contracts/devices-contract.ts';
import { legOf, waitOf } from '../../shared/domain/devices/device-case.ts';
import { HANDOVER } from '../../shared/domain/devices/policy.ts';
import { isOpen, nextOpening, openBetween } from '../../shared/domain/time/business-calendar.ts';
import { type Calendars, readTarget, verdictOf } from '../../shared/domain/time/sla-clock.ts';
import { DAY, formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';

const LOOK_AHEAD = 10 * DAY;

/** Cases as the board shows them, with the names it needs. */
export async function linesOf(table: Table, cases: readonly StoredCase[], now: Instant): Promise<CaseLine[]> {
  const accounts = [...new Set(cases.map(({ accountId }) => accountId))];
  const [names, owners] = await Promise.all([loadAccountNames(table, accounts), ownersOf(table, accounts)]);
  return Promise.all(
    cases.map(async held => {
      const owner = owners.get(held.accountId);
      return {
        ...plainLine(held),
        accountName: names.get(held.accountId) ?? held.accountId,
        ...(owner ? { ownerId: owner.id, ownerName: owner.name } : {}),
        ...clockPart(held, await calendarsOf(table, held, now), now),
      };
    }),
  );
}

async function ownersOf(table: Table, accountIds: readonly string[]) {
  const owned = await Promise.all(accountIds.map(id => loadOwnership(table, id)));
  const ids = [...new Set(owned.flatMap(one => (one?.ownerId === undefined ? [] : [one.ownerId])))];
  const agents = new Map(
    (await Promise.all(ids.map(id => loadAgent(table, id)))).map((agent, at) => [
      ids[at] ?? '',
      agent?.name ?? ids[at] ?? '',
    ]),
  );
  return new Map(
    owned.flatMap(one =>
      one?.state === 'owned' && one.ownerId !== undefined
        ? [[one.accountId, { id: one.ownerId, name: agents.get(one.ownerId) ?? one.ownerId }] as const]
        : [],
    ),
  );
}

function plainLine(held: StoredCase): Omit<CaseLine, 'accountName' | 'verdict'> {
  const { id, accountId, serial, model, damage, state, entitled, noStock, language, zone, version } = held;
  const { path, site, policy, reservation } = held;
  const leg = legOf(held);
  const wait = waitOf(held);
  return {
    ...{ id, accountId, serial, model, damage, state, entitled, noStock, language, zone, version },
    openedAt: formatInstant(held.openedAt),
    ...(path === undefined ? {} : { path }),
    ...(leg === undefined ? {} : { leg, legOwner: policy?.legOwners[leg] ?? 'owner' }),
    ...(wait ? { waitingOn: wait.on, waitReason: wait.reason } : {}),
    ...(site === undefined ? {} : { site }),
    ...(reservation ? { depotId: reservation.depotId } : {}),
    ...(policy ? { policyId: policy.id, policyName: policy.name } : {}),
  };
}

/** What the clock of the customer's promise shows. */
function clockPart(
  { marks, records, policy }: StoredCase,
  calendars: Calendars,
  now: Instant,
): Pick<CaseLine, 'dueAt' | 'left' | 'reached' | 'verdict'> {
  const target = policy?.targets.find(({ id }) => id === HANDOVER);
  if (!target) return { verdict: 'none' };
  const reading = readTarget({ marks, target, calendars, now });
  const calendar = calendars(target.calendar);
  const own = records.filter(record => record.target === HANDOVER);
  const reached = own.some(({ is }) => is === 'breached')
    ? 'breached'
    : own.findLast(record => record.is === 'warned')?.threshold;
  const turns = isOpen(calendar, now)
    ? openBetween(calendar, now, now + LOOK_AHEAD)[0]?.[1]
    : nextOpening(calendar, now);
  const known = target.calendar !== 'always' && turns !== undefined && turns < now + LOOK_AHEAD;
  return {
    verdict: verdictOf({ marks, target, records, calendars, now }),
    ...(reading.deadline === undefined || reading.state === 'paused'
      ? {}
      : { dueAt: formatInstant(reading.deadline) }),
    ...(reading.state === 'stopped'
      ? {}
      : {
          left: {
            ms: reading.leftMs,
            asOf: formatInstant(now),
            counting: reading.state === 'running' && isOpen(calendar, now),
            ...(known ? { turnsAt: formatInstant(turns) } : {}),
          },
        }),
    ...(reached === undefined ? {} : { reached }),
  };
}
