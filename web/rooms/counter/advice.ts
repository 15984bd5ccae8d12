import { ApiError } from '../../api/problem.ts';
import type { Messages } from '../../messages/messages.ts';
import { type Explained, explain } from '../../parts/explain.ts';

/** A refusal as a clerk needs it: what to do now, with the customer standing there. */
export function adviceAtCounter(error: unknown, m: Messages): Explained {
  const problem = error instanceof ApiError ? error.problem : undefined;
  const words: Readonly<Record<string, string>> = m.counter.whatToDo;
  const refusal = problem?.refusal ?? '';
  const advice = Object.hasOwn(words, refusal) ? words[refusal] : undefined;
  if (advice === undefined) return explain(error, m);
  const goesOut = problem?.field?.endsWith('newSerial') ?? false;
  return { title: goesOut ? `${m.counter.refused} (${m.counter.goesOut})` : m.counter.refused, advice };
}
