import { describe, expect, test } from '@jest/globals';
import {
  chanceOfAtLeast,
  countNotExceeded,
  normalAbove,
  normalExceededWith,
  studentBeyond,
} from '../../shared/domain/outreach/burst-chance.ts';

/** Every expected value was computed by R 4: ppois, pnbinom, qpois, qnbinom, pnorm, qnorm, pt. */
const close = (found: number, right: number) => expect(Math.abs(found / right - 1)).toBeLessThan(1e-9);

describe('how likely a count is', () => {
  test('is told by Poisson where the variance is the mean', () => {
    close(chanceOfAtLeast(5, 2.3, 1), 0.08375071927940164);
    close(chanceOfAtLeast(1, 0.02, 1), 0.0198013266932447);
    close(chanceOfAtLeast(200, 148, 1), 2.779983451847256e-5);
    close(chanceOfAtLeast(1_050_000, 1_048_576, 1), 0.08226670266604318);
  });

  test('is told by the negative binomial where the variance is more', () => {
    close(chanceOfAtLeast(5, 2.3, 1.8), 0.1342294635339012);
    close(chanceOfAtLeast(1, 0.02, 2), 0.01376729550664082);
    close(chanceOfAtLeast(200, 148, 1.2), 0.0001302890977831746);
    close(chanceOfAtLeast(400, 148, 1.2), 2.790454923970245e-51);
    close(chanceOfAtLeast(30, 4, 5), 0.00123794003928538);
    close(chanceOfAtLeast(60, 3.5, 9), 0.0001355744683021839);
    close(chanceOfAtLeast(1_000, 900, 3), 0.03039672054174773);
  });

  test('is certain from nought on, and nothing comes where nothing is expected', () => {
    expect(chanceOfAtLeast(0, 3, 2)).toBe(1);
    expect(chanceOfAtLeast(1, 0, 2)).toBe(0);
    expect(chanceOfAtLeast(3, 148, 1.2)).toBe(1);
  });

  test('gives the bound: the least count that is exceeded as seldom as asked', () => {
    const bounds = [
      [0.01, 148, 1.2, 180],
      [0.001, 2.3, 1.8, 12],
      [0.01, 0.02, 2, 1],
      [1e-6, 40, 5, 142],
      [0.01, 1e6, 3, 1_004_033],
      [0.4, 12, 1.5, 13],
      [0.01, 2.3, 1, 6],
      [0.001, 148, 1, 187],
      [0.01, 1e6, 1, 1_002_327],
    ] as const;
    for (const [alpha, mean, dispersion, right] of bounds)
      expect(countNotExceeded(alpha, mean, dispersion)).toBe(right);
    expect(countNotExceeded(0.01, 0, 1)).toBe(0);
  });
});

test('the normal distribution is R’s, far out in its tail too', () => {
  const above = [
    [-2, 0.9772498680518208],
    [0.5, 0.3085375387259869],
    [1, 0.158655253931457],
    [3, 0.001349898031630095],
    [8, 6.220960574271785e-16],
  ] as const;
  for (const [z, right] of above) close(normalAbove(z), right);
  const exceeded = [
    [0.01, 2.326347874040841],
    [0.001, 3.090232306167813],
    [0.3, 0.5244005127080407],
    [1e-6, 4.753424308822899],
    [0.9, -1.281551565544601],
  ] as const;
  for (const [alpha, right] of exceeded) close(normalExceededWith(alpha), right);
  expect(normalExceededWith(0.5)).toBeCloseTo(0, 12);
});

test('Student’s t is R’s, on both sides together', () => {
  const beyond = [
    [0.5, 230, 0.6175531042209371],
    [2.1, 230, 0.03681858928485353],
    [6, 230, 7.602737390920132e-9],
    [1.2, 3, 0.3162621146981048],
    [4, 3, 0.02800845601014617],
    [12.7, 1, 0.05002432768934415],
  ] as const;
  for (const [t, freedom, right] of beyond) close(studentBeyond(t, freedom), right);
});
