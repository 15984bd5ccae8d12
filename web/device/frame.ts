import { now } from '../app/clock.ts';
import { recall, remember } from '../app/memory.ts';
import { bestLanguage, type Language, languages } from '../messages/languages.ts';
import type { Deeds } from './deeds.ts';
import { draw, headingOf } from './draw.ts';
import { element } from './element.ts';
import type { LinkState } from './link-state.ts';
import { type Screen, screenOf } from './screen.ts';
import { lengthText, timesIn } from './times.ts';
import { whenText } from './when-text.ts';
import { type Words, words } from './words.ts';

export type FrameParts = Omit<Deeds, 'words' | 'times'> & { readonly read: () => void };

/** The page around its one screen: brand and language above, trouble, and until when the link is good below. */
export function createFrame(parts: FrameParts) {
  const dom = frameElements();
  let chosen = recall('device-language');
  let state: LinkState | undefined;
  let drawn = '';
  let head = '';

  const language = (): Language =>
    bestLanguage(chosen ? [chosen] : state?.view ? [state.view.language] : navigator.languages);

  const update = () => {
    if (!state) return;
    const m = words[language()];
    const screen = screenOf(state, now());
    const key = JSON.stringify([screen, m.locale, state.view?.zone]);
    drawAround(dom, state, { m, parts });
    if (key !== drawn) {
      const times = timesOf(state, m);
      const isNews = headingOf(screen, m) !== head;
      replace(dom.main, draw(screen, { ...parts, words: m, times }), isNews && head !== '');
      if (isNews && head !== '') dom.status.textContent = headingOf(screen, m);
      head = headingOf(screen, m);
      drawn = key;
      document.title = [head, state.view?.brand].filter(Boolean).join(' · ');
    }
    drawCountdown(dom.main, screen, m);
    dom.main.setAttribute('aria-busy', String(state.busy));
  };

  dom.select.addEventListener('change', () => {
    chosen = dom.select.value;
    remember('device-language', chosen);
    update();
  });
  return {
    root: dom.root,
    /** Shows a state of the link. */
    show: (next: LinkState) => {
      state = next;
      update();
    },
    /** Lets the time go on. */
    tick: update,
  };
}

function frameElements() {
  const brand = element('p', { class: 'brand' });
  const select = element(
    'select',
    { id: 'language' },
    ...languages.map(one => element('option', { value: one, lang: one }, words[one].name)),
  );
  const label = element('label', { for: 'language', class: 'visually-hidden' });
  const trouble = element('div', { role: 'alert', class: 'troubles' });
  const main = element('main', { id: 'main' });
  const foot = element('p', { class: 'foot' });
  const status = element('div', { role: 'status', class: 'visually-hidden' });
  const header = element('header', {}, brand, element('div', {}, label, select));
  const footer = element('footer', {}, foot);
  const root = element('div', { class: 'page' }, header, trouble, main, footer, status);
  return { root, brand, select, label, trouble, main, foot, status };
}
type Dom = ReturnType<typeof frameElements>;

const timesOf = ({ view }: LinkState, m: Words) =>
  timesIn(m.locale, view?.zone ?? '', Intl.DateTimeFormat().resolvedOptions().timeZone);

function drawAround(dom: Dom, state: LinkState, { m, parts }: { m: Words; parts: FrameParts }): void {
  const { view } = state;
  const language = m.locale.slice(0, 2);
  document.documentElement.lang = language;
  dom.select.value = language;
  setText(dom.label, m.language);
  setText(dom.brand, view?.brand ?? '');
  const times = timesOf(state, m);
  setText(dom.foot, view ? m.linkUntil(whenText(Date.parse(view.expiresAt), { times, words: m })) : '');
  const said = troubleText(state, m);
  if (said === dom.trouble.querySelector('p')?.textContent) return;
  const retry = element('button', { type: 'button', click: parts.read }, m.retry);
  const box = said && element('div', { class: 'trouble' }, element('p', {}, said), state.reading && retry);
  dom.trouble.replaceChildren(...(box ? [box] : []));
}

/** What went wrong while there is something to look at; without it the screen itself says so. */
function troubleText(state: LinkState, m: Words): string | undefined {
  if (!state.view) return undefined;
  if (state.acting !== undefined) return m.acting[state.acting];
  if (state.reading === undefined) return undefined;
  return m.stale[state.reading](timesOf(state, m).time(state.readAt ?? 0));
}

/** Writes only what differs, so that nobody who listens hears it again. */
function setText(on: HTMLElement, text: string): void {
  if (on.textContent !== text) on.textContent = text;
}

/** Puts a screen in the place of another. The focus stays where it was if that is still there, else it goes to the top. */
function replace(main: HTMLElement, screen: DocumentFragment, isNews: boolean): void {
  const had = document.activeElement;
  const held = main.contains(had) ? had?.getAttribute('data-key') : undefined;
  main.replaceChildren(screen);
  if (held === undefined) return;
  const same = isNews ? undefined : main.querySelector<HTMLElement>(`[data-key="${held}"]`);
  (same ?? main.querySelector('h1'))?.focus();
}

function drawCountdown(main: HTMLElement, screen: Screen, m: Words): void {
  const shown = main.querySelector<HTMLElement>('[role="timer"]');
  if (!shown || screen.is !== 'case' || screen.promised?.is !== 'until') return;
  setText(shown, m.left(lengthText(m.locale, screen.promised.dueAt - now())));
}
