import { useEffect } from 'react';
import { useMe } from '../api/queries.ts';
import { recall, remember } from './memory.ts';

/** Whose console this is: the staff's with all rooms, or that of a client's clerk, who has the counter alone. */
export type Desk = 'staff' | 'clerk';

export const deskOf = (roles: readonly string[]): Desk =>
  roles.length > 0 && roles.every(role => role === 'clerk') ? 'clerk' : 'staff';

const remembered = (): Desk | undefined => {
  const desk = recall('desk');
  return desk === 'staff' || desk === 'clerk' ? desk : undefined;
};

/**
 * The desk of whoever is signed in. Until that is known, the last one of this browser, so that nobody waits for it
 * twice; undefined on a first visit. When it cannot be learned, the staff's, which says what is wrong.
 */
export function useDesk(): Desk | undefined {
  const me = useMe();
  const roles = me.data?.agent.roles;
  const desk = roles && deskOf(roles);
  useEffect(() => {
    if (desk) remember('desk', desk);
  }, [desk]);
  return desk ?? remembered() ?? (me.isError ? 'staff' : undefined);
}
