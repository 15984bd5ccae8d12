import { type Brand, isWritten, OWN } from '../brand/brand-file.ts';
import { bestLanguage, type Language, languages } from '../messages/languages.ts';
import { element } from './element.ts';
import type { CommonWords } from './words.ts';

/** What a page shows at an instant: one screen, and what stands around it. */
export type Face = {
  /** The same text: what is there already stays. */
  readonly key: string;
  readonly heading: string;
  /** The company's name; without it the site's stands there. */
  readonly brand?: string | undefined;
  readonly foot?: string | undefined;
  readonly busy: boolean;
  readonly trouble?: Trouble | undefined;
  /** Told to those who listen, once each time that it is another text. */
  readonly said?: string | undefined;
  /** Selects what they go to when this is drawn. */
  readonly focus?: string | undefined;
  readonly draw: () => DocumentFragment;
  /** What goes on by the clock inside what is drawn. */
  readonly tick?: ((main: HTMLElement) => void) | undefined;
};
/** What went wrong while there is something to look at, and what may be done about it. */
export type Trouble = { readonly text: string; readonly retry?: (() => void) | undefined };

export type FrameParts<W extends CommonWords> = {
  readonly words: Readonly<Record<Language, W>>;
  readonly face: (words: W) => Face | undefined;
  /** The language of the link, once it is known. */
  readonly language: () => string | undefined;
  /** What was chosen here before, and where to keep what is chosen now. */
  readonly chosen?: string | undefined;
  readonly choose?: (language: string) => void;
};

const SIGN_HEIGHT = 32;

/** The page around its one screen: brand and language above, trouble, and a last line below. */
export class Frame<W extends CommonWords> {
  readonly #parts: FrameParts<W>;
  readonly #dom: Dom;
  #language: string | undefined;
  #drawn = '';
  #heading = '';
  #said = '';
  #name: string | undefined;

  constructor(parts: FrameParts<W>) {
    this.#parts = parts;
    this.#language = parts.chosen;
    this.#dom = frameElements(parts.words);
    this.#dom.select.addEventListener('change', () => this.#speak(this.#dom.select.value));
  }

  get root(): HTMLElement {
    return this.#dom.root;
  }

  /** Puts the company's sign before its name, or in its place where the sign is the written name. */
  dress(brand: Brand): void {
    const { name, logo } = brand;
    // What nobody gave a name says none to customers.
    this.#name = name === OWN.name ? undefined : name;
    this.update();
    if (!logo) return;
    const width = Math.round((SIGN_HEIGHT * logo.width) / logo.height);
    const size = { width: String(width), height: String(SIGN_HEIGHT) };
    this.#dom.brand.before(element('img', { class: 'sign', src: logo.src, alt: '', ...size }));
    this.#dom.brand.classList.toggle('visually-hidden', isWritten(brand));
  }

  /** Draws what there is at this instant; what is there already stays. */
  update(): void {
    const m = this.#parts.words[this.#spoken()];
    const said = this.#parts.face(m);
    if (!said) return;
    const face = { ...said, brand: said.brand ?? this.#name };
    drawAround(this.#dom, face, m);
    const drawn = `${m.locale} ${face.key}`;
    if (drawn !== this.#drawn) this.#draw(face);
    this.#drawn = drawn;
    face.tick?.(this.#dom.main);
    this.#say(face.said ?? '');
  }

  #say(text: string): void {
    if (text !== '' && text !== this.#said) this.#dom.status.textContent = text;
    this.#said = text;
  }

  /** The one chosen here, else the link's, else the browser's. */
  #spoken(): Language {
    const wanted = this.#language ?? this.#parts.language();
    return bestLanguage(wanted === undefined ? navigator.languages : [wanted]);
  }

  #speak(language: string): void {
    this.#language = language;
    this.#parts.choose?.(language);
    this.update();
  }

  #draw({ heading, focus, draw }: Face): void {
    const isNews = this.#heading !== '' && heading !== this.#heading;
    const isRead = replace(this.#dom.main, draw(), isNews);
    if (isNews && !isRead) this.#dom.status.textContent = heading;
    this.#heading = heading;
    if (focus !== undefined) this.#dom.main.querySelector<HTMLElement>(focus)?.focus();
  }
}

function frameElements(words: Readonly<Record<Language, CommonWords>>) {
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

function drawAround(dom: Dom, { heading, brand, foot, busy, trouble }: Face, m: CommonWords): void {
  const title = [heading, brand].filter(Boolean).join(' · ');
  if (document.title !== title) document.title = title;
  const language = m.locale.slice(0, 2);
  document.documentElement.lang = language;
  dom.main.setAttribute('aria-busy', String(busy));
  dom.select.value = language;
  setText(dom.label, m.language);
  setText(dom.brand, brand ?? '');
  setText(dom.foot, foot ?? '');
  if (trouble?.text === dom.trouble.querySelector('p')?.textContent) return;
  const retry = trouble?.retry && element('button', { type: 'button', click: trouble.retry }, m.retry);
  const box = trouble && element('div', { class: 'trouble' }, element('p', {}, trouble.text), retry);
  dom.trouble.replaceChildren(...(box ? [box] : []));
}

/** Writes only what differs, so that nobody who listens hears it again. */
export function setText(on: HTMLElement, text: string): void {
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
  const same = isNews ? undefined : main.querySelector<HTMLElement>(`[data-key="${held}"]:not([hidden])`);
  (same ?? main.querySelector('h1'))?.focus();
  return true;
}
