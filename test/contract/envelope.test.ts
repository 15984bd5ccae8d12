import { describe, expect, test } from '@jest/globals';
import { checkEvent } from '../../functions/upkeep/check-event.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import { definitionOf, readFact } from '../../shared/events/catalog.ts';
import { command, followUp, MAX_DEPTH, MAX_FACT_BYTES } from '../../shared/events/envelope.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { EXAMPLE_INSTANT, exampleCloudEvent, exampleFact } from '../../tools/docs/examples.ts';

const fact = exampleFact(signedUp);
const from = { producer: 'shop', now: EXAMPLE_INSTANT };
const sent = (change: Record<string, unknown>) =>
  checkEvent({ ...exampleCloudEvent(signedUp), ...change }, from);

describe('a fact', () => {
  test.each([
    ['an unknown name', { name: 'account.vanished' }, 'unknown-type'],
    ['another major version', { version: 2 }, 'unknown-version'],
    ['a missing field', { data: { product: 'repricer' } }, 'malformed'],
    ['too many steps behind it', { depth: MAX_DEPTH + 1 }, 'too-deep'],
    ['too many bytes', { data: { ...fact.data, product: 'x'.repeat(MAX_FACT_BYTES) } }, 'too-large'],
    ['an id that is none', { id: 'has a space' }, 'malformed'],
    ['an instant that is no number', { occurredAt: '2026-11-22T09:00:00Z' }, 'malformed'],
  ])('with %s is refused with its reason', (_, change, refusal) => {
    expect(readFact({ ...fact, ...change })).toMatchObject({ ok: false, refusal });
  });

  test('with a field that a newer release added is read without it, while old and new functions run side by side', () => {
    const read = readFact({ ...fact, data: { ...fact.data, mood: 'good' } });
    expect(read).toMatchObject({ ok: true, value: { data: fact.data } });
    expect(JSON.stringify(read)).not.toContain('mood');
  });

  test.each([undefined, null, 7, 'text', [], {}])('is not %p', input => {
    expect(readFact(input)).toMatchObject({ ok: false, refusal: 'malformed' });
  });

  test('refused names the field that is wrong', () => {
    const read = readFact({ ...fact, data: { ...fact.data, language: 'German' } });
    expect(read).toMatchObject({
      detail: { field: 'data.language', problem: 'must be a language tag such as de or pt-BR' },
    });
  });

  test('that follows keeps account, instant, origin and chain, and counts its depth', () => {
    const cause = { ...fact, origin: 'backfill' as const };
    const follow = followUp(cause, { name: 'account.changed', version: 1, data: {} }, EXAMPLE_INSTANT + 9);
    expect(follow).toMatchObject({
      accountId: cause.accountId,
      occurredAt: cause.occurredAt,
      recordedAt: EXAMPLE_INSTANT + 9,
      correlation: cause.correlation,
      causation: cause.id,
      depth: 1,
      origin: 'backfill',
      producer: 'firstcall',
    });
  });

  test('that follows twice is the same fact; another name or number is another', () => {
    const follow = { name: 'account.changed', version: 1, data: {} };
    const ids = [
      followUp(fact, follow, 1).id,
      followUp(fact, follow, 2).id,
      followUp(fact, follow, 1, 1).id,
      followUp(fact, { ...follow, name: 'account.merged' }, 1).id,
    ];
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  test('that is a command begins a chain of its own', () => {
    const root = command({
      id: fact.id,
      name: 'agent.edited',
      accountId: 'acme' as AccountId,
      principal: 'anna',
      now: 5,
    });
    expect(root).toMatchObject({ correlation: fact.id, depth: 0, producer: 'anna', origin: 'live' });
    expect(root.causation).toBeUndefined();
  });
});

describe('versions of what producers send', () => {
  const ahead = { ...exampleCloudEvent(signedUp).data, mood: 'good' };

  test('version 1 is meant when none is named', () => {
    expect(sent({ dataschema: undefined })).toMatchObject({ ok: true, value: { fact: { version: 1 } } });
  });

  test('an unknown field is an error, unless the producer says it is ahead by a minor version', () => {
    expect(sent({ data: ahead })).toMatchObject({ ok: false, detail: { field: 'data.mood' } });
    const taken = sent({
      data: ahead,
      dataschema: 'https://firstcall.example.com/schemas/account.signed-up/1.3',
    });
    expect(taken).toMatchObject({ ok: true, value: { fact: { data: signedUp.sample } } });
    expect(taken.ok && Object.keys(taken.value.fact.data)).not.toContain('mood');
  });

  test('another major version is refused by name and never guessed at', () => {
    expect(sent({ dataschema: 'account.signed-up/2' })).toMatchObject({
      ok: false,
      refusal: 'unknown-version',
      detail: { field: 'dataschema' },
    });
  });

  test('an older major version is no better known than a newer one', () => {
    const { name, version } = signedUp;
    for (const other of [version - 1, version + 1])
      expect(definitionOf(name, other)).toMatchObject({
        refusal: 'unknown-version',
        detail: { known: version },
      });
  });

  test('facts of the product’s own cannot be sent', () => {
    expect(sent({ type: 'account.changed' })).toMatchObject({ ok: false, refusal: 'unknown-type' });
  });
});
