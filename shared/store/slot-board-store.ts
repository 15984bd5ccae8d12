import type { BoardDay, BoardTeam } from '../domain/calls/slot-board.ts';
import { startOfDay } from '../domain/calls/slot-board.ts';
import { DAY } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { boardDayKey, boardDayPrefix, boardTeamKey, slotBoardPk } from './keys.ts';
import { bare, type Row, type Table, type Write } from './table.ts';

/** Version 0 when there is no row. */
export type StoredBoardDay = BoardDay & { readonly version: number };
export type StoredTeam = BoardTeam & { readonly version: number };
export type StoredBoard = {
  readonly team: StoredTeam | undefined;
  /** In their order; those that were never written are missing. */
  readonly days: readonly StoredBoardDay[];
};

/** What is kept of a day after it began: nobody asks about it any more. */
const KEPT = 3 * DAY;

/**
 * The team and every day from one on, in one query: the rows lie side by side and end with the team's. Whoever writes
 * reads it as it stands; whoever searches takes candidates that may be a moment old, at half the price.
 */
export async function loadBoard(
  table: Table,
  firstDay: string,
  given: { readonly mayLag?: true } = {},
): Promise<StoredBoard> {
  const ends = { from: boardDayKey(firstDay).sk, to: boardTeamKey.sk };
  const { rows } = await table.query({ pk: slotBoardPk, ...ends, ...given });
  const team = rows.find(({ sk }) => sk === boardTeamKey.sk);
  return {
    team: team && (bare(team) as unknown as StoredTeam),
    days: rows.filter(({ sk }) => sk.startsWith(boardDayPrefix)).map(dayOfRow),
  };
}

const dayOfRow = (row: Row): StoredBoardDay => ({
  day: row.sk.slice(boardDayPrefix.length),
  free: Buffer.from(String(row['free']), 'base64'),
  held: (row['held'] as BoardDay['held'] | undefined) ?? [],
  version: row.version ?? 0,
});

/** A day in its new state; refused with `stale` when somebody wrote it since it was read. */
export const boardDayWrite = ({ day, free, held }: BoardDay, read: number | undefined): Write =>
  replace(
    {
      ...boardDayKey(day),
      type: 'board-day',
      free: Buffer.from(free).toString('base64'),
      ...(held.length > 0 ? { held } : {}),
      expiresAt: Math.floor((startOfDay(day) + KEPT) / 1000),
    },
    read,
  );

/** The team in its new state; refused with `stale` when somebody wrote it since it was read. */
export const boardTeamWrite = ({ ids, skills, skillsOf }: BoardTeam, read: number | undefined): Write =>
  replace({ ...boardTeamKey, type: 'board-team', ids, skills, skillsOf }, read);
