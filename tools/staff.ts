import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { email as emailSchema } from '../shared/contracts/common.ts';
import { needed, readFlags, runTool, ToolError } from './support/command.ts';
import { findDeployment, STAGE_FLAG, STAGE_HELP } from './support/deployment.ts';
import { closeStaffUser, roles as known, putStaffUser, type StaffUser } from './support/staff-user.ts';

const usage = `
Sign-ins of the team. Languages, hours and the rest of the roster are edited in the console or by the API.

  npm run staff -- add --agent anna --email anna@example.com --name "Anna Adler" --roles agent,lead [--password …]
  npm run staff -- close --agent anna

  --agent      the agent's id on the roster: lower-case letters, digits, _ . -
  --email      the address the agent signs in with; it must be the one on the roster
  --roles      ${known.join(', ')}, with commas (default: agent)
  --password   the password; "-" reads it from standard input. Without it a first password is made and printed
               once, and the agent must choose their own at the first sign-in.
${STAGE_HELP}

add on an existing user changes name, address, roles and password. close ends all sign-ins of the agent.`;

const options = {
  ...STAGE_FLAG,
  agent: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  roles: { type: 'string', default: 'agent' },
  password: { type: 'string' },
} as const;

runTool(async () => {
  const { values, positionals } = readFlags({ usage, options });
  const [what] = positionals;
  if (what !== 'add' && what !== 'close') throw new ToolError('Say add or close (--help shows how).');
  const agentId = needed(values.agent, 'agent');
  if (!/^[a-z0-9][a-z0-9_.-]{0,63}$/.test(agentId))
    throw new ToolError('--agent must be lower-case letters, digits, _ . or -, such as anna');
  const user = what === 'add' ? wantedUser(agentId, values) : undefined;
  const { config, output } = await findDeployment(values.stage);
  const pool = { client: new CognitoIdentityProviderClient(config), UserPoolId: output('UserPoolId') };
  if (!user) {
    await closeStaffUser(pool, agentId);
    console.log(`${agentId} can sign in no more.`);
    return;
  }
  const done = await putStaffUser(pool, user);
  console.log(`${agentId} is ${done}: signs in with ${user.email} as ${user.roles.join(', ')}.`);
  if (user.temporary) console.log(`First password, shown only now: ${user.password}`);
});

function wantedUser(
  agentId: string,
  values: { email?: string; name?: string; roles: string; password?: string },
): StaffUser {
  const email = needed(values.email, 'email').toLowerCase();
  if (!emailSchema.safeParse(email).success) throw new ToolError('--email must be an e-mail address');
  const roles = values.roles.split(',').map(role => role.trim());
  const unknown = roles.find(role => !known.some(one => one === role));
  if (unknown !== undefined)
    throw new ToolError(`There is no role ${unknown}; there are ${known.join(', ')}.`);
  const given = values.password === '-' ? readFileSync(0, 'utf8').trim() : values.password;
  const password = given ?? firstPassword();
  return {
    agentId,
    email,
    name: needed(values.name, 'name'),
    roles,
    password,
    temporary: given === undefined,
  };
}

/** 96 random bits, with one of each kind of character that the pool asks for. */
const firstPassword = (): string => `Aa1-${randomBytes(12).toString('base64url')}`;
