import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import type { CallView } from '../../shared/contracts/calls-contract.ts';
import { type AgendaItem, type Call, isAskedFor } from '../../shared/domain/calls/call.ts';
import { type CallRules, callRules } from '../../shared/domain/calls/call-rules.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { loadContact, loadContacts } from '../../shared/store/contact-store.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** How a call reads to one agent: the rules in force and the texts of their language. */
export type Reader = {
  readonly rules: CallRules;
  readonly textIn: (words: Readonly<Record<string, string>>) => string;
};

/** The reader's own language first, then the company's in their order. */
export async function readerOf(table: Table, agentId: string): Promise<Reader> {
  const [agent, { calls, company }] = await Promise.all([loadAgent(table, agentId), loadSettings(table)]);
  const languages = [...(agent?.languages ?? []).slice(0, 1), ...company.languages];
  return {
    rules: callRules(calls),
    textIn: words =>
      languages.flatMap(one => words[one] ?? words[one.split('-')[0] ?? one] ?? []).at(0) ??
      Object.values(words)[0] ??
      '',
  };
}

/** Who is called: the contact of the call, or whichever contact of the account has a number. */
export async function contactOf(
  table: Table,
  { accountId, contactId }: Pick<Call, 'accountId' | 'contactId'>,
): Promise<Contact | undefined> {
  if (contactId !== '-') return loadContact(table, accountId, contactId);
  return (await loadContacts(table, accountId)).find(({ phone }) => phone !== undefined);
}

/** Why a call may not be made, asked again whenever it is shown or told of. */
export function hindranceOf(call: Call, contact: Contact | undefined): 'objected' | 'no-phone' | undefined {
  if (call.state === 'running' || call.state === 'ended') return undefined;
  if (contact?.objectsToCalls === true && !isAskedFor(call)) return 'objected';
  return (call.phone ?? contact?.phone) === undefined ? 'no-phone' : undefined;
}

/** Calls as the console shows them, with the names it needs. */
export async function callViews(
  table: Table,
  calls: readonly StoredCall[],
  reader: Reader,
): Promise<CallView[]> {
  const names = await loadAccountNames(
    table,
    calls.map(({ accountId }) => accountId),
  );
  return inParallel(calls, 10, async call => {
    const contact = await contactOf(table, call);
    const hindered = hindranceOf(call, contact);
    return {
      ...viewOf(call, reader),
      accountName: names.get(call.accountId) ?? call.accountId,
      ...(contact?.name === undefined ? {} : { contactName: contact.name }),
      ...(hindered === undefined ? {} : { hindered }),
    };
  });
}

export const callViewOf = async (table: Table, call: StoredCall, reader: Reader): Promise<CallView> =>
  (await callViews(table, [call], reader))[0] as CallView;

function viewOf(call: StoredCall, reader: Reader): Omit<CallView, 'accountName'> {
  const { id, accountId, contactId, state, agentId, language, zone, version, ending, about } = call;
  const { booking, offer, acceptedUntil } = call;
  return {
    ...{ id, accountId, state, language, zone, version },
    ...(contactId === '-' ? {} : { contactId }),
    ...(agentId === undefined ? {} : { agentId }),
    readyAt: formatInstant(call.readyAt),
    dueAt: formatInstant(call.dueAt),
    ...(booking ? { booking: { ...bookingView(booking), sequence: call.sequence } } : {}),
    ...(offer ? { offer: { ...offer, agents: [...offer.agents], until: formatInstant(offer.until) } } : {}),
    ...(acceptedUntil === undefined ? {} : { acceptedUntil: formatInstant(acceptedUntil) }),
    agenda: call.agenda.map(item => itemView(item, reader)),
    attempts: call.attempts.map(({ at, endedAt, ...attempt }) => ({
      ...attempt,
      at: formatInstant(at),
      ...(endedAt === undefined ? {} : { endedAt: formatInstant(endedAt) }),
    })),
    ...(ending === undefined ? {} : { ending }),
    ...(about === undefined ? {} : { about }),
  };
}

const bookingView = ({ from, to, mustMove }: NonNullable<Call['booking']>) => ({
  from: formatInstant(from),
  to: formatInstant(to),
  ...(mustMove === undefined ? {} : { mustMove }),
});

const itemView = (item: AgendaItem, { rules, textIn }: Reader): CallView['agenda'][number] => ({
  id: item.id,
  kind: item.kind,
  ...(item.product === undefined ? {} : { product: item.product }),
  dueAt: formatInstant(item.dueAt),
  state: item.state,
  ...(item.result === undefined ? {} : { result: item.result }),
  steps: rules.stepsFor(item.kind).map(({ id, text }) => ({
    id,
    text: textIn(text),
    state: 'open' as const,
    ...item.steps?.[id],
  })),
});
