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
