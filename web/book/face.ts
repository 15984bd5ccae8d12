import { MINUTE } from '../../shared/kernel/instant.ts';
import { now } from '../app/clock.ts';
import { type Face, setText } from '../customer/frame.ts';
import { timesIn } from '../customer/times.ts';
import type { BookState } from './book-state.ts';
import type { Deeds } from './deeds.ts';
import { draw, headingOf } from './draw.ts';
import { type Screen, screenOf } from './screen.ts';
import type { Words } from './words.ts';

export type FaceParts = Omit<Deeds, 'words' | 'times' | 'zones' | 'draft'> & {
  readonly own: string;
  readonly read: () => void;
};

/** What the page shows for its state at this instant. */
export function faceOf(state: BookState, m: Words, parts: FaceParts): Face {
  const screen = screenOf(state, now());
  const { page, feedback, zone, draft } = state;
  const times = timesIn(m.locale, zone, parts.own);
  const zones = { shown: zone, own: parts.own, account: page?.zone };
  return {
    key: JSON.stringify([screen, zone]),
    heading: headingOf(screen, m),
    brand: page?.brand ?? feedback?.brand,
    busy: state.busy,
    trouble: troubleOf(state, m, parts),
    said: holdText(screen, m, at => times.time(at))?.urgent ?? freeText(screen, m),
    focus: state.wrong && fieldOf(screen),
    draw: () => draw(screen, { ...parts, words: m, times, zones, draft }),
    tick: main =>
      tickHold(
        main,
        holdText(screen, m, at => times.time(at)),
      ),
  };
}

/** What went wrong while there is something to look at; without it the screen itself says so. */
function troubleOf(state: BookState, m: Words, { read }: FaceParts): Face['trouble'] {
  const { acting, reading, page, feedback } = state;
  if (acting === 'taken') return { text: m.slots.taken };
  if (acting === 'nobody') return { text: m.start.nobody };
  if (acting !== undefined) return { text: m.acting[acting] };
  if (reading === undefined || !(page ?? feedback)) return undefined;
  const { time } = timesIn(m.locale, state.zone, state.zone);
  return { text: m.stale[reading](time(state.readAt ?? 0)), retry: read };
}

/** What is wrong is where they go on: its field, or the first of several to choose from. */
const fieldOf = (screen: Screen): string | undefined => {
  const { wrong } = screen as { readonly wrong?: BookState['wrong'] };
  if (!wrong) return undefined;
  const name = { slot: 'time', rating: 'rating', phone: undefined, email: undefined }[wrong.field];
  return name === undefined ? `[data-key="${wrong.field}"]` : `input[name="${name}"]`;
};

/** That free times are looked for, and what came of it, is also said to those who listen. */
function freeText(screen: Screen, { slots: m, unreachable }: Words): string | undefined {
  if (screen.is !== 'slots' || !screen.free) return undefined;
  const { reading, trouble, slots } = screen.free;
  if (reading) return m.loading;
  if (trouble) return unreachable[trouble].title;
  return slots.length === 0 ? m.none : m.found(slots.length);
}

type HoldText = { readonly text: string; readonly urgent?: string };

/** Until when a time is kept for them; that it ends soon or is over is also said to those who listen. */
function holdText(screen: Screen, { details: m }: Words, time: (at: number) => string): HoldText | undefined {
  if (screen.is !== 'details' || !screen.hold) return undefined;
  const until = Date.parse(screen.hold.until);
  const left = until - now();
  if (left > MINUTE) return { text: m.kept(time(until)) };
  const text = left > 0 ? m.ending : m.over;
  return { text, urgent: text };
}

function tickHold(main: HTMLElement, hold: HoldText | undefined): void {
  const shown = main.querySelector<HTMLElement>('[data-hold="said"]');
  if (!shown || !hold) return;
  setText(shown, hold.text);
  main.querySelector<HTMLElement>('[data-key="longer"]')?.toggleAttribute('hidden', !hold.urgent);
}
