import { HOUR } from '../../shared/kernel/instant.ts';
import { type Child, element } from '../customer/element.ts';
import { lengthText } from '../customer/times.ts';
import type { Deeds } from './deeds.ts';
import { dueTime } from './due-time.ts';
import { button, lead } from './fields.ts';
import type { ScreenOf } from './screen.ts';

type Call = ScreenOf<'call'>;
/** A day and an hour before, for those who turn reminders on again. */
const REMINDERS = [24, 1];

/** The call there is: when, who, on which number, and what may still be done about it. */
export function drawCall(screen: Call, deeds: Deeds): Child[] {
  const { call } = screen;
  const { words: m } = deeds;
  return [
    drawWhen(screen, deeds),
    call.state === 'planned' || call.state === 'ended'
      ? undefined
      : lead(screen.late ? m.call.late : m.call[call.state].text),
    call.state === 'booked' ? drawReminders(screen, deeds) : undefined,
    drawDeeds(screen, deeds),
  ];
}

function drawWhen({ call, late }: Call, deeds: Deeds): Child {
  const { words: m } = deeds;
  const { state, from, promisedAt, agent, phone } = call;
  const at = state === 'booked' ? from : state === 'queued' ? promisedAt : undefined;
  const whose = state === 'booked' ? m.call.caller : m.call.accepter;
  const lines = [
    ...(at === undefined
      ? []
      : [element('p', {}, state === 'booked' ? m.call.at : m.call.by), dueTime(Date.parse(at), deeds)]),
    ...(agent === undefined ? [] : [element('p', {}, whose(agent))]),
    ...(phone === undefined ? [] : [element('p', {}, m.call.number(phone))]),
  ];
  return lines.length === 0
    ? undefined
    : element('section', { class: late ? 'promise broken' : 'promise' }, ...lines);
}

function drawReminders({ call: { reminders } }: Call, { words, remind }: Deeds): HTMLElement {
  const { call: m, locale } = words;
  const hours = reminders.map(hour => lengthText(locale, hour * HOUR));
  const isOn = hours.length > 0;
  const when = new Intl.ListFormat(locale, { type: 'conjunction' }).format(hours);
  return element(
    'section',
    { class: 'card' },
    element('p', {}, isOn ? m.reminders(when) : m.noReminders),
    button({
      ...{ key: 'remind', text: isOn ? m.doNotRemind : m.remind },
      click: () => remind(isOn ? [] : REMINDERS),
    }),
  );
}

function drawDeeds({ call, mayNow }: Call, { words: { call: m }, go }: Deeds): Child {
  const move = call.state === 'booked' ? m.move : m.slotInstead;
  const all = [
    call.mayMove && button({ key: 'move', text: move, click: () => go({ at: 'slots' }) }),
    mayNow && button({ key: 'now', text: m.now, click: () => go({ at: 'details', want: 'now' }) }),
    call.mayCancel && button({ key: 'cancel', text: m.cancel, click: () => go({ at: 'cancel' }) }),
  ].filter(one => one !== false);
  return all.length === 0 ? undefined : element('div', { class: 'deeds' }, ...all);
}

export function drawCancel({ call }: ScreenOf<'cancel'>, deeds: Deeds): Child[] {
  const { words: m, go, cancel } = deeds;
  return [
    call.state === 'booked' && call.from !== undefined
      ? element('section', { class: 'promise' }, dueTime(Date.parse(call.from), deeds))
      : undefined,
    lead(m.cancel.text),
    element(
      'div',
      { class: 'deeds' },
      button({ key: 'yes', text: m.cancel.yes, click: cancel, look: 'main-deed grave' }),
      button({ key: 'no', text: m.cancel.no, click: () => go({ at: 'home' }) }),
    ),
  ];
}

export function drawEnded({ ending, again }: ScreenOf<'ended'>, { words: m, go }: Deeds): Child[] {
  return [
    lead(m.endings[ending].text),
    again
      ? button({ key: 'again', text: m.again, click: () => go({ at: 'start' }), look: 'main-deed' })
      : undefined,
  ];
}
