import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import type { CallView } from '../../shared/contracts/calls-contract.ts';
import type { May } from '../../shared/domain/accounts/permissions.ts';
import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import { type CallHold, holdOf, isHeldByWords, withoutConsent } from '../../shared/domain/calls/call-hold.ts';
import { type CallRules, callRules } from '../../shared/domain/calls/call-rules.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { loadContact, loadContacts } from '../../shared/store/contact-store.ts';
import { loadApproach } from '../../shared/store/permission-store.ts';
import { isErased } from '../../shared/store/person-store.ts';
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
): Promise<(Contact & { readonly id: string }) | undefined> {
  if (contactId !== '-') {
    const named = await loadContact(table, accountId, contactId);
    return named && { ...named, id: contactId };
  }
  return (await loadContacts(table, accountId)).find(({ phone }) => phone !== undefined);
}

/** What whoever is called may be approached for, by what was said so far. */
export async function permissionsOf(
  table: Table,
  { accountId, contactId, phone }: Pick<Call, 'accountId' | 'contactId' | 'phone'>,
): Promise<May> {
  const named = contactId === '-' ? (await contactOf(table, { accountId, contactId }))?.id : contactId;
  return loadApproach(table, { accountId, contactId: named ?? contactId, phone });
}

type Held = { readonly why?: CallHold | undefined; readonly without: readonly AgendaItem[] };

/**
 * What the contact said, asked whenever a call is shown or told of and again when it starts: why it may not be made, and
 * what of a call that may is not spoken of.
 */
export async function heldBack(table: Table, call: Call): Promise<Held> {
  if (!isHeldByWords(call)) return { without: [] };
  const may = await permissionsOf(table, call);
  return { why: holdOf(call, may), without: withoutConsent(call, may) };
}

/** Without a number nobody can call, whatever the contact said. */
const noPhone = ({ state, phone }: Call, contact: Contact | undefined): 'no-phone' | undefined =>
  state === 'running' || state === 'ended' || (phone ?? contact?.phone) !== undefined
    ? undefined
    : 'no-phone';

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
    const { why, without } = await heldBack(table, call);
    const hindered = why ?? noPhone(call, contact);
    const agenda = call.agenda.filter(item => why !== undefined || !without.includes(item));
    return {
      ...viewOf({ ...call, agenda }, reader),
      accountName: names.get(call.accountId) ?? call.accountId,
      ...(contact?.name === undefined ? {} : { contactName: contact.name }),
      ...(contact === undefined && (await isErased(table, call)) ? { contactErased: true as const } : {}),
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
