import { describe, expect, test } from '@jest/globals';
import type { AccountView } from '../../shared/contracts/accounts-contract.ts';
import { createApi } from '../../web/api/api.ts';
import { routes } from '../../web/api/routes.ts';
import type { Session } from '../../web/api/session.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import { es } from '../../web/messages/es.ts';
import { fr } from '../../web/messages/fr.ts';
import { it } from '../../web/messages/it.ts';
import { factSentence, reasonParts, typedReason } from '../../web/messages/words.ts';
import { itemAfter } from '../../web/parts/menu-keys.ts';
import {
  fileNameOf,
  fileTextOf,
  isErasedIn,
  placeOf,
  reasonOf,
  withErased,
} from '../../web/rooms/account/person-data.ts';
import { contactChoices, contactName } from '../../web/rooms/contact-names.ts';
import { callBecause } from '../../web/why/call-because.ts';
import { en as why } from '../../web/why/words/en.ts';

const AT = '2026-11-23T09:31:00.000Z';
const names = { agent: (id: string) => id.toUpperCase(), language: String, date: String };
const erased = { id: 'c-1', erased: { at: AT, state: 'going' as const } };

describe.each(Object.entries({ de, en, es, fr, it }))('in %s', (_, m) => {
  test.each([
    ['person.given-out', 'person-given-out'],
    ['person.erase-ordered', 'person-erased'],
    ['person.gone', 'person-gone'],
    ['call.person-erased', 'person-erased'],
  ])('%s has its sentence and its decision its words', (name, decision) => {
    expect(Object.hasOwn(m.facts, name)).toBe(true);
    expect(Object.hasOwn(m.decisions, decision)).toBe(true);
    expect(factSentence({ name, data: { contactId: 'c-1' }, reason: {} }, m, names)).not.toMatch(/c-1|…/);
  });

  test('whoever was erased has no name and no id, and cannot be chosen', () => {
    const contacts = [erased, { id: 'c-2', name: 'Mira' }, { id: 'c-3', company: 'Nord' }, { id: 'c-4' }];
    expect(contacts.map(one => contactName(one, m))).toEqual([m.persons.erased, 'Mira', 'Nord', 'c-4']);
    expect(contactChoices(contacts, m).map(({ value }) => value)).toEqual(['c-2', 'c-3', 'c-4']);
  });

  test('a fact whose contact was erased says so', () => {
    expect(reasonParts({ contact: 'erased' }, m, names)).toEqual([
      { label: m.parts.contact, value: m.persons.erased },
    ]);
  });
});

describe('the history', () => {
  test('names the contact where the account is at hand, and who did it', () => {
    const contact = (id: string) => `<${id}>`;
    const shown = reasonParts({ contactId: 'c-1', by: 'anna' }, en, { ...names, contact });
    expect(shown.map(({ value }) => value)).toEqual(['<c-1>', 'ANNA']);
    expect(reasonParts({ contactId: 'c-1' }, en, names).map(({ value }) => value)).toEqual(['c-1']);
  });

  test('says why as it was typed, of what is done with persons alone', () => {
    const data = { reason: 'Asked by letter, e.g. A-7' };
    expect(typedReason({ name: 'person.erase-ordered', data })).toBe('Asked by letter, e.g. A-7');
    expect(typedReason({ name: 'person.given-out', data })).toBe('Asked by letter, e.g. A-7');
    expect(typedReason({ name: 'account.cancelled', data })).toBe('');
    expect(typedReason({ name: 'person.erase-ordered', data: { reason: { a: 1 } } })).toBe('');
  });

  test('of a call answers why it ended', () => {
    const tongue = { m: en, w: why, agent: String, date: String, list: String };
    const decision = { decision: 'person-erased', reason: { because: 'person-erased' } };
    expect(callBecause(decision as never, tongue)).toEqual([why.personErased]);
  });
});

describe('what is given out', () => {
  const data = { accountId: 'shop:7', contactId: '../c@1 "x"', at: AT, kinds: {} };

  test('is a file whose name says whose and of which day, and leads nowhere', () => {
    expect(fileNameOf(data)).toBe('personal-data_shop-7_..-c-1-x-_2026-11-23.json');
  });

  test('is what the API said, to be read by people and machines', () => {
    expect(JSON.parse(fileTextOf(data))).toEqual(data);
    expect(fileTextOf(data)).toMatch(/^\{\n {2}"accountId"/);
  });

  test('is asked for with the key that it is kept by, once more when no answer came', async () => {
    const asked: (string | undefined)[] = [];
    const fetch = (_url: string, { headers }: RequestInit) => {
      asked.push((headers as Record<string, string>)['idempotency-key']);
      return asked.length === 1
        ? Promise.reject(new TypeError('gone'))
        : Promise.resolve(new Response(JSON.stringify(data)));
    };
    const session = { token: async () => 't', state: { phase: 'signed-in' } } as unknown as Session;
    const api = createApi({ session, fetch, randomId: () => 'never' });
    const params = { accountId: 'acme', contactId: 'c-1' };
    const given = { params, query: { reason: 'asked' }, idempotencyKey: 'k-1' };
    expect(await api(routes.getPersonalData, given)).toEqual(data);
    expect(asked).toEqual(['k-1', 'k-1']);
    await expect(
      createApi({ session, fetch: () => Promise.reject(new TypeError('gone')), randomId: () => 'never' })(
        routes.getMe,
      ),
    ).rejects.toThrow('no connection');
  });
});

test('a reason is one line of what can be read', () => {
  expect(reasonOf('  asked\r\n by\tletter\u200b \u202e ')).toBe('asked by letter');
  expect(reasonOf(' \u0007 ')).toBe('');
});

describe('an account of which somebody was erased', () => {
  const view = {
    id: 'acme',
    contacts: [
      { id: 'c-1', name: 'Cleo', email: 'cleo@canary.example' },
      { id: 'c-1', accountId: 'twin', name: 'Cleo' },
      { id: 'c-2', name: 'Mira' },
    ],
    contactMissing: false,
  } as unknown as AccountView;
  const done = { contactId: 'c-1', erasedAt: AT, state: 'going' as const };

  test('holds nothing of them, and everything of the others', () => {
    const after = withErased(view, { ...done, accountId: 'acme' });
    expect(after.contacts).toEqual([erased, view.contacts[1], view.contacts[2]]);
    expect(after.contactMissing).toBe(false);
  });

  test('finds those of a merged account where they are kept', () => {
    const [, twin] = view.contacts;
    expect(twin && placeOf('acme', twin)).toEqual({ accountId: 'twin', contactId: 'c-1' });
    const after = withErased(view, { ...done, accountId: 'twin' });
    expect(after.contacts[0]).toBe(view.contacts[0]);
    expect(after.contacts[1]).toEqual({ ...erased, accountId: 'twin' });
    expect(view.contacts.map(contact => isErasedIn(after, contact))).toEqual([false, true, false]);
    expect(isErasedIn(undefined, erased)).toBe(false);
  });

  test('misses a contact once everybody was', () => {
    const alone = { ...view, contacts: view.contacts.slice(0, 1) };
    expect(withErased(alone, { ...done, accountId: 'acme' }).contactMissing).toBe(true);
  });
});

test('the keys of a menu go round, to its ends, and nowhere else', () => {
  const after = (at: number, key: string) => itemAfter(at, key, 3);
  expect([after(-1, 'ArrowDown'), after(2, 'ArrowDown'), after(0, 'ArrowUp')]).toEqual([0, 0, 2]);
  expect([after(1, 'Home'), after(1, 'End'), after(1, 'x'), after(1, 'Enter')]).toEqual([
    0,
    2,
    undefined,
    undefined,
  ]);
});
