/** Lanczos (g = 7, nine terms): the logarithm of the gamma function for positive numbers. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  let sum = lanczos[0] as number;
  for (let at = 1; at < lanczos.length; at++) sum += (lanczos[at] as number) / (x + at - 1);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const TINY = 1e-300;
const CLOSE = 1e-15;
const LONGEST = 100_000;

/** A continued fraction b0 + a1/(b1 + a2/(b2 + …)) by the method of Lentz. */
function continued(b0: number, termOf: (n: number) => readonly [a: number, b: number]): number {
  let value = b0 || TINY;
  let c = value;
  let d = 0;
  for (let n = 1; n < LONGEST; n++) {
    const [a, b] = termOf(n);
    d = 1 / (b + a * d || TINY);
    c = b + a / c || TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) < CLOSE) break;
  }
  return value;
}

/** The share of a beta distribution above `x` (DLMF 8.17.22). */
function betaAbove(x: number, a: number, b: number): number {
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  const below = (at: number, p: number, q: number): number =>
    front /
    p /
    continued(1, n => {
      const m = n >> 1;
      const a =
        n % 2 === 0
          ? (m * (q - m) * at) / ((p + n - 1) * (p + n))
          : (-(p + m) * (p + q + m) * at) / ((p + n - 1) * (p + n));
      return [a, 1];
    });
  return x < (a + 1) / (a + b + 2) ? 1 - below(x, a, b) : below(1 - x, b, a);
}

/** The share of a gamma distribution of this shape below `x`: by its series, or from above by a continued fraction (DLMF 8.11.4, 8.9.2). */
function gammaBelow(shape: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x >= shape + 1)
    return 1 - front / continued(x + 1 - shape, n => [-n * (n - shape), x + 2 * n + 1 - shape]);
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < LONGEST && term > sum * CLOSE; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return front * sum;
}

/** As good as Poisson: so close to 1 the two differ by less than can be told. */
const PLAIN = 1 + 1e-6;

/**
 * How likely a count is to reach `least` or more, when its mean is `mean` and its variance `dispersion` times that:
 * negative binomial, or Poisson where the dispersion is 1.
 */
export function chanceOfAtLeast(least: number, mean: number, dispersion: number): number {
  const count = Math.ceil(least);
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  const chance =
    dispersion <= PLAIN ? gammaBelow(count, mean) : betaAbove(1 / dispersion, mean / (dispersion - 1), count);
  return Math.min(1, Math.max(0, chance));
}

/** The least count that is exceeded with a probability of at most `alpha`. */
export function countNotExceeded(alpha: number, mean: number, dispersion: number): number {
  if (mean <= 0) return 0;
  const isEnough = (count: number): boolean => chanceOfAtLeast(count + 1, mean, dispersion) <= alpha;
  let [low, high] = [-1, Math.ceil(mean + 4 * Math.sqrt(mean * dispersion) + 1)];
  while (!isEnough(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** How likely a standard normal value is to exceed `z`. */
export function normalAbove(z: number): number {
  const half = gammaBelow(0.5, (z * z) / 2) / 2;
  if (z < 1) return 0.5 - Math.sign(z) * half;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return density / continued(z, n => [n, z]);
}

/** The standard normal value that is exceeded with probability `alpha`, by Newton's method from 0 on the logarithm. */
export function normalExceededWith(alpha: number): number {
  if (alpha > 0.5) return -normalExceededWith(1 - alpha);
  let z = 0;
  for (let step = 0; step < 60; step++) {
    const above = normalAbove(z);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const by = (Math.log(above / alpha) * above) / density;
    z += by;
    if (Math.abs(by) < 1e-15 * Math.max(1, z)) break;
  }
  return z;
}

/** How likely Student's t is to be as far from 0 as `t`, on either side. */
export const studentBeyond = (t: number, freedom: number): number =>
  betaAbove((t * t) / (freedom + t * t), 0.5, freedom / 2);
