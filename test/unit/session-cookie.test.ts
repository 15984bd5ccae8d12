import { describe, expect, test } from '@jest/globals';
import { readRefreshCookie } from '../../functions/access/refresh-cookie.ts';
import { refreshSession } from '../../functions/access/refresh-session.ts';
import { signOut } from '../../functions/access/sign-out.ts';
import { agentKey } from '../../shared/store/keys.ts';
import { callWith, fakePool, REFRESH, sessionRoom } from '../support/session-room.ts';

const withCookie = (value: string, more: Record<string, string> = {}) => ({
  ...callWith(undefined, more),
  cookies: [`other=1`, `__Secure-fc_refresh=${value}`],
});
const held = `anna~${REFRESH}`;

describe('refreshing', () => {
  test('gives a new access token for the cookie', async () => {
    const room = await sessionRoom();
    expect(await refreshSession(room, withCookie(held))).toMatchObject({
      ok: true,
      value: { body: { accessToken: 'access-of-anna', agentId: 'anna' }, cookies: [] },
    });
  });

  test('keeps the new refresh token when the pool changes it', async () => {
    const pool = fakePool();
    const refresh: typeof pool.userPool.refresh = async () => ({
      is: 'signed-in',
      agentId: 'anna',
      accessToken: 'a',
      expiresIn: 900,
      refreshToken: 'the-next-refresh-token',
    });
    const room = await sessionRoom({ ...pool, userPool: { ...pool.userPool, refresh } });
    const answer = await refreshSession(room, withCookie(held));
    expect(answer).toMatchObject({
      value: { cookies: [expect.stringMatching(/^__Secure-fc_refresh=anna~the-next/)] },
    });
  });

  test.each([
    ['no cookie', undefined],
    ['an empty one', ''],
    ['no agent', REFRESH],
    ['an unknown token', 'anna~a-token-from-elsewhere'],
    ['somebody else’s name on it', `carla~${REFRESH}`],
    ['characters no token has', `anna~${REFRESH}<script>`],
    ['a huge one', `anna~${'x'.repeat(5_000)}`],
  ])('is refused with %s', async (_, value) => {
    const room = await sessionRoom();
    const call = value === undefined ? callWith(undefined) : withCookie(value);
    expect(await refreshSession(room, call)).toMatchObject({ ok: false, refusal: 'signed-out' });
  });

  test('the agent is the token’s, not the one the cookie names', async () => {
    const room = await sessionRoom();
    await room.table.commit({
      commitId: 'c',
      writes: [{ do: 'put', row: { ...agentKey('carla'), type: 'agent', id: 'carla', active: true } }],
    });
    expect(await refreshSession(room, withCookie(`carla~${REFRESH}`))).toMatchObject({
      ok: false,
      refusal: 'signed-out',
    });
  });

  test('ends for good when the agent has left', async () => {
    const room = await sessionRoom();
    expect(await refreshSession(room, withCookie(`bruno~${REFRESH}`))).toMatchObject({
      refusal: 'signed-out',
    });
    expect(room.calls).toEqual([{ call: 'revoke', with: [REFRESH] }]);
  });

  test('reads the cookie from the header too, among others', () => {
    const headers = { cookie: `a=b; __Secure-fc_refresh=${held}; c=d` };
    expect(readRefreshCookie({ headers, cookies: [] })).toEqual({ agentId: 'anna', token: REFRESH });
  });
});

describe('signing out', () => {
  test('revokes the refresh token and forgets the cookie', async () => {
    const room = await sessionRoom();
    const answer = await signOut(room, withCookie(held));
    expect(answer).toMatchObject({
      value: { cookies: [expect.stringMatching(/^__Secure-fc_refresh=;.*Path=\/api\/session; Max-Age=0$/)] },
    });
    expect(await refreshSession(room, withCookie(held))).toMatchObject({ refusal: 'signed-out' });
  });

  test('works without a session', async () => {
    expect(await signOut(await sessionRoom(), callWith(undefined))).toMatchObject({ ok: true });
  });
});

test('another site’s page can neither refresh nor end a session', async () => {
  const room = await sessionRoom();
  for (const act of [refreshSession, signOut])
    expect(await act(room, withCookie(held, { origin: 'https://evil.example' }))).toMatchObject({
      refusal: 'forbidden',
    });
  expect(room.calls).toEqual([]);
});
