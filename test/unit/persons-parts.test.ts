import { describe, expect, test } from '@jest/globals';
import { carriedWords } from '../../shared/domain/persons/carried-words.ts';
import { filledAt, isWithin, namesPerson, withoutParts } from '../../shared/domain/persons/parts.ts';
import { NOW } from '../support/facts.ts';

const call = {
  phone: '+4930',
  agenda: [{ id: 'a', steps: { greet: { state: 'skipped', why: 'late' }, ask: { state: 'done' } } }],
  difficulties: [{ topic: 'billing', text: 'dear' }, { topic: 'page' }],
};

describe('parts of a row', () => {
  test('are found wherever a path leads, with their places', () => {
    expect(filledAt(call, 'agenda.*.steps.*.why')).toEqual([['agenda.0.steps.greet.why', 'late']]);
    expect(filledAt(call, 'difficulties.*.text')).toEqual([['difficulties.0.text', 'dear']]);
    expect(filledAt(call, 'phone')).toEqual([['phone', '+4930']]);
    expect(filledAt(call, 'about')).toEqual([]);
    expect(filledAt({ phone: 'none' }, 'phone.number')).toEqual([]);
  });

  test('are taken out, and everything beside them stays', () => {
    expect(withoutParts(call, ['phone', 'difficulties.*.text', 'agenda.*.steps.*.why'])).toEqual({
      agenda: [{ id: 'a', steps: { greet: { state: 'skipped' }, ask: { state: 'done' } } }],
      difficulties: [{ topic: 'billing' }, { topic: 'page' }],
    });
  });

  test('that are not there change nothing at all', () => {
    expect(withoutParts(call, ['about', 'agenda.*.result', 'difficulties.text'])).toBe(call);
  });

  test('stand within a path or do not', () => {
    expect(isWithin('agenda.0.steps.greet.why', 'agenda.*.steps.*.why')).toBe(true);
    expect(isWithin('contact.phone', 'contact')).toBe(true);
    expect(isWithin('agenda.0.id', 'agenda.*.steps')).toBe(false);
    expect(isWithin('contact', 'contact.phone')).toBe(false);
  });
});

test('a text that says what a person goes by is known, however it is spelled', () => {
  expect(namesPerson('Letter of CLEO CANARIA', ['Cleo Canaria', undefined])).toBe(true);
  expect(namesPerson('asked by letter', ['Cleo Canaria', 'cleo@shop.example'])).toBe(false);
});

describe('an objection of whoever is erased', () => {
  const phone = '+4930901811';
  const known = (id: string, given: object = {}, words: readonly object[] = []) =>
    ({ accountId: 'acme', contact: { id, phone, asOf: NOW, ...given }, words }) as never;
  const word = (contactId: string, said: 'objects' | 'allows', at = NOW) => ({
    ...{
      contactId,
      purpose: 'service',
      word: said,
      how: 'call',
      at,
      by: 'anna',
      eventId: `${contactId}-${at}`,
    },
  });

  test('is said of others who are the same person by their number', () => {
    const [carried, ...more] = carriedWords([known('c-1', {}, [word('c-1', 'objects')])], [known('c-2')]);
    expect(more).toEqual([]);
    expect(carried?.word).toMatchObject({ contactId: 'c-2', purpose: 'service', word: 'objects', at: NOW });
  });

  test('is not said of anybody else, nor is what they allowed', () => {
    const other = known('c-2', { phone: '+4930901812' });
    expect(carriedWords([known('c-1', {}, [word('c-1', 'objects')])], [other])).toEqual([]);
    expect(carriedWords([known('c-1', {}, [word('c-1', 'allows')])], [known('c-2')])).toEqual([]);
  });

  test('that their record alone says is said of those who said nothing themselves', () => {
    const gone = known('c-1', { objectsToCalls: true });
    expect(carriedWords([gone], [known('c-2')])).toHaveLength(1);
    expect(carriedWords([gone], [known('c-2', {}, [word('c-2', 'allows')])])).toEqual([]);
  });
});
