import { element } from '../customer/element.ts';
import { codeBlock } from './code-block.ts';
import type { Block, Section } from './guide.ts';
import { prose } from './prose.ts';

/** The guide with its sections, each of which an address may name. */
export function drawGuide(sections: readonly Section[], version: string): DocumentFragment {
  const page = document.createDocumentFragment();
  page.append(
    element('h1', { tabindex: '-1' }, 'API reference'),
    element(
      'p',
      { class: 'lead' },
      'Facts about your customers go in; what was decided, and why, can be read. ',
      `Everything stands below ${location.origin}/api. `,
      element('span', { class: 'muted' }, `Version ${version}.`),
    ),
    ...sections.map(({ id, title, blocks }) =>
      element('section', { id }, element('h2', {}, title), ...blocks.map(drawBlock)),
    ),
  );
  return page;
}

function drawBlock(block: Block): HTMLElement {
  if (block.is === 'text') return element('p', {}, ...prose(block.text));
  if (block.is === 'code') return codeBlock(block.label, block.code).root;
  return drawTable(block.head, block.rows);
}

function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const heads = head.map(one => element('th', { scope: 'col' }, one));
  const lines = rows.map(row => element('tr', {}, ...row.map(cell => element('td', {}, ...prose(cell)))));
  const top = element('thead', {}, element('tr', {}, ...heads));
  return element('table', {}, top, element('tbody', {}, ...lines));
}
