import type { PermissionsView } from '../../../shared/contracts/outreach-contract.ts';
import { mayApproach, type PermissionWord } from '../../../shared/domain/accounts/permissions.ts';
import { formatInstant, MINUTE } from '../../../shared/kernel/instant.ts';
import { found, type Handler } from './mock-api.ts';
import { at } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

const made = new WeakMap<MockState, Map<string, PermissionWord[]>>();

const aWord = (contactId: string, n: number, said: Partial<PermissionWord>): PermissionWord => ({
  ...{ contactId, purpose: 'survey', word: 'allows', how: 'page', by: 'shop', eventId: `evt_said_${n}` },
  at: Date.parse(at(0)) - 20_000 * MINUTE + n * 1_000 * MINUTE,
  ...said,
});

/** The ledger of an account; the first one has something in it. */
function ledgerOf(state: MockState, accountId: string): PermissionWord[] {
  const ledgers = made.get(state) ?? new Map<string, PermissionWord[]>();
  made.set(state, ledgers);
  const contactId = state.accounts.find(({ id }) => id === accountId)?.contacts[0]?.id ?? 'c-1';
  const said = [
    aWord(contactId, 0, {}),
    aWord(contactId, 1, { purpose: 'marketing', word: 'objects', how: 'mail', by: 'bruno' }),
  ];
  const held = ledgers.get(accountId) ?? (accountId === 'acc-0' ? said : []);
  ledgers.set(accountId, held);
  return held;
}

function viewOf(state: MockState, accountId: string): PermissionsView {
  const { contacts } = found(
    state.accounts.find(({ id }) => id === accountId),
    'account',
  );
  const words = ledgerOf(state, accountId);
  return {
    contacts: contacts
      .filter(({ erased }) => !erased)
      .map(contact => ({
        contactId: contact.id,
        name: contact.name ?? contact.id,
        may: {
          service: mayApproach('service', { contacts, words }, contact),
          marketing: mayApproach('marketing', { contacts, words }, contact),
          survey: mayApproach('survey', { contacts, words }, contact),
        },
      })),
    ledger: words
      .toSorted((a, b) => b.at - a.at)
      .map(({ eventId: _id, ...word }) => ({ ...word, at: formatInstant(word.at) })),
  };
}

/** What the API answers about permissions, by the ids of its routes. */
export const permissionHandlers: Readonly<Record<string, Handler>> = {
  'get-permissions': ({ params }, state) => viewOf(state, params['accountId'] ?? ''),
  'record-permission': ({ params, body, agentId }, state) => {
    const accountId = params['accountId'] ?? '';
    const words = ledgerOf(state, accountId);
    const said = body as Pick<PermissionWord, 'purpose' | 'word' | 'how'> & { contactId?: string };
    words.push({
      ...said,
      contactId: said.contactId ?? '-',
      at: Date.parse(at(state.minute)),
      by: agentId,
      eventId: `evt_said_${words.length}`,
    });
    state.send({ type: 'account', accountId });
    return viewOf(state, accountId);
  },
};
