import type { ChallengeAnswer, Denied, SignedIn, UserPool } from '../../shared/adapters/user-pool.ts';
import { agentWrites } from '../../shared/store/roster-store.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';

export const ORIGIN = 'https://care.example.com';
export const PASSWORD = 'Correct-horse-1';
export const REFRESH = 'refresh-token-of-anna.1234';

type Step = Awaited<ReturnType<UserPool['signIn']>>;
const signedIn = (agentId: string): SignedIn => ({
  is: 'signed-in',
  agentId,
  accessToken: `access-of-${agentId}`,
  expiresIn: 900,
  refreshToken: REFRESH,
});
const wrong: Denied = { is: 'denied', why: 'wrong' };

/** A user pool that knows anna and bruno, and notes every call. */
export function fakePool(next: Partial<Record<'afterPassword' | 'afterChallenge', Step>> = {}) {
  const calls: { call: string; with: readonly unknown[] }[] = [];
  const revoked = new Set<string>();
  const known = (agentId: string) => ['anna', 'bruno'].includes(agentId);
  const userPool: UserPool = {
    async signIn(agentId, password) {
      calls.push({ call: 'signIn', with: [agentId, password] });
      return known(agentId) && password === PASSWORD ? (next.afterPassword ?? signedIn(agentId)) : wrong;
    },
    async answerChallenge(given: ChallengeAnswer) {
      calls.push({ call: 'answerChallenge', with: [given] });
      return known(given.agentId) ? (next.afterChallenge ?? signedIn(given.agentId)) : wrong;
    },
    async refresh(token) {
      calls.push({ call: 'refresh', with: [token] });
      if (token !== REFRESH || revoked.has(token)) return wrong;
      const { refreshToken, ...kept } = signedIn('anna');
      return kept;
    },
    async revoke(token) {
      calls.push({ call: 'revoke', with: [token] });
      revoked.add(token);
    },
  };
  return { userPool, calls };
}

/** Table with anna (active) and bruno (left), real rows of the roster. */
export async function sessionRoom(pool = fakePool()) {
  let now = Date.parse('2026-11-22T09:00:00Z');
  let counter = 0;
  const reads: string[] = [];
  const clock = { now: () => now };
  const inner = memoryTable({ clock });
  const table = {
    ...inner,
    get: (key: Parameters<typeof inner.get>[0]) => {
      reads.push(key.pk.split('#')[0] ?? '');
      return inner.get(key);
    },
  };
  const ids = { random: (prefix: string) => `${prefix}_${counter++}` };
  for (const [id, active] of [
    ['anna', true],
    ['bruno', false],
  ] as const) {
    const agent = {
      id,
      name: id,
      email: `${id}@care.example`,
      languages: ['de'],
      roles: ['agent'],
      products: [],
      zone: 'Europe/Berlin',
      hours: {},
      absences: {},
      capacity: 10,
      weight: 1,
      active,
    };
    await inner.commit({ commitId: ids.random('cmt'), writes: agentWrites(agent, undefined) });
  }
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { ...pool, table, clock, ids, origin: ORIGIN, reads, pass };
}

export const callWith = <B>(body: B, more: Record<string, string> = {}) => ({
  headers: { origin: ORIGIN, 'x-forwarded-for': '203.0.113.7, 10.0.0.1', ...more },
  cookies: [] as string[],
  body,
});
