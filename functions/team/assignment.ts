import type { ByHand } from '../../shared/domain/team/answer-change.ts';
import type { OwnerChoice } from '../../shared/domain/team/choose-owner.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ownership, Waiting } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

/** Who decided it and why; `force` goes past the limit of the book. */
export type DecidedByHand = ByHand & { readonly by: string; readonly why?: string; readonly force?: boolean };

/** What is asked about an account: who owns it, and who hears of its changes. */
export type Assignment = {
  readonly accountId: string;
  readonly language: string;
  readonly product?: string;
  readonly proposedOwnerId?: string;
  readonly languageAssumed?: boolean;
  readonly byHand?: DecidedByHand;
  /** Its owner left or is away for long, and hands on account after account and then every task. */
  readonly handedOn?: true;
  /** Whoever could own it does not get it yet. */
  readonly onlyQueues?: boolean;
  readonly changes: readonly Waiting[];
  readonly held: Ownership | undefined;
  readonly cause: Fact;
};

export const ownerNow = ({ held }: Assignment): string | undefined =>
  held?.state === 'owned' ? held.ownerId : undefined;

/** Whose open tasks go to the next owner with the account: those of who has it, or had it before it waited. */
export function formerOf(given: Assignment): { readonly formerId?: string } {
  const formerId = ownerNow(given) ?? given.held?.formerId;
  return given.handedOn || formerId === undefined ? {} : { formerId };
}

/** The ownership that a choice leads to, decided now. */
export const decidedOn = (given: Assignment, choice: OwnerChoice, now: number) => ({
  accountId: given.accountId,
  language: choice.language,
  ...(given.product === undefined ? {} : { product: given.product }),
  reason: choice.reason,
  ...(choice.rule === undefined ? {} : { rule: choice.rule }),
  ...(given.byHand === undefined ? {} : { by: given.byHand.by }),
  ...(given.byHand?.why === undefined ? {} : { why: given.byHand.why }),
  ranking: choice.ranking,
  decidedAt: now,
});

/** The team's line in the account's journal. */
export const entryOf = (
  { clock }: Ports,
  given: Assignment,
  what: { decision: string; reason: Record<string, unknown>; follows: readonly Follow[] },
) =>
  journal({
    pk: accountPk(given.accountId),
    capability: 'team',
    fact: given.cause,
    now: clock.now(),
    ...what,
  });
