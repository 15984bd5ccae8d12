import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { checkEvent } from '../../functions/upkeep/check-event.ts';
import { MAX_EVENTS } from '../../functions/upkeep/read-cloud-events.ts';
import { importRow } from '../../shared/contracts/accounts-contract.ts';
import type { Route } from '../../shared/contracts/define-route.ts';
import { deviceRow } from '../../shared/contracts/devices-contract.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { catalog } from '../../shared/events/catalog.ts';
import { MAX_FACT_BYTES } from '../../shared/events/envelope.ts';
import { asyncApi as asyncApiOf } from '../../tools/docs/asyncapi.ts';
import { openApi as openApiOf } from '../../tools/docs/openapi.ts';
import { extras } from '../../tools/docs/openapi-extras.ts';
import { samplesFor } from '../../web/docs/bodies.ts';
import type { AsyncApi, Documents, OpenApi } from '../../web/docs/documents.ts';
import { exampleOf } from '../../web/docs/example.ts';
import { guide } from '../../web/docs/guide.ts';
import { proseParts } from '../../web/docs/prose.ts';
import { found, type RoutePage, referenceOf } from '../../web/docs/reference.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const openApi = openApiOf('1.2.3') as OpenApi;
const asyncApi = asyncApiOf('1.2.3') as AsyncApi;
const examples = Object.fromEntries(
  globSync('examples/*.{json,csv}').map(path => {
    const text = readFileSync(path, 'utf8');
    return [basename(path), path.endsWith('.json') ? JSON.parse(text) : text];
  }),
);
const documents: Documents = { openApi, asyncApi, examples };
const reference = referenceOf(documents);
const { schemas } = openApi.components;
const given = { schemas, examples, now: NOW };

const pageOf = (id: string): RoutePage => {
  const page = reference.byId.get(id);
  if (page?.is !== 'route') throw new Error(`${id} is not shown`);
  return page;
};
const faults = (schema: z.ZodMiniType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
const named = routes.map(route => [route.id, route] as const);

/** What a route checks of its body; where it takes anything, its use case checks each row. */
const bodyOf = ({ id, body }: Route): z.ZodMiniType | undefined =>
  ({ 'post-import': z.array(importRow), 'post-devices': z.array(deviceRow) })[id] ?? body;

describe('the reference', () => {
  test.each(named)('shows %s with its method, path, and who may call', (id, { method, path, access }) => {
    const caller = {
      public: { is: 'anybody' },
      machine: { is: 'machine', scope: 'scope' in access ? access.scope : '', orLink: false },
      customer: { is: 'machine', scope: 'scope' in access ? access.scope : '', orLink: true },
      staff: { is: 'staff', role: 'role' in access ? access.role : undefined },
    }[access.to];
    expect(pageOf(id)).toMatchObject({ method, path, caller });
    expect(reference.routes.flatMap(({ pages }) => pages).filter(page => page.id === id)).toHaveLength(1);
  });

  test('shows every event once, among those that are sent or those that are emitted', () => {
    const [sent, emitted] = reference.events.map(({ pages }) => pages.map(({ id }) => id));
    const from = (side: string) => catalog.filter(one => one.from === side).map(({ name }) => name);
    expect(sent).toEqual(from('outside'));
    expect(emitted).toEqual(from('inside'));
  });

  test('has an address for every page that is no other’s, nor the guide’s', () => {
    const ids = [...routes.map(({ id }) => id), ...catalog.map(({ name }) => name)];
    expect(reference.byId.size).toBe(ids.length);
    expect(ids.filter(id => id === 'events' || id.startsWith('guide'))).toEqual([]);
  });
});

describe('an example of a body', () => {
  const json = named.filter(([id, { body }]) => body && id !== 'post-events');

  test.each(json)('of %s is taken by its contract', (id, route) => {
    const made = samplesFor(pageOf(id), given).filter(({ type }) => type.endsWith('json'));
    const others = extras[id]?.content !== undefined;
    expect(made.length).toBeGreaterThan(others && id !== 'post-import' && id !== 'post-devices' ? -1 : 0);
    for (const { text } of made) expect(faults(bodyOf(route) ?? z.unknown(), JSON.parse(text))).toEqual([]);
  });

  test('that is a table has the columns of its rows', () => {
    const columns = (id: string) => samplesFor(pageOf(id), given).at(-1)?.text.split('\n', 1)[0]?.split(',');
    expect(columns('post-import')).toEqual(Object.keys(importRow.shape));
    expect(columns('post-devices')).toEqual(Object.keys(deviceRow.shape));
  });

  test('with events is taken in, but for those that show what is wrong', () => {
    const made = samplesFor(pageOf('post-events'), given);
    expect(made[0]?.label).toBe('examples/signed-up-de.json');
    expect(made.length).toBe(globSync('examples/*.json').length);
    for (const { label, text } of made) {
      const events = [JSON.parse(text)].flat();
      const good = events.filter(one => checkEvent(one, { producer: 'shop', now: NOW }).ok);
      expect([label, good.length]).toEqual([label, label.includes('invalid') ? 0 : events.length]);
    }
  });
});

test.each(named)('the example of an answer of %s is one that its contract allows', (id, route) => {
  const body = pageOf(id).answers.find(({ status }) => status.startsWith('2'))?.bodies[0];
  if (!body?.type.endsWith('json')) return;
  expect(faults(route.answer, exampleOf(body.schema, { schemas, fields: 'all' }))).toEqual([]);
  expect(faults(route.answer, exampleOf(body.schema, { schemas, fields: 'required' }))).toEqual([]);
});

test.each(catalog.filter(({ from }) => from === 'outside').map(({ name }) => name))(
  'what is shown to send for %s is taken in',
  name => {
    const page = reference.byId.get(name);
    const made = page ? samplesFor(page, given) : [];
    expect(made.length).toBeGreaterThan(0);
    for (const { text } of made)
      expect(checkEvent(JSON.parse(text), { producer: 'shop', now: NOW })).toMatchObject({ ok: true });
  },
);

describe('the guide', () => {
  const sections = guide({ reference, origin: 'https://care.example.com', firstFact: 'curl' });
  const words = JSON.stringify(sections);

  test('leads nowhere that is not there', () => {
    const texts = sections.flatMap(({ blocks }) =>
      blocks.flatMap(block =>
        block.is === 'text' ? [block.text] : block.is === 'table' ? block.rows.flat() : [],
      ),
    );
    const led = texts.flatMap(proseParts).flatMap(part => (part.is === 'link' ? [part.to] : []));
    const known = [...sections.map(({ id }) => id), ...reference.byId.keys(), 'events'].map(id => `#${id}`);
    const files = ['/docs/openapi.json', '/docs/asyncapi.json'];
    expect(led.length).toBeGreaterThan(10);
    expect(led.filter(to => ![...known, ...files].includes(to))).toEqual([]);
  });

  test('tells the limits that the product keeps', () => {
    expect(words).toContain(`${MAX_EVENTS.toLocaleString('en')} events`);
    expect(words).toContain(`${MAX_FACT_BYTES / 1024} KB`);
  });

  test('names every scope with its routes', () => {
    const scopes = new Set(routes.flatMap(({ access }) => ('scope' in access ? [access.scope] : [])));
    for (const scope of scopes) expect(words).toContain(`\`${scope}\``);
  });
});

describe('the search', () => {
  test('finds what has every word, in any order, and everything for none', () => {
    expect(found(reference, '  ')).toBeUndefined();
    expect([...(found(reference, 'facts SEND') ?? [])]).toContain('post-events');
    expect([...(found(reference, 'events:write') ?? [])]).toEqual(['post-events']);
    expect([...(found(reference, 'signed-up') ?? [])]).toContain('account.signed-up');
    expect(found(reference, 'post-events zebra')?.size).toBe(0);
  });
});
