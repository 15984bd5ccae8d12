import { globSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { apiFunctions, type Route } from '../../shared/contracts/define-route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { projectRoot } from '../../tools/docs/sources.ts';

/** What an entry hands to `httpApi`, kept instead of being served. */
const bound = new Map<string, readonly Route[]>();
let loading = '';
const http = {
  answer: (route: Route) => ({ route }),
  httpApi: (...answered: readonly { route: Route }[]) => {
    bound.set(
      loading,
      answered.map(({ route }) => route),
    );
    return async () => ({});
  },
};

const environment = [
  'TABLE_NAME',
  'BUS_NAME',
  'SECRET_ID',
  'USER_POOL_ID',
  'USER_POOL_CLIENT_ID',
  'ORIGIN',
  'SOCKET_ENDPOINT',
  'STAGE',
];

const entryOf = (name: string) => globSync(`functions/*/${name}.lambda.ts`, { cwd: projectRoot });

beforeAll(async () => {
  for (const name of environment) process.env[name] ??= `test-${name.toLowerCase()}`;
  process.env['AWS_REGION'] ??= 'eu-central-1';
  jest.unstable_mockModule('../../shared/runtime/http.ts', () => http);
  for (const name of apiFunctions) {
    const [entry] = entryOf(name);
    if (entry === undefined) continue;
    loading = name;
    await import(join(projectRoot, entry));
  }
});

describe('every function of the API', () => {
  test.each(apiFunctions)('%s has one entry', name => {
    expect(entryOf(name)).toHaveLength(1);
  });

  test.each(apiFunctions)('%s answers exactly its routes', name => {
    const declared = routes.filter(({ answeredBy }) => answeredBy === name).map(({ id }) => id);
    const answered = (bound.get(name) ?? []).map(({ id }) => id);
    expect(declared.length).toBeGreaterThan(0);
    expect([...answered].sort()).toEqual([...declared].sort());
  });

  test('binds the declared routes themselves, not copies', () => {
    for (const route of [...bound.values()].flat()) expect(routes).toContain(route);
  });
});
