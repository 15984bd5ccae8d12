import { randomUUID } from 'node:crypto';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import type { AgentInput } from '../../../shared/contracts/team-contract.ts';
import { found, type Handler, issue, page, Refusal } from './mock-api.ts';
import { callHandlers } from './mock-call-handlers.ts';
import { account, at, START } from './mock-data.ts';
import { decisionHandlers } from './mock-decisions.ts';
import { depotHandlers } from './mock-depot-handlers.ts';
import { deviceHandlers } from './mock-device-handlers.ts';
import { insightHandlers } from './mock-insights.ts';
import { notificationHandlers } from './mock-notification-handlers.ts';
import { onboardingHandlers } from './mock-onboarding-handlers.ts';
import { opsHandlers } from './mock-ops.ts';
import { outreachHandlers } from './mock-outreach-handlers.ts';
import { permissionHandlers } from './mock-permission-handlers.ts';
import { historyOf, personHandlers } from './mock-person-handlers.ts';
import { previewHandlers } from './mock-previews.ts';
import { promiseHandlers } from './mock-promise-handlers.ts';
import { searchHandlers } from './mock-search.ts';
import { type MockState, PASSWORD } from './mock-state.ts';
import { taskHandlers } from './mock-task-handlers.ts';
import { teamChainHandlers } from './mock-team-chains.ts';
import { teamDutyHandlers } from './mock-team-duty.ts';
import { teamLoadHandlers } from './mock-team-load.ts';

function signIn(body: Record<string, string>, state: MockState) {
  const { email = '', password, code, newPassword } = body;
  const person = state.agents.find(one => one.email === email);
  if (password !== undefined) {
    if (email.startsWith('totp-setup@'))
      return { challenge: 'totp-setup', session: 's1', secret: 'JBSWY3DPEHPK3PXP' };
    if (email.startsWith('totp@')) return { challenge: 'totp', session: 's1' };
    if (email.startsWith('new@')) return { challenge: 'new-password', session: 's1' };
    if (!person || password !== PASSWORD)
      throw new Refusal(401, 'not signed in', { refusal: 'not-signed-in' });
    return issue(state, person.id);
  }
  if (code !== undefined && code !== '123456') throw new Refusal(401, 'not signed in');
  if (newPassword === 'password1234') throw new Refusal(422, 'weak password', { refusal: 'weak-password' });
  return issue(state, 'anna');
}

function refresh(cookies: string | undefined, state: MockState) {
  const agentId = state.cookies.get(/firstcall_refresh=([^;]+)/.exec(cookies ?? '')?.[1] ?? '');
  if (!agentId) throw new Refusal(401, 'not signed in');
  const { cookie, ...answer } = issue(state, agentId);
  return answer;
}

const withAgent = (state: MockState, id: string, change: (agent: MockState['agents'][number]) => object) => {
  const index = state.agents.findIndex(one => one.id === id);
  const agent = found(state.agents[index], 'agent');
  const next = { ...agent, ...change(agent), version: agent.version + 1 };
  state.agents[index] = next;
  state.send({ type: 'roster' });
  return next;
};

const line = ({ id, name, status, languages, owner }: AccountView) => ({
  id,
  name,
  status,
  languages,
  ...(owner ? { ownerId: owner.id } : {}),
});

/** The API's answers, by the ids of its routes. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...deviceHandlers,
  ...callHandlers,
  ...decisionHandlers,
  ...onboardingHandlers,
  ...outreachHandlers,
  ...insightHandlers,
  ...opsHandlers,
  ...depotHandlers,
  ...promiseHandlers,
  ...permissionHandlers,
  ...personHandlers,
  ...previewHandlers,
  ...searchHandlers,
  ...notificationHandlers,
  ...taskHandlers,
  ...teamDutyHandlers,
  ...teamChainHandlers,
  ...teamLoadHandlers,
  'sign-in': ({ body }, state) => signIn(body, state),
  'refresh-session': ({ headers }, state) => refresh(headers['cookie'], state),
  'sign-out': (_, state) => {
    state.cookies.clear();
    return { cookie: 'firstcall_refresh=; Max-Age=0; Path=/api/session' };
  },
  'post-live-ticket': ({ agentId }, state) => {
    const ticket = randomUUID();
    state.tickets.set(ticket, agentId);
    return { ticket, expiresAt: at(1) };
  },
  'get-me': ({ agentId }, state) => ({
    agent: found(
      state.agents.find(one => one.id === agentId),
      'agent',
    ),
    company: 'Seller Tools',
    pushKey: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url'),
    now: at(state.minute),
  }),
  'list-agents': (_, state) => ({ agents: state.agents }),
  'put-agent': ({ params, body }, state) => {
    const id = params['agentId'] ?? '';
    if (!state.agents.some(one => one.id === id))
      state.agents.push({ id, ...(body as AgentInput), absences: [], book: 0, onDuty: false, version: 0 });
    return withAgent(state, id, () => body);
  },
  'put-absence': ({ params, body }, state) =>
    withAgent(state, params['agentId'] ?? '', agent => ({
      absences: [...agent.absences, { id: params['absenceId'], ...(body as object) }],
    })),
  'delete-absence': ({ params }, state) =>
    withAgent(state, params['agentId'] ?? '', agent => ({
      absences: agent.absences.filter(one => one.id !== params['absenceId']),
    })),
  'list-accounts': ({ query }, state) => {
    const mine = state.accounts.filter(one => !query['owner'] || one.owner?.id === query['owner']);
    const { items, ...rest } = page(mine.map(line), query);
    return { accounts: items, ...rest };
  },
  'create-account': ({ body }, state) => {
    const { id, name, language } = body as { id: string; name: string; language: string };
    if (state.accounts.some(one => one.id === id))
      throw new Refusal(409, 'already exists', { refusal: 'already-exists' });
    state.accounts.unshift(account(id, 0, { name, languages: [language], contacts: [] }));
    return { id, eventId: 'evt_made' };
  },
  'get-account': ({ params }, state) =>
    found(
      state.accounts.find(one => one.id === params['accountId']),
      'account',
    ),
  'get-timeline': ({ params, query }, state) => {
    const { items, ...rest } = page(historyOf(state, params['accountId'] ?? ''), query);
    return { entries: items, ...rest };
  },
  'get-feed': ({ query }, state) => {
    const day = query['day'] ?? new Date(START).toISOString().slice(0, 10);
    const { items, ...rest } = page(
      state.feed.filter(one => one.occurredAt.startsWith(day)),
      query,
    );
    return { day, entries: items, ...rest };
  },
  'merge-accounts': ({ params, body }, state) => {
    const { into } = body as { into: string };
    const index = state.accounts.findIndex(one => one.id === params['accountId']);
    const from = found(state.accounts[index], 'account');
    if (into === from.id) throw new Refusal(422, 'same account', { refusal: 'same-account' });
    found(
      state.accounts.find(one => one.id === into),
      'account',
    );
    state.accounts[index] = { ...from, status: 'merged', mergedInto: into };
    return { id: from.id, mergedInto: into };
  },
};
