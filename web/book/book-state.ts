import type { BookingPage, CallbackView, SlotView } from '../../shared/contracts/callbacks-contract.ts';
import type { Problem } from '../../shared/contracts/common.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { type ActTrouble, actTrouble, type ReadTrouble, readTrouble } from '../customer/trouble.ts';
import type { FeedbackView, Hold, SlotList } from './book-api.ts';

export type Slot = Pick<SlotView, 'from' | 'to'>;

/** Where somebody is between the call they have and the one they want. */
export type Step =
  | { readonly at: 'home' | 'start' | 'slots' | 'cancel' }
  | { readonly at: 'details'; readonly want: 'now' }
  | { readonly at: 'details'; readonly want: 'slot'; readonly hold: Hold };

/** What was typed and picked so far; it outlives errors, and a change of language. */
export type Draft = {
  readonly email: string;
  readonly phone: string;
  readonly otherPhone: boolean;
  readonly about: string;
  readonly remind: boolean;
  readonly language?: string;
  readonly agent: 'same' | 'any';
  readonly day?: string;
  readonly slot?: string;
  readonly rating?: number;
  readonly text: string;
};

export type Field = 'phone' | 'email' | 'rating' | 'slot';
/** `form`: it is missing or cannot be read. `refused`: it can be read, and we cannot call it. */
export type Fault = { readonly field: Field; readonly why: 'form' | 'refused' };
/** A fault, and the how manieth of one kind in a row: each time they are led to its field. */
export type Wrong = Fault & { readonly nth: number };

export type Free = {
  readonly slots: readonly Slot[];
  readonly more: boolean;
  readonly reading?: 'first' | 'more';
  readonly trouble?: ReadTrouble;
};

export type BookState = {
  /** Without a token it is a visitor's; with one, what the link is for, once that is known. */
  readonly token: boolean;
  readonly gone: boolean;
  readonly page?: BookingPage;
  readonly feedback?: FeedbackView;
  /** A visitor asked for a link: until when it works. */
  readonly requestedUntil?: string;
  readonly readAt?: Instant;
  readonly reading?: ReadTrouble;
  readonly acting?: ActTrouble | 'taken' | 'nobody';
  readonly step: Step;
  readonly draft: Draft;
  readonly wrong?: Wrong;
  readonly free?: Free;
  /** What is free instead of the time that was taken. */
  readonly offered: readonly Slot[];
  /** The zone that times are told in. */
  readonly zone: string;
  readonly busy: boolean;
};

const noDraft: Draft = {
  email: '',
  phone: '',
  otherPhone: false,
  about: '',
  remind: true,
  agent: 'same',
  text: '',
};

/** A page that has read nothing yet. */
export const atFirst = (token: boolean, zone: string): BookState => ({
  ...{ token, zone, gone: false, busy: false },
  ...{ step: { at: 'home' }, draft: noDraft, offered: [] },
});

/** The call that stands: asked for, agreed or going on. One that we plan ourselves is still to be asked for. */
export function standing({ page }: Pick<BookState, 'page'>): CallbackView | undefined {
  const { callback } = page ?? {};
  return callback && callback.state !== 'planned' && callback.state !== 'ended' ? callback : undefined;
}

/** The call that is changed by what they choose: the one that stands, and by an appointment's link also a planned one. */
export function changed(state: Pick<BookState, 'page'>): CallbackView | undefined {
  const { callback, purpose } = state.page ?? {};
  return standing(state) ?? (purpose === 'appointment' && callback?.mayMove ? callback : undefined);
}

/** The language that they want to be called in. */
export const callLanguage = ({ draft, page }: BookState): string | undefined =>
  draft.language ?? page?.language;

const untroubled = ({ acting: _, wrong: __, ...rest }: BookState): BookState => rest;
const wasRead = ({ reading: _, ...rest }: BookState): BookState => rest;

/** The page was read; a step that no longer fits the call is left, and so is trouble with reading. */
export function withPage(state: BookState, page: BookingPage): BookState {
  const next = { ...wasRead(state), page, readAt: Date.parse(page.now) };
  return fits(next) ? next : { ...untroubled(next), step: { at: 'home' } };
}

/** How the call stands now, by itself. */
export const withCallback = (state: BookState, callback: CallbackView, at: Instant): BookState =>
  state.page ? { ...withPage(state, { ...state.page, callback }), readAt: at } : state;

function fits(state: BookState): boolean {
  const call = standing(state);
  if (state.step.at === 'cancel') return state.page?.callback?.mayCancel === true;
  return state.step.at === 'home' || call === undefined || call.mayMove;
}

export const withFeedback = (state: BookState, feedback: FeedbackView, at: Instant): BookState => ({
  ...wasRead(state),
  feedback,
  readAt: at,
});

/** A 4xx but for those that pass: the link is over, was never one, or is good for something else. */
export const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/** It could not be read: what is shown stays, with a word about it, unless the link is over. */
export function withoutPage(state: BookState, status: number): BookState {
  if (isRefusal(status)) return { ...atFirst(state.token, state.zone), gone: true };
  return { ...state, reading: readTrouble(status) };
}

/** They go on, or back: what went wrong before is no longer said. */
export const atStep = (state: BookState, step: Step): BookState => ({
  ...untroubled(state),
  step,
  offered: [],
});

export const withDraft = (state: BookState, part: Partial<Draft>): BookState => ({
  ...state,
  draft: { ...state.draft, ...part },
});

export const withWrong = (state: BookState, fault: Fault): BookState => ({
  ...untroubled(state),
  wrong: { ...fault, nth: (state.wrong?.nth ?? 0) + 1 },
  busy: false,
});

export const whileActing = (state: BookState): BookState => ({ ...untroubled(state), busy: true });

/** It is done: this is the call now, and what was typed for it is used up. */
export function afterCall(state: BookState, callback: CallbackView): BookState {
  const { free: _, ...rest } = untroubled(state);
  const { language, remind } = state.draft;
  const draft = { ...noDraft, remind, ...(language === undefined ? {} : { language }) };
  const next: BookState = { ...rest, busy: false, step: { at: 'home' }, draft, offered: [] };
  return state.page ? { ...next, page: { ...state.page, callback } } : next;
}

/**
 * It came to nothing. A time that is gone leads back to the times, with those that are free instead; a number that we
 * cannot call is asked for again; what is refused otherwise leads home, to see how things stand.
 */
export function afterFailure(state: BookState, problem: Problem): BookState {
  const settled = { ...state, busy: false };
  if (problem.slots !== undefined || problem.refusal === 'slot-taken')
    return { ...settled, acting: 'taken', step: { at: 'slots' }, offered: problem.slots ?? [] };
  const field = fieldOf(problem);
  if (field) return withWrong(otherNumber(settled), { field, why: 'refused' });
  if (problem.refusal === 'nobody-comes') return { ...settled, acting: 'nobody', step: { at: 'start' } };
  const acting = actTrouble(problem.status);
  return acting === 'refused' && state.page
    ? { ...settled, acting, step: { at: 'home' } }
    : { ...settled, acting };
}

const fieldOf = ({ field, refusal }: Problem): 'phone' | 'email' | undefined =>
  refusal === 'no-phone' ? 'phone' : (['phone', 'email'] as const).find(one => field?.endsWith(one));

const otherNumber = (state: BookState): BookState =>
  state.step.at === 'details' ? withDraft(state, { otherPhone: true }) : state;

/** Free times are being read: the first ones, or those after what is there. */
export function whileFinding(state: BookState, what: 'first' | 'more'): BookState {
  const { trouble: _, ...kept } = state.free ?? { slots: [], more: false };
  return { ...state, free: { ...(what === 'more' ? kept : { slots: [], more: false }), reading: what } };
}

export function withFound(state: BookState, found: SlotList): BookState {
  const before = state.free?.reading === 'more' ? state.free.slots : [];
  const known = new Set(before.map(({ from }) => from));
  const slots = [...before, ...found.slots.filter(({ from }) => !known.has(from))];
  return { ...state, free: { slots, more: found.more } };
}

export const withoutFound = (state: BookState, status: number): BookState => ({
  ...state,
  free: { slots: state.free?.slots ?? [], more: state.free?.more ?? false, trouble: readTrouble(status) },
});
