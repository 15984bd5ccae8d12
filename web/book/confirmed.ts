import type { AskBody, ChangeBody, FeedbackBody, VisitBody } from './book-api.ts';
import { type BookState, callLanguage, type Fault } from './book-state.ts';
import { mailAddress, phoneNumber } from './typed.ts';

/** What is asked for by what was typed, or what is wrong with that. A number that we have need not be typed. */
export function askOf(state: BookState): AskBody | Fault {
  const { step, draft, page, zone } = state;
  if (step.at !== 'details') return { field: 'slot', why: 'form' };
  const isTyped = draft.otherPhone || page?.phone === undefined;
  const phone = isTyped ? phoneNumber(draft.phone) : undefined;
  if (isTyped && phone === undefined) return { field: 'phone', why: 'form' };
  const about = draft.about.trim();
  const language = callLanguage(state);
  return {
    ...(step.want === 'now' ? { want: 'now' } : slotOf(step.hold)),
    zone,
    ...(language === undefined ? {} : { language }),
    ...(phone === undefined ? {} : { phone }),
    ...(about === '' ? {} : { about }),
    ...(step.want === 'slot' && !draft.remind ? { reminders: [] } : {}),
  };
}

const slotOf = ({ from, holdId }: { from: string; holdId: string }) =>
  ({ want: 'slot', from, holdId }) as const;

/** How the call that stands is changed: moved to the time that is kept, or wanted now instead. */
export function changeOf({ step, zone }: BookState, agent: 'same' | 'any'): ChangeBody | Fault {
  if (step.at !== 'details') return { field: 'slot', why: 'form' };
  return step.want === 'now' ? { want: 'now', zone } : { ...slotOf(step.hold), agent, zone };
}

/** A visitor's request; the number is theirs to leave out. */
export function visitOf({ draft, zone }: BookState, language: string): VisitBody | Fault {
  const email = mailAddress(draft.email);
  if (email === undefined) return { field: 'email', why: 'form' };
  const phone = phoneNumber(draft.phone);
  if (phone === undefined && draft.phone.trim() !== '') return { field: 'phone', why: 'form' };
  return {
    email,
    zone,
    language: draft.language ?? language,
    ...(phone === undefined ? {} : { phone }),
  };
}

export function feedbackOf({ draft: { rating, text } }: BookState): FeedbackBody | Fault {
  if (rating === undefined) return { field: 'rating', why: 'form' };
  const words = text.trim();
  return { rating, ...(words === '' ? {} : { text: words }) };
}
