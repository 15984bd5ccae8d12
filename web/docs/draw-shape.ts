import { element } from '../customer/element.ts';
import { prose, sizeWords } from './prose.ts';
import type { Part, Shape } from './shape.ts';

/** How deep parts stand open by themselves. */
const OPEN_LEVELS = 2;

/** What a schema asks for, as a list of its parts with their parts inside. */
export function drawShape(shape: Shape): HTMLElement {
  const parts = drawParts(shape.parts, 1);
  return element('div', { class: 'shape' }, element('p', { class: 'shape-type' }, ...words(shape)), parts);
}

function drawParts(parts: readonly Part[], level: number): HTMLElement | undefined {
  return parts.length === 0
    ? undefined
    : element('ul', { class: 'parts' }, ...parts.map(part => drawPart(part, level)));
}

function drawPart({ name, is, required, shape }: Part, level: number): HTMLElement {
  const head = element(
    'p',
    { class: 'part' },
    is === 'any' ? element('em', {}, name) : element('code', { class: 'name' }, name),
    ' ',
    ...(required ? [element('span', { class: 'required' }, 'required'), ' '] : []),
    ...words(shape),
  );
  const inner = drawParts(shape.parts, level + 1);
  if (!inner) return element('li', {}, head);
  const inside = is === 'form' || level < OPEN_LEVELS;
  const count = `${shape.parts.length} ${shape.parts.length === 1 ? 'part' : 'parts'}`;
  const box = element(
    'details',
    { open: inside },
    element('summary', {}, count, element('span', { class: 'visually-hidden' }, ` of ${name}`)),
    inner,
  );
  return element('li', {}, head, box);
}

/** Type, values and rules in one line, and what is said of it. */
function words({ type, rules, values, says }: Shape): (Node | string)[] {
  const listed = values.flatMap((one, at) => [at === 0 ? ' ' : ' · ', element('code', {}, one)]);
  const told = rules.map(rule => `; ${rule}`).join('');
  return [
    element('span', { class: 'type' }, type),
    ...listed,
    ...(told === '' ? [] : [element('span', { class: 'type' }, told)]),
    ...(says === undefined ? [] : [element('span', { class: 'says' }, ...prose(sizeWords(says)))]),
  ];
}
