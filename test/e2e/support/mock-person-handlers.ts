import type { HistoryEntry } from '../../../shared/contracts/accounts-contract.ts';
import type { ErasedView, PersonalData } from '../../../shared/contracts/persons-contract.ts';
import { found, type Handler, Refusal } from './mock-api.ts';
import { at, timelineOf } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

const written = new WeakMap<MockState, HistoryEntry[]>();

/** What was done with people, the latest first. */
const linesOf = (state: MockState): HistoryEntry[] => {
  const held = written.get(state) ?? [];
  written.set(state, held);
  return held;
};

const accountOf = (state: MockState, id = '') =>
  found(
    state.accounts.find(one => one.id === id),
    'account',
  );

/** An account's history, with what was done with its people. */
export const historyOf = (state: MockState, accountId: string): HistoryEntry[] => [
  ...linesOf(state).filter(line => line.accountId === accountId),
  ...timelineOf(accountOf(state, accountId)),
];

type Deed = {
  readonly accountId: string;
  readonly contactId: string;
  readonly by: string;
  readonly reason: string;
};

function write(state: MockState, name: string, decision: string, deed: Deed): void {
  state.minute += 1;
  const { accountId, contactId, by, reason } = deed;
  const when = at(state.minute);
  linesOf(state).unshift({
    ...{ eventId: `evt_person_${linesOf(state).length}`, accountId, name, decision },
    ...{ accountName: accountOf(state, accountId).name, occurredAt: when, recordedAt: when, repeats: 0 },
    ...{ reason: { contactId, by }, data: reason === '' ? { contactId } : { contactId, reason } },
  });
}

function contactOf(state: MockState, { accountId, contactId, reason }: Deed, field: string) {
  const contact = found(
    accountOf(state, accountId).contacts.find(one => one.id === contactId && !one.erased),
    'contact',
  );
  const said = [contact.name, contact.email, contact.phone].filter(one => one !== undefined);
  if (said.some(one => reason.toLowerCase().includes(one.toLowerCase())))
    throw new Refusal(422, 'reason names person', { refusal: 'reason-names-person', field });
  return contact;
}

/** Somebody erases a contact, in this console or in another one. */
export function erase(state: MockState, deed: Deed): ErasedView {
  const { accountId, contactId } = deed;
  const index = state.accounts.findIndex(({ id }) => id === accountId);
  const account = accountOf(state, accountId);
  const before = account.contacts.find(({ id }) => id === contactId)?.erased;
  if (before) return { accountId, contactId, erasedAt: before.at, state: before.state };
  contactOf(state, deed, 'body.reason');
  write(state, 'person.erase-ordered', 'person-erased', deed);
  const erased = { at: at(state.minute), state: 'going' as const };
  const contacts = account.contacts.map(one => (one.id === contactId ? { id: contactId, erased } : one));
  const contactMissing = contacts.every(one => one.erased !== undefined);
  state.accounts[index] = { ...account, contacts, contactMissing };
  state.send({ type: 'account', accountId });
  return { accountId, contactId, erasedAt: erased.at, state: 'going' };
}

/** The erasure of a contact is over. */
export function goneForGood(state: MockState, accountId: string, contactId: string): void {
  for (const { id, erased } of accountOf(state, accountId).contacts)
    if (id === contactId && erased) erased.state = 'gone';
  write(state, 'person.gone', 'person-gone', { accountId, contactId, by: 'firstcall', reason: '' });
  state.send({ type: 'account', accountId });
}

const deedOf = ({ params, agentId: by }: Parameters<Handler>[0], reason: string): Deed => ({
  ...{ accountId: params['accountId'] ?? '', contactId: params['contactId'] ?? '', by, reason },
});

/** What the API answers about customers' people, by the ids of its routes. */
export const personHandlers: Readonly<Record<string, Handler>> = {
  'get-personal-data': (asked, state): PersonalData => {
    const deed = deedOf(asked, asked.query['reason'] ?? '');
    const { id, ...contact } = contactOf(state, deed, 'query.reason');
    write(state, 'person.given-out', 'person-given-out', deed);
    const part = { id, accountId: deed.accountId, holds: { contact }, keeps: {} };
    return { accountId: deed.accountId, contactId: id, at: at(state.minute), kinds: { contact: [part] } };
  },
  'erase-person': (asked, state) => erase(state, deedOf(asked, (asked.body as { reason: string }).reason)),
};
