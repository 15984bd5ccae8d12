import type { ChallengeKind, Denied, SignedIn } from '../../shared/adapters/user-pool.ts';
import type { SignInAnswer } from '../../shared/contracts/session-contract.ts';
import { sourceAddress } from '../../shared/domain/access/source-address.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loginKey } from '../../shared/store/keys.ts';
import { loginDigest } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { countTry, forgiveTry } from '../../shared/store/tries-store.ts';
import { refreshCookie } from './refresh-cookie.ts';
import { fromElsewhere, isActive, type SessionCall, type SessionPorts } from './session-ports.ts';

type Body =
  | { readonly email: string; readonly password: string }
  | { readonly email: string; readonly session: string; readonly code: string }
  | { readonly email: string; readonly session: string; readonly newPassword: string };
type Credentials = Body & { readonly agentId: string };

/** Failed tries within a quarter of an hour: enough for a person, too few for guessing; an office may share one address. */
const PER_EMAIL = 20;
const PER_SOURCE = 200;

/**
 * Signs an agent in, in as many steps as the user pool asks for. Who is not known, or has left, gets the very answer
 * that a wrong password gets, after the same calls.
 */
export async function signIn(ports: SessionPorts, call: SessionCall<Body>) {
  const elsewhere = fromElsewhere(ports, call);
  if (elsewhere) return elsewhere;
  const email = call.body.email.toLowerCase();
  const tries = [
    { of: 'source', subject: sourceAddress(call.headers), cap: PER_SOURCE },
    { of: 'email', subject: email, cap: PER_EMAIL },
  ] as const;
  for (const tried of tries) if (!(await countTry(ports, tried))) return tooMany;
  const agentId = await agentOf(ports.table, email);
  const answer = await ask(ports, { ...call.body, agentId });
  if (answer.is === 'denied') return denied(answer);
  if (answer.is === 'signed-in') {
    await Promise.all(tries.map(tried => forgiveTry(ports, tried)));
    return welcome(answer, agentId);
  }
  const { challenge, session, secret } = answer;
  const body: SignInAnswer = { challenge, session: `${challenge}.${session}`, ...(secret ? { secret } : {}) };
  return accepted({ body });
}

/** The agent with this address, or a name that no agent has. The reads are the same either way. */
async function agentOf(table: Table, email: string): Promise<string> {
  const key = loginDigest(email);
  const login = await table.get(loginKey(key));
  const nobody = `nobody-${key}`;
  const agentId = typeof login?.['agentId'] === 'string' ? login['agentId'] : nobody;
  return (await isActive(table, agentId)) ? agentId : nobody;
}

function ask({ userPool }: SessionPorts, given: Credentials) {
  if ('password' in given) return userPool.signIn(given.agentId, given.password);
  const [, challenge, session] = /^(totp|totp-setup|new-password)\.(.+)$/.exec(given.session) ?? [];
  const wanted = 'code' in given ? challenge?.startsWith('totp') : challenge === 'new-password';
  if (!wanted || session === undefined) return { is: 'denied', why: 'wrong' } as const;
  return userPool.answerChallenge({
    agentId: given.agentId,
    challenge: challenge as ChallengeKind,
    session,
    value: 'code' in given ? given.code : given.newPassword,
  });
}

function welcome({ accessToken, expiresIn, refreshToken }: SignedIn, agentId: string) {
  const cookies = refreshToken === undefined ? [] : [refreshCookie({ agentId, token: refreshToken })];
  const body: SignInAnswer = { accessToken, expiresIn, agentId };
  return accepted({ body, cookies });
}

const tooMany = refused('too-many', {
  problem: 'Too many tries to sign in. Wait 15 minutes, then try again.',
});

const words = {
  wrong: 'E-mail address or password is wrong.',
  code: 'The code is wrong or too old. Take the next one, or sign in again.',
};

function denied({ why }: Denied) {
  if (why === 'busy') return tooMany;
  if (why === 'weak-password')
    return refused('password-too-weak', {
      field: 'newPassword',
      problem: 'Choose a longer or less common password.',
    });
  return refused('not-signed-in', { problem: words[why] });
}
