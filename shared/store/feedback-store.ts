import type { Instant } from '../kernel/instant.ts';
import { insightLists } from './insight-keys.ts';
import { feedbackKey, timeKey } from './keys.ts';
import { bare, type Put, type Table } from './table.ts';

/** What a customer said of a call, once and for good; the words are theirs and stay in this row. */
export type Feedback = {
  readonly callId: string;
  readonly accountId: string;
  readonly contactId: string;
  /** 1 to 5, the best is 5. */
  readonly rating: number;
  readonly text?: string;
  readonly at: Instant;
};

export async function loadFeedback(table: Table, callId: string): Promise<Feedback | undefined> {
  const row = await table.get(feedbackKey(callId));
  return row && (bare(row) as unknown as Feedback);
}

/** Refused with `already-done` when the call has feedback already. */
export const feedbackPut = (feedback: Feedback): Put => ({
  do: 'put',
  row: {
    ...{ ...feedbackKey(feedback.callId), type: 'feedback', ...feedback },
    ...{ list: insightLists.feedback(feedback.at), listKey: timeKey(feedback.at, feedback.callId) },
  },
  when: { is: 'absent' },
  orElse: 'already-done',
});
