import type { Moment } from '../../events/account-events.ts';
import type { TaskKind } from '../../events/team-events.ts';
import { HOUR, type Instant } from '../../kernel/instant.ts';
import { isAwayLong, LONG_ABSENCE_DAYS } from './absences.ts';
import type { Agent } from './agent.ts';
import { chooseHands, type Holder } from './choose-holder.ts';
import { chooseOwner, type OwnerChoice } from './choose-owner.ts';
import type { Recipient, Standing } from './choose-recipient.ts';
import type { OwnerQuestion } from './rank-agents.ts';

export type MomentRule = {
  readonly push: boolean;
  readonly task?: TaskKind | undefined;
  readonly dueHours?: number | undefined;
};
export type MomentRules = Readonly<Record<Moment, MomentRule>>;

/** A change that somebody is to hear of. */
export type Change = {
  readonly factId: string;
  readonly moment: Moment;
  readonly product?: string;
  readonly occurredAt: Instant;
};

/** Somebody takes the account, or it is given to them. */
export type ByHand = { readonly ownerId: string; readonly reason: 'claimed' | 'transferred' };

export type TeamQuestion = OwnerQuestion & {
  readonly ownerId?: string;
  /** The language the account is served in, when it has an owner. */
  readonly servedIn?: string;
  readonly byHand?: ByHand;
  /** What is new, and what waited for an owner until now. */
  readonly changes: readonly Change[];
  readonly rules: MomentRules;
};

export type Told = Change & {
  readonly recipient: Recipient;
  /** False for a moment that only opens a task. */
  readonly push: boolean;
  readonly task?: { readonly kind: TaskKind; readonly dueAt: Instant; readonly holder: Holder };
};

export type TeamAnswer =
  /** Somebody owns the account; `choice` is there when that was decided just now. */
  | {
      readonly is: 'owned';
      readonly owner: Agent;
      readonly choice?: OwnerChoice;
      readonly told: readonly Told[];
    }
  /** Nobody can own it now: it waits, and what was to be told waits with it. */
  | { readonly is: 'queued'; readonly choice: OwnerChoice };

/**
 * What the team does about changes of an account: keep the owner who is still on the roster and not away for long, or
 * choose one, unless that was decided by hand; say who hears of each change now, and which task it opens. Tasks belong
 * to the owner; while the owner is absent, one that is due before the return is lent to the cover.
 */
export function answerChange(question: TeamQuestion): TeamAnswer {
  const { agents, rules, now } = question;
  const held = ownerKept(question);
  const choice = held ? undefined : choiceOf(question);
  const owner = held ?? agents.find(agent => agent.id === choice?.ownerId);
  if (!owner) return { is: 'queued', choice: choice ?? chooseOwner(question) };
  const language = choice?.language ?? question.servedIn ?? question.language;
  const told = question.changes
    .filter(({ moment }) => rules[moment].push || rules[moment].task !== undefined)
    .map(change => toldOf(change, rules, { owner, language, agents, now }));
  return { is: 'owned', owner, ...(choice ? { choice } : {}), told };
}

function ownerKept({ agents, ownerId, byHand, now, longAbsenceDays }: TeamQuestion): Agent | undefined {
  if (byHand) return undefined;
  const owner = agents.find(agent => agent.id === ownerId && agent.active);
  return owner && !isAwayLong(owner, now, longAbsenceDays ?? LONG_ABSENCE_DAYS) ? owner : undefined;
}

/** What is decided by hand keeps the language and the ranking beside it, for whoever asks why. */
function choiceOf(question: TeamQuestion): OwnerChoice {
  const choice = chooseOwner(question);
  return question.byHand ? { ...choice, ...question.byHand, language: question.language } : choice;
}

function toldOf(change: Change, rules: MomentRules, standing: Standing): Told {
  const { task: kind, dueHours = 24, push } = rules[change.moment];
  const dueAt = change.occurredAt + dueHours * HOUR;
  const { recipient, holder } = chooseHands({ ...standing, dueAt: kind && dueAt });
  return { ...change, recipient, push, ...(kind === undefined ? {} : { task: { kind, dueAt, holder } }) };
}
