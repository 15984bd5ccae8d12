import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  InvalidPasswordException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { ToolError } from './command.ts';

export const roles = ['agent', 'lead', 'ops', 'clerk'] as const;
export type StaffUser = {
  readonly agentId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly password: string;
  /** The agent must choose a password of their own at the first sign-in. */
  readonly temporary: boolean;
};
type Pool = { readonly client: CognitoIdentityProviderClient; readonly UserPoolId: string };

/** Makes an agent's user, or brings an existing one to what is given. The user's name is the agent's id. */
export async function putStaffUser(
  { client, UserPoolId }: Pool,
  user: StaffUser,
): Promise<'made' | 'changed'> {
  const who = { UserPoolId, Username: user.agentId };
  const UserAttributes = [
    { Name: 'email', Value: user.email.toLowerCase() },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'name', Value: user.name },
  ];
  const made = await client
    .send(new AdminCreateUserCommand({ ...who, UserAttributes, MessageAction: 'SUPPRESS' }))
    .then(() => true, notThereYet);
  if (!made) await client.send(new AdminUpdateUserAttributesCommand({ ...who, UserAttributes }));
  await client
    .send(new AdminSetUserPasswordCommand({ ...who, Password: user.password, Permanent: !user.temporary }))
    .catch(readably);
  await putRoles({ client, UserPoolId }, user);
  return made ? 'made' : 'changed';
}

const notThereYet = (error: unknown): false => {
  if (error instanceof UsernameExistsException) return false;
  throw error;
};

const readably = (error: unknown): never => {
  if (error instanceof InvalidPasswordException)
    throw new ToolError(
      'The password is too weak: 12 characters or more, upper and lower case, a digit and a symbol.',
    );
  throw error;
};

async function putRoles({ client, UserPoolId }: Pool, user: StaffUser): Promise<void> {
  const who = { UserPoolId, Username: user.agentId };
  const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand(who));
  const held = Groups.flatMap(({ GroupName }) => GroupName ?? []);
  for (const GroupName of user.roles.filter(role => !held.includes(role)))
    await client.send(new AdminAddUserToGroupCommand({ ...who, GroupName }));
  for (const GroupName of held.filter(role => !user.roles.includes(role)))
    await client.send(new AdminRemoveUserFromGroupCommand({ ...who, GroupName }));
}

/** Nobody signs in with this user any more; sessions that are open end when their access token does. */
export async function closeStaffUser({ client, UserPoolId }: Pool, agentId: string): Promise<void> {
  const who = { UserPoolId, Username: agentId };
  await client.send(new AdminDisableUserCommand(who));
  await client.send(new AdminUserGlobalSignOutCommand(who));
}
