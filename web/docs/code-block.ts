import { element } from '../customer/element.ts';

/** Code with its label and a button that copies it; `update` puts other code in its place. */
export function codeBlock(label: string, code: string) {
  const text = element('code', {}, code);
  const said = element('span', { role: 'status', class: 'said' });
  const pre = element('pre', { tabindex: '0', 'aria-label': label }, text);
  const copy = element(
    'button',
    { type: 'button', class: 'quiet', click: () => void copyText(text, said) },
    'Copy',
    element('span', { class: 'visually-hidden' }, ` ${label}`),
  );
  const head = element('div', { class: 'code-head' }, element('span', {}, label), said, copy);
  const root = element('div', { class: 'code' }, head, pre);
  return {
    root,
    update: (next: string) => {
      text.textContent = next;
      said.textContent = '';
    },
  };
}

/** Where a browser does not let a page write to the clipboard, the text is marked, so that a key copies it. */
async function copyText(from: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(from.textContent ?? '');
    said.textContent = 'Copied';
  } catch {
    getSelection()?.selectAllChildren(from);
    said.textContent = 'Marked: press Ctrl+C';
  }
}
