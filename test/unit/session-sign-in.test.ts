import { describe, expect, test } from '@jest/globals';
import { signIn } from '../../functions/access/sign-in.ts';
import { TRIES_WINDOW } from '../../shared/store/tries-store.ts';
import { callWith, fakePool, PASSWORD, sessionRoom } from '../support/session-room.ts';

const anna = { email: 'Anna@Care.example', password: PASSWORD };

describe('signing in', () => {
  test('answers the access token and keeps the refresh token in a cookie that no script and no other site sees', async () => {
    const room = await sessionRoom();
    const outcome = await signIn(room, callWith(anna));
    if (!outcome.ok || !('cookies' in outcome.value)) throw new Error('refused');
    expect(outcome.value.body).toEqual({ accessToken: 'access-of-anna', expiresIn: 900, agentId: 'anna' });
    expect(outcome.value.cookies).toEqual([
      '__Secure-fc_refresh=anna~refresh-token-of-anna.1234; HttpOnly; Secure; SameSite=Strict; Path=/api/session; Max-Age=604800',
    ]);
    expect(JSON.stringify(outcome.value.body)).not.toContain('refresh');
  });

  test.each([
    undefined,
    'https://evil.example',
    'https://care.example.com.evil.example',
    'null',
    'http://care.example.com',
  ])('from a page of %s is refused before anything is looked at', async origin => {
    const room = await sessionRoom();
    const call = callWith(anna);
    const headers = { ...call.headers, origin };
    const answer = await signIn(room, { ...call, headers: headers as Record<string, string> });
    expect(answer).toMatchObject({ ok: false, refusal: 'forbidden' });
    expect(room.calls).toEqual([]);
    expect(room.reads).toEqual([]);
  });

  test('with an unknown address, a wrong password, or as somebody who left: same answer, same calls, same reads', async () => {
    const traces = [];
    for (const body of [
      { email: 'nobody@care.example', password: PASSWORD },
      { email: 'anna@care.example', password: 'wrong' },
      { email: 'bruno@care.example', password: PASSWORD },
    ]) {
      const room = await sessionRoom();
      const answer = await signIn(room, callWith(body));
      traces.push({ answer, calls: room.calls.map(({ call }) => call), reads: room.reads });
    }
    expect(traces[0]).toMatchObject({ answer: { ok: false, refusal: 'not-signed-in' }, calls: ['signIn'] });
    expect(traces[1]).toEqual(traces[0]);
    expect(traces[2]).toEqual(traces[0]);
  });

  test('never tells the user pool the name of somebody who left', async () => {
    const room = await sessionRoom();
    await signIn(room, callWith({ email: 'bruno@care.example', password: PASSWORD }));
    expect(room.calls[0]?.with[0]).toMatch(/^nobody-/);
  });
});

describe('one thing more', () => {
  const session = 'cognito-session-text-long-enough';

  test.each([
    ['totp', { code: '123456' }],
    ['totp-setup', { code: '123456' }],
    ['new-password', { newPassword: 'A-new-password-1' }],
  ] as const)('%s goes round through the browser and back to the pool', async (challenge, answer) => {
    const asked = { is: 'challenged', challenge, session, secret: 'SECRET' } as const;
    const room = await sessionRoom(fakePool({ afterPassword: asked }));
    const first = await signIn(room, callWith(anna));
    if (!first.ok || !('challenge' in first.value.body)) throw new Error('no challenge');
    expect(first.value.body).toEqual({ challenge, session: `${challenge}.${session}`, secret: 'SECRET' });
    const second = await signIn(
      room,
      callWith({ email: anna.email, session: first.value.body.session, ...answer }),
    );
    expect(second).toMatchObject({ ok: true, value: { body: { agentId: 'anna' } } });
    const value = Object.values(answer)[0];
    expect(room.calls.at(-1)?.with).toEqual([{ agentId: 'anna', challenge, session, value }]);
  });

  test.each([
    { session: 'made-up', code: '123456' },
    { session: 'new-password.x', code: '123456' },
    { session: 'totp.x', newPassword: 'A-new-password-1' },
  ])('answered to a question that was not asked is not signed in: %j', async body => {
    const room = await sessionRoom();
    const answer = await signIn(room, callWith({ email: anna.email, ...body } as never));
    expect(answer).toMatchObject({ ok: false, refusal: 'not-signed-in' });
    expect(room.calls).toEqual([]);
  });

  test.each([
    ['code', 'not-signed-in', /code/],
    ['weak-password', 'password-too-weak', /longer/],
    ['busy', 'too-many', /Wait/],
  ] as const)('a denial of kind %s says what to do', async (why, refusal, words) => {
    const room = await sessionRoom(fakePool({ afterChallenge: { is: 'denied', why } }));
    const answer = await signIn(
      room,
      callWith({ email: anna.email, session: `totp.${session}`, code: '000000' }),
    );
    expect(answer).toMatchObject({ refusal, detail: { problem: expect.stringMatching(words) } });
  });
});

describe('tries are limited', () => {
  const attempt = (room: Awaited<ReturnType<typeof sessionRoom>>, email: string, from = '203.0.113.7') =>
    signIn(room, callWith({ email, password: 'wrong' }, { 'x-forwarded-for': `${from}, 10.0.0.1` }));
  const refusals = (answers: readonly { ok: boolean; refusal?: string }[]) =>
    answers.filter(answer => answer.refusal === 'too-many').length;

  test('to 20 in 15 minutes for one address, from wherever, all at once or not, even with the right password', async () => {
    const room = await sessionRoom();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        attempt(room, n % 2 ? 'anna@care.example' : 'ANNA@care.example', `198.51.100.${n}`),
      ),
    );
    expect(refusals(answers as never)).toBe(80);
    expect(room.calls).toHaveLength(20);
    expect(await signIn(room, callWith(anna))).toMatchObject({
      refusal: 'too-many',
      detail: { problem: 'Too many tries to sign in. Wait 15 minutes, then try again.' },
    });
    room.pass(TRIES_WINDOW);
    expect(await signIn(room, callWith(anna))).toMatchObject({ ok: true });
  });

  test('to 200 from one source, whatever the addresses', async () => {
    const room = await sessionRoom();
    const answers = await Promise.all(
      Array.from({ length: 250 }, (_, n) => attempt(room, `guess-${n}@care.example`)),
    );
    expect(refusals(answers as never)).toBe(50);
  });

  test('and one that leads in does not count: who signs in all day is never locked out', async () => {
    const room = await sessionRoom();
    for (let n = 0; n < 50; n++) expect(await signIn(room, callWith(anna))).toMatchObject({ ok: true });
    const wrong = await Promise.all(Array.from({ length: 30 }, () => attempt(room, 'anna@care.example')));
    expect(refusals(wrong as never)).toBe(10);
  });

  test('the same for addresses that nobody has', async () => {
    const room = await sessionRoom();
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt(room, 'nobody@care.example')));
    expect(refusals(answers as never)).toBe(10);
  });
});
