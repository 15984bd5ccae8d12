import { derivedId } from '../../kernel/id.ts';
import { DAY, HOUR, MINUTE } from '../../kernel/instant.ts';
import { isSameData } from '../../kernel/same-data.ts';
import type { Around } from './around.ts';
import {
  type Evidence,
  type HoldReason,
  isOpenOutreach,
  type Outreach,
  type OutreachEffect,
  type Standing,
  type Step,
  wishName,
} from './outreach.ts';

/** A call that nobody asked for is to be made within a day, in the contact's hours, and by noon of the day on which a claim closes. */
const CALL_WITHIN = 24 * HOUR;
const AT_LEAST = HOUR;

/** By when a call is to be made that is wished for now. */
export function callDueAt({ claims = [] }: Evidence, { now, noonOf }: Around): number {
  const noons = claims.map(({ closesOn }) => Math.max(now + AT_LEAST, noonOf(closesOn)));
  return Math.min(now + CALL_WITHIN, ...noons);
}

/** What is to be done about a signal: call, or wait and why, or tell of it in the digest. */
export type Verdict =
  | { readonly state: 'open' }
  | { readonly state: 'held'; readonly why: HoldReason }
  | { readonly state: 'noted' };

type Fresh = {
  readonly evidence: Evidence;
  readonly rank: number;
  readonly value?: number | undefined;
  readonly exempt: boolean;
  readonly verdict: Verdict;
};

/** What the outreach of an account and cause with this number is called; the first has number 1. */
export const outreachIdOf = (accountId: string, cause: Outreach['cause'], count: number): string =>
  derivedId('out', accountId, cause, count);

/** A new outreach of a cause, numbered by how many there were. */
export function beginOutreach(standing: Standing, around: Around, fresh: Fresh): Step {
  const { accountId, now, language, contact } = around;
  const cause = standing.cause as Outreach['cause'];
  const product = cause === 'market' ? around.market.product : around.product;
  const { purpose } = around.rules.market;
  const count = standing.count + 1;
  const outreach: Outreach = {
    ...{ id: outreachIdOf(accountId, cause, count), accountId, cause, state: 'noted' },
    ...{ evidence: fresh.evidence, rank: fresh.rank, exempt: fresh.exempt, language },
    ...(fresh.value === undefined ? {} : { value: fresh.value }),
    ...(product === undefined ? {} : { product }),
    ...(cause === 'market' && purpose !== 'service' ? { purpose } : {}),
    ...('id' in contact ? { contactId: contact.id } : {}),
    ...{ wishes: 0, openedAt: now, updatedAt: now, updates: 0 },
  };
  const begun = { ...standing, outreachId: outreach.id, count, isOpen: true };
  return judged({ standing: begun, outreach, verdict: fresh.verdict, around, isNew: true });
}

type Judging = {
  readonly standing: Standing;
  readonly outreach: Outreach;
  readonly verdict: Verdict;
  readonly around: Around;
  readonly isNew?: boolean;
};

/** The outreach by its verdict. What is open stays so: whoever was told is not told otherwise. */
export function judged({ standing, outreach, verdict, around, isNew = false }: Judging): Step {
  const { now, rules } = around;
  if (outreach.state === 'open' || outreach.state === 'offered')
    return { standing, outreach, effects: [{ is: 'changed' }] };
  if (verdict.state === 'open') return opened(standing, outreach, around);
  const heldUntil = outreach.openedAt + rules.heldDays * DAY;
  const { why: _before, ...rest } = outreach;
  const after: Outreach =
    verdict.state === 'held'
      ? { ...rest, state: 'held', why: verdict.why, updatedAt: now }
      : { ...rest, state: 'noted', updatedAt: now };
  const told: OutreachEffect[] = isNew && verdict.state === 'noted' ? [{ is: 'noted' }] : [];
  const moved = isNew || after.state !== outreach.state || after.why !== outreach.why;
  return {
    ...{ standing, outreach: after, lookAt: heldUntil },
    effects: moved ? [{ is: 'changed' }, ...told] : [],
  };
}

function opened(standing: Standing, outreach: Outreach, around: Around): Step {
  const { now, contact } = around;
  const { why: _why, ...rest } = outreach;
  const dueAt = callDueAt(outreach.evidence, around);
  const contactId = 'id' in contact ? contact.id : outreach.contactId;
  const after: Outreach = {
    ...{ ...rest, state: 'open', wishes: outreach.wishes + 1, openedAt: now, updatedAt: now, dueAt },
    ...(contactId === undefined ? {} : { contactId }),
  };
  const effects = [{ is: 'opened' }, { is: 'changed' }, { is: 'call', readyAt: now, dueAt }] as const;
  return { standing, outreach: after, effects, ...(outreach.exempt ? {} : { budget: 'take' }) };
}

/**
 * Nobody may call the contact any more whom a call was wished with: that outreach is over. Its signals are looked at anew,
 * and lead to somebody else or wait.
 */
export function withoutContact(
  { standing, outreach }: { readonly standing: Standing; readonly outreach: Outreach },
  around: Around,
): Step | undefined {
  const { contactId, purpose = 'service', state } = outreach;
  if (state !== 'open' || contactId === undefined || around.mayCall(contactId, purpose)) return undefined;
  const step = endOutreach(standing, outreach, { ending: 'contact-lost', now: around.now });
  return { ...step, lookAt: around.now + MINUTE };
}

/** It lost its reason, or its time: nobody is called about it, and a place it had in the budget is free again. */
export function endOutreach(
  standing: Standing,
  outreach: Outreach,
  { ending, now }: { ending: string; now: number },
): Step {
  const wasOpen = outreach.state === 'open';
  const after: Outreach = { ...outreach, state: 'ended', ending, endedAt: now, updatedAt: now };
  return {
    standing: { ...standing, isOpen: false },
    outreach: after,
    effects: [
      { is: 'ended', ending },
      ...(wasOpen ? [{ is: 'uncall', wish: wishName(outreach), why: ending } as const] : []),
    ],
    ...(wasOpen && !outreach.exempt ? { budget: 'give-back' } : {}),
  };
}

/** The same outreach with what is known now; one more update when its evidence is other than before. */
export function withEvidence(
  outreach: Outreach,
  fresh: Omit<Fresh, 'verdict' | 'exempt'>,
  now: number,
): { readonly outreach: Outreach; readonly isNews: boolean } {
  const isNews = !isSameData(fresh.evidence, outreach.evidence);
  if (!isNews || !isOpenOutreach(outreach)) return { outreach, isNews: false };
  const { evidence, rank, value } = fresh;
  const next = { ...outreach, evidence, rank, updatedAt: now, updates: outreach.updates + 1 };
  return { isNews, outreach: value === undefined ? next : { ...next, value } };
}
