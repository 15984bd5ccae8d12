import { type Assessment, assessAll, FLOOR } from '../../shared/domain/outreach/burst-detector.ts';
import { accountKinds, type DailyAccount, drawAccount, YEAR_DAYS } from './burst-accounts.ts';

/** How unlikely a burst must be, the most readily found first. */
export const alphas = [0.001, 0.0005, 0.0002] as const;
/** Days of history before the judged year: none, months, years. */
const ages = [0, 100, 300, 600, 1_000, 1_500, 2_000] as const;
const QUARTER = 91;
const WITHIN = 2;

/** Shares for each of `alphas`, and of how many. */
export type Shares = { readonly of: number; readonly shares: readonly number[] };

const TERMS = { perYear: 365, alpha: alphas[0], sensitivity: 0 } as const;
/** A burst at the greatest alpha is one at a lower too when it is as unlikely as that. */
const isBurstAt = ({ isBurst, pValue }: Assessment, alpha: number): boolean => isBurst && pValue <= alpha;

function accounts(each: number, seed: number, fixed: { age?: number; k?: number } = {}): DailyAccount[] {
  return accountKinds.flatMap((kind, at) =>
    Array.from({ length: each }, (_, one) =>
      drawAccount({
        ...{ seed: seed + 1_000_003 * at + one, kind, age: ages[one % ages.length] as number },
        ...fixed,
      }),
    ),
  );
}

function sharesOf(rows: readonly (readonly boolean[])[]): Shares {
  const shares = alphas.map((_, at) => rows.filter(row => row[at]).length / rows.length);
  return { of: rows.length, shares };
}

/** In which share of the quarters of accounts without bursts one is found at least once. */
export function falseQuarters(each: number, seed: number): Shares {
  const rows = accounts(each, seed).flatMap(({ counts, judgedFrom }) => {
    const range = { from: judgedFrom, to: judgedFrom + 4 * QUARTER - 1 };
    const found = assessAll(counts, range, TERMS);
    return [0, 1, 2, 3].map(quarter => {
      const own = found.slice(quarter * QUARTER, (quarter + 1) * QUARTER);
      return alphas.map(alpha => own.some(one => isBurstAt(one, alpha)));
    });
  });
  return sharesOf(rows);
}

/** In which share of new accounts one is found that is none, in their first eight weeks. */
export function falseStarts(each: number, seed: number): Shares {
  const rows = accounts(each, seed, { age: 0 }).map(({ counts, judgedFrom }) => {
    const found = assessAll(counts, { from: judgedFrom, to: judgedFrom + 55 }, TERMS);
    return alphas.map(alpha => found.some(one => isBurstAt(one, alpha)));
  });
  return sharesOf(rows);
}

/** Which share of bursts that reach the floor is found until two days after half of their reports had come. */
export function burstsFound(each: number, seed: number, k: number): Shares {
  const rows = accounts(each, seed, { k }).flatMap(({ counts, judgedFrom, burst = [] }) => {
    const [first = 0, middle = 0] = [burst[0], burst[Math.floor((burst.length - 1) / 2)]];
    if (burst.length < FLOOR.reports || first > judgedFrom + YEAR_DAYS - 14) return [];
    const found = assessAll(counts, { from: first, to: middle + WITHIN }, TERMS);
    return [alphas.map(alpha => found.some(one => isBurstAt(one, alpha)))];
  });
  return sharesOf(rows);
}
