import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from '@jest/globals';
import { cognitoUserPool } from '../../shared/adapters/cognito-user-pool.ts';

const place = { UserPoolId: 'eu-central-1_pool', ClientId: 'client' };
const SESSION = 'a-session-of-more-than-twenty-characters';
const token = `h.${Buffer.from(JSON.stringify({ username: 'anna' })).toString('base64url')}.s`;
const tokens = { AuthenticationResult: { AccessToken: token, ExpiresIn: 900, RefreshToken: 'refresh' } };

/** A real client whose calls are answered here, in order; an Error is thrown. */
function pool(...answers: readonly unknown[]) {
  const calls: { command: string; input: Record<string, unknown> }[] = [];
  const client = new CognitoIdentityProviderClient({ region: 'eu-central-1' });
  const waiting = [...answers];
  client.send = (async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    calls.push({ command: command.constructor.name.replace(/Command$/, ''), input: command.input });
    const answer = waiting.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  }) as never;
  return { calls, ...cognitoUserPool(client, place) };
}
const named = (name: string) => Object.assign(new Error('secret detail'), { name });

describe('the user pool on Cognito', () => {
  test('signs in by the admin flow and says whose token it is', async () => {
    const { signIn, calls } = pool(tokens);
    expect(await signIn('anna', 'pw')).toEqual({
      is: 'signed-in',
      agentId: 'anna',
      accessToken: token,
      expiresIn: 900,
      refreshToken: 'refresh',
    });
    expect(calls[0]).toEqual({
      command: 'AdminInitiateAuth',
      input: {
        ...place,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'anna', PASSWORD: 'pw' },
      },
    });
  });

  test.each([
    ['SOFTWARE_TOKEN_MFA', 'totp'],
    ['NEW_PASSWORD_REQUIRED', 'new-password'],
  ])('%s is asked on as %s', async (ChallengeName, challenge) => {
    const { signIn } = pool({ ChallengeName, Session: SESSION });
    expect(await signIn('anna', 'pw')).toEqual({ is: 'challenged', challenge, session: SESSION });
  });

  test('MFA_SETUP fetches the secret, and its code is verified before the challenge is answered', async () => {
    const { signIn, answerChallenge, calls } = pool(
      { ChallengeName: 'MFA_SETUP', Session: SESSION },
      { SecretCode: 'SECRET', Session: `${SESSION}-2` },
      { Status: 'SUCCESS', Session: `${SESSION}-3` },
      tokens,
    );
    const asked = await signIn('anna', 'pw');
    expect(asked).toEqual({
      is: 'challenged',
      challenge: 'totp-setup',
      session: `${SESSION}-2`,
      secret: 'SECRET',
    });
    await answerChallenge({
      agentId: 'anna',
      challenge: 'totp-setup',
      session: `${SESSION}-2`,
      value: '123456',
    });
    expect(calls.slice(2)).toMatchObject([
      { command: 'VerifySoftwareToken', input: { Session: `${SESSION}-2`, UserCode: '123456' } },
      {
        command: 'AdminRespondToAuthChallenge',
        input: { ChallengeName: 'MFA_SETUP', Session: `${SESSION}-3` },
      },
    ]);
  });

  test.each([
    ['totp', 'SOFTWARE_TOKEN_MFA', { SOFTWARE_TOKEN_MFA_CODE: '123456' }],
    ['new-password', 'NEW_PASSWORD_REQUIRED', { NEW_PASSWORD: '123456' }],
  ] as const)('the answer to %s goes to %s', async (challenge, ChallengeName, responses) => {
    const { answerChallenge, calls } = pool(tokens);
    await answerChallenge({ agentId: 'anna', challenge, session: SESSION, value: '123456' });
    expect(calls[0]?.input).toEqual({
      ...place,
      ChallengeName,
      Session: SESSION,
      ChallengeResponses: { USERNAME: 'anna', ...responses },
    });
  });

  test.each([
    ['NotAuthorizedException', 'wrong'],
    ['UserNotFoundException', 'wrong'],
    ['InvalidParameterException', 'wrong'],
    ['CodeMismatchException', 'code'],
    ['InvalidPasswordException', 'weak-password'],
    ['TooManyRequestsException', 'busy'],
  ])('%s is the answer %s', async (name, why) => {
    expect(await pool(named(name)).signIn('anna', 'pw')).toEqual({ is: 'denied', why });
  });

  test('what no rule foresees is thrown: another error, another challenge, an answer without a token', async () => {
    await expect(pool(named('InternalErrorException')).signIn('anna', 'pw')).rejects.toThrow('secret detail');
    await expect(pool({ ChallengeName: 'SMS_MFA', Session: SESSION }).signIn('anna', 'pw')).rejects.toThrow(
      'SMS_MFA',
    );
    await expect(pool({}).signIn('anna', 'pw')).rejects.toThrow('without a token');
  });

  test('refreshes and revokes; a token that is no good any more counts as revoked', async () => {
    const { refresh, revoke, calls } = pool(
      { AuthenticationResult: { AccessToken: token, ExpiresIn: 900 } },
      named('NotAuthorizedException'),
    );
    expect(await refresh('refresh')).toEqual({
      is: 'signed-in',
      agentId: 'anna',
      accessToken: token,
      expiresIn: 900,
    });
    await revoke('refresh');
    expect(calls.map(({ command }) => command)).toEqual(['GetTokensFromRefreshToken', 'RevokeToken']);
    await expect(pool(named('TooManyRequestsException')).revoke('refresh')).rejects.toThrow(
      'could not be revoked',
    );
  });
});
