import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Approached,
  EVERYBODY,
  type Ledger,
  mayApproach,
  type PermissionWord,
  purposeOf,
  withMerged,
} from '../../shared/domain/accounts/permissions.ts';
import { callKinds } from '../../shared/events/call-events.ts';
import type { Purpose } from '../../shared/events/outreach-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';

const said = (given: Partial<PermissionWord> = {}): PermissionWord => ({
  ...{
    contactId: 'c-1',
    purpose: 'service',
    word: 'objects',
    how: 'call',
    at: 1_000,
    by: 'anna',
    eventId: 'evt_1',
  },
  ...given,
});
const cleo = { id: 'c-1' };

const may = (
  purpose: Purpose,
  words: readonly PermissionWord[],
  contact: Approached = cleo,
  others: readonly Approached[] = [],
) => mayApproach(purpose, { contacts: [contact, ...others], words }, contact);

describe('whether a contact may be approached', () => {
  test('without a word: for service yes, for marketing and surveys no', () => {
    expect(may('service', [])).toBe(true);
    expect(may('marketing', [])).toBe(false);
    expect(may('survey', [])).toBe(false);
  });

  test('is decided for each purpose by itself, and for each contact', () => {
    const words = [said(), said({ purpose: 'survey', word: 'allows' })];
    expect(may('service', words)).toBe(false);
    expect(may('survey', words)).toBe(true);
    expect(may('marketing', words)).toBe(false);
    expect(may('service', words, { id: 'c-2' })).toBe(true);
    expect(may('survey', words, { id: 'c-2' })).toBe(false);
  });

  test('a contact’s record that objects to calls holds service back until the ledger has a word for service', () => {
    const objects = { id: 'c-1', objectsToCalls: true };
    expect(may('service', [], objects)).toBe(false);
    expect(may('service', [said({ purpose: 'survey', word: 'allows' })], objects)).toBe(false);
    expect(may('service', [said({ word: 'allows' })], objects)).toBe(true);
    expect(may('service', [said()], { id: 'c-1', objectsToCalls: false })).toBe(false);
  });

  test('the latest word counts, and of one instant the objection', () => {
    const early = said({ word: 'allows', at: 1_000, eventId: 'evt_9' });
    const late = said({ word: 'objects', at: 2_000, eventId: 'evt_1' });
    expect(may('service', [late, early])).toBe(false);
    const atOnce = said({ word: 'allows', at: 2_000, eventId: 'evt_2' });
    expect(may('service', [atOnce, late, early])).toBe(false);
    expect(may('service', [{ ...atOnce, at: 2_001 }, late, early])).toBe(true);
  });

  test('nobody may, for anything, once the account as a whole objects; until they allow it later themselves', () => {
    const consent = said({ purpose: 'survey', word: 'allows', at: 500 });
    const all = (purpose: Purpose) => said({ contactId: EVERYBODY, purpose });
    expect(may('service', [all('service')])).toBe(false);
    expect(may('survey', [consent, all('survey')])).toBe(false);
    expect(may('survey', [consent, all('service')])).toBe(true);
    expect(may('survey', [consent, all('survey'), { ...consent, at: 1_001 }])).toBe(true);
    expect(may('survey', [consent, all('survey'), { ...consent, at: 1_000, eventId: 'evt_2' }])).toBe(false);
    expect(may('service', [all('service')], { id: EVERYBODY })).toBe(false);
  });

  test('the account as a whole takes back its own objection alone, and consents for nobody', () => {
    const all = said({ contactId: EVERYBODY, word: 'allows', at: 9_000 });
    expect(may('service', [all, said({ contactId: EVERYBODY })])).toBe(true);
    expect(may('service', [all, said()])).toBe(false);
    for (const contact of [cleo, { id: EVERYBODY }])
      expect(may('survey', [{ ...all, purpose: 'survey' }], contact)).toBe(false);
  });

  test('an objection holds for the same person under another id too, as known by phone or e-mail', () => {
    const [twin, phone] = [
      { id: 'c-2', phone: '+4930' },
      { id: 'c-1', phone: '+4930' },
    ];
    expect(may('service', [said()], twin, [phone])).toBe(false);
    expect(
      may('service', [said()], { id: 'c-2', email: 'A@mall.example' }, [
        { id: 'c-1', email: 'a@mall.example' },
      ]),
    ).toBe(false);
    expect(may('service', [said()], { id: 'c-2', phone: '+4931' }, [phone])).toBe(true);
    expect(may('service', [], twin, [{ ...phone, objectsToCalls: true }])).toBe(false);
    expect(may('service', [said({ word: 'allows' })], twin, [{ ...phone, objectsToCalls: true }])).toBe(true);
    expect(
      may('service', [said(), said({ contactId: 'c-2', word: 'allows', at: 1_001 })], twin, [phone]),
    ).toBe(true);
    expect(may('survey', [said({ purpose: 'survey', word: 'allows' })], twin, [phone])).toBe(false);
  });

  test('no order and no repetition of the same words changes anything', () => {
    const word = fc.record({
      contactId: fc.constantFrom('c-1', 'c-2', EVERYBODY),
      purpose: fc.constantFrom('service', 'marketing', 'survey'),
      word: fc.constantFrom('allows', 'objects'),
      at: fc.integer({ min: 0, max: 3 }),
      eventId: fc.constantFrom('evt_1', 'evt_2', 'evt_3'),
    });
    const words = fc.array(word, { maxLength: 12 }).map(all => all.map(one => said(one as PermissionWord)));
    const orders = words.chain(all =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(orders, ([all, again, objectsToCalls]) => {
        const contact = { id: 'c-1', phone: '+4930', objectsToCalls };
        const twin = { id: 'c-2', phone: '+4930' };
        for (const purpose of ['service', 'marketing', 'survey'] as const)
          expect(may(purpose, again, contact, [twin])).toBe(may(purpose, all, contact, [twin]));
      }),
      { numRuns: 200 },
    );
  });
});

test('surveys are their own purpose; every other call is service under the contract', () => {
  expect(callKinds.filter(kind => purposeOf(kind) !== 'service')).toEqual(['survey']);
  expect(purposeOf('survey')).toBe('survey');
});

describe('the words of an account that was merged', () => {
  const consent = said({ word: 'allows', purpose: 'survey' });
  const theirs = { contacts: [{ id: 'c-1', phone: '+4930' }], words: [consent] };
  const here = (phone: string, given: Ledger = theirs) =>
    withMerged({ contacts: [{ id: 'c-1', phone }], words: [] }, 'old', given);

  test('are those of the same person where phone or e-mail are equal', () => {
    const merged = here('+4930');
    expect(merged.contacts).toHaveLength(1);
    expect(mayApproach('survey', merged, cleo)).toBe(true);
  });

  test('are never those of somebody else with the same id, who is known only where they come from', () => {
    const merged = here('+3933');
    const own = derivedId('con', 'old', 'c-1');
    expect(merged.contacts.map(({ id, isElsewhere }) => [id, isElsewhere])).toEqual([
      ['c-1', undefined],
      [own, true],
    ]);
    expect(mayApproach('survey', merged, { id: 'c-1', phone: '+3933' })).toBe(false);
    expect(mayApproach('survey', merged, { id: own, phone: '+4930' })).toBe(true);
  });

  test('are as strong as the record of the same person there, and those of their account as a whole', () => {
    const objects = here('+4930', {
      contacts: [{ id: 'c-1', phone: '+4930', objectsToCalls: true }],
      words: [],
    });
    expect(objects.contacts.map(one => mayApproach('service', objects, one))).toEqual([false]);
    const all = here('+3933', { contacts: [], words: [said({ contactId: EVERYBODY })] });
    expect(all.contacts.map(one => mayApproach('service', all, one))).toEqual([false]);
  });

  test('hold for whoever has their number here, under whichever id', () => {
    const merged = withMerged({ contacts: [{ id: 'c-7', phone: '+4930' }], words: [] }, 'old', {
      ...theirs,
      words: [said()],
    });
    expect(mayApproach('service', merged, { id: 'c-7', phone: '+4930' })).toBe(false);
    expect(mayApproach('service', merged, { id: EVERYBODY, phone: '+4930' })).toBe(false);
  });
});
