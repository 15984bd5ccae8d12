import { describe, expect, test } from '@jest/globals';
import {
  type Approached,
  type Ledger,
  type PermissionWord,
  withMerged,
  wordThatCounts,
} from '../../shared/domain/accounts/permissions.ts';
import { isSamePerson } from '../../shared/domain/accounts/same-person.ts';
import { derivedId } from '../../shared/kernel/id.ts';

const said = (given: Partial<PermissionWord> = {}): PermissionWord => ({
  ...{ contactId: 'c-1', purpose: 'service', word: 'objects', how: 'call', at: 1, by: 'anna' },
  ...{ eventId: 'evt_1', ...given },
});

describe('of several words of a contact', () => {
  test.each<[string, Partial<PermissionWord>, Partial<PermissionWord>]>([
    ['the later', { at: 2, word: 'allows', eventId: 'evt_0' }, { at: 1 }],
    ['at one instant the objection', { word: 'objects', eventId: 'evt_0' }, { word: 'allows' }],
    [
      'at one instant, if they say the same, the greater event id',
      { eventId: 'evt_2' },
      { eventId: 'evt_1' },
    ],
  ])('%s counts, in either order', (_, counts, other) => {
    const [one, two] = [said(counts), said(other)];
    expect(wordThatCounts('service', [one, two], 'c-1')).toBe(one);
    expect(wordThatCounts('service', [two, one], 'c-1')).toBe(one);
  });
});

describe('people', () => {
  test.each([
    [{ phone: '+49151' }, { phone: '+49151' }, true],
    [{ phone: '+49151' }, { phone: '+49152' }, false],
    [{ email: 'Cleo@example.com' }, { email: 'cleo@EXAMPLE.com' }, true],
    [{ email: 'cleo@example.com' }, { email: 'dora@example.com' }, false],
    [{ phone: '+49151', email: 'a@example.com' }, { phone: '+49152', email: 'a@example.com' }, true],
    [{ email: 'cleo@example.com' }, {}, false],
    [{}, { email: 'cleo@example.com' }, false],
    [{}, {}, false],
  ])('%j and %j are the same: %s', (one, other, same) => {
    expect(isSamePerson(one, other)).toBe(same);
  });
});

describe('a merged ledger', () => {
  const cleo = { id: 'c-1', email: 'cleo@example.com' };
  const dora = { id: 'c-2', email: 'dora@example.com' };
  const elsewhere = (id: string) => derivedId('con', 'other', id);
  const merged = (own: Ledger, theirs: Ledger) => withMerged(own, 'other', theirs);

  test('keeps each contact as the same person where they are, whoever else is there', () => {
    const own: Ledger = { contacts: [cleo, dora], words: [] };
    const theirs: Ledger = { contacts: [cleo, dora], words: [said({ contactId: 'c-2' })] };
    expect(merged(own, theirs)).toEqual({ contacts: [cleo, dora], words: [said({ contactId: 'c-2' })] });
  });

  test('brings others along under ids of their own, once', () => {
    const emma: Approached = { id: 'c-2', email: 'emma@example.com' };
    const own: Ledger = { contacts: [cleo, dora], words: [said()] };
    const theirs: Ledger = { contacts: [cleo, emma], words: [said({ contactId: 'c-2', eventId: 'evt_2' })] };
    expect(merged(own, theirs)).toEqual({
      contacts: [cleo, dora, { ...emma, id: elsewhere('c-2'), isElsewhere: true }],
      words: [said(), said({ contactId: elsewhere('c-2'), eventId: 'evt_2' })],
    });
  });

  test('objects for whom the other record objected, and for nobody else', () => {
    const own: Ledger = { contacts: [cleo, dora], words: [] };
    const theirs: Ledger = { contacts: [{ ...cleo, objectsToCalls: true }, dora], words: [] };
    expect(merged(own, theirs).contacts).toEqual([{ ...cleo, objectsToCalls: true }, dora]);
  });
});
