/** Where the focus goes from one of so many by a key; undefined for keys that move nothing. */
export function itemAfter(at: number, key: string, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
