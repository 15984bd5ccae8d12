import type { PolicySnapshot } from '../../shared/domain/devices/policy.ts';
import { promisedUntil } from '../../shared/domain/devices/watch-case.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { openCases } from './all-cases.ts';
import { matchCase } from './match-case.ts';
import { moveCase } from './move-case.ts';

const ABREAST = 4;

type Given = {
  readonly apply: boolean;
  readonly caseIds?: readonly string[] | undefined;
  readonly principal: string;
};

/** Matches open cases with the policies and calendars as they stand; lists what changes, and changes it when asked to. */
export async function rematchCases(ports: Ports, { apply, caseIds, principal }: Given) {
  const cases = (await openCases(ports.table)).filter(
    ({ id, entitled }) => entitled && (caseIds === undefined || caseIds.includes(id)),
  );
  const names = await loadAccountNames(
    ports.table,
    cases.map(({ accountId }) => accountId),
  );
  const found = await inParallel(cases, ABREAST, async held => {
    const { policy, matching } = await matchCase(ports.table, held);
    if (sameSnapshot(held.policy, policy)) return undefined;
    const now = ports.clock.now();
    const change = {
      caseId: held.id,
      accountName: names.get(held.accountId) ?? held.accountId,
      from: await placeOf(ports.table, held, held.policy, now),
      to: await placeOf(ports.table, held, policy, now),
    };
    if (apply)
      await moveCase(ports, {
        caseId: held.id,
        command: { do: 'rematch', policy, matching },
        cause: causeOf(held, policy, { principal, now }),
      });
    return change;
  });
  const changes = found.filter(one => one !== undefined);
  return { applied: apply, changes, unchanged: cases.length - changes.length };
}

/** The same versions of the policy and of every calendar. */
const sameSnapshot = (one: PolicySnapshot | undefined, other: PolicySnapshot | undefined): boolean =>
  JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other));
const partsOf = (policy: PolicySnapshot | undefined) =>
  policy && [policy.id, policy.version, policy.targets.map(({ id, calendar }) => [id, calendar])];

async function placeOf(table: Table, held: StoredCase, policy: PolicySnapshot | undefined, now: Instant) {
  const { policy: _former, ...rest } = held;
  const matched = { ...rest, ...(policy ? { policy } : {}) };
  const dueAt = promisedUntil(matched, { calendars: await calendarsOf(table, matched, now), now });
  return {
    ...(policy ? { policyId: policy.id } : {}),
    version: policy?.version ?? 0,
    ...(dueAt === undefined ? {} : { dueAt: formatInstant(dueAt) }),
  };
}

/** The same case is matched with the same versions once, however often it is asked for. */
const causeOf = (
  { id, accountId, version }: StoredCase,
  policy: PolicySnapshot | undefined,
  by: { principal: string; now: Instant },
) =>
  command({
    id: derivedId('evt', 'case.rematched', id, version, policy?.id ?? '-', policy?.version ?? 0),
    name: 'case.rematched',
    accountId: accountId as AccountId,
    ...by,
  });
