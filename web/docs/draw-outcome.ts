import { element } from '../customer/element.ts';
import { codeBlock } from './code-block.ts';
import type { Outcome } from './sending.ts';

/** What came of a request: its status, the headers that matter, its body. */
export function drawOutcome(outcome: Outcome): HTMLElement {
  if ('failed' in outcome) return element('p', { class: 'failed' }, outcome.failed);
  const { status, headers, text } = outcome;
  const lines = headers.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
  return element(
    'div',
    {},
    element('p', { class: status < 400 ? 'came good' : 'came bad' }, `Status ${status}`),
    element('dl', { class: 'headers' }, ...lines),
    text === '' ? element('p', {}, 'Without a body.') : codeBlock('Body of the answer', text).root,
  );
}
