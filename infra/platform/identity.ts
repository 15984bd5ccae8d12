import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { acknowledge } from '../kit/acknowledge.ts';
import type { ServiceFunction } from '../kit/service-function.ts';

/** Roles of the staff; the token's groups are the only place they are read from. */
const GROUPS = {
  agent: 'Looks after accounts.',
  lead: 'Leads the team: roster, absences, hours.',
  ops: 'Operates the product: quarantine, settings.',
  clerk: 'Works at the counter of a depot in a client’s building; not on the staff.',
} as const;

const secondFactors = {
  required: cognito.Mfa.REQUIRED,
  optional: cognito.Mfa.OPTIONAL,
  off: cognito.Mfa.OFF,
} as const;

/** Scope that only access tokens of a sign-in carry; an ID token has none. */
export const STAFF_SCOPE = 'aws.cognito.signin.user.admin';

const SIGN_IN = ['cognito-idp:AdminInitiateAuth', 'cognito-idp:AdminRespondToAuthChallenge'];
/** The staff’s sign-ins. Nobody signs up; a user’s name is the agent’s id. */
export class Identity extends Construct {
  readonly pool: cognito.UserPool;
  readonly client: cognito.UserPoolClient;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.pool = this.makePool(config);
    for (const [groupName, description] of Object.entries(GROUPS))
      this.pool.addGroup(groupName, { groupName, description }).applyRemovalPolicy(config.removal);
    this.client = this.makeClient();
    this.client.applyRemovalPolicy(config.removal);
    acknowledge(this.pool, {
      'AwsSolutions-COG8':
        'The Plus tier is paid per user; second factor, throttled sign-in and short tokens stand in its place.',
      ...(config.secondFactor === 'required'
        ? {}
        : { 'AwsSolutions-COG2': 'A stage without real customers: the second factor is required in prod.' }),
    });
  }

  private makePool(config: StageConfig): cognito.UserPool {
    return new cognito.UserPool(this, 'pool', {
      userPoolName: `${config.prefix}-staff`,
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: secondFactors[config.secondFactor],
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.NONE,
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      deletionProtection: config.protectData,
      removalPolicy: config.removal,
    });
  }

  /** Passwords come through our own function; each refresh token is good for one more. */
  private makeClient(): cognito.UserPoolClient {
    return this.pool.addClient('console', {
      authFlows: { adminUserPassword: true },
      generateSecret: false,
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(7),
      refreshTokenRotationGracePeriod: Duration.seconds(30),
      authSessionValidity: Duration.minutes(5),
    });
  }

  /** Pool and client with the right to sign people in. Refreshing and revoking need the token alone. */
  grantPool(fn: ServiceFunction): void {
    fn.tell('USER_POOL_ID', this.pool.userPoolId);
    fn.tell('USER_POOL_CLIENT_ID', this.client.userPoolClientId);
    fn.allow(SIGN_IN, [this.pool.userPoolArn]);
  }
}
