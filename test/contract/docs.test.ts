import { describe, expect, test } from '@jest/globals';
import { checkEvent } from '../../functions/upkeep/check-event.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { catalog } from '../../shared/events/catalog.ts';
import { consumers } from '../../shared/events/consumers.ts';
import { asyncApi } from '../../tools/docs/asyncapi.ts';
import { EXAMPLE_INSTANT, exampleCloudEvent } from '../../tools/docs/examples.ts';
import { generate } from '../../tools/docs/generate.ts';
import { openApi } from '../../tools/docs/openapi.ts';
import { textOf } from '../../tools/docs/sources.ts';
import { guests, owners, storeUses } from '../../tools/docs/store-use.ts';
import { asyncApiFaults, at, brokenRefs, openApiFaults } from './docs-shape.ts';

const generated = generate();

describe('generated documents', () => {
  test.each([...generated])('%s is what the code says; if not, npm run docs', (path, text) => {
    expect(textOf(path)).toBe(text);
  });

  test('are the same each time', () => {
    expect([...generate()]).toEqual([...generated]);
  });
});

describe('docs/events.md', () => {
  const page = generated.get('docs/events.md') ?? '';

  test('has a section for every event and names every consumer', () => {
    for (const { name } of catalog) expect(page).toContain(`### ${name}\n`);
    for (const consumer of consumers) expect(page).toContain(`\`${consumer}\``);
  });

  test.each(catalog.filter(({ from }) => from === 'outside').map(event => [event.name, event] as const))(
    'shows %s as it is taken in',
    (_, event) => {
      const shown = exampleCloudEvent(event);
      expect(page).toContain(`"id": "${shown.id}"`);
      expect(checkEvent(shown, { producer: 'shop', now: EXAMPLE_INSTANT })).toMatchObject({ ok: true });
    },
  );
});

describe('docs/table.md', () => {
  const page = generated.get('docs/table.md') ?? '';

  test('shows real keys: nothing undefined, nothing unprintable', () => {
    expect(page).not.toMatch(/undefined\b(?!`? for)|NaN|\[object/);
  });

  test('names the owner of every store', () => {
    expect(storeUses().map(({ store }) => store)).toEqual(Object.keys(owners));
  });

  test('has rows that their owners write, and those named as guests, and nobody else', () => {
    for (const { store, owner, writers } of storeUses()) {
      const may = [owner, ...(guests[store] ?? [])];
      expect({ store, others: writers.filter(writer => !may.includes(writer)) }).toEqual({
        store,
        others: [],
      });
    }
  });
});

describe('docs/openapi.json', () => {
  const document = openApi('0.0.0');

  test('is OpenAPI 3.1 and every reference leads somewhere', () => {
    expect(openApiFaults(document)).toEqual([]);
    expect(brokenRefs(document)).toEqual([]);
  });

  test.each(routes.map(route => [route.id, route] as const))('has %s with its access', (id, route) => {
    const path = route.path.replaceAll('/', '~1');
    const operation = at(document, `#/paths/${path}/${route.method.toLowerCase()}`);
    const security = {
      public: [],
      machine: [{ machine: ['scope' in route.access ? route.access.scope : ''] }],
      customer: [{ machine: ['scope' in route.access ? route.access.scope : ''] }, { link: [] }],
      staff:
        'role' in route.access && route.access.role
          ? route.access.role.split('-or-').map(role => ({ staff: [role] }))
          : [{ staff: [] }],
    }[route.access.to];
    expect(operation).toMatchObject({ operationId: id, security });
  });
});

describe('docs/asyncapi.json', () => {
  const document = asyncApi('0.0.0');

  test('is AsyncAPI 3.0 and every reference leads somewhere', () => {
    expect(asyncApiFaults(document)).toEqual([]);
    expect(brokenRefs(document)).toEqual([]);
  });

  test('has every event on the product bus and what comes from outside on the ingress bus', () => {
    const on = (channel: string) => Object.keys(at(document, `#/channels/${channel}/messages`) as object);
    expect(on('productBus')).toHaveLength(catalog.length);
    expect(on('ingressBus')).toHaveLength(catalog.filter(({ from }) => from === 'outside').length);
  });
});

describe('the checks of documents', () => {
  test('find what is missing or leads nowhere', () => {
    const document = openApi('0.0.0');
    const { components: _, ...rest } = document;
    expect(openApiFaults(rest)).toContain('the document has no components');
    expect(brokenRefs(rest).length).toBeGreaterThan(0);
    const operation = { operationId: 'x', responses: { 200: {} }, security: [{ nobody: [] }] };
    expect(openApiFaults({ ...document, paths: { '/x/{id}': { get: operation } } })).toEqual([
      'get /x/{id}: path parameters are ',
      'get /x/{id} 200 has no description',
      'get /x/{id} asks for nobody, which is no scheme',
    ]);
    expect(asyncApiFaults({ asyncapi: '2.6.0', operations: { x: { action: 'shout' } } })).toEqual([
      'asyncapi is not 3.0.0',
      'the document has no info',
      'the document has no channels',
      'info has no title',
      'info has no version',
      'operation x neither sends nor receives',
      'operation x has no channel',
    ]);
  });
});
