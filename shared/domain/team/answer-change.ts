import type { Moment } from '../../events/account-events.ts';
import type { TaskKind } from '../../events/team-events.ts';
import { HOUR, type Instant } from '../../kernel/instant.ts';
import type { Agent } from './agent.ts';
import { chooseOwner, type OwnerChoice } from './choose-owner.ts';
import { chooseRecipient, type Recipient } from './choose-recipient.ts';

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

export type TeamQuestion = {
  readonly accountId: string;
  readonly language: string;
  readonly product?: string;
  readonly proposedOwnerId?: string;
  readonly ownerId?: string;
  /** The language the account is served in, when it has an owner. */
  readonly servedIn?: string;
  /** Nobody told the language; `language` is a guess. */
  readonly languageAssumed?: boolean;
  /** What is new, and what waited for an owner until now. */
  readonly changes: readonly Change[];
  readonly agents: readonly Agent[];
  readonly fallbackLanguages: readonly string[];
  readonly rules: MomentRules;
  readonly now: Instant;
};

export type Told = Change & {
  readonly recipient: Recipient;
  /** False for a moment that only opens a task. */
  readonly push: boolean;
  readonly task?: { readonly kind: TaskKind; readonly dueAt: Instant };
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
 * What the team does about changes of an account: keep the owner who is still on the roster or choose one, say who
 * hears of each change now, and which task it opens. Tasks belong to the owner; only the telling goes to a cover.
 */
export function answerChange(question: TeamQuestion): TeamAnswer {
  const { agents, ownerId, rules, now } = question;
  const held = agents.find(agent => agent.id === ownerId && agent.active);
  const choice = held ? undefined : chooseOwner(question);
  const owner = held ?? agents.find(agent => agent.id === choice?.ownerId);
  if (!owner) return { is: 'queued', choice: choice ?? chooseOwner(question) };
  const recipient = chooseRecipient({
    owner,
    language: choice?.language ?? question.servedIn ?? question.language,
    agents,
    now,
  });
  const told = question.changes
    .filter(change => rules[change.moment].push || rules[change.moment].task !== undefined)
    .map(change => ({ ...change, recipient, push: rules[change.moment].push, ...taskOf(change, rules) }));
  return { is: 'owned', owner, ...(choice ? { choice } : {}), told };
}

function taskOf(change: Change, rules: MomentRules): Pick<Told, 'task'> {
  const { task: kind, dueHours = 24 } = rules[change.moment];
  return kind === undefined ? {} : { task: { kind, dueAt: change.occurredAt + dueHours * HOUR } };
}
