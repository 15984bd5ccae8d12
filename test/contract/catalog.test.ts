import { globSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { momentNames, moments } from '../../shared/events/account-events.ts';
import { catalog, namesFor, readFact } from '../../shared/events/catalog.ts';
import { clockQueues, consumers } from '../../shared/events/consumers.ts';
import { defineEvent } from '../../shared/events/define-event.ts';
import { deviceFacts } from '../../shared/events/device-events.ts';
import { outreachFacts, permissionRecorded } from '../../shared/events/outreach-events.ts';
import { timers } from '../../shared/events/timers.ts';
import { exampleFact } from '../../tools/docs/examples.ts';
import { projectRoot, sourcePaths, textOf } from '../../tools/docs/sources.ts';
import { leavesOf, personalFields } from './schema-leaves.ts';

const entriesOf = (name: string) => globSync(`functions/*/${name}.lambda.ts`, { cwd: projectRoot });
const inside = (capability: string) =>
  sourcePaths([`functions/${capability}`])
    .map(textOf)
    .join('\n');
const capabilityOf = (entry: string) => entry.split('/')[1] ?? '';

describe('every event', () => {
  test.each(catalog.map(event => [event.name, event] as const))('%s: its sample is a fact', (_, event) => {
    expect(readFact(exampleFact(event))).toMatchObject({ ok: true });
  });

  test('has a name of its own: noun, dot, past participle', () => {
    const names = catalog.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, family } of catalog) {
      expect(name).toMatch(/^[a-z]+\.([a-z]+-)*([a-z]+ed|done|up|withdrawn|set|waiting)$/);
      expect(name.split('.')[0]).toBe(family);
    }
  });

  test('has a consumer, and every consumer has an event', () => {
    expect(catalog.filter(event => event.consumers.length === 0).map(({ name }) => name)).toEqual([]);
    expect(consumers.filter(consumer => namesFor(consumer).length === 0)).toEqual([]);
  });

  test('says what it is in a sentence', () => {
    for (const { summary } of catalog) expect(summary).toMatch(/^[A-Z].*\.$/);
  });

  test('has fields for ids, words, instants and counts, and none for what is personal', () => {
    const found = catalog.flatMap(event => personalFields(event.data).map(path => `${event.name}: ${path}`));
    expect(found).toEqual([]);
  });

  test('that gained an optional field still takes what was said before', () => {
    for (const event of catalog) {
      const optional = leavesOf(event.data)
        .map(({ path }) => path)
        .filter(path => !requiredOf(event.data).includes(path));
      const older = Object.fromEntries(
        Object.entries(event.sample).filter(([name]) => !optional.includes(name)),
      );
      expect({ name: event.name, ...event.data.safeParse(older) }).toMatchObject({ success: true });
    }
  });
});

const requiredOf = (schema: z.ZodMiniType): string[] =>
  (z.toJSONSchema(schema) as { required?: string[] }).required ?? [];

describe('personal fields', () => {
  const fields = (data: Parameters<typeof z.strictObject>[0]) => personalFields(z.strictObject(data));

  test('are found by name and by what they take, however deep', () => {
    expect(fields({ phone: z.string() })).toEqual(['phone']);
    expect(fields({ remark: z.string() })).toEqual(['remark']);
    expect(fields({ of: z.optional(z.object({ kin: z.array(z.string()) })) })).toEqual(['of.kin']);
    expect(fields({ anything: z.unknown() })).toEqual(['anything']);
  });

  test('are not seen in ids, enums and numbers', () => {
    expect(fields({ kind: z.enum(['a', 'b']), count: z.int(), at: z.optional(z.int()) })).toEqual([]);
  });
});

describe('account moments', () => {
  test('are named as their events are', () => {
    expect(momentNames.map(name => `account.${name}`)).toEqual(moments.map(({ name }) => name));
  });

  test('come, with what is said of devices, damage, claims, markets and permissions, from outside, and nothing else does', () => {
    const outside = catalog.filter(({ from }) => from === 'outside').map(({ name }) => name);
    const facts = [...moments, ...deviceFacts, ...outreachFacts, permissionRecorded];
    expect(outside).toEqual(facts.map(({ name }) => name));
  });
});

describe('every consumer', () => {
  test.each(consumers)('%s has one worker', consumer => {
    expect(entriesOf(`${consumer}-worker`)).toHaveLength(1);
  });

  test.each(clockQueues)('%s has one function', queue => {
    expect(entriesOf(queue)).toHaveLength(1);
  });

  test.each(Object.entries(timers))('the timer %s is armed and answered', (kind, { queue }) => {
    const capability = capabilityOf(entriesOf(queue)[0] ?? '');
    const stores = sourcePaths(['shared/store'])
      .map(textOf)
      .filter(text => /\barm\(/.test(text));
    expect([inside(capability), ...stores].join('\n')).toContain(`kind: '${kind}'`);
    const ofQueue = Object.values(timers).filter(timer => timer.queue === queue);
    const answers = textOf(`functions/${capability}/answer-tick.ts`);
    if (ofQueue.length > 1) expect(answers).toContain(`case '${kind}':`);
  });
});

test('a definition builds facts that it knows again, and no others', () => {
  const event = defineEvent({
    name: 'thing.done',
    version: 2,
    from: 'inside',
    summary: 'It is done.',
    consumers: ['views'],
    data: { count: z.int() },
    sample: { count: 1 },
  });
  const fact = { ...exampleFact(event), ...event.of({ count: 3 }) };
  expect(event.is(fact)).toBe(true);
  expect(event.is({ ...fact, version: 1 })).toBe(false);
  expect(event.is({ ...fact, name: 'thing.begun' })).toBe(false);
});
