import { PASSWORD, REFRESH } from '../../support/session-room.ts';
import type { Tale } from '../tale.ts';
import { anna } from './people.ts';

const cookies = [`__Secure-fc_refresh=anna~${REFRESH}`];

/** Anna mistypes her password, signs in, opens the live socket, stays and signs out. */
export async function sessions({ ask, refused }: Tale): Promise<void> {
  const page = { by: 'anybody', headers: { origin: 'https://care.example' } } as const;
  const email = 'anna@acorn.example';
  await refused('sign-in', { ...page, body: { email, password: 'Wrong-horse-1' } }, 401);
  await ask('sign-in', { ...page, body: { email, password: PASSWORD } });
  await refused('sign-in', { ...page, headers: {}, body: { email, password: PASSWORD } }, 403);
  await ask('post-live-ticket', { by: anna, body: {} });
  await ask('refresh-session', { ...page, cookies });
  await refused('refresh-session', page, 401);
  await ask('sign-out', { ...page, cookies });
}
