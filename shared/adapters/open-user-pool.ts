import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { cognitoUserPool } from './cognito-user-pool.ts';

/** The user pool of this deployment, for entries. */
export const openUserPool = (userPoolId: string, clientId: string) =>
  cognitoUserPool(new CognitoIdentityProviderClient({}), { UserPoolId: userPoolId, ClientId: clientId });
