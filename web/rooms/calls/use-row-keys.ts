import { useRef } from 'react';
import { useKeys } from '../../app/keys.ts';

const linksIn = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('a[data-call]') ?? []),
];

/**
 * Keys of the calls: arrows, J and K go from call to call, A does the first thing that the call in focus offers, or the
 * first call of all.
 */
export function useRowKeys(onAccept: (callId: string | undefined) => void) {
  const list = useRef<HTMLDivElement>(null);
  const at = () => linksIn(list.current).indexOf(document.activeElement as HTMLElement);
  const step = (by: 1 | -1) => {
    const links = linksIn(list.current);
    links[Math.min(Math.max(at() + by, 0), links.length - 1)]?.focus();
  };
  const down = () => step(1);
  const up = () => step(-1);
  useKeys({
    j: down,
    k: up,
    arrowdown: down,
    arrowup: up,
    a: () => onAccept(linksIn(list.current)[at()]?.dataset['call']),
  });
  return list;
}
