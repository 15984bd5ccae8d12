import { indexChange } from '../../shared/domain/search/index-change.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import {
  type Findable,
  findableName,
  findableOf,
  foundByOf,
  indexWrites,
  loadFindable,
  loadSearchEntry,
} from '../../shared/store/search-store.ts';
import type { Row } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';

type Change = {
  readonly sequence: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
};
type Indexed = {
  readonly done: { readonly entries: number };
  /** Sequence numbers to be delivered again, lowest first. */
  readonly failed: readonly string[];
  readonly causes: readonly unknown[];
};

const ABREAST = 10;

/**
 * Brings the index up to what these changes of the table left. A change only says where to look: whatever order they come
 * in and however often, the row as it stands then is what counts.
 */
export async function indexChanges(ports: Ports, changes: readonly Change[]): Promise<Indexed> {
  const wanted = new Map<string, { of: Findable; sequences: Set<string> }>();
  for (const { sequence, before, after } of changes) {
    const of = changedOf(before, after);
    if (!of) continue;
    const key = findableName(of);
    wanted.set(key, { of, sequences: (wanted.get(key)?.sequences ?? new Set()).add(sequence) });
  }
  const causes: unknown[] = [];
  const failed = new Set<string>();
  await inParallel([...wanted.values()], ABREAST, async ({ of, sequences }) => {
    try {
      await indexOne(ports, of);
    } catch (cause) {
      causes.push(cause);
      for (const sequence of sequences) failed.add(sequence);
    }
  });
  return {
    done: { entries: wanted.size - causes.length },
    failed: changes.map(({ sequence }) => sequence).filter(sequence => failed.has(sequence)),
    causes,
  };
}

/** What is found otherwise since the change; most changes of an account are none. */
function changedOf(before: Row | undefined, after: Row | undefined): Findable | undefined {
  const row = after ?? before;
  return row && indexChange(foundByOf(before), foundByOf(after)) && findableOf(row);
}

/**
 * Makes the index say of one thing what its row says. The entry is read before the row: who wrote the entry since has
 * seen a row that is no older, and this commit then fails and looks again.
 */
export const indexOne = (ports: Ports, of: Findable): Promise<Handled> =>
  untilFresh(async () => {
    const held = await loadSearchEntry(ports.table, of);
    const found = foundByOf(await loadFindable(ports.table, of));
    const writes = indexWrites(of, { held, found, now: ports.clock.now() });
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
    return { decision: found ? 'indexed' : 'forgotten', answer };
  });
