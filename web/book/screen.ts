import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { ReadTrouble } from '../customer/trouble.ts';
import type { Hold } from './book-api.ts';
import {
  type BookState,
  callLanguage,
  changed,
  type Field,
  type Free,
  type Slot,
  standing,
} from './book-state.ts';

/** How being called now goes: somebody is there, is there again then, or nobody has said. */
export type NowOffer =
  | { readonly is: 'open' | 'unknown' }
  | { readonly is: 'closed'; readonly opensAt: string };

type Marks = { readonly wrong?: BookState['wrong'] };
type Call = Omit<CallbackView, 'version'>;

/** What is on the page: one thing at a time. What is typed is no part of it, so that typing draws nothing anew. */
export type Screen =
  | { readonly is: 'loading' | 'gone' }
  | { readonly is: 'unreachable'; readonly trouble: ReadTrouble }
  | (Marks & { readonly is: 'visitor' })
  | { readonly is: 'requested'; readonly until: string }
  | {
      readonly is: 'start';
      readonly planned: boolean;
      readonly now?: NowOffer;
      readonly minutes: number;
      readonly languages: readonly string[];
      readonly language: string;
      readonly mayCancel: boolean;
      /** There is a call to go back to. */
      readonly back: boolean;
    }
  | (Marks & {
      readonly is: 'slots';
      readonly moving: boolean;
      readonly agent?: string;
      readonly who: 'same' | 'any';
      readonly free?: Free;
      readonly offered: readonly Slot[];
      readonly zone: string;
    })
  | (Marks & {
      readonly is: 'details';
      readonly hold?: Hold;
      readonly moving: boolean;
      readonly phone?: string;
      readonly typesPhone: boolean;
      readonly now?: NowOffer;
    })
  | { readonly is: 'cancel'; readonly call: Call }
  | { readonly is: 'call'; readonly call: Call; readonly mayNow: boolean; readonly late: boolean }
  | { readonly is: 'ended'; readonly ending: Ending; readonly again: boolean }
  | (Marks & { readonly is: 'feedback'; readonly calledAt: string; readonly zone: string })
  | { readonly is: 'thanked' };
export type ScreenOf<K extends Screen['is']> = Extract<Screen, { is: K }>;

/** The screen for a state of the page, at an instant of the server's time. */
export function screenOf(state: BookState, now: Instant): Screen {
  const { token, gone, page, feedback, reading, requestedUntil } = state;
  if (gone) return { is: 'gone' };
  if (!token)
    return requestedUntil === undefined
      ? { is: 'visitor', ...marks(state, ['email', 'phone']) }
      : { is: 'requested', until: requestedUntil };
  if (feedback) return feedbackScreen(state, feedback);
  if (page) return bookingScreen(state, page, now);
  return reading === undefined ? { is: 'loading' } : { is: 'unreachable', trouble: reading };
}

const marks = ({ wrong }: BookState, fields: readonly Field[]): Marks =>
  wrong && fields.includes(wrong.field) ? { wrong } : {};

const feedbackScreen = (state: BookState, { given, calledAt }: NonNullable<BookState['feedback']>): Screen =>
  given ? { is: 'thanked' } : { is: 'feedback', calledAt, zone: state.zone, ...marks(state, ['rating']) };

type Page = NonNullable<BookState['page']>;

function bookingScreen(state: BookState, page: Page, now: Instant): Screen {
  const { callback } = page;
  switch (state.step.at) {
    case 'slots':
      return slotsScreen(state);
    case 'details':
      return detailsScreen(state, page);
    case 'cancel':
      return callback ? { is: 'cancel', call: unversioned(callback) } : startScreen(state, page);
    case 'start':
      return startScreen(state, page);
    case 'home':
      return homeScreen(state, page, now);
  }
}

function homeScreen(state: BookState, page: Page, now: Instant): Screen {
  const { callback } = page;
  const call = standing(state);
  const mayNow = page.purpose === 'callback' && call?.state === 'booked' && call.mayMove && page.openNow;
  if (call) return { is: 'call', call: unversioned(call), mayNow, late: isLate(call, now) };
  if (callback?.state === 'ended')
    return { is: 'ended', ending: endingOf(callback), again: page.purpose === 'callback' };
  return startScreen(state, page);
}

/** Exactly at the instant is late. */
const isLate = ({ state, promisedAt }: CallbackView, now: Instant): boolean =>
  state === 'queued' && promisedAt !== undefined && Date.parse(promisedAt) <= now;

const unversioned = ({ version: _, ...call }: CallbackView): Call => call;

function startScreen(state: BookState, page: Page): Screen {
  const { callback, purpose, minutes, languages, language } = page;
  const planned = callback?.state === 'planned';
  return {
    is: 'start',
    planned,
    ...(purpose === 'callback' ? { now: nowOffer(state, page) } : {}),
    minutes,
    languages,
    language: callLanguage(state) ?? language,
    mayCancel: planned && callback.mayCancel,
    back: state.step.at === 'start' && callback !== undefined && !planned,
  };
}

/** What the page knows of who is there holds for the link's language alone. */
function nowOffer(state: BookState, { openNow, nextOpening, language }: Page): NowOffer {
  if (callLanguage(state) !== language) return { is: 'unknown' };
  if (openNow) return { is: 'open' };
  return nextOpening === undefined ? { is: 'unknown' } : { is: 'closed', opensAt: nextOpening };
}

function slotsScreen(state: BookState): Screen {
  const call = standing(state);
  const agent = call?.state === 'booked' ? call.agent : undefined;
  return {
    is: 'slots',
    moving: call !== undefined,
    ...(agent === undefined ? {} : { agent }),
    who: state.draft.agent,
    ...(state.free ? { free: state.free } : {}),
    offered: state.offered,
    zone: state.zone,
    ...marks(state, ['slot']),
  };
}

function detailsScreen(state: BookState, page: Page): Screen {
  const { step, draft } = state;
  const moving = changed(state) !== undefined;
  return {
    is: 'details',
    moving,
    ...(step.at === 'details' && step.want === 'slot' ? { hold: step.hold } : { now: nowOffer(state, page) }),
    ...(page.phone === undefined ? {} : { phone: page.phone }),
    typesPhone: draft.otherPhone || page.phone === undefined,
    ...marks(state, ['phone']),
  };
}

export const endings = [
  'cancelled',
  'withdrawn',
  'never-reached',
  'wrong-number',
  'declined',
  'reached',
] as const;
export type Ending = (typeof endings)[number];

/** How it ended; for what this page has no words, it was spoken. */
const endingOf = ({ ending }: CallbackView): Ending => endings.find(one => one === ending) ?? 'reached';
