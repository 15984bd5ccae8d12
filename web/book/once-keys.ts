import { randomId } from '../app/random.ts';
import type { Answered } from './book-api.ts';

/**
 * Keys that make a repeat act once: what is confirmed keeps its key until an answer says that it was done or refused.
 * Something else that is confirmed, also the same once it was answered, has a key of its own.
 */
export class OnceKeys {
  readonly #kept = new Map<string, string>();

  async use<T>(what: string, act: (key: string) => Promise<Answered<T>>): Promise<Answered<T>> {
    const key = this.#kept.get(what) ?? randomId();
    this.#kept.set(what, key);
    const answer = await act(key);
    const mayHaveArrived = answer.problem && (answer.problem.status === 0 || answer.problem.status >= 500);
    if (!mayHaveArrived) this.#kept.delete(what);
    return answer;
  }
}
