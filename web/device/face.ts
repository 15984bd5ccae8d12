import { now } from '../app/clock.ts';
import { type Face, setText } from '../customer/frame.ts';
import { lengthText, timesIn } from '../customer/times.ts';
import { whenText } from '../customer/when-text.ts';
import type { Deeds } from './deeds.ts';
import { draw, headingOf } from './draw.ts';
import type { LinkState } from './link-state.ts';
import { type Screen, screenOf } from './screen.ts';
import type { Words } from './words.ts';

export type FaceParts = Omit<Deeds, 'words' | 'times'> & { readonly read: () => void };

/** What the page shows for a state of the link at this instant. */
export function faceOf(state: LinkState, m: Words, parts: FaceParts): Face {
  const { view } = state;
  const screen = screenOf(state, now());
  const times = timesOf(state, m);
  const said = troubleText(state, m);
  return {
    key: JSON.stringify([screen, view?.zone]),
    heading: headingOf(screen, m),
    brand: view?.brand,
    foot: view && m.linkUntil(whenText(Date.parse(view.expiresAt), { times, words: m })),
    busy: state.busy,
    trouble: said === undefined ? undefined : { text: said, retry: state.reading && parts.read },
    draw: () => draw(screen, { ...parts, words: m, times }),
    tick: main => drawCountdown(main, screen, m),
  };
}

const timesOf = ({ view }: LinkState, m: Words) =>
  timesIn(m.locale, view?.zone ?? '', Intl.DateTimeFormat().resolvedOptions().timeZone);

/** What went wrong while there is something to look at; without it the screen itself says so. */
function troubleText(state: LinkState, m: Words): string | undefined {
  if (!state.view) return undefined;
  if (state.acting !== undefined) return m.acting[state.acting];
  if (state.reading === undefined) return undefined;
  return m.stale[state.reading](timesOf(state, m).time(state.readAt ?? 0));
}

function drawCountdown(main: HTMLElement, screen: Screen, m: Words): void {
  const shown = main.querySelector<HTMLElement>('[role="timer"]');
  if (!shown || screen.is !== 'case' || screen.promised?.is !== 'until') return;
  setText(shown, m.left(lengthText(m.locale, screen.promised.dueAt - now())));
}
