import type { Services } from '../app/services.ts';
import { forgetRecent } from '../palette/recent-places.ts';
import { forgetPush } from '../push/subscription.ts';
import { acknowledgerOf } from '../rooms/inbox/acknowledgers.ts';

const channel = () =>
  'BroadcastChannel' in globalThis ? new BroadcastChannel('firstcall-session') : undefined;

/**
 * Signs out: what is held and this browser's push first, while we may still say so, then the session, here and in all
 * tabs.
 */
export async function signOut(services: Services): Promise<void> {
  const { api, session } = services;
  await acknowledgerOf(services).settle();
  await forgetPush(api);
  await session.signOut();
  forgetRecent();
  const others = channel();
  others?.postMessage('signed-out');
  others?.close();
}

/** Follows a sign-out in another tab, and forgets what was read when anybody's session ends. */
export function watchSignOut({ session, queries }: Services): () => void {
  const others = channel();
  if (others) others.onmessage = () => session.state.phase === 'signed-in' && session.end('signed-out');
  const stop = session.subscribe(() => {
    if (session.state.phase === 'signed-out') queries.clear();
  });
  return () => {
    stop();
    others?.close();
  };
}
