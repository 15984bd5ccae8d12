import { describe, expect, test } from '@jest/globals';
import { checkEvent } from '../../functions/upkeep/check-event.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { NOW, signUp } from '../support/intake-room.ts';

const from = { producer: 'shop', now: NOW };
const check = (event: unknown) => checkEvent(event, from);
const complaintOf = (event: unknown) => {
  const checked = check(event);
  return checked.ok ? undefined : { word: checked.refusal, ...checked.detail };
};
const contactOf = (event: unknown) => {
  const checked = check(event);
  return checked.ok ? checked.value.contact : checked;
};

describe('an event becomes a fact', () => {
  test('with our own id, its account, its time and nothing else of the producer’s', () => {
    const checked = check(signUp({ traceparent: 'x', extension: 'y' }));
    expect(checked.ok && checked.value.fact).toEqual({
      id: eventIdOf('shop', 'https://shop.example.com', 'order-1'),
      name: 'account.signed-up',
      version: 1,
      occurredAt: Date.parse('2026-11-22T08:59:00Z'),
      recordedAt: NOW,
      accountId: 'acme',
      correlation: eventIdOf('shop', 'https://shop.example.com', 'order-1'),
      depth: 0,
      producer: 'shop',
      origin: 'live',
      data: { product: 'repricer', language: 'de' },
    });
  });

  test.each([
    [undefined, true],
    ['https://x.example/account.signed-up/1', true],
    ['account.signed-up/v1', true],
    ['https://x.example/account.signed-up/1.4', true],
    ['https://x.example/account.signed-up/2', false],
    ['https://x.example/account.signed-up', false],
    ['https://x.example/1/latest', false],
  ])('whose data’s shape is told by the end of dataschema: %s', (dataschema, fits) => {
    expect(check(signUp({ dataschema })).ok).toBe(fits);
    if (!fits)
      expect(complaintOf(signUp({ dataschema }))).toMatchObject({
        word: 'unknown-version',
        field: 'dataschema',
      });
  });

  test('without the fields that only a later minor version knows', () => {
    const ahead = signUp({ dataschema: 'account.signed-up/1.7' }, { mood: 'sunny' });
    const checked = check(ahead);
    expect(checked.ok && checked.value.fact.data).toEqual({ product: 'repricer', language: 'de' });
    expect(complaintOf(signUp({}, { mood: 'sunny' }))).toMatchObject({ field: 'data.mood' });
  });

  test.each([
    ['time', NOW + DAY, true],
    ['time', NOW + DAY + 1, false],
    ['time', NOW - 400 * DAY, true],
    ['time', NOW - 400 * DAY - 1, false],
  ])('unless its %s is too far away (%d)', (field, at, fits) => {
    const event = signUp({ time: formatInstant(at) });
    expect(check(event).ok).toBe(fits);
    if (!fits) expect(complaintOf(event)).toMatchObject({ field });
  });

  test('unless it is one that only the product itself emits', () => {
    expect(complaintOf(signUp({ type: 'account.owner-assigned' }))).toMatchObject({
      word: 'unknown-type',
      field: 'type',
    });
  });

  test.each([
    ['id', undefined, 'is missing'],
    ['specversion', '0.3', 'must be 1.0'],
    ['subject', 'not an id!', /letters, digits/],
    ['time', 'yesterday', /RFC 3339/],
    ['data', undefined, 'is missing'],
    ['data', [1], /expected record/],
    ['datacontenttype', 'text/xml', /JSON media type/],
  ])('unless its %s is %j', (field, value, problem) => {
    expect(complaintOf(signUp({ [field]: value }))).toMatchObject({
      field,
      problem: expect.stringMatching(problem),
    });
  });
});

describe('what would hurt whoever reads it is refused first', () => {
  test('too large', () => {
    expect(complaintOf(signUp({}, { note: 'x'.repeat(65_536) }))).toMatchObject({ word: 'too-large' });
  });

  test('nested so deep that a recursive reader would fall over', () => {
    const deep = JSON.parse(`{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(complaintOf(deep)).toMatchObject({ word: 'too-deep' });
  });

  test('an array of half a million', () => {
    expect(complaintOf({ data: new Array(500_000).fill(0) })).toMatchObject({ word: 'too-large' });
  });

  test.each(['{"__proto__":{"specversion":"1.0"}}', '{"data":{"a":{"__proto__":{"isAdmin":true}}}}'])(
    '%s',
    text => {
      expect(complaintOf(JSON.parse(text))).toMatchObject({ field: '__proto__' });
      expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    },
  );

  test.each([null, 7, 'text', [], [[]], true])('what is no event at all: %j', value => {
    expect(check(value).ok).toBe(false);
  });
});

describe('the contact part is split off', () => {
  const contact = { name: 'Jutta', email: 'Jutta@Acme.Example', phone: '+49 30 / 901 820-001' };

  test('and only its id goes on', () => {
    const checked = check(signUp({}, { contact: { id: 'c-1', ...contact } }));
    expect(checked.ok && checked.value.fact.data).toEqual({
      product: 'repricer',
      language: 'de',
      contactId: 'c-1',
    });
  });

  test('as of the event’s time, with the phone in E.164 and the address in lower case', () => {
    expect(contactOf(signUp({}, { contact }))).toEqual({
      accountId: 'acme',
      contactId: 'main',
      asOf: Date.parse('2026-11-22T08:59:00Z'),
      contact: { name: 'Jutta', email: 'jutta@acme.example', phone: '+4930901820001' },
    });
  });

  test('a national number is read by the country of the data', () => {
    const event = signUp({}, { country: 'DE', contact: { phone: '030 901820001' } });
    expect(contactOf(event)).toMatchObject({ contact: { phone: '+4930901820001' } });
  });

  test('the data may name it, and must then name the same one', () => {
    expect(contactOf(signUp({}, { contactId: 'c-7', contact }))).toMatchObject({ contactId: 'c-7' });
    expect(complaintOf(signUp({}, { contactId: 'c-7', contact: { id: 'c-8', ...contact } }))).toMatchObject({
      field: 'data.contact.id',
    });
  });

  test('also from an event whose data knows no contact', () => {
    const event = signUp({ type: 'account.converted', data: { product: 'repricer', contact } });
    const checked = check(event);
    expect(checked.ok && checked.value.fact.data).toEqual({ product: 'repricer' });
    expect(contactOf(event)).toMatchObject({ contactId: 'main' });
  });

  test.each([
    [{ phone: '12' }, 'data.contact.phone'],
    [{ phone: 'call me' }, 'data.contact.phone'],
    [{ email: 'nobody' }, 'data.contact.email'],
    [{ name: 'two\nlines' }, 'data.contact.name'],
    [{ nickname: 'J' }, 'data.contact.nickname'],
    [{ id: 'c-1' }, 'data.contact'],
    [null, 'data.contact'],
    [[contact], 'data.contact'],
  ])('and refused with its field when it is not as expected: %j', (part, field) => {
    expect(complaintOf(signUp({}, { contact: part }))).toMatchObject({ word: 'malformed', field });
  });
});
