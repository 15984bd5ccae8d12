import type { TimerKind } from '../../shared/events/timers.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { armsAbsence } from '../../shared/store/absence-timers.ts';
import { loadRun } from '../../shared/store/escalation-store.ts';
import { arm } from '../../shared/store/journal.ts';
import {
  absencePk,
  accountPk,
  escalationIdOf,
  lists,
  notificationIdOf,
  timerKey,
} from '../../shared/store/keys.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster, type StoredAgent, stillAs } from '../../shared/store/roster-store.ts';
import type { Condition, Row, Table } from '../../shared/store/table.ts';
import { isAwake } from '../../shared/store/wake.ts';

/** Kinds of open work that stand in a list and must each have a timer that brings them on. */
type Promised = {
  readonly kind: TimerKind;
  timerPk(row: Row): string;
  /** What must still be so when the timer is armed again: work that moved on has seen to itself. */
  still(row: Row): Condition;
  dueAt(table: Table, row: Row, now: Instant): Promise<Instant | undefined>;
};

const waitingForOwner: Promised = {
  kind: 'task.unowned',
  timerPk: row => accountPk(String(row.accountId)),
  still: row => ({ is: 'version', version: row.version ?? 0 }),
  dueAt: async (_table, _row, now) => now,
};

const openNotification: Promised = {
  kind: 'notification.expire',
  timerPk: row => row.pk,
  still: () => ({ is: 'present' }),
  dueAt: async (table, row) => (await loadNotification(table, notificationIdOf(row.pk)))?.openUntil,
};

const putAway: Promised = {
  ...openNotification,
  kind: 'notification.snooze',
  dueAt: async (table, row) => (await loadNotification(table, notificationIdOf(row.pk)))?.snooze?.until,
};

/** A message that waits for its reader's hours. */
const bundle: Promised = {
  kind: 'bundle.due',
  timerPk: row => row.pk,
  still: () => ({ is: 'differs', field: 'closed', value: 1 }),
  dueAt: async (_table, row) => Number(row['dueAt']),
};

/** An escalation goes on by itself while nobody has it, when a snooze of it ends, and when whoever has it does not confirm. */
const escalation = (kind: TimerKind, dueAt: 'nextAt' | 'confirmBy'): Promised => ({
  kind,
  timerPk: row => row.pk,
  still: row => ({ is: 'version', version: row.version ?? 0 }),
  dueAt: async (table, row) => (await loadRun(table, escalationIdOf(row.pk)))?.[dueAt],
});

/** A case whose clocks run or whose reservation ends says until when somebody must look. */
const deviceCase: Promised = {
  kind: 'device.due',
  timerPk: row => row.pk,
  still: row => ({ is: 'version', version: row.version ?? 0 }),
  dueAt: async (_table, row) => (typeof row['lookAt'] === 'number' ? row['lookAt'] : undefined),
};

export type Mended = { readonly unguarded: number; readonly mended: number };

const PAGE = 100;
/** Pages looked at per list and run. A list that is longer has alarms of its own. */
const MOST_PAGES = 50;
const AT_ONCE = 10;

/** Looks for open work without a timer and arms one for when its next step is or was due. */
export async function mendPromises(ports: Ports): Promise<Mended> {
  const roster = await loadRoster(ports.table);
  const looks = [
    { promised: waitingForOwner, list: lists.queue },
    { promised: escalation('escalation.step', 'nextAt'), list: lists.escalations },
    { promised: escalation('escalation.step', 'nextAt'), list: lists.snoozedEscalations },
    { promised: escalation('escalation.ack-reminder', 'confirmBy'), list: lists.takenEscalations },
    { promised: deviceCase, list: lists.deviceCases },
    { promised: bundle, list: lists.bundles },
    ...roster.flatMap(({ id }) => [
      { promised: openNotification, list: lists.unseen(id) },
      { promised: openNotification, list: lists.seen(id) },
      { promised: openNotification, list: lists.snoozed(id) },
      { promised: putAway, list: lists.snoozed(id) },
    ]),
  ];
  let { unguarded, mended } = await mendAbsences(ports, roster);
  for (const { promised, list } of looks) {
    for await (const rows of pagesOf(ports.table, list))
      await inParallel(rows, AT_ONCE, async row => {
        const timer = await ports.table.get(timerKey(promised.timerPk(row), promised.kind));
        if (timer && isAwake(timer)) return;
        const dueAt = await promised.dueAt(ports.table, row, ports.clock.now());
        if (dueAt === undefined) return;
        unguarded++;
        if (await mend(ports, promised, { row, dueAt })) mended++;
      });
  }
  return { unguarded, mended };
}

/** An absence that is not over has a timer for its end from when it is recorded; without one it was never begun either. */
async function mendAbsences(ports: Ports, roster: readonly StoredAgent[]): Promise<Mended> {
  const now = ports.clock.now();
  const due = roster
    .filter(({ active }) => active)
    .flatMap(agent => Object.entries(agent.absences).map(([id, absence]) => ({ agent, id, absence })))
    .filter(({ absence }) => absence.to > now);
  let unguarded = 0;
  let mended = 0;
  for (const { agent, id, absence } of due) {
    const timer = await ports.table.get(timerKey(absencePk(agent.id, id), 'absence.ends'));
    if (timer && isAwake(timer)) continue;
    unguarded++;
    const given = { agentId: agent.id, absenceId: id, agentVersion: agent.version, now };
    const writes = [stillAs(agent), ...armsAbsence(given, absence)];
    if ((await ports.table.commit({ commitId: ports.ids.random('cmt'), writes })).done) mended++;
  }
  return { unguarded, mended };
}

/** Guarded work stays in its list, so the first page alone would hide whatever stands behind it. */
async function* pagesOf(table: Table, list: string): AsyncGenerator<readonly Row[]> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await table.query({
      index: 'list',
      pk: list,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield found.rows;
    cursor = found.cursor;
    if (cursor === undefined) return;
  }
}

async function mend(
  { table, ids, clock }: Ports,
  promised: Promised,
  { row, dueAt }: { readonly row: Row; readonly dueAt: Instant },
): Promise<boolean> {
  const now = clock.now();
  const timer = { pk: promised.timerPk(row), kind: promised.kind, dueAt, epoch: row.version ?? 1, now };
  const check = { do: 'check', key: { pk: row.pk, sk: row.sk }, when: promised.still(row) } as const;
  const result = await table.commit({
    commitId: ids.random('cmt'),
    writes: [{ ...check, orElse: 'moved-on' }, arm(timer)],
  });
  return result.done;
}
