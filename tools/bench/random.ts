/** Numbers that look random and are the same for the same seed, so that a run can be repeated. */
export type Random = ReturnType<typeof randomOf>;

/** Marsaglia's xorshift with 32 bits (doi 10.18637/jss.v008.i14); good enough to draw cases. */
export function randomOf(seed: number) {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  const share = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(share() * (to - from + 1));
  return {
    /** Both ends included. */
    int,
    chance: (probability: number): boolean => share() < probability,
    pick: <T>(items: readonly T[]): T => items[int(0, items.length - 1)] as T,
    /** Small and large ones are equally likely, whatever the distance between them. */
    logInt: (from: number, to: number): number => Math.round(from * (to / from) ** share()),
  };
}
