import type { Absence } from '../../shared/domain/team/agent.ts';
import { firstLook } from '../../shared/store/absence-timers.ts';
import {
  absencePk,
  agentKey,
  agentPk,
  agentPrefix,
  lists,
  outsideCalendarKey,
} from '../../shared/store/keys.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import { type Guard, type Missing, type Must, type Reader, stillSo, unlessStanding } from './guard.ts';

/** The rows of the roster, which lie side by side. */
const roster = async (table: Table): Promise<readonly Row[]> =>
  (await loadRoster(table)).map(({ id }) => agentKeyRow(id));
const agentKeyRow = (id: string): Row => ({ ...agentKey(id) });

/** An absence has a timer for its end from when it is recorded until it is over, and one for its beginning until then. */
const absence: Guard = {
  name: 'absence',
  timers: ['absence.starts', 'absence.ends'],
  rows: roster,
  missing: async (read, listed) => {
    const row = await read.get(listed);
    if (row?.['active'] !== true) return [];
    const absences = Object.entries((row['absences'] ?? {}) as Readonly<Record<string, Absence>>);
    return flat(absences.map(([id, { from, to }]) => absenceIn(read, row, { id, from, to })));
  },
};

/** One that lost the timer of its end may never have begun either: to begin again moves nothing twice. */
async function absenceIn(read: Reader, row: Row, { id, from, to }: Absence & { readonly id: string }) {
  if (to <= read.now) return [];
  const timer = { pk: absencePk(String(row['id']), id), epoch: firstLook(row.version ?? 1) };
  const look = (must: Must) => unlessStanding(read, must, stillSo(row));
  const ends = await look({ ...timer, kind: 'absence.ends', dueAt: to });
  if (from <= read.now && ends.length === 0) return [];
  return [...(await look({ ...timer, kind: 'absence.starts', dueAt: Math.max(from, read.now) })), ...ends];
}

/** Whoever left is looked after until nothing is theirs any more. */
const leaver: Guard = {
  name: 'leaver',
  timers: ['agent.left-look'],
  rows: roster,
  twice: true,
  missing: async (read, listed) => {
    const row = await read.get(listed);
    if (row?.['active'] !== false) return [];
    const agentId = String(row['id']);
    if (!(await hasWork(read, agentId))) return [];
    const epoch = firstLook(row.version ?? 1);
    const must = { pk: agentPk(agentId), kind: 'agent.left-look', dueAt: read.now, epoch } as const;
    return unlessStanding(read, must, stillSo(row));
  },
};

/** An account or a task of theirs; the lists may be late, the rows are not. */
async function hasWork(read: Reader, agentId: string): Promise<boolean> {
  for (const pk of [lists.owned(agentId), lists.tasks(agentId)]) {
    const [first] = (await read.table.query({ index: 'list', pk, limit: 1 })).rows;
    const row = first && (await read.fresh(first));
    if (row?.['ownerId'] === agentId || (row?.['agentId'] === agentId && row['state'] === 'open'))
      return true;
  }
  return false;
}

/** A calendar elsewhere is read again and again, as long as it is somebody's. */
const outsideCalendar: Guard = {
  name: 'outside-calendar',
  timers: ['calendar.fetch'],
  rows: roster,
  missing: async (read, listed) => {
    const agentId = listed.sk.slice(agentPrefix.length);
    const row = await read.get(outsideCalendarKey(agentId));
    if (!row) return [];
    const epoch = (row.version ?? 0) + 1;
    const must = { pk: agentPk(agentId), kind: 'calendar.fetch', dueAt: read.now, epoch } as const;
    return unlessStanding(read, must, stillSo(row));
  },
};

const flat = async (looks: readonly Promise<readonly Missing[]>[]): Promise<Missing[]> =>
  (await Promise.all(looks)).flat();

export const guardsOfAgents: readonly Guard[] = [absence, leaver, outsideCalendar];
