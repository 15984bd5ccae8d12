import { visit } from '../../app/router.tsx';
import type { InboxTab } from './inbox-tab.ts';

/** Opens a notification; beside the list the address is replaced, on a phone it is a step that "back" undoes. */
export function select(notificationId: string, tab: InboxTab): void {
  const replace = !matchMedia('(max-width: 44.9375em)').matches;
  visit({ room: 'inbox', notificationId, tab }, { replace });
}
