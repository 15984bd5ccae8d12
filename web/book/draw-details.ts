import { type Child, element } from '../customer/element.ts';
import type { Hold } from './book-api.ts';
import type { Wrong } from './book-state.ts';
import type { Deeds } from './deeds.ts';
import { nowText } from './draw-start.ts';
import { dueTime } from './due-time.ts';
import { button, form, lead, longText, submit, tick, written } from './fields.ts';
import type { ScreenOf } from './screen.ts';

type Details = ScreenOf<'details'>;
const MOST_ABOUT = 500;

/** What is asked back before a call is asked for or moved; a call that is moved keeps the rest as it is. */
export function drawDetails(screen: Details, deeds: Deeds): Child[] {
  const { hold, moving, now } = screen;
  const { words: m, go, confirm } = deeds;
  const yes = hold ? (moving ? m.details.yesMove : m.details.yesSlot) : m.details.yesNow;
  return [
    hold ? drawHold(hold, deeds) : undefined,
    now ? lead(nowText(now, deeds)) : undefined,
    form(
      confirm,
      ...(moving ? [] : drawQuestions(screen, deeds)),
      submit(yes),
      button({ key: 'back', text: m.back, click: () => go({ at: hold ? 'slots' : 'home' }) }),
    ),
  ];
}

function drawQuestions({ hold, phone, typesPhone, wrong }: Details, deeds: Deeds): Child[] {
  const { words: m, draft, keep } = deeds;
  return [
    phone === undefined ? undefined : drawKnown(phone, typesPhone, deeds),
    typesPhone ? phoneField({ wrong, label: m.details.phone, required: true }, deeds) : undefined,
    hold &&
      tick({
        ...{ key: 'remind', label: m.details.remind, on: draft.remind },
        keep: remind => keep({ remind }),
      }),
    longText({
      ...{ key: 'about', label: m.details.about, value: draft.about, most: MOST_ABOUT },
      keep: about => keep({ about }),
    }),
  ];
}

/** The number that we have, and whether to call another one. */
const drawKnown = (phone: string, other: boolean, { words: { details: m }, keep }: Deeds) =>
  element(
    'div',
    { class: 'field' },
    other ? undefined : element('p', {}, m.known(phone)),
    tick({ key: 'other', label: m.other, on: other, keep: otherPhone => keep({ otherPhone }) }),
  );

type PhoneField = {
  readonly wrong: Wrong | undefined;
  readonly label: string;
  readonly required: boolean;
};

export function phoneField(
  { wrong, label, required }: PhoneField,
  { words, draft, keep }: Deeds,
): HTMLElement {
  const { details: m } = words;
  const said = wrong?.why === 'refused' ? m.refusedPhone : m.wrongPhone;
  return written({
    ...{ key: 'phone', label, value: draft.phone, keep: phone => keep({ phone }) },
    hint: m.phoneHint,
    wrong: wrong?.field === 'phone' ? said : undefined,
    input: { type: 'tel', autocomplete: 'tel', required },
  });
}

/** The time that is kept for them. Until when goes on by the clock: see `tickHold`. */
const drawHold = ({ from }: Hold, deeds: Deeds): HTMLElement =>
  element(
    'section',
    { class: 'promise' },
    dueTime(Date.parse(from), deeds),
    element('p', { 'data-hold': 'said' }),
    button({ key: 'longer', text: deeds.words.details.longer, click: () => deeds.hold(from), hidden: true }),
  );
