import { describe, expect, test } from '@jest/globals';
import { asyncApi as asyncApiOf } from '../../tools/docs/asyncapi.ts';
import { openApi as openApiOf } from '../../tools/docs/openapi.ts';
import { type Call, callOf, curlOf, putEventsOf, writtenFirst } from '../../web/docs/calls.ts';
import type { AsyncApi, OpenApi, Schema } from '../../web/docs/documents.ts';
import { proseParts } from '../../web/docs/prose.ts';
import { type RoutePage, referenceOf } from '../../web/docs/reference.ts';
import { send } from '../../web/docs/sending.ts';
import { type Shape, shapeOf } from '../../web/docs/shape.ts';

const openApi = openApiOf('1.2.3') as OpenApi;
const asyncApi = asyncApiOf('1.2.3') as AsyncApi;
const reference = referenceOf({ openApi, asyncApi, examples: {} });
const pageOf = (id: string) => reference.byId.get(id) as RoutePage;

/** Every place of a schema that a reader must find again: the path of its fields. */
function fieldsOf(schema: Schema, schemas: OpenApi['components']['schemas'], path = ''): string[] {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return fieldsOf(schemas[name] ?? {}, schemas, path);
  const inner = [schema.anyOf, schema.oneOf, schema.allOf].flatMap(forms => forms ?? []);
  const items = typeof schema.items === 'object' ? [schema.items] : [];
  const others = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([field, one]) => [
      `${path}.${field}`,
      ...fieldsOf(one, schemas, `${path}.${field}`),
    ]),
    ...[...inner, ...items, ...others].flatMap(one => fieldsOf(one, schemas, path)),
  ];
}

/** The same places as they are drawn. */
function drawnFields({ parts }: Shape, path = ''): string[] {
  return parts.flatMap(({ name, is, shape }) => {
    const place = is === 'field' ? `${path}.${name}` : path;
    return [...(is === 'field' ? [place] : []), ...drawnFields(shape, place)];
  });
}

const shapesIn = (shape: Shape): Shape[] => [shape, ...shape.parts.flatMap(part => shapesIn(part.shape))];

describe.each([
  ['the API', openApi.components.schemas],
  ['the events', asyncApi.components.schemas],
])('schemas of %s', (_, schemas) => {
  test.each(Object.entries(schemas))('%s is drawn with every field, each with its type', (_name, schema) => {
    const shape = shapeOf(schema, schemas);
    expect(new Set(drawnFields(shape))).toEqual(new Set(fieldsOf(schema, schemas)));
    expect(shapesIn(shape).filter(one => one.type === '')).toEqual([]);
  });
});

test('parameters are drawn, none of them as anything', () => {
  const parameters = [...reference.byId.values()].flatMap(page =>
    page.is === 'route' ? page.parameters : [],
  );
  expect(parameters.length).toBeGreaterThan(100);
  for (const { name, schema } of parameters)
    expect([name, shapeOf(schema, {}).type]).not.toEqual([name, 'anything']);
});

describe('a schema', () => {
  const draw = (schema: Schema, schemas = {}) => shapeOf(schema, schemas);

  test('that holds itself comes to an end', () => {
    const Tree: Schema = { type: 'object', properties: { left: { $ref: '#/components/schemas/Tree' } } };
    const shape = draw({ $ref: '#/components/schemas/Tree' }, { Tree });
    expect(shape.parts[0]?.shape.type).toBe('again Tree');
  });

  test('tells limits, values and null in words', () => {
    expect(draw({ type: 'integer', minimum: 1, maximum: 720 }).rules).toEqual(['1 to 720']);
    expect(draw({ type: 'string', maxLength: 80 }).rules).toEqual(['at most 80 characters']);
    expect(draw({ type: ['number', 'null'] }).type).toBe('number or null');
    expect(draw({ enum: ['now', 'slot'] })).toMatchObject({ type: 'one of', values: ['now', 'slot'] });
    expect(draw({ type: 'array', items: { type: 'number' }, maxItems: 3 })).toMatchObject({
      type: 'list of numbers',
      rules: ['at most 3 of them'],
    });
  });

  test('of several forms names each by what tells it from the others', () => {
    const form = (purpose: string): Schema => ({
      type: 'object',
      properties: { purpose: { const: purpose } },
    });
    const { parts } = draw({ oneOf: [form('callback'), form('device-report')] });
    expect(parts.map(({ name }) => name)).toEqual(['purpose: callback', 'purpose: device-report']);
  });
});

describe('a request', () => {
  const write = (id: string, values: Readonly<Record<string, string>>): Call => {
    const page = pageOf(id);
    const parameters = new Map(page.parameters.map(one => [one, values[one.name] ?? '']));
    return callOf(page, 'https://care.example.com', { parameters });
  };

  test('carries what was written where it belongs, encoded', () => {
    const { url } = write('put-contact', { accountId: 'a/b', contactId: 'main' });
    expect(url).toBe('https://care.example.com/api/v1/accounts/a%2Fb/contacts/main');
    expect(write('look-up-caller', { number: '+49 30' }).url).toMatch(/\?number=%2B49\+30$/);
    const { headers } = write('ask-callback', { 'Idempotency-Key': 'once-1' });
    expect(headers).toEqual([['idempotency-key', 'once-1']]);
  });

  test('begins with an example of everything that must be there', () => {
    for (const page of reference.byId.values()) {
      if (page.is !== 'route') continue;
      const { url } = callOf(page, '', { parameters: writtenFirst(page) });
      expect(url).not.toMatch(/[{}]|undefined/);
    }
  });

  test('is a line for a shell that no text breaks out of, with the key as a variable', () => {
    const body = { type: 'application/json', text: `{"name":"Bob's $(rm -rf /)"}` };
    const page = pageOf('put-contact');
    const line = curlOf(callOf(page, 'https://x', { parameters: new Map(), body }), page.caller);
    expect(line).toContain(`-d '{"name":"Bob'\\''s $(rm -rf /)"}'`);
    expect(line).toContain('-H "authorization: Bearer $KEY"');
  });

  test('keeps the lines of a table', () => {
    const page = pageOf('post-import');
    const body = { type: 'text/csv', text: 'a,b\n1,2' };
    const line = curlOf(callOf(page, 'https://x', { parameters: new Map(), body }), page.caller);
    expect(line).toContain("--data-binary 'a,b\n1,2'");
  });

  test('of an event for the bus has its attributes in the detail', () => {
    const line = putEventsOf({ specversion: '1.0', id: '1', source: '/s', type: 't', data: {} }, 'bus');
    const [entry] = JSON.parse(line.slice(line.indexOf("'") + 1, -1)) as Record<string, string>[];
    expect(entry).toMatchObject({ EventBusName: 'bus', Source: '/s', DetailType: 't' });
    expect(JSON.parse(entry?.['Detail'] ?? '')).toEqual({ id: '1', data: {} });
  });
});

describe('what is sent', () => {
  const call: Call = {
    method: 'POST',
    url: '/api/v1/events',
    headers: [['content-type', 'text/csv']],
    body: 'x',
  };

  test('carries the key in its header and no cookie', async () => {
    const sent: RequestInit[] = [];
    const fetch = async (_: string, init: RequestInit) => {
      sent.push(init);
      return new Response('{"a":1}', { status: 201, headers: { 'retry-after': '2', 'x-other': 'y' } });
    };
    const outcome = await send(fetch, call, ' fck_secret ');
    expect(sent[0]).toMatchObject({ credentials: 'omit', body: 'x', method: 'POST' });
    expect(new Headers(sent[0]?.headers).get('authorization')).toBe('Bearer fck_secret');
    expect(outcome).toMatchObject({ status: 201, text: '{\n  "a": 1\n}' });
    expect(JSON.stringify(outcome)).not.toMatch(/secret|x-other/);
  });

  test('and comes to nothing is said so', async () => {
    const outcome = await send(async () => Promise.reject(new TypeError('no')), call, 'fck_x');
    expect(outcome).toEqual({ failed: expect.stringContaining('no answer came') });
  });
});

test('texts lead inside this site alone; anything else stays text', () => {
  expect(proseParts('Say `x` or [go](#there).')).toEqual([
    { is: 'text', text: 'Say ' },
    { is: 'code', text: 'x' },
    { is: 'text', text: ' or ' },
    { is: 'link', text: 'go', to: '#there' },
    { is: 'text', text: '.' },
  ]);
  const hostile = '[x](javascript:alert(1)) <img src=x>';
  expect(proseParts(hostile)).toEqual([{ is: 'text', text: hostile }]);
});
