import type { CallEnding, CallMessage, CallOutcome } from '../../events/call-events.ts';
import type { NoticeKind } from '../../events/team-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AgendaItem, Call, Difficulty } from './call.ts';

/** A time with an agent that the agents' days have room for; whoever commits it takes the room in the same commit. */
export type Slot = { readonly agentId: string; readonly from: Instant; readonly to: Instant };

/** What follows a conversation, decided in it. */
export type NextStep =
  | { readonly do: 'session-now'; readonly item: AgendaItem }
  | { readonly do: 'book'; readonly item: AgendaItem; readonly slot: Slot }
  | { readonly do: 'plan'; readonly item: AgendaItem };

export type EndOfAttempt = {
  readonly do: 'end';
  readonly outcome: CallOutcome;
  /** What came of what was spoken of, by item. */
  readonly results: Readonly<Record<string, string>>;
  /** When it is tried again after an attempt that reached nobody; without one it never is. */
  readonly retryAt?: Instant | undefined;
  /** When what was not spoken of may be at the earliest. */
  readonly laterAt: Instant;
  readonly notes?: string | undefined;
  readonly difficulties?: readonly Difficulty[] | undefined;
  readonly next?: NextStep | undefined;
  /** Id of the call that takes over what is left or comes next. */
  readonly successorId: string;
};

export type CallCommand =
  /** Something more to be spoken of; the same wish said again moves its time. */
  | { readonly do: 'wish'; readonly item: AgendaItem; readonly agentId?: string | undefined }
  | { readonly do: 'withdraw'; readonly itemId: string }
  /** Wanted at once: from when somebody can call, and by when it is promised. */
  | {
      readonly do: 'ask-now';
      readonly item: AgendaItem;
      readonly openAt: Instant;
      readonly promisedAt: Instant;
    }
  | { readonly do: 'offer'; readonly to: readonly string[]; readonly until: Instant }
  | { readonly do: 'accept'; readonly agentId: string; readonly until: Instant }
  | { readonly do: 'give-back'; readonly agentId: string }
  /** Agrees on a time, or moves the one agreed on. */
  | {
      readonly do: 'book';
      readonly slot: Slot;
      readonly item?: AgendaItem;
      readonly by: 'customer' | 'staff';
    }
  | { readonly do: 'must-move'; readonly why: string; readonly tell: readonly string[] }
  /** Nothing is in the way of the agreed time any more. */
  | { readonly do: 'may-stay' }
  | { readonly do: 'give'; readonly agentId: string | undefined }
  | {
      readonly do: 'change';
      readonly part: Partial<Pick<Call, 'language' | 'zone' | 'phone' | 'reminders' | 'about'>>;
    }
  | { readonly do: 'cancel'; readonly by: 'customer' | 'staff' }
  | {
      readonly do: 'start';
      readonly agentId: string;
      readonly direction: 'out' | 'in';
      /** What is not spoken of, because the contact does not consent to it. */
      readonly without?: readonly string[];
    }
  | {
      readonly do: 'step';
      readonly itemId: string;
      readonly stepId: string;
      readonly state: 'open' | 'done' | 'skipped';
      readonly why?: string | undefined;
    }
  | { readonly do: 'note'; readonly notes: string; readonly difficulties?: readonly Difficulty[] | undefined }
  /** Runs on until; the agent's day has the same stretch in the same commit. */
  | { readonly do: 'extend'; readonly until: Instant }
  | EndOfAttempt
  /** What a clock noticed; each acts once. */
  | { readonly do: 'tell-due'; readonly to: readonly string[] }
  | { readonly do: 'tell-late'; readonly to: readonly string[] }
  | { readonly do: 'remind'; readonly hours: number; readonly isHeld?: boolean }
  | {
      readonly do: 'tell-booked';
      readonly what: 'soon' | 'late';
      readonly to: readonly string[];
      readonly isHeld?: boolean;
    }
  | { readonly do: 'miss'; readonly to: readonly string[]; readonly isHeld?: boolean }
  /** The contact said what they may be approached for. */
  | { readonly do: 'hear-words'; readonly isHeld: boolean }
  | { readonly do: 'tell-still'; readonly to: readonly string[] }
  /** The person it is with was erased. */
  | { readonly do: 'erase-person' };

export type CallRefusal =
  | 'ended'
  | 'already-claimed'
  | 'not-asked-for'
  | 'not-yours'
  | 'running'
  | 'not-running'
  | 'not-booked'
  | 'unknown-item';

/** What others are to do because of a decision. */
export type CallEffect =
  | { readonly is: 'message'; readonly kind: CallMessage; readonly at?: Instant }
  | {
      readonly is: 'notice';
      readonly kind: NoticeKind;
      readonly to: readonly string[];
      readonly noticeId: string;
      readonly critical?: true;
    }
  | { readonly is: 'settle'; readonly noticeId: string }
  /** The conversation, or the wish for one, is over. */
  | { readonly is: 'ended'; readonly ending: CallEnding };

export type Decided = {
  readonly call: Call;
  readonly effects: readonly CallEffect[];
  /** Takes over with what is left or comes next, in the same commit. */
  readonly successor?: { readonly call: Call; readonly effects: readonly CallEffect[] };
};
