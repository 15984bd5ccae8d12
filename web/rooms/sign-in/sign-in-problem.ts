import { ApiError } from '../../api/problem.ts';
import type { Messages } from '../../messages/messages.ts';
import { explain } from '../../parts/explain.ts';

export type Step = 'password' | 'code' | 'new-password';

/**
 * What to say when signing in did not work. An unknown address and a wrong password sound the same, so that nobody
 * learns who works here.
 */
export function signInProblem(error: unknown, step: Step, m: Messages): string {
  const problem = error instanceof ApiError ? error.problem : undefined;
  const { status = 0, refusal = '' } = problem ?? {};
  if (refusal === 'too-many') return `${m.errors.tooMany}. ${m.refusals['too-many']}`;
  if (status === 0 || status >= 500 || status === 429) {
    const { title, advice } = explain(error, m);
    return `${title}. ${advice}`;
  }
  if (step === 'code') return m.signIn.codeWrong;
  return step === 'new-password' ? m.signIn.newRefused : m.signIn.wrong;
}
