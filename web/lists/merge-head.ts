export type Page<T> = { readonly items: readonly T[]; readonly cursor?: string | undefined };

type Rules<T> = { readonly idOf: (item: T) => string; readonly newer: (one: T, other: T) => T };

/**
 * Puts a freshly read first page in front of what is loaded. When both overlap the older pages stay (with their
 * cursors); when more came than one page holds, the rest is let go, so that no gap is ever shown.
 */
export function mergeHead<T>(
  loaded: readonly Page<T>[],
  head: Page<T>,
  { idOf, newer }: Rules<T>,
): readonly Page<T>[] {
  const [first, ...older] = loaded;
  const known = new Map(loaded.flatMap(page => page.items).map(item => [idOf(item), item]));
  const overlaps = head.items.some(item => known.has(idOf(item)));
  const fresh = head.items.map(item => {
    const held = known.get(idOf(item));
    return held === undefined ? item : newer(item, held);
  });
  if (!first || !overlaps || head.cursor === undefined) return [{ ...head, items: fresh }];
  const inHead = new Set(fresh.map(idOf));
  const rest = (page: Page<T>): Page<T> => ({
    ...page,
    items: page.items.filter(item => !inHead.has(idOf(item))),
  });
  return [{ items: [...fresh, ...rest(first).items], cursor: first.cursor }, ...older.map(rest)];
}

/** What the head has that was not loaded before: nothing on the first reading, which is no news. */
export function arrivals<T>(
  loaded: readonly Page<T>[],
  head: Page<T>,
  idOf: (item: T) => string,
): readonly T[] {
  if (loaded.length === 0) return [];
  const known = new Set(loaded.flatMap(page => page.items).map(idOf));
  const oldest = head.items.findIndex(item => known.has(idOf(item)));
  return head.items.slice(0, oldest === -1 ? undefined : oldest);
}

/** Replaces one item wherever it is loaded, unless what is there is newer. */
export const replaceItem = <T>(
  loaded: readonly Page<T>[],
  item: T,
  { idOf, newer }: Rules<T>,
): readonly Page<T>[] =>
  loaded.map(page => ({
    ...page,
    items: page.items.map(held => (idOf(held) === idOf(item) ? newer(item, held) : held)),
  }));
