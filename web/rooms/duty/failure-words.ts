import type { Messages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';

const asNotFound = ['404', '410'];
const asForbidden = ['401', '403'];

/** Why a calendar elsewhere cannot be read: a word of its own, or what the host answered with. */
export function failureWords(why: string, { own: m }: Messages['duty']): string {
  const code = /^status-(\d+)$/.exec(why)?.[1];
  if (code === undefined) return wordFor(m.failures, why);
  if (asNotFound.includes(code)) return m.failures['not-found'];
  return asForbidden.includes(code) ? m.failures.forbidden : m.answersWith(code);
}
