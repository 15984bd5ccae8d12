import { recall, remember } from '../app/memory.ts';
import { createStore, useStore } from '../app/store.ts';

/** So many people share a browser at most; who was there longest ago may be asked once more. */
const MOST = 20;

const answeredIn = (text: string | undefined): readonly string[] => (text ? text.split(' ') : []);

/** Who was offered the tour on this browser, by id, and took it or did not want it. */
const answered = createStore(answeredIn(recall('tour')));
export const useAnswered = (agentId: string): boolean => useStore(answered).includes(agentId);

/** Remembers that somebody need not be offered it again. */
export function rememberAnswer(agentId: string): void {
  const next = [...answered.get().filter(id => id !== agentId), agentId].slice(-MOST);
  answered.set(next);
  remember('tour', next.join(' '));
}
