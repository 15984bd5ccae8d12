import { beforeEach, describe, expect, test } from '@jest/globals';
import { createApi } from '../../web/api/api.ts';
import { ApiError } from '../../web/api/problem.ts';
import { addressOf } from '../../web/api/request.ts';
import { routes } from '../../web/api/routes.ts';
import { Session } from '../../web/api/session.ts';

type Seen = { url: string; method: string; token: string | undefined; key: string | undefined };
type Answer = Response | 'lost';

let now: number;
let seen: Seen[];
let answers: Record<string, Answer[]>;
let timers: { ms: number; run: () => void }[];

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const signedIn = (accessToken: string) => json({ accessToken, expiresIn: 3600, agentId: 'anna' });
const problem = (status: number, refusal?: string) =>
  json({ type: 'about:blank', title: 'no', status, refusal }, status);

const fetch = async (url: string, init: RequestInit): Promise<Response> => {
  const headers = new Headers(init.headers);
  const method = init.method ?? 'GET';
  seen.push({
    url,
    method,
    token: headers.get('authorization')?.slice(7) ?? undefined,
    key: headers.get('idempotency-key') ?? undefined,
  });
  const answer = answers[`${method} ${url}`]?.shift();
  if (answer === 'lost' || answer === undefined) throw new TypeError('Failed to fetch');
  return answer;
};
const start = () => {
  const session = new Session({
    fetch,
    now: () => now,
    after: (ms, run) => {
      timers.push({ ms, run });
      return () => undefined;
    },
  });
  return { session, api: createApi({ session, fetch, randomId: () => `key-${seen.length}` }) };
};

beforeEach(() => {
  now = 0;
  [seen, answers, timers] = [[], {}, []];
});

describe('the session', () => {
  test('comes back by the cookie when the page loads, and is renewed a minute before its end', async () => {
    answers['PUT /api/session'] = [signedIn('one')];
    const { session } = start();
    await session.start();
    expect(session.state).toEqual({ phase: 'signed-in', agentId: 'anna' });
    expect(timers.at(-1)?.ms).toBe(3540_000);
  });

  test('nobody is signed in when the cookie is refused', async () => {
    answers['PUT /api/session'] = [problem(401, 'signed-out')];
    const { session } = start();
    await session.start();
    expect(session.state).toEqual({ phase: 'signed-out', why: 'nobody' });
  });

  test.each([
    ['no answer', 'lost'],
    ['a fault', 503],
    ['a busy user pool', 429],
  ] as const)('%s signs nobody out: it is tried again', async (_, what) => {
    answers['PUT /api/session'] = [
      signedIn('one'),
      what === 'lost' ? 'lost' : problem(what),
      signedIn('two'),
    ];
    const { session } = start();
    await session.start();
    await session.renew();
    expect(session.state.phase).toBe('signed-in');
    timers.at(-1)?.run();
    await session.renew();
    expect(await session.token()).toBe('two');
  });

  test('many who need a new token at the same time ask once', async () => {
    answers['PUT /api/session'] = [signedIn('one'), signedIn('two')];
    const { session } = start();
    await session.start();
    await Promise.all([session.refused('one'), session.refused('one'), session.refused('one')]);
    expect(seen.filter(one => one.method === 'PUT')).toHaveLength(2);
  });

  test('a sign-out during a renewal holds', async () => {
    answers['PUT /api/session'] = [signedIn('one'), signedIn('two')];
    answers['DELETE /api/session'] = [json({})];
    const { session } = start();
    await session.start();
    const renewing = session.renew();
    session.end('signed-out');
    await renewing;
    expect(session.state.phase).toBe('signed-out');
    expect(timers).toHaveLength(1);
  });
});

describe('a call', () => {
  const signedInApi = async () => {
    const started = start();
    await started.session.start();
    return started;
  };

  test('whose token is refused is made once more with a new one', async () => {
    answers['PUT /api/session'] = [signedIn('one'), signedIn('two')];
    answers['GET /api/v1/me'] = [problem(401), json({ company: 'x' })];
    const { api } = await signedInApi();
    await api(routes.getMe);
    expect(seen.filter(one => one.method === 'GET').map(one => one.token)).toEqual(['one', 'two']);
  });

  test('that is refused twice is a problem, and ends there', async () => {
    answers['PUT /api/session'] = [signedIn('one'), signedIn('two')];
    answers['GET /api/v1/me'] = [problem(401), problem(401)];
    const { api } = await signedInApi();
    await expect(api(routes.getMe)).rejects.toMatchObject({ problem: { status: 401 } });
  });

  test('a write whose answer was lost is sent once more with the same key; a refused one is not', async () => {
    answers['PUT /api/session'] = [signedIn('one')];
    answers['POST /api/v1/tasks/t/done'] = ['lost', json({}), problem(409, 'stale')];
    const { api } = await signedInApi();
    const finish = () => api(routes.finishTask, { params: { taskId: 't' } });
    await finish();
    const keys = seen.filter(one => one.method === 'POST').map(one => one.key);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^key-/);
    expect(keys[0]).toBe(keys[1]);
    await expect(finish()).rejects.toMatchObject({ problem: { refusal: 'stale' } });
    expect(seen.filter(one => one.method === 'POST')).toHaveLength(3);
  });

  test('an answer that is no problem+json is still a problem', async () => {
    answers['PUT /api/session'] = [signedIn('one')];
    answers['GET /api/v1/me'] = [new Response('<html>', { status: 502 })];
    const { api } = await signedInApi();
    const error = await api(routes.getMe).catch(caught => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error.problem.status).toBe(502);
  });
});

test('parts of an address are encoded', () => {
  const given = { params: { accountId: 'a/../b?c' }, query: { cursor: 'x&y', limit: undefined } };
  expect(addressOf('/v1/accounts/{accountId}/timeline', given)).toBe(
    '/api/v1/accounts/a%2F..%2Fb%3Fc/timeline?cursor=x%26y',
  );
});
