import type {
  AuthenticationResultType,
  ChallengeNameType,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  GetTokensFromRefreshTokenCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { ChallengeAnswer, Challenged, Denied, SignedIn, UserPool } from './user-pool.ts';

type Place = { readonly UserPoolId: string; readonly ClientId: string };
type Answered = {
  AuthenticationResult?: AuthenticationResultType | undefined;
  ChallengeName?: ChallengeNameType | undefined;
  Session?: string | undefined;
};

/** Agents in a Cognito user pool, by the admin flows: the browser never talks to the pool itself. */
export function cognitoUserPool(client: CognitoIdentityProviderClient, place: Place): UserPool {
  const next = (answer: Answered) => nextStep(client, answer);
  return {
    signIn: (USERNAME, PASSWORD) =>
      orDenied(async () => {
        const AuthParameters = { USERNAME, PASSWORD };
        const AuthFlow = 'ADMIN_USER_PASSWORD_AUTH';
        return next(await client.send(new AdminInitiateAuthCommand({ ...place, AuthFlow, AuthParameters })));
      }),
    answerChallenge: given => orDenied(async () => next(await respond(client, place, given))),
    refresh: RefreshToken =>
      orDenied(async () => {
        const command = new GetTokensFromRefreshTokenCommand({ ClientId: place.ClientId, RefreshToken });
        return signedIn((await client.send(command)).AuthenticationResult);
      }),
    async revoke(Token) {
      const done = await orDenied(() =>
        client.send(new RevokeTokenCommand({ ClientId: place.ClientId, Token })),
      );
      if ('is' in done && done.why === 'busy')
        throw new UserPoolError('a refresh token could not be revoked');
    },
  };
}

async function respond(client: CognitoIdentityProviderClient, place: Place, given: ChallengeAnswer) {
  const { agentId: USERNAME, challenge, value } = given;
  const send = (
    ChallengeName: ChallengeNameType,
    Session: string | undefined,
    more: Record<string, string>,
  ) =>
    client.send(
      new AdminRespondToAuthChallengeCommand({
        ...place,
        ChallengeName,
        ...(Session === undefined ? {} : { Session }),
        ChallengeResponses: { USERNAME, ...more },
      }),
    );
  if (challenge === 'new-password')
    return send('NEW_PASSWORD_REQUIRED', given.session, { NEW_PASSWORD: value });
  if (challenge === 'totp')
    return send('SOFTWARE_TOKEN_MFA', given.session, { SOFTWARE_TOKEN_MFA_CODE: value });
  const verify = new VerifySoftwareTokenCommand({ Session: given.session, UserCode: value });
  const { Session } = await client.send(verify);
  return send('MFA_SETUP', Session, {});
}

async function nextStep(
  client: CognitoIdentityProviderClient,
  answer: Answered,
): Promise<SignedIn | Challenged> {
  const { ChallengeName, Session = '' } = answer;
  switch (ChallengeName) {
    case undefined:
      return signedIn(answer.AuthenticationResult);
    case 'SOFTWARE_TOKEN_MFA':
      return { is: 'challenged', challenge: 'totp', session: Session };
    case 'NEW_PASSWORD_REQUIRED':
      return { is: 'challenged', challenge: 'new-password', session: Session };
    case 'MFA_SETUP': {
      const setup = await client.send(new AssociateSoftwareTokenCommand({ Session }));
      const secret = setup.SecretCode ?? '';
      return { is: 'challenged', challenge: 'totp-setup', session: setup.Session ?? Session, secret };
    }
    default:
      throw new UserPoolError(`the user pool asks for ${ChallengeName}, which this sign-in does not know`);
  }
}

function signedIn(result: AuthenticationResultType | undefined): SignedIn {
  const { AccessToken: accessToken, ExpiresIn: expiresIn, RefreshToken: refreshToken } = result ?? {};
  if (!accessToken) throw new UserPoolError('the user pool answered without a token');
  const token = { accessToken, expiresIn: expiresIn ?? 0, agentId: usernameIn(accessToken) };
  return { is: 'signed-in', ...token, ...(refreshToken ? { refreshToken } : {}) };
}

/** Fresh from the pool over TLS, so the signature needs no check here. */
function usernameIn(accessToken: string): string {
  const claims: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
  return String((claims as { username?: unknown }).username ?? '');
}

const denials: Readonly<Record<string, Denied['why']>> = {
  NotAuthorizedException: 'wrong',
  UserNotFoundException: 'wrong',
  UserNotConfirmedException: 'wrong',
  PasswordResetRequiredException: 'wrong',
  InvalidParameterException: 'wrong',
  RefreshTokenReuseException: 'wrong',
  UnsupportedTokenTypeException: 'wrong',
  CodeMismatchException: 'code',
  ExpiredCodeException: 'code',
  EnableSoftwareTokenMFAException: 'code',
  InvalidPasswordException: 'weak-password',
  PasswordHistoryPolicyViolationException: 'weak-password',
  TooManyRequestsException: 'busy',
  LimitExceededException: 'busy',
  TooManyFailedAttemptsException: 'busy',
};

async function orDenied<T>(ask: () => Promise<T>): Promise<T | Denied> {
  try {
    return await ask();
  } catch (error) {
    const why = error instanceof Error ? denials[error.name] : undefined;
    if (why === undefined) throw error;
    return { is: 'denied', why };
  }
}

class UserPoolError extends Error {
  override readonly name = 'UserPoolError';
}
