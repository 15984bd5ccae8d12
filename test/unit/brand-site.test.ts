import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfig } from '../../infra/config.ts';
import type { ApiStack } from '../../infra/stacks/api.ts';
import { ConsoleStack } from '../../infra/stacks/console.ts';
import type { ProductStack } from '../../infra/stacks/product.ts';
import { serveStatic } from '../../tools/local/front-static.ts';
import { writeBrand } from '../../tools/support/brand-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const [built, brand] = [join(folder, 'built'), join(folder, 'brand')];
beforeAll(() => {
  mkdirSync(built);
  writeFileSync(join(built, 'index.html'), '<!doctype html>');
  writeFileSync(join(built, 'brand.json'), '{"name":"Firstcall"}');
  writeBrand({ brand: 'Acorn', accent: '#7a3e12' }, join(folder, 'settings.yaml'), brand);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const api = { http: { api: { apiId: 'http' } } } as unknown as ApiStack;
const product = { liveSocket: { api: { apiId: 'socket' } } } as unknown as ProductStack;

/** How many sources each upload of the site has. */
function sources(more: Record<string, string>): number[] {
  const app = new App({ context: { stage: 'prod', ...more } });
  const stack = new ConsoleStack(app, { config: readConfig(app), api, product, built });
  const uploads = Template.fromStack(stack).findResources('Custom::CDKBucketDeployment');
  return Object.values(uploads).map(one => (one['Properties'].SourceObjectKeys as unknown[]).length);
}

test('the brand goes to the site with the built pages, after them, so that its files take the place of theirs', () => {
  expect([sources({}), sources({ brand })]).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

test('the local front shows the brand’s files where there are some, and the pages’ else', async () => {
  const server = createServer((request, response) => {
    const pathname = request.url ?? '/';
    void serveStatic({ request, response, pathname, root: built, brandRoot: brand, port: 0 });
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const said = await (await fetch(`${at}/brand.json`)).json();
  const page = await (await fetch(`${at}/inbox`)).text();
  server.closeAllConnections();
  await new Promise(closed => server.close(closed));
  expect([said, page]).toEqual([expect.objectContaining({ name: 'Acorn' }), '<!doctype html>']);
});
