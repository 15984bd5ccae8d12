import type { Child } from '../customer/element.ts';
import type { Deeds } from './deeds.ts';
import { drawCall, drawCancel, drawEnded } from './draw-call.ts';
import { drawDetails } from './draw-details.ts';
import { drawFeedback } from './draw-feedback.ts';
import { drawSlots } from './draw-slots.ts';
import { drawStart } from './draw-start.ts';
import { drawRequested, drawVisitor } from './draw-visitor.ts';
import { button, heading, lead } from './fields.ts';
import type { Screen, ScreenOf } from './screen.ts';
import type { Words } from './words.ts';

/** What a screen says first. */
export function headingOf(screen: Screen, m: Words): string {
  switch (screen.is) {
    case 'call':
      return headOf(screen, m);
    case 'ended':
      return m.endings[screen.ending].title;
    case 'unreachable':
      return m.unreachable[screen.trouble].title;
    case 'start':
      return screen.planned ? m.start.planned : m.start.title;
    case 'slots':
      return screen.moving ? m.slots.moving : m.slots.title;
    case 'details':
      return askedBack(screen, m);
    case 'visitor':
    case 'requested':
    case 'cancel':
    case 'feedback':
      return m[screen.is].title;
    default:
      return m.plain[screen.is].title;
  }
}

const headOf = ({ call }: ScreenOf<'call'>, m: Words): string =>
  m.call[call.state === 'planned' || call.state === 'ended' ? 'booked' : call.state].title;

function askedBack({ hold, moving }: ScreenOf<'details'>, { details: m }: Words): string {
  if (hold) return moving ? m.moving : m.slot;
  return moving ? m.instead : m.now;
}

export function draw(screen: Screen, deeds: Deeds): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const drawn: Child[] = [heading(headingOf(screen, deeds.words)), ...body(screen, deeds)];
  fragment.append(...drawn.filter(child => child !== undefined));
  return fragment;
}

function body(screen: Screen, deeds: Deeds): Child[] {
  const { words: m } = deeds;
  switch (screen.is) {
    case 'visitor':
      return drawVisitor(screen, deeds);
    case 'requested':
      return drawRequested(screen, deeds);
    case 'start':
      return drawStart(screen, deeds);
    case 'slots':
      return drawSlots(screen, deeds);
    case 'details':
      return drawDetails(screen, deeds);
    case 'cancel':
      return drawCancel(screen, deeds);
    case 'call':
      return drawCall(screen, deeds);
    case 'ended':
      return drawEnded(screen, deeds);
    case 'feedback':
      return drawFeedback(screen, deeds);
    case 'unreachable':
      return [
        lead(m.unreachable[screen.trouble].text),
        button({ key: 'restart', text: m.retry, click: deeds.restart, look: 'main-deed' }),
      ];
    case 'gone':
      return [
        lead(m.plain.gone.text),
        button({ key: 'leave', text: m.newLink, click: deeds.leave, look: 'main-deed' }),
      ];
    case 'loading':
    case 'thanked':
      return [lead(m.plain[screen.is].text)];
  }
}
