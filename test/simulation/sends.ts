/**
 * One message that somebody outside took. `no-answer`: nobody heard that it did; `answered`: heard of, not yet written down;
 * `written`: the very next call, a commit, is done; `not-written`: that commit failed, or the run was over before it;
 * `forgotten`: the run went on without writing it down.
 */
export type Send = {
  /** What the receiver tells it apart by: every repeat has the same. */
  readonly key: string;
  state: 'no-answer' | 'answered' | 'written' | 'not-written' | 'forgotten';
};

/** What leaves by a call; an answer may say that it was not taken. */
export type Leaving<T> = { readonly key: string; isTaken?(answer: T): boolean };

/** Whoever sent it cannot know that it arrived, and may send it once more. */
export const isLoose = ({ state }: Send): boolean => state === 'no-answer' || state === 'not-written';

export const looseIn = (sends: readonly Send[]): number => sends.filter(isLoose).length;

/** Sends beyond the first of the same message. */
export const repeatsIn = (sends: readonly Send[]): number =>
  sends.length - new Set(sends.map(({ key }) => key)).size;

/** Messages that left again although their answer had come and nothing kept anybody from writing it down. */
export function needlessRepeats(sends: readonly Send[]): string[] {
  const last = new Map<string, Send>();
  return sends.flatMap(send => {
    const before = last.get(send.key);
    last.set(send.key, send);
    if (!before || isLoose(before)) return [];
    return `sent again though its answer had come (${before.state}): ${send.key}`;
  });
}
