import type { Row } from '../../shared/store/table.ts';
import type { World } from './world.ts';

/** What still stands with whoever left, and with accounts that live on as others, in a world at rest. */
export function aboutThoseWhoWent(world: World): string[] {
  const rows = [...world.table.rows()];
  const of = (type: string) => rows.filter(row => row.type === type);
  const gone = new Set(of('agent').flatMap(({ id, active }) => (active === false ? [String(id)] : [])));
  const merged = new Set(
    of('account').flatMap(row => (row['mergedInto'] === undefined ? [] : [row.pk.slice('account#'.length)])),
  );
  const isWith = (row: Row, ...fields: string[]) => fields.some(field => gone.has(String(row[field])));
  const isMerged = ({ accountId }: Row) => merged.has(String(accountId));
  const isOpen = { task: 'open', ownership: 'owned' } as const;
  const tasks = of('task').filter(({ state }) => state === isOpen.task);
  const owned = of('ownership').filter(({ state }) => state === isOpen.ownership);
  const calls = of('call').filter(({ state }) => state !== 'ended');
  const outreach = of('outreach').filter(({ state }) => state !== 'ended');
  return [
    ...owned
      .filter(row => isWith(row, 'ownerId'))
      .map(row => `${row['accountId']} is ${row['ownerId']}’s, who left`),
    ...tasks
      .filter(row => isWith(row, 'agentId', 'lentBy'))
      .map(row => `task ${row['id']} is with ${row['agentId']}, who left`),
    ...calls
      .filter(row => isWith(row, 'agentId'))
      .map(row => `call ${row['id']} (${row['state']}) is with ${row['agentId']}, who left`),
    ...owned.filter(isMerged).map(row => `${row['accountId']} was merged and is ${row['ownerId']}’s`),
    ...calls
      .filter(row => isMerged(row) && row['state'] === 'due' && Number(row['readyAt']) <= world.clock.now())
      .map(row => `call ${row['id']} is due with ${row['accountId']}, which was merged`),
    ...outreach.filter(isMerged).map(row => `${row['id']} is about ${row['accountId']}, which was merged`),
  ];
}
