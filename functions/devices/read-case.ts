import type { CaseView } from '../../shared/contracts/devices-contract.ts';
import { actionsOf } from '../../shared/domain/devices/case-actions.ts';
import type { Order } from '../../shared/domain/devices/device-case.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { loadRun } from '../../shared/store/escalation-store.ts';
import { casePk, journalPrefix, tellingPrefix } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import { legsOf, targetsOf } from './case-clocks.ts';
import { linesOf } from './case-line.ts';

/** One case with everything that was promised, noticed, decided and told. */
export async function readCase(
  { table, clock }: Ports,
  caseId: string,
): Promise<Outcome<CaseView, 'not-found'>> {
  const held = await loadCase(table, caseId);
  if (!held) return refused('not-found');
  return accepted(await caseViewOf(table, held, clock.now()));
}

export async function caseViewOf(table: Table, held: StoredCase, now: Instant): Promise<CaseView> {
  const calendars = await calendarsOf(table, held, now);
  const [lines, targets, rows, escalation] = await Promise.all([
    linesOf(table, [held], now),
    targetsOf(table, held, { calendars, now }),
    table.query({ pk: casePk(held.id), limit: 500 }),
    escalationOf(table, held),
  ]);
  const [line] = lines;
  return {
    ...(line as NonNullable<typeof line>),
    ...optional(held),
    reportedBy: held.reportedBy,
    targets,
    legs: legsOf(held, { calendars, now }),
    records: held.records.map(recordView),
    matching: held.matching.map(one => ({ ...one, because: one.because.map(why => ({ ...why })) })),
    help: held.help.map(({ kind, depotId, model, ...rest }) => ({
      ...{ kind, depotId, model },
      units: 'n' in rest ? rest.n : 1,
      ...('at' in rest ? { at: formatInstant(rest.at) } : {}),
    })),
    oldUnit: held.owed.length > 0 ? 'owed' : held.oldUnit,
    tellings: rows.rows.filter(({ sk }) => sk.startsWith(tellingPrefix)).map(tellingView),
    ...(escalation ? { escalation } : {}),
    history: rows.rows
      .filter(({ sk }) => sk.startsWith(journalPrefix))
      .map(historyView)
      .sort(byTime),
    actions: [...actionsOf(held)],
  };
}

const byTime = (one: { recordedAt: string }, other: { recordedAt: string }) =>
  one.recordedAt < other.recordedAt ? -1 : 1;

function optional(held: StoredCase): Partial<CaseView> {
  const { contactId, product, policy, reservation, replacement, lock, wipe } = held;
  return {
    ...(contactId === undefined ? {} : { contactId }),
    ...(product === undefined ? {} : { product }),
    ...(policy ? { policyVersion: policy.version } : {}),
    ...(reservation
      ? {
          reservation: {
            depotId: reservation.depotId,
            model: reservation.model,
            serial: reservation.serial,
            until: formatInstant(reservation.until),
            ...(reservation.by === undefined ? {} : { by: reservation.by }),
            ...(reservation.substitute === undefined ? {} : { substitute: reservation.substitute }),
          },
        }
      : {}),
    ...(replacement ? { replacement: { serial: replacement.serial, model: replacement.model } } : {}),
    ...(lock ? { lock: orderView(lock) } : {}),
    ...(wipe ? { wipe: { ...orderView(wipe), confirmedBy: wipe.confirmedBy } } : {}),
  };
}

const orderView = ({ state, wantedAt, answeredAt }: Order) => ({
  state,
  wantedAt: formatInstant(wantedAt),
  ...(answeredAt === undefined ? {} : { answeredAt: formatInstant(answeredAt) }),
});

const recordView = (record: StoredCase['records'][number]): CaseView['records'][number] => ({
  is: record.is,
  target: record.target,
  at: formatInstant(record.at),
  ...('threshold' in record ? { threshold: record.threshold } : {}),
  ...('noticedAt' in record ? { noticedAt: formatInstant(record.noticedAt) } : {}),
  ...('by' in record ? { by: record.by, reason: record.reason } : {}),
  ...('evidence' in record
    ? {
        evidence: {
          factId: record.evidence.factId,
          occurredAt: formatInstant(record.evidence.occurredAt),
        },
      }
    : {}),
});

const tellingView = (row: Row): CaseView['tellings'][number] => ({
  kind: String(row['kind']),
  state: String(row['state']),
  at: formatInstant(Number(row['at'])),
  ...(typeof row['dueAt'] === 'number' ? { dueAt: formatInstant(row['dueAt']) } : {}),
  ...(typeof row['language'] === 'string' ? { language: row['language'] } : {}),
  ...(typeof row['languageOf'] === 'string' ? { languageOf: row['languageOf'] } : {}),
});

const historyView = (row: Row): CaseView['history'][number] => ({
  at: formatInstant(Number(row['occurredAt'])),
  recordedAt: formatInstant(Number(row['recordedAt'])),
  decision: String(row['decision']),
  by: String(row['by'] ?? 'firstcall'),
  reason: (row['reason'] ?? {}) as Record<string, unknown>,
});

async function escalationOf(table: Table, { escalations }: StoredCase) {
  const last = escalations.at(-1);
  const run = last && (await loadRun(table, last.id));
  if (!last || !run) return undefined;
  return {
    id: last.id,
    state: run.state,
    ...(run.acknowledgedBy === undefined ? {} : { acknowledgedBy: run.acknowledgedBy }),
  };
}
