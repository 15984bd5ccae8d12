import { globSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { linkPurposes, permits, type Route, scopes } from '../../shared/contracts/define-route.ts';
import { publicRoutes, routes } from '../../shared/contracts/routes.ts';
import { extras } from '../../tools/docs/openapi-extras.ts';
import { projectRoot, sourcePaths, textOf } from '../../tools/docs/sources.ts';

const named = routes.map(route => [route.id, route] as const);
const parametersOf = ({ path }: Route) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

describe('routes', () => {
  test('have ids, and methods with paths, of their own', () => {
    const keys = routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
    expect(new Set(keys).size).toBe(routes.length);
  });

  test('do not differ by the names of their parameters alone', () => {
    const shapes = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(shapes).size).toBe(routes.length);
  });

  test.each(named)('%s has a kebab id, a plain path, and a sentence', (_, route) => {
    expect(route.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(route.path).toMatch(/^(\/session|\/v1(\/([a-z-]+|\{[a-z][A-Za-z]*\}))+)$/);
    expect(route.summary).toMatch(/^[A-Z].*\.$/s);
    expect(new Set(parametersOf(route)).size).toBe(parametersOf(route).length);
  });

  test.each(named)('%s says who may call it, and nobody else may', (_, route) => {
    const { access } = route;
    const stranger = { kind: 'nobody' } as const;
    const agent = { kind: 'staff', id: 'anna', roles: ['agent'] } as const;
    const machine = { kind: 'machine', id: 'shop', scopes: [] } as const;
    expect(permits(access, stranger)).toBe(access.to === 'public');
    expect(permits(access, machine)).toBe(access.to === 'public');
    const forAll = access.to === 'staff' && (!access.role || access.role === 'clerk');
    expect(permits(access, agent)).toBe(access.to === 'public' || forAll);
    const clerk = { ...agent, roles: ['clerk'] };
    expect(permits(access, clerk)).toBe(
      access.to === 'public' || (access.to === 'staff' && access.role === 'clerk'),
    );
    if (access.to === 'machine') {
      expect(scopes).toContain(access.scope);
      expect(permits(access, { ...machine, scopes: [access.scope] })).toBe(true);
    }
    if (access.to === 'customer') {
      const link = { kind: 'link', id: 'digest' } as const;
      expect(scopes).toContain(access.scope);
      expect(permits(access, { ...machine, scopes: [access.scope] })).toBe(true);
      for (const purpose of linkPurposes)
        expect(permits(access, { ...link, purpose })).toBe(access.purposes.includes(purpose));
      expect(permits(access, { ...link, purpose: 'device-report' })).toBe(false);
    }
    if (access.to === 'staff' && access.role)
      for (const role of access.role.split('-or-'))
        expect(permits(access, { ...agent, roles: [role] })).toBe(true);
  });

  test('that are public are those of the list, and few', () => {
    const open = routes.filter(({ access }) => access.to === 'public').map(({ id }) => id);
    expect(open.sort()).toEqual([...publicRoutes].sort());
    expect(open.length).toBeLessThanOrEqual(9);
  });

  test('that only read take no body, and those that write say which', () => {
    for (const { id, method, body } of routes) {
      if (method === 'GET' || method === 'DELETE') expect([id, body]).toEqual([id, undefined]);
      if (method === 'POST' || method === 'PATCH') expect([id, body === undefined]).toEqual([id, false]);
    }
  });
});

describe('parameters of a path', () => {
  test('are those that its use case reads', () => {
    const text = sourcePaths(['functions'])
      .filter(path => path.endsWith('-routes.ts'))
      .map(textOf)
      .join('\n');
    const read = new Set([...text.matchAll(/part\(call, '(\w+)'\)/g)].map(([, name = '']) => name));
    const declared = new Set(routes.flatMap(parametersOf));
    expect([...read].sort()).toEqual([...declared].sort());
  });
});

describe('what the OpenAPI page adds to the declarations', () => {
  const text = (id: string) => {
    const name = id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const bound = globSync('functions/*/*-routes.ts', { cwd: projectRoot }).map(textOf);
    const parts = bound.flatMap(file => file.split(/\banswer\(\w+\./).slice(1));
    return parts.find(part => part.startsWith(`${name},`)) ?? '';
  };

  test('is about routes that there are', () => {
    const ids = routes.map(({ id }) => id);
    expect(Object.keys(extras).filter(id => !ids.includes(id))).toEqual([]);
  });

  test.each(named)('%s: status and idempotency key are what the code does', (id, _) => {
    expect(text(id).includes("'idempotency-key'")).toBe(extras[id]?.takesIdempotencyKey === true);
    expect(/, 201\)/.test(text(id))).toBe(extras[id]?.status === 201);
  });

  test('is there for every body that its use case reads itself', () => {
    const open = routes.filter(({ body }) => body?.safeParse(undefined).success).map(({ id }) => id);
    expect(open.filter(id => extras[id]?.content === undefined)).toEqual([]);
  });
});
