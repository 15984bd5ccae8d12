import { withoutParts } from '../../shared/domain/persons/parts.ts';
import { loadOpenCallsWith } from '../../shared/store/calls-of-person.ts';
import type { Tombstone } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Change, Row } from '../../shared/store/table.ts';
import { holdsPersonal, personalOf, rowsOfPerson } from './rows-of-person.ts';

/** As many rows as one run changes; the next one goes on. */
const MOST = 40;

/** How far a run came: whether there may be more, and whether calls with them still wait to be ended. */
export type Scrubbed = { readonly rows: number; readonly isMore: boolean; readonly isCalled: boolean };

/** Takes what is personal out of the rows of somebody who was erased; done again it finds nothing. */
export async function scrubRows(ports: Ports, stone: Tombstone): Promise<Scrubbed> {
  let rows = 0;
  for await (const row of rowsOfPerson(ports.table, stone)) {
    if (row['type'] === 'contact' || !holdsPersonal(row)) continue;
    if (rows === MOST) return { rows, isMore: true, isCalled: false };
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [scrubbed(row)] });
    // Somebody changed it meanwhile: the next run sees it as it is then.
    if (!answer.done) return { rows, isMore: true, isCalled: false };
    rows++;
  }
  const calls = await loadOpenCallsWith(ports.table, stone);
  return { rows, isMore: false, isCalled: calls.some(({ erased }) => !erased) };
}

/** The row without what is personal; its place in lists, its counts and its times stay. */
function scrubbed(row: Row): Change {
  const left = withoutParts(row, personalOf(row)?.holds ?? []);
  const changed = Object.keys(row).filter(name => left[name] !== row[name]);
  const versioned = row.version === undefined ? {} : { add: { version: 1 } };
  return {
    do: 'change',
    key: { pk: row.pk, sk: row.sk },
    ...versioned,
    set: Object.fromEntries(changed.flatMap(name => (left[name] === undefined ? [] : [[name, left[name]]]))),
    remove: changed.filter(name => left[name] === undefined),
    when: row.version === undefined ? { is: 'present' } : { is: 'version', version: row.version },
    orElse: 'stale',
  };
}
