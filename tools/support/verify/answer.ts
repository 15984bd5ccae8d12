import type { Answer } from './account.ts';

const DEPLOY = 'deploy again: npm run deploy -- --stage <stage>';

export type Demand = readonly [holds: boolean, wrong: string];

/** What became of the demands on one subject; when any does not hold, a deploy mends it unless something else is said. */
export function answer(check: string, subject: string, demands: readonly Demand[]): Answer {
  const wrong = demands.filter(([holds]) => !holds).map(([, says]) => says);
  return wrong.length === 0
    ? { check, subject, is: 'ok' }
    : { check, subject, is: 'wrong', says: wrong.join('; '), todo: DEPLOY };
}

/** What to do instead when it is wrong. */
export const mendedBy = (todo: string, given: Answer): Answer =>
  given.is === 'wrong' ? { ...given, todo } : given;

export const unknown = (check: string, subject: string, says: string): Answer => ({
  ...{ check, subject, says },
  is: 'unknown',
});
