import { useAgentNames } from '../api/queries.ts';
import { useFormat } from '../app/locale.tsx';
import { useMessages } from '../messages/messages.ts';
import type { Tongue } from './call-because.ts';
import { useWhyWords } from './words/load-words.ts';

/** What reasons are put into words with, in the reader's language; suspends until the words are there. */
export function useTongue(): Tongue {
  const m = useMessages();
  const agent = useAgentNames();
  const { dated, list } = useFormat();
  return { m, w: useWhyWords(), agent, date: dated, list };
}
