export type SignedIn = {
  readonly is: 'signed-in';
  readonly agentId: string;
  readonly accessToken: string;
  /** Seconds that the access token is good for. */
  readonly expiresIn: number;
  /** Absent when the one that was shown stays good. */
  readonly refreshToken?: string;
};
export type ChallengeKind = 'totp' | 'totp-setup' | 'new-password';
export type Challenged = {
  readonly is: 'challenged';
  readonly challenge: ChallengeKind;
  readonly session: string;
  /** What an authenticator app is set up with. */
  readonly secret?: string;
};
export type Denied = { readonly is: 'denied'; readonly why: 'wrong' | 'code' | 'weak-password' | 'busy' };

export type ChallengeAnswer = {
  readonly agentId: string;
  readonly challenge: ChallengeKind;
  readonly session: string;
  /** The six digits, or the new password. */
  readonly value: string;
};

/** The directory of agents who may sign in; the user's name there is the agent's id. */
export type UserPool = {
  signIn(agentId: string, password: string): Promise<SignedIn | Challenged | Denied>;
  answerChallenge(given: ChallengeAnswer): Promise<SignedIn | Challenged | Denied>;
  refresh(refreshToken: string): Promise<SignedIn | Denied>;
  revoke(refreshToken: string): Promise<void>;
};
