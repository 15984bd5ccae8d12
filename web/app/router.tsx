import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import type { Place } from './routes.ts';
import { pathTo, placeOf } from './routes.ts';
import { createStore, useStore } from './store.ts';

const here = () => location.pathname + location.search;
const path = createStore(here());
addEventListener('popstate', () => path.set(here()));

/** Goes to a path of this console without loading the page again. */
export function goTo(next: string, { replace = false } = {}): void {
  if (next === here()) return;
  if (replace) history.replaceState(null, '', next);
  else history.pushState(null, '', next);
  path.set(here());
}

export const visit = (place: Place, options?: { replace?: boolean }): void => goTo(pathTo(place), options);

export const usePlace = (): Place => placeOf(useStore(path));

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { readonly to: Place };

/** A link within the console: a real one, so that it can be copied and opened in another tab. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event)) return;
    event.preventDefault();
    visit(to);
  };
  return <a {...rest} href={pathTo(to)} onClick={follow} />;
}
