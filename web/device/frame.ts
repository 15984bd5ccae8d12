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
export class Frame {
  readonly #parts: FrameParts;
  readonly #dom = frameElements();
  #language = recall('device-language');
  #state: LinkState | undefined;
  #drawn = '';
  #heading = '';

  constructor(parts: FrameParts) {
    this.#parts = parts;
    this.#dom.select.addEventListener('change', () => this.#speak(this.#dom.select.value));
  }

  get root(): HTMLElement {
    return this.#dom.root;
  }

  /** Shows a state of the link. */
  show(state: LinkState): void {
    this.#state = state;
    this.update();
  }

  /** Draws what the state is at this instant; what is there already stays. */
  update(): void {
    const state = this.#state;
    if (!state) return;
    const m = words[this.#languageOf(state)];
    const screen = screenOf(state, now());
    drawAround(this.#dom, state, { m, read: this.#parts.read });
    const drawn = JSON.stringify([screen, m.locale, state.view?.zone]);
    if (drawn !== this.#drawn) this.#draw(screen, state, m);
    this.#drawn = drawn;
    drawCountdown(this.#dom.main, screen, m);
  }

  /** The one chosen here, else the link's, else the browser's. */
  #languageOf({ view }: LinkState): Language {
    if (this.#language !== undefined) return bestLanguage([this.#language]);
    return bestLanguage(view ? [view.language] : navigator.languages);
  }

  #speak(language: string): void {
    this.#language = language;
    remember('device-language', language);
    this.update();
  }

  #draw(screen: Screen, state: LinkState, m: Words): void {
    const heading = headingOf(screen, m);
    const isNews = this.#heading !== '' && heading !== this.#heading;
    const drawing = draw(screen, { ...this.#parts, words: m, times: timesOf(state, m) });
    const isRead = replace(this.#dom.main, drawing, isNews);
    if (isNews && !isRead) this.#dom.status.textContent = heading;
    this.#heading = heading;
    document.title = [heading, state.view?.brand].filter(Boolean).join(' · ');
  }
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

function drawAround(dom: Dom, state: LinkState, { m, read }: { m: Words; read: () => void }): void {
  const { view } = state;
  const language = m.locale.slice(0, 2);
  document.documentElement.lang = language;
  dom.main.setAttribute('aria-busy', String(state.busy));
  dom.select.value = language;
  setText(dom.label, m.language);
  setText(dom.brand, view?.brand ?? '');
  const times = timesOf(state, m);
  setText(dom.foot, view ? m.linkUntil(whenText(Date.parse(view.expiresAt), { times, words: m })) : '');
  const said = troubleText(state, m);
  if (said === dom.trouble.querySelector('p')?.textContent) return;
  const retry = element('button', { type: 'button', click: read }, m.retry);
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

/**
 * Puts a screen in the place of another. Who was in it stays where they were if that is still there, else goes to its
 * heading; answers whether they were, so that nobody hears the same twice.
 */
function replace(main: HTMLElement, screen: DocumentFragment, isNews: boolean): boolean {
  const had = document.activeElement;
  const held = main.contains(had) ? had?.getAttribute('data-key') : undefined;
  main.replaceChildren(screen);
  if (held === undefined) return false;
  const same = isNews ? undefined : main.querySelector<HTMLElement>(`[data-key="${held}"]`);
  (same ?? main.querySelector('h1'))?.focus();
  return true;
}

function drawCountdown(main: HTMLElement, screen: Screen, m: Words): void {
  const shown = main.querySelector<HTMLElement>('[role="timer"]');
  if (!shown || screen.is !== 'case' || screen.promised?.is !== 'until') return;
  setText(shown, m.left(lengthText(m.locale, screen.promised.dueAt - now())));
}
