import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { answerTick } from '../../functions/calls/answer-tick.ts';
import { commitCall } from '../../functions/calls/commit-call.ts';
import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import { newAccount } from '../../shared/domain/accounts/account.ts';
import type { AgendaItem } from '../../shared/domain/calls/call.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { accountRow } from '../../shared/store/account-store.ts';
import { loadCall, loadOpenCalls, type StoredCall } from '../../shared/store/call-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { followsOf, replace, type TimerRow } from '../../shared/store/journal.ts';
import { callPk, timerKey } from '../../shared/store/keys.ts';
import { ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { aFact } from './facts.ts';
import type { testPorts } from './ports.ts';
import { anAgent, exampleSettings, seedTeam } from './team.ts';

export type CallPorts = ReturnType<typeof testPorts>;

/** Weekdays from nine to six on the clocks of Berlin. */
const office = [['09:00', '18:00']] as const;
export const officeHours = { mon: office, tue: office, wed: office, thu: office, fri: office };
export const anOfficer = (id: string, given: Partial<Agent> = {}): Agent =>
  anAgent(id, { hours: officeHours, ...given });

export const ANNA_PHONE = '+4930901820';
/** A team, the account `acme` of anna, and its contact. */
export async function seedCalls(
  ports: CallPorts,
  given: { agents?: readonly Agent[]; contact?: Contact; owner?: string | undefined } = {},
): Promise<void> {
  const { agents = ['anna', 'emil', 'bruno'].map(id => anOfficer(id)), contact = {} } = given;
  await seedTeam(ports, agents, exampleSettings());
  await seedAccount(ports, 'acme', { contact, owner: 'owner' in given ? given.owner : 'anna' });
}

export async function seedAccount(
  ports: CallPorts,
  accountId: string,
  { contact = {}, owner }: { contact?: Contact; owner?: string | undefined },
): Promise<void> {
  const now = ports.clock.now();
  const account = { id: accountId, state: newAccount, origin: 'live', createdAt: now } as const;
  const ownership: Parameters<typeof ownershipRow>[0] = {
    ...{ accountId, language: 'de', reason: 'speaks-language', ranking: [], decidedAt: now, waiting: [] },
    ...(owner === undefined ? { state: 'queued' } : { state: 'owned', ownerId: owner }),
  };
  const rows = [accountRow(account), ownershipRow(ownership)];
  const writes = rows.map(row => replace(row, undefined));
  await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  const known = { name: 'Cleo', phone: ANNA_PHONE, zone: 'Europe/Berlin', ...contact };
  await writeContact(ports, { accountId, contactId: 'c-1', contact: known, asOf: now });
}

/** Something to call about is wished for. */
export const wish = (
  ports: Ports,
  data: Record<string, unknown>,
  given: { id?: string; accountId?: string } = {},
) => {
  const at = ports.clock.now();
  const id = given.id ?? `wish-${String(data['itemId'])}-${at}`;
  const times = { readyAt: at, dueAt: at + 240 * MINUTE };
  return answerFact(ports, aFact('call.wanted', { ...given, id, at, data: { ...times, ...data } }));
};

export async function theOpenCall(ports: Ports, accountId = 'acme'): Promise<StoredCall> {
  const [call, ...others] = await loadOpenCalls(ports.table, accountId);
  if (!call || others.length > 0)
    throw new Error(`${accountId} has ${call ? others.length + 1 : 0} open calls`);
  return call;
}

export async function theCall(ports: Ports, callId: string): Promise<StoredCall> {
  const call = await loadCall(ports.table, callId);
  if (!call) throw new Error(`there is no call ${callId}`);
  return call;
}

/** The customer asks to be called at once: somebody works from `openAt` on. */
export async function askNow(ports: Ports, openAt: Instant): Promise<StoredCall> {
  const now = ports.clock.now();
  const item: AgendaItem = {
    ...{ id: 'cb', kind: 'callback', asked: true, readyAt: openAt, dueAt: openAt + 30 * MINUTE },
    state: 'open',
  };
  const zone = 'Europe/Berlin';
  const call = newCall({
    ...{
      id: 'call_now',
      accountId: 'acme',
      contactId: 'c-1',
      language: 'de',
      zone,
      reminders: [],
      item,
      now,
    },
  });
  const promisedAt = item.dueAt;
  const decided = decideCall(call, { do: 'ask-now', item, openAt, promisedAt }, now);
  if (!decided.ok) throw new Error(decided.refusal);
  const cause = command({
    ...{ id: ports.ids.random('evt') as EventId, name: 'call.asked', accountId: 'acme' as AccountId },
    ...{ principal: 'customer', now },
  });
  await commitCall(ports, { before: undefined, decided: decided.value, cause, decision: 'asked' });
  return theCall(ports, call.id);
}

/** Somebody on the staff does something with a call: anna, unless said. */
export const act = (
  ports: Ports,
  callId: string,
  ...[action, by = 'anna', roles = ['agent']]: [action: CallAction, by?: string, roles?: string[]]
) => actOnCall(ports, { callId, action, who: { id: by, roles } });

/** Lets time pass until an instant: the timer of the call ticks whenever it is due. Answers what was decided. */
export async function passTo(ports: CallPorts, callId: string, until: Instant): Promise<string[]> {
  const decided: string[] = [];
  for (;;) {
    const timer = (await ports.table.get(timerKey(callPk(callId), 'call.due'))) as TimerRow | undefined;
    if (!timer || timer.dueAt > until) break;
    ports.clock.set(Math.max(timer.dueAt, ports.clock.now()));
    const { pk, sk, kind, epoch, dueAt } = timer;
    decided.push((await answerTick(ports, { pk, sk, kind, epoch, dueAt } as Tick)).decision);
  }
  ports.clock.set(Math.max(until, ports.clock.now()));
  return decided;
}

/** Everything of a name that followed so far, in its order. */
export const followed = ({ table }: CallPorts, name: string): Fact[] =>
  [...table.rows()]
    .filter(row => row.type === 'journal')
    .flatMap(followsOf)
    .filter(fact => fact.name === name)
    .sort((a, b) => a.recordedAt - b.recordedAt);

/** Whom notices of a kind went to. */
export const noticed = (ports: CallPorts, kind: string): string[] =>
  followed(ports, 'notification.wanted')
    .filter(({ data }) => data['kind'] === kind)
    .map(({ data }) => String(data['recipientId']))
    .sort();

export const messages = (ports: CallPorts): string[] =>
  followed(ports, 'call.message-wanted').map(({ data }) => String(data['kind']));
