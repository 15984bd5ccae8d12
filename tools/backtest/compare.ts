import { DAY } from '../../shared/kernel/instant.ts';
import type { Signal } from './diary.ts';

export type Pair = { readonly first: Signal; readonly second: Signal; readonly laterByDays: number };
/** What two settings would have made of the same facts. */
export type Differences = {
  /** Called by both at the same time. */
  readonly same: number;
  /** Called by both, by the second so many days later; negative when earlier. */
  readonly moved: readonly Pair[];
  readonly onlyFirst: readonly Signal[];
  readonly onlySecond: readonly Signal[];
};

/** Calls of an account for the same cause so close to each other are about the same. */
const TOGETHER = 14 * DAY;

/** Sets the calls of two replays side by side, those of one account and cause in their order. */
export function compare(first: readonly Signal[], second: readonly Signal[]): Differences {
  const ours = Map.groupBy(first, nameOf);
  const theirs = Map.groupBy(second, nameOf);
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  const found = names.map(name => paired(ours.get(name) ?? [], theirs.get(name) ?? []));
  const pairs = found.flatMap(one => one.pairs);
  return {
    same: pairs.filter(({ laterByDays }) => laterByDays === 0).length,
    moved: pairs.filter(({ laterByDays }) => laterByDays !== 0),
    onlyFirst: found.flatMap(one => one.onlyFirst),
    onlySecond: found.flatMap(one => one.onlySecond),
  };
}

const nameOf = ({ accountId, cause }: Signal): string => JSON.stringify([accountId, cause]);
const at = (signal: Signal | undefined): number => signal?.calledAt ?? Number.POSITIVE_INFINITY;

function paired(first: readonly Signal[], second: readonly Signal[]) {
  const pairs: Pair[] = [];
  const [onlyFirst, onlySecond]: [Signal[], Signal[]] = [[], []];
  let [here, there] = [0, 0];
  for (let [a, b] = [first[0], second[0]]; a || b; [a, b] = [first[here], second[there]]) {
    const later = at(b) - at(a);
    if (a && b && Math.abs(later) <= TOGETHER) {
      pairs.push({ first: a, second: b, laterByDays: Math.round((later / DAY) * 10) / 10 });
      here += 1;
      there += 1;
    } else if (a && at(a) < at(b)) {
      onlyFirst.push(a);
      here += 1;
    } else if (b) {
      onlySecond.push(b);
      there += 1;
    }
  }
  return { pairs, onlyFirst, onlySecond };
}
