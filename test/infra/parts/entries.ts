import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { toldIsRead } from '../../../infra/checks/functions.ts';
import { all } from '../../../infra/checks/templates.ts';
import { SITE_HEADERS, siteCsp } from '../../../infra/platform/site-headers.ts';
import { clockQueues } from '../../../shared/events/consumers.ts';
import { securityHeaders } from '../../../tools/local/front-static.ts';
import { broken } from '../support/break.ts';
import { templatesOf } from '../support/stage.ts';

const prod = templatesOf('prod');
const entries = globSync('functions/*/*.lambda.ts');

/** The variables that an entry reads, by its own words. */
function readsOf(entry: string): string[] {
  const text = readFileSync(entry, 'utf8');
  const asked = [...text.matchAll(/readEnv\(([^)]*)\)/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
  );
  const clocks = clockQueues.map(name => `${name.toUpperCase().replaceAll('-', '_')}_URL`);
  return [
    ...new Set([
      ...asked,
      ...(text.includes('readSocketEndpoint()') ? ['SOCKET_ENDPOINT'] : []),
      ...(text.includes('readClockQueueUrls()') ? clocks : []),
    ]),
  ];
}
const reads = Object.fromEntries(entries.map(entry => [basename(entry, '.lambda.ts'), readsOf(entry)]));

test('every entry is a function of the stacks, and every function has its entry', () => {
  const names = all<{ FunctionName?: string }>(prod, 'AWS::Lambda::Function')
    .flatMap(({ is }) => is.FunctionName ?? [])
    .map(name => name.replace(/^firstcall-/, ''));
  expect(names.sort()).toEqual(Object.keys(reads).sort());
});

test('a function is told exactly what its entry reads', () => {
  expect(toldIsRead(reads)(prod)).toEqual([]);
});

test('a variable that nobody is told is found, and one that nobody reads', () => {
  const changed = broken(prod, 'AWS::Lambda::Function', ({ Properties }) => {
    const { Variables } = (Properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
    if (!Variables) return;
    delete Variables['TABLE_NAME'];
    Variables['TABEL_NAME'] = 'a slip';
  });
  const said = toldIsRead(reads)(changed).join('\n');
  expect(said).toContain('relay: reads TABLE_NAME and is not told it');
  expect(said).toContain('relay: is told TABEL_NAME and does not read it');
});

test('the local front allows a page exactly what the CDN allows it', () => {
  const local = securityHeaders(4600);
  expect(local['content-security-policy']).toBe(siteCsp('ws://localhost:4600'));
  expect(local).toMatchObject(SITE_HEADERS);
});

test('pages are framed by nobody and run nothing but our own files', () => {
  const policy = siteCsp();
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});
