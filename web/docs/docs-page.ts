import { now } from '../app/clock.ts';
import { brand } from '../brand/brand.ts';
import { type Brand, isWritten } from '../brand/brand-file.ts';
import { element } from '../customer/element.ts';
import { cloudEventOf, pretty, samplesFor } from './bodies.ts';
import { Contents } from './contents.ts';
import type { Documents } from './documents.ts';
import { curlFor, drawEvent, drawEvents } from './draw-event.ts';
import { drawGuide } from './draw-guide.ts';
import { drawRoute } from './draw-route.ts';
import { guide, type Section } from './guide.ts';
import { found, type Page, type Reference, referenceOf } from './reference.ts';
import { send } from './sending.ts';
import { drawRequest } from './try-it.ts';

const SIGN_HEIGHT = 24;

/** The reference: contents beside the one page that the address names. */
export class DocsPage {
  readonly root: HTMLElement;
  readonly #documents: Documents;
  readonly #reference: Reference;
  readonly #sections: readonly Section[];
  readonly #contents: Contents;
  readonly #main = element('main', { id: 'main' });
  readonly #said = element('p', { role: 'status', class: 'visually-hidden' });
  readonly #search = element('input', {
    id: 'search',
    type: 'search',
    placeholder: 'Search ( / )',
    'aria-keyshortcuts': '/',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  readonly #toggle = element('button', {
    type: 'button',
    class: 'quiet toggle',
    'aria-controls': 'contents',
    click: () => this.#openContents(!this.#isOpen),
  });
  readonly #key = { value: '' };
  #isOpen = false;
  #shown: string | undefined;

  constructor(documents: Documents) {
    this.#documents = documents;
    this.#reference = referenceOf(documents);
    this.#sections = guide({
      reference: this.#reference,
      origin: location.origin,
      firstFact: this.#firstFact(),
    });
    this.#contents = new Contents(this.#reference, this.#sections);
    this.#toggle.textContent = 'Contents';
    const label = element('label', { for: 'search', class: 'visually-hidden' }, 'Search routes and events');
    this.root = element(
      'div',
      { class: 'docs' },
      element(
        'header',
        {},
        element('a', { href: '#', class: 'brand' }, ...sign(brand()), element('span', {}, ' API')),
        element('div', { role: 'search', class: 'search' }, label, this.#search),
        this.#toggle,
      ),
      element('div', { class: 'columns' }, this.#contents.root, this.#main),
      this.#said,
    );
    this.#openContents(false);
    this.#listen();
    this.go();
  }

  #firstFact(): string {
    const page = this.#reference.byId.get('account.signed-up');
    if (page?.is !== 'event') return '';
    const { product, language } = page.sample.data as { product?: string; language?: string };
    const event = { ...cloudEventOf(page.sample, now()), data: { product, language } };
    return curlFor({ label: page.id, type: 'application/cloudevents+json', text: pretty(event) });
  }

  #listen(): void {
    this.#search.addEventListener('input', () => this.#narrow());
    this.#search.addEventListener('keydown', event => this.#onSearchKey(event));
    addEventListener('hashchange', () => this.go());
    addEventListener('pagehide', () => this.#forget());
    document.addEventListener('keydown', event => {
      const isWriting = (event.target as Element).closest('input, textarea, select') !== null;
      if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.#search.focus();
    });
  }

  /** A page that is brought back from memory has no key either. */
  #forget(): void {
    this.#key.value = '';
    for (const input of document.querySelectorAll<HTMLInputElement>('input[type="password"]'))
      input.value = '';
  }

  #narrow(): void {
    const ids = found(this.#reference, this.#search.value);
    this.#contents.narrow(ids);
    if (ids) this.#openContents(true);
    this.#said.textContent = ids ? `${ids.size} found` : '';
  }

  #onSearchKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#search.value = '';
      this.#narrow();
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.#contents.first?.focus();
    }
    if (event.key === 'Enter' && this.#search.value.trim() !== '') this.#contents.first?.click();
  }

  /** Where there is no room for both, contents open over the page and close when one has chosen. */
  #openContents(open: boolean): void {
    this.#isOpen = open;
    this.root.classList.toggle('open', open);
    this.#toggle.setAttribute('aria-expanded', String(open));
  }

  /** Goes to what the address names: a route, an event, a section of the guide. */
  go(): void {
    const id = idOf(location.hash);
    const place = id === '' || id.startsWith('guide') ? 'guide' : id;
    const isFirst = this.#shown === undefined;
    if (place !== this.#shown) this.#show(place);
    this.#shown = place;
    this.#contents.mark(id);
    this.#openContents(false);
    const section = place === 'guide' ? document.getElementById(id) : null;
    if (section) section.scrollIntoView();
    else if (!isFirst) this.#main.querySelector('h1')?.focus({ preventScroll: true });
    if (!section && !isFirst) scrollTo(0, 0);
  }

  #show(place: string): void {
    const page = this.#reference.byId.get(place);
    this.#main.replaceChildren(this.#draw(place, page));
    const title = page?.title ?? (place === 'events' ? 'Events' : undefined);
    document.title = [title, `${brand().name} API`].filter(Boolean).join(' · ');
  }

  #draw(place: string, page: Page | undefined): Node {
    const documents = this.#documents;
    if (place === 'guide') return drawGuide(this.#sections, this.#reference.version);
    if (place === 'events') return drawEvents(this.#reference.events);
    if (!page) return nowhere();
    if (page.is === 'event') return drawEvent(page, { documents, now: now() });
    const { schemas } = documents.openApi.components;
    const desk = {
      origin: location.origin,
      samples: samplesFor(page, { schemas, examples: documents.examples, now: now() }),
      key: this.#key,
      send: (call: Parameters<typeof send>[1], key: string) =>
        send((url, init) => fetch(url, init), call, key),
    };
    return drawRoute(page, schemas, drawRequest(page, desk));
  }
}

/** What stands behind the `#`, as it was written. */
function idOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** The company's name, or the logo that is its name written. */
function sign(worn: Brand): readonly (Node | string)[] {
  const { name, logo } = worn;
  if (!logo) return [name];
  const width = Math.round((SIGN_HEIGHT * logo.width) / logo.height);
  const size = { width: String(width), height: String(SIGN_HEIGHT) };
  const written = isWritten(worn);
  const image = element('img', { src: logo.src, alt: written ? name : '', ...size });
  return written ? [image] : [image, ' ', name];
}

const nowhere = (): HTMLElement =>
  element(
    'div',
    {},
    element('h1', { tabindex: '-1' }, 'Nothing is called so'),
    element(
      'p',
      {},
      'The route or event may have another name now: search for it, or begin with the ',
      element('a', { href: '#' }, 'guide'),
      '.',
    ),
  );
