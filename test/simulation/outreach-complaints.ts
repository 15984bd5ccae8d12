import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import { isOpenOutreach } from '../../shared/domain/outreach/outreach.ts';
import type { Row } from '../../shared/store/table.ts';
import type { World } from './world.ts';

const rowsOf = (world: World, type: string): Row[] =>
  [...world.table.rows()].filter(row => row.type === type);

/** What is wrong with outreach in a world at rest: a customer is approached about one cause once at a time, by a call or not. */
export function aboutOutreach(world: World): string[] {
  const open = (rowsOf(world, 'outreach') as unknown as Outreach[]).filter(isOpenOutreach);
  const groups = Map.groupBy(open, ({ accountId, cause }) => `${accountId} about ${cause}`);
  const called = new Set(
    rowsOf(world, 'call')
      .filter(({ state }) => state !== 'ended')
      .map(({ accountId }) => accountId),
  );
  return [
    ...[...groups]
      .filter(([, all]) => all.length > 1)
      .map(([about, all]) => `${about}: ${all.map(({ id }) => id)} are open`),
    ...open
      .filter(({ state, accountId }) => state === 'open' && !called.has(accountId))
      .map(({ id, accountId }) => `${id}: ${accountId} is to be called, and there is no call`),
  ];
}
