import { useEffect, useRef } from 'react';
import { recall, remember } from './memory.ts';
import { createStore, useStore } from './store.ts';

const letters = createStore(recall('letters') !== 'off');
export const useLetters = (): boolean => useStore(letters);

/** Letter keys can be switched off, for people who dictate or whose tools type (WCAG 2.1.4). */
export function setLetters(on: boolean): void {
  letters.set(on);
  remember('letters', on ? undefined : 'off');
}

const isText = (target: Element): boolean =>
  target.matches('input:not([type=checkbox]), textarea, select, [contenteditable="true"]');

const isControl = (target: Element): boolean => target.matches('a, button, summary, input');

/** The key's name if it may act: not while typing, in a dialog, or with a modifier. */
function keyOf(event: KeyboardEvent): string | undefined {
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (isText(target) || document.querySelector('dialog[open]')) return undefined;
  const { key } = event;
  if (key.length === 1) return letters.get() ? key.toLowerCase() : undefined;
  return isControl(target) ? undefined : key.toLowerCase();
}

export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Listens for single keys anywhere on the page; `g i` is a key after another. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    let prefix = '';
    const press = (event: KeyboardEvent) => {
      const key = keyOf(event);
      // What others have taken ends a sequence here too.
      const before = prefix;
      prefix = before === '' && key === 'g' ? 'g' : '';
      if (key === undefined) return;
      const action = latest.current[before ? `${before} ${key}` : key];
      if (!action) return;
      event.preventDefault();
      action(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
