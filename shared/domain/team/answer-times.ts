/** Where buckets of times to answer begin, in seconds after the first, which begins at nothing. */
const EDGES = [15, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400, 43_200, 86_400] as const;

export type AnswerBucket = `b${number}`;

/** Names of the counters in order, `b0` to `b11`; the last bucket has no end. */
export const answerBuckets: readonly AnswerBucket[] = [...EDGES, 0].map((_, at): AnswerBucket => `b${at}`);

/** The counter of an answer that took so many milliseconds: `b0` for under 15 s, `b11` for a day and more. */
export function answerBucket(ms: number): AnswerBucket {
  const at = EDGES.findIndex(edge => ms < edge * 1_000);
  return `b${at === -1 ? EDGES.length : at}`;
}

/** Counts of rows with such counters, added up bucket by bucket; what a row lacks counts as none. */
export const answerCounts = (rows: readonly Readonly<Record<string, unknown>>[]): number[] =>
  answerBuckets.map(bucket => rows.reduce((sum, row) => sum + Number(row[bucket] ?? 0), 0));

/**
 * The time in seconds within which the share `q` (0 to 1) of the answers came: linear within its bucket, as in a
 * cumulative histogram. In the last bucket, which has no end, it is where that begins. `undefined` without answers.
 */
export function answerQuantile(counts: readonly number[], q: number): number | undefined {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return undefined;
  let before = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && before + count >= q * all) {
      const from = EDGES[bucket - 1] ?? 0;
      const to = EDGES[bucket] ?? from;
      return from + (to - from) * Math.max(0, (q * all - before) / count);
    }
    before += count;
  }
  return EDGES.at(-1);
}
