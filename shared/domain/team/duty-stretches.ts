import type { Range } from '../time/open-hours.ts';

/** The part of a stretch that lies in the range, if any; as a list, to be laid flat. */
export function clipped<S extends Range>(stretch: S, range: Range): S[] {
  const [from, to] = [Math.max(stretch.from, range.from), Math.min(stretch.to, range.to)];
  return from < to ? [{ ...stretch, from, to }] : [];
}

/** Two layers in one: what is above hides what is below it. Each is in order and apart, and so is the result. */
export function painted<S extends Range>(below: readonly S[], above: readonly S[]): S[] {
  const found: S[] = [];
  let at = 0;
  for (const stretch of below) {
    let from = stretch.from;
    while ((above[at]?.to ?? Number.POSITIVE_INFINITY) <= from) at += 1;
    for (let i = at; from < stretch.to; i++) {
      const cover = above[i];
      const to = Math.min(stretch.to, cover?.from ?? stretch.to);
      if (from < to) found.push({ ...stretch, from, to });
      from = cover && cover.from < stretch.to ? cover.to : stretch.to;
    }
  }
  return [...found, ...above].toSorted((a, b) => a.from - b.from);
}

/** Stretches that overlap or touch and are alike become one, which says what the first of them says. They come in order. */
export function fused<S extends Range>(
  stretches: readonly S[],
  alike: (one: S, other: S) => boolean = () => true,
): S[] {
  const apart: S[] = [];
  for (const stretch of stretches) {
    const last = apart.at(-1);
    if (last && stretch.from <= last.to && alike(last, stretch))
      apart[apart.length - 1] = { ...last, to: Math.max(last.to, stretch.to) };
    else apart.push(stretch);
  }
  return apart;
}

/** Where two layers lie over each other: what the first says, in the pieces that the second makes of it. Each is in order and apart. */
export function crossed<S extends Range, T extends Range>(
  one: readonly S[],
  other: readonly T[],
  join: (one: S, other: T) => S = stretch => stretch,
): S[] {
  const found: S[] = [];
  let at = 0;
  for (const stretch of one) {
    while ((other[at]?.to ?? Number.POSITIVE_INFINITY) <= stretch.from) at += 1;
    for (let i = at; (other[i]?.from ?? Number.POSITIVE_INFINITY) < stretch.to; i++) {
      const cover = other[i] as T;
      const range = { from: Math.max(stretch.from, cover.from), to: Math.min(stretch.to, cover.to) };
      found.push({ ...join(stretch, cover), ...range });
    }
  }
  return found;
}
