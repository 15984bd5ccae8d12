import { formatInstant } from '../kernel/instant.ts';
import { accountPk, join } from './keys.ts';
import type { Key } from './table.ts';

/** What an account reported by day, as far as bursts are found by it. */
export const burstKey = (accountId: string): Key => ({ pk: accountPk(accountId), sk: 'burst-history' });
/** One damage report on its day; words that change one stand beside it. */
export const damageKey = (accountId: string, day: string, reportId: string): Key => ({
  pk: accountPk(accountId),
  sk: join('damage', day, reportId),
});
export const damagePrefix = (day?: string): string => join('damage', ...(day === undefined ? [] : [day]), '');
export const damageWordKey = (accountId: string, reportId: string): Key => ({
  pk: accountPk(accountId),
  sk: join('damage-word', reportId),
});
export const damageWordPrefix = join('damage-word', '');
export const claimKey = (accountId: string, claimId: string): Key => ({
  pk: accountPk(accountId),
  sk: join('claim', claimId),
});
export const claimPrefix = join('claim', '');
/** What changed in the market of an account lately. */
export const marketKey = (accountId: string): Key => ({ pk: accountPk(accountId), sk: 'market' });
export const outreachPk = (outreachId: string): string => join('outreach', outreachId);
export const outreachKey = (outreachId: string): Key => ({ pk: outreachPk(outreachId), sk: 'state' });
/** The offer in writing that an outreach leads to. */
export const offerKey = (outreachId: string): Key => ({ pk: outreachPk(outreachId), sk: 'offer' });
/** Where an account stands with one cause: its one outreach, the pause after it, what was spoken of. */
export const causeKey = (accountId: string, cause: string): Key => ({
  pk: accountPk(accountId),
  sk: join('outreach', cause),
});
export const causePrefix = join('outreach', '');
/** An account of a watched product: counted for the budget. */
export const watchedKey = (accountId: string): Key => ({ pk: accountPk(accountId), sk: 'watched' });
export const budgetPk = 'outreach-budget';
export const budgetKey: Key = { pk: budgetPk, sk: 'state' };
/** How far the daily rounds have come in telling accounts of changed rules. */
export const roundKey: Key = { pk: budgetPk, sk: 'round' };
export const watchedCountKey: Key = { pk: budgetPk, sk: 'accounts' };
/** A call about claims, which no budget holds back, by when it was wished for. */
export const exemptKey = (at: number, outreachId: string): Key => ({
  pk: budgetPk,
  sk: join('exempt', formatInstant(at), outreachId),
});
/** Those from an instant on. */
export const exemptSince = (at: number): { readonly from: string; readonly to: string } => ({
  from: join('exempt', formatInstant(at)),
  to: join('exempt', '~'),
});
/** What a contact said about being approached; each word stands for ever. */
export const permissionKey = (accountId: string, contactId: string, word: string): Key => ({
  pk: accountPk(accountId),
  sk: join('permission', contactId, word),
});
export const permissionPrefix = join('permission', '');

export const outreachLists = {
  /** Signals that are acted on by when they are due, and those held back by rank, the highest first. */
  open: 'outreach-open',
  held: 'outreach-held',
  /** Signals that ended, by the month (UTC) of their end. */
  ended: (at: number): string => join('outreach-ended', formatInstant(at).slice(0, 7)),
  /** Accounts of the watched products. */
  watched: 'watched',
} as const;

/** What an outreach, a claim or a report is called whose key this is. */
export const causeOf = (sk: string): string => sk.slice(causePrefix.length);
export const claimIdOf = (sk: string): string => sk.slice(claimPrefix.length);
