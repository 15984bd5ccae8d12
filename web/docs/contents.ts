import { element } from '../customer/element.ts';
import { methodMark } from './draw-route.ts';
import type { Section } from './guide.ts';
import type { Page, Reference } from './reference.ts';

/** The list of everything; it narrows to what was found and marks where one is. */
export class Contents {
  readonly root: HTMLElement;
  readonly #links = new Map<string, HTMLAnchorElement>();
  readonly #groups: HTMLDetailsElement[] = [];
  readonly #guide: HTMLElement;
  readonly #none = element('p', { class: 'muted none', hidden: true }, 'Nothing has these words.');

  constructor(reference: Reference, sections: readonly Section[]) {
    this.#guide = element(
      'ul',
      { class: 'guide-links' },
      ...sections.map(({ id, title }) => element('li', {}, this.#link(id, title))),
    );
    this.#guide.append(element('li', {}, this.#link('events', 'All events')));
    this.root = element(
      'nav',
      { id: 'contents', 'aria-label': 'Contents', keydown: event => this.#step(event as KeyboardEvent) },
      this.#guide,
      element('p', { class: 'part-title' }, 'Routes'),
      ...reference.routes.map(({ title, pages }) => this.#group(title, pages)),
      element('p', { class: 'part-title' }, 'Events'),
      ...reference.events.map(({ title, pages }) => this.#group(title, pages)),
      this.#none,
    );
  }

  #link(id: string, ...words: (Node | string)[]): HTMLAnchorElement {
    const link = element('a', { href: `#${id}` }, ...words);
    this.#links.set(id, link);
    return link;
  }

  #group(title: string, pages: readonly Page[]): HTMLDetailsElement {
    const lines = pages.map(page =>
      element(
        'li',
        {},
        page.is === 'event'
          ? this.#link(page.id, element('span', { class: 'mono' }, page.title))
          : this.#link(page.id, methodMark(page.method), element('span', {}, page.title)),
      ),
    );
    const count = element('span', { class: 'count' }, String(pages.length));
    const box = element(
      'details',
      {},
      element('summary', {}, title, ' ', count),
      element('ul', {}, ...lines),
    );
    this.#groups.push(box);
    return box;
  }

  /** Shows those alone, or all again; what has hits stands open. */
  narrow(ids: ReadonlySet<string> | undefined): void {
    this.#guide.hidden = ids !== undefined;
    for (const [id, link] of this.#links) {
      const line = link.closest('li');
      if (line) line.hidden = ids !== undefined && !ids.has(id);
    }
    for (const group of this.#groups) {
      const hits = group.querySelectorAll('li:not([hidden])').length;
      group.hidden = hits === 0;
      const count = group.querySelector('.count');
      if (count) count.textContent = String(hits);
      group.open = ids === undefined ? group.querySelector('[aria-current]') !== null : hits > 0;
    }
    for (const title of this.root.querySelectorAll<HTMLElement>('.part-title'))
      title.hidden = ids !== undefined;
    this.#none.hidden = ids === undefined || ids.size > 0;
  }

  /** Marks where one is and opens its group. */
  mark(id: string): void {
    for (const [of, link] of this.#links)
      if (of === id) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    const group = this.#links.get(id)?.closest('details');
    if (group) group.open = true;
    this.#links.get(id)?.scrollIntoView({ block: 'nearest' });
  }

  get #shown(): HTMLAnchorElement[] {
    return [...this.#links.values()].filter(link => link.checkVisibility());
  }

  /** The first hit: a search goes there. */
  get first(): HTMLAnchorElement | undefined {
    return this.#shown[0];
  }

  /** Arrows go from line to line. */
  #step(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const shown = this.#shown;
    const at = shown.indexOf(document.activeElement as HTMLAnchorElement);
    if (by === undefined || at < 0) return;
    event.preventDefault();
    shown[at + by]?.focus();
  }
}
