import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { offerKey } from './outreach-keys.ts';
import { bare, type Put, type Table } from './table.ts';

/** The one offer in writing that an outreach leads to, with all attempts to send it. */
export type StoredOffer = {
  readonly outreachId: string;
  readonly contactId: string;
  readonly state: 'sending' | 'sent' | 'failed' | 'no-address' | 'superseded';
  readonly attempts: number;
  readonly at: Instant;
  /** While `sending`: until then the attempt belongs to whoever took it. */
  readonly leaseUntil?: Instant;
  /** Why it was not sent, or not yet. */
  readonly detail?: string;
  readonly version: number;
};

export async function loadOffer(table: Table, outreachId: string): Promise<StoredOffer | undefined> {
  const row = await table.get(offerKey(outreachId));
  return row && (bare(row) as unknown as StoredOffer);
}

/** The offer as its sending stands now; refused with `stale` when somebody else took it up. */
export const offerWrite = (offer: Omit<StoredOffer, 'version'>, read: number | undefined): Put =>
  replace({ ...offerKey(offer.outreachId), type: 'outreach-offer', ...offer }, read);
