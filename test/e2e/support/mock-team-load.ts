import type { AccountView, AssignmentView } from '../../../shared/contracts/accounts-contract.ts';
import type { AgentLoad, AgentView, TeamLoad } from '../../../shared/contracts/team-contract.ts';
import { found, type Handler, Refusal } from './mock-api.ts';
import { assignmentOf, at } from './mock-data.ts';
import type { MockState } from './mock-state.ts';
import { taskHandlers } from './mock-task-handlers.ts';

type MockTeam = {
  readonly queue: TeamLoad['queue']['accounts'];
  readonly decided: Map<string, AssignmentView>;
};
const made = new WeakMap<MockState, MockTeam>();

const waiting = [
  ['acc-6', 240, 'gold', 'all-books-full'],
  ['acc-7', 75, 'standard', 'all-books-full'],
  ['acc-12', 12, 'standard', 'nobody-speaks-language'],
] as const;

/** The queue and what was decided by hand, beside the rest of the day; its accounts lose their owner. */
export function teamOf(state: MockState): MockTeam {
  const held = made.get(state);
  if (held) return held;
  const queue = waiting.map(([id, minutes, segment, reason]) => {
    const index = state.accounts.findIndex(one => one.id === id);
    const { owner: _, ...free } = found(state.accounts[index], 'account');
    state.accounts[index] = free;
    const language = free.languages[0] ?? 'und';
    const line = { accountId: id, accountName: free.name, language, segment, product: 'repricer' };
    return { ...line, waitingSince: at(-minutes), reason };
  });
  const team = { queue, decided: new Map() };
  made.set(state, team);
  return team;
}

const answers: Readonly<Record<string, readonly [number, number, number]>> = {
  anna: [48, 190, 1260],
  bruno: [61, 432, 5400],
  carmen: [9, 95, 610],
};

function loadOf(agent: AgentView, state: MockState, days: number): AgentLoad {
  const { id, name, languages, roles, onDuty, book, capacity, weight, absences } = agent;
  const own = state.tasks.filter(one => one.agentId === id);
  const settling = id === 'emil' ? { credit: 14.5, until: at(14_400) } : undefined;
  const [acknowledged, medianSeconds, p90Seconds] = answers[id] ?? [0];
  return {
    ...{ id, name, languages, roles, onDuty, book, capacity, weight },
    ...(absences[0] ? { absentUntil: absences[0].to } : onDuty ? {} : { nextDutyAt: at(150) }),
    share: (book + (settling?.credit ?? 0)) / weight,
    ...(settling ? { settling } : {}),
    openTasks: own.length,
    overdueTasks: own.filter(one => Date.parse(one.dueAt) < Date.parse(at(state.minute))).length,
    unread: id === 'anna' ? 3 : id === 'bruno' ? 11 : 0,
    snoozed: id === 'bruno' ? 2 : 0,
    acknowledged: Math.round((acknowledged ?? 0) * (days / 7)),
    ...(medianSeconds === undefined ? {} : { medianSeconds }),
    ...(p90Seconds === undefined ? {} : { p90Seconds }),
  };
}

function give(state: MockState, account: AccountView, decision: Partial<AssignmentView>): AssignmentView {
  const agent = found(
    state.agents.find(one => one.id === decision.ownerId),
    'agent',
  );
  const team = teamOf(state);
  const place = team.queue.findIndex(one => one.accountId === account.id);
  if (place >= 0) team.queue.splice(place, 1);
  const index = state.accounts.indexOf(account);
  const owner = { id: agent.id, name: agent.name, version: (account.owner?.version ?? 0) + 1 };
  state.accounts[index] = { ...account, owner };
  const before = assignmentOf(account);
  const view = {
    ...{ ...before, ...decision, ownerName: agent.name, decidedAt: at(state.minute) },
    version: before.version + 1,
  };
  team.decided.set(account.id, view);
  state.send({ type: 'account', accountId: account.id });
  return view;
}

const accountIn = (state: MockState, id: string | undefined): AccountView =>
  found(
    state.accounts.find(one => one.id === id),
    'account',
  );

function claim(state: MockState, account: AccountView, agentId: string) {
  const { owner } = account;
  if (owner)
    throw new Refusal(409, 'already claimed', {
      refusal: 'already-claimed',
      by: owner.id,
      detail: `${owner.name} has it already.`,
    });
  return give(state, account, { ownerId: agentId, reason: 'claimed', by: agentId });
}

type Transfer = { by: string; to: string; reason: string; force?: boolean };

function transfer(state: MockState, account: AccountView, { by, to, reason, force }: Transfer) {
  const agent = found(
    state.agents.find(one => one.id === to),
    'agent',
  );
  const language = account.languages[0] ?? 'und';
  if (!force && !agent.languages.includes(language))
    throw new Refusal(422, 'other language', { refusal: 'other-language', field: 'body.to' });
  if (!force && agent.book >= agent.capacity) throw new Refusal(422, 'book full', { refusal: 'book-full' });
  return give(state, account, { ownerId: to, reason: 'transferred', by, why: reason });
}

function preview(state: MockState, language: string) {
  const by = assignmentOf(accountIn(state, 'acc-0'));
  if (!state.agents.some(one => one.languages.includes(language)))
    return { language, reason: 'nobody-speaks-language', ranking: [] };
  const ranking = by.ranking.map((one, n) => ({
    ...{ ...one, language },
    ...(n === 0 ? { preferred: true } : {}),
    ...(n === 1 ? { credit: 14.5, share: 56.5 } : {}),
    ...(n === 3 ? { excluded: 'not-in-rule' } : {}),
  }));
  return {
    ...{ ownerId: 'anna', ownerName: 'Anna Berger', language, reason: 'speaks-language' },
    ...{ rule: 'Gold accounts go to Anna', ranking },
    told: { agentId: 'anna', reason: 'owner-on-duty' },
  };
}

/** The lead's figures and who owns what, by the ids of their routes. */
export const teamLoadHandlers: Readonly<Record<string, Handler>> = {
  'get-team-load': ({ query }, state) => {
    const { queue } = teamOf(state);
    const days = Number(query['days'] ?? 7);
    return {
      agents: state.agents.filter(one => one.active).map(one => loadOf(one, state, days)),
      team: { acknowledged: 118, medianSeconds: 240, p90Seconds: 3900 },
      queue: { accounts: queue, tasks: state.tasks.filter(one => one.agentId === undefined).length },
      at: at(state.minute),
    };
  },
  'preview-assignment': ({ body }, state) => preview(state, (body as { language: string }).language),
  'get-assignment': ({ params }, state) => {
    const account = accountIn(state, params['accountId']);
    const { ownerId, ownerName, ...none } = assignmentOf(account);
    return (
      made.get(state)?.decided.get(account.id) ??
      (account.owner ? { ...none, ownerId, ownerName } : { ...none, reason: 'all-books-full' })
    );
  },
  'claim-account': (asked, state) => {
    const accountId = asked.params['accountId'];
    const task = state.tasks.find(one => one.kind === 'find-owner' && one.accountId === accountId);
    return task
      ? taskHandlers['claim-account']?.(asked, state)
      : claim(state, accountIn(state, accountId), asked.agentId);
  },
  'transfer-account': ({ params, agentId, body }, state) =>
    transfer(state, accountIn(state, params['accountId']), { ...(body as object as Transfer), by: agentId }),
};
