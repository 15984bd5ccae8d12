/** Things of which always the first by an order is taken. */
export type Heap<T> = {
  put(item: T): void;
  first(): T | undefined;
  take(): T | undefined;
};

/** A binary heap: putting and taking cost the logarithm of how many there are. `isBefore` must tell any two apart. */
export function heapOf<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  return {
    first: () => items[0],
    put: item => rise(items, item, isBefore),
    take() {
      const first = items[0];
      const last = items.pop();
      if (last !== undefined && items.length > 0) sink(items, last, isBefore);
      return first;
    },
  };
}

type Before<T> = (a: T, b: T) => boolean;

function rise<T>(items: T[], item: T, isBefore: Before<T>): void {
  let at = items.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = items[parent] as T;
    if (!isBefore(item, above)) break;
    items[at] = above;
    at = parent;
  }
  items[at] = item;
}

function sink<T>(items: T[], item: T, isBefore: Before<T>): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= items.length) break;
    const right = left + 1;
    const child = right < items.length && isBefore(items[right] as T, items[left] as T) ? right : left;
    if (!isBefore(items[child] as T, item)) break;
    items[at] = items[child] as T;
    at = child;
  }
  items[at] = item;
}
