import { useAgentNames } from '../api/queries.ts';
import { useFormat } from '../app/locale.tsx';
import type { Names } from '../messages/words.ts';

/** Names for what facts and reasons mention, in the reader's language. */
export function useNames(): Names {
  const agent = useAgentNames();
  const { language, date } = useFormat();
  return { agent, language, date };
}

/** The kind of a change, for its mark: `account.cancelled` → `cancelled`. */
export const kindOf = (name: string): string => name.split('.').slice(1).join('.') || name;
