import { useEffect } from 'react';
import { brand } from '../brand/brand.ts';

let room = '';
let unseen = 0;

const write = () => {
  document.title = `${unseen > 0 ? `(${unseen}) ` : ''}${room ? `${room} · ` : ''}${brand().name}`;
};

/** Names the room in the tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    room = title;
    write();
  }, [title]);
}

/** Shows a number on the installed app's icon; nothing where there is none, or the browser does not let us. */
function badge(count: number): void {
  const shown = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  void shown?.catch(() => undefined);
}

/** Shows in the tab, and on the icon of the installed app, how many notifications nobody has looked at yet. */
export function useUnseenInTitle(count: number): void {
  useEffect(() => {
    unseen = count;
    write();
    badge(count);
    return () => {
      unseen = 0;
      write();
      badge(0);
    };
  }, [count]);
}
