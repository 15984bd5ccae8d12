import type * as z from 'zod/mini';
import type { Refused } from '../../shared/kernel/outcome.ts';
import { refused } from '../../shared/kernel/outcome.ts';

/** The first complaint of a failed check, in words for the one who sent it. */
export function complain(error: z.core.$ZodError, within?: string): Refused<'malformed'> {
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(within ? [within] : []), ...(issue?.path ?? []), ...unknown].map(String);
  const problem =
    unknown.length > 0 ? 'is not a field of this event' : (issue?.message ?? 'is not as expected');
  return refused('malformed', {
    field: path.join('.').slice(0, 120) || '(whole)',
    problem: problem.replace(/^.*received undefined$/, 'is missing').slice(0, 300),
  });
}
