import { describe, expect, test } from '@jest/globals';
import { overflow, violations } from './support/access-check.ts';
import { bodyOf, serveCustomers } from './support/customer-server.ts';
import { stageCustomerPage } from './support/stage-customer-page.ts';

const KEY = 'fck_0123456789abcdefghij';
type Asked = {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
};

/** An API that says again what it was asked. */
const stage = stageCustomerPage<{ readonly paths: string[]; readonly asked: Asked[] }>(
  {
    path: '/docs/',
    token: '',
    start: dist => {
      const state = { paths: [] as string[], asked: [] as Asked[] };
      return serveCustomers({
        dist,
        state,
        api: async (request, response) => {
          const { authorization, cookie, 'content-type': type } = request.headers;
          const line = `${request.method} ${request.url}`;
          state.asked.push({ line, authorization, cookie, type, body: await bodyOf(request) });
          response.writeHead(202, { 'content-type': 'application/json', 'retry-after': '2' });
          response.end(JSON.stringify({ heard: line }));
        },
      });
    },
  },
  { viewport: { width: 1280, height: 800 } },
);

const search = () => stage.page.getByRole('searchbox', { name: 'Search routes and events' });
const contents = () => stage.page.getByRole('navigation', { name: 'Contents' });
const shownLinks = () => contents().getByRole('link').allInnerTexts();
const curl = () => stage.page.getByLabel('curl', { exact: true }).textContent();

test('the reference wears the company’s name, and ours where it has none', async () => {
  const shown = async () => [await stage.page.title(), await stage.page.locator('a.brand').textContent()];
  await stage.open('API reference');
  expect(await shown()).toEqual(['Firstcall API', 'Firstcall API']);
  await stage.page.route('**/brand.json', route => route.fulfill({ json: { name: 'Ahorn & Söhne' } }));
  await stage.page.evaluate(() => localStorage.clear());
  await stage.page.reload();
  await stage.heading('API reference');
  expect(await shown()).toEqual(['Ahorn & Söhne API', 'Ahorn & Söhne API']);
  await stage.page.unroute('**/brand.json');
});

test('a search narrows the contents as one types, and the keyboard leads to what it found', async () => {
  await stage.open('API reference');
  await stage.page.keyboard.press('/');
  await stage.page.keyboard.type('signed-up');
  await expect(shownLinks()).resolves.toEqual(['account.signed-up']);
  await stage.page.keyboard.press('Enter');
  await stage.heading('account.signed-up');
  expect(new URL(stage.page.url()).hash).toBe('#account.signed-up');
  await search().fill('no such words');
  await stage.page.getByText('Nothing has these words.').waitFor();
  await search().fill('contact accounts:write');
  await search().press('ArrowDown');
  await stage.page.keyboard.press('Enter');
  await stage.heading('Put contact');
  await search().press('Escape');
  expect((await shownLinks()).length).toBeGreaterThan(5);
  await stage.page.goBack();
  await stage.heading('account.signed-up');
});

test('a route that is for staff says so and has no form; an address that is none says so', async () => {
  await stage.open('List accounts', 'list-accounts');
  await stage.page.getByText('It needs a signed-in session').waitFor();
  expect(await stage.page.getByLabel('API key').count()).toBe(0);
  expect(await curl()).toContain('Bearer $TOKEN');
  await stage.open('Nothing is called so', 'no-such-route');
});

describe('trying a route', () => {
  const send = async () => {
    await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
    await stage.page.getByText('Status 202').waitFor();
  };

  test('sends what is written with the key, and shows what came', async () => {
    await stage.context.addCookies([{ name: 'session', value: 'secret', url: stage.server.origin }]);
    await stage.open('Post events', 'post-events');
    await stage.page.getByLabel('Begin with').selectOption({ index: 1 });
    const body = await stage.page.getByLabel('Body', { exact: true }).inputValue();
    await stage.page.getByLabel('API key').fill(KEY);
    await send();
    expect(stage.server.state.asked).toEqual([
      {
        line: 'POST /api/v1/events',
        authorization: `Bearer ${KEY}`,
        cookie: undefined,
        type: 'application/cloudevents+json',
        body,
      },
    ]);
    await stage.page.getByLabel('Body of the answer', { exact: true }).waitFor();
    expect(await stage.page.getByRole('status').allInnerTexts()).toContainEqual(
      expect.stringMatching(/retry-after\s+2[\s\S]*"heard": "POST \/api\/v1\/events"/),
    );
  });

  test('keeps the key from page to page, in no line for a shell, nowhere stored, and forgets it on leaving', async () => {
    await stage.open('Post events', 'post-events');
    await stage.page.getByLabel('API key').fill(KEY);
    await stage.open('Look up caller', 'look-up-caller');
    const key = stage.page.getByLabel('API key');
    expect([await key.getAttribute('type'), await key.inputValue()]).toEqual(['password', KEY]);
    await stage.page.getByLabel('number (query)').fill('+49 30');
    expect(await curl()).toMatch(/number=%2B49\+30'[\s\S]*Bearer \$KEY"$/);
    await send();
    expect(stage.server.state.asked[0]?.line).toBe('GET /api/v1/callers?number=%2B49+30');
    const stored = await stage.page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);
    expect(stored).toEqual([['firstcall.brand'], []]);
    const kept = await stage.page.evaluate(() => JSON.stringify(localStorage));
    expect(kept + (await stage.page.content())).not.toContain(KEY);
    await stage.page.goto(`${stage.server.origin}/device/`);
    await stage.page.goBack();
    await stage.heading('Look up caller');
    expect(await key.inputValue()).toBe('');
  });
});

test.each(['light', 'dark'] as const)('in %s nothing is amiss at 360 px', async colorScheme => {
  await stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await stage.page.setViewportSize({ width: 360, height: 720 });
  const found: string[] = [];
  const look = async () => found.push(...(await violations(stage.page)), ...(await overflow(stage.page)));
  await stage.open('API reference');
  await look();
  await search().fill('policy');
  await look();
  await stage.open('Put policy', 'put-policy');
  await look();
  await stage.open('Post events', 'post-events');
  await stage.page.getByLabel('API key').fill(KEY);
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await stage.page.getByText('Status 202').waitFor();
  await look();
  await stage.open('device.lock-wanted', 'device.lock-wanted');
  await look();
  await stage.open('Events', 'events');
  found.push(...(await overflow(stage.page)));
  expect(found).toEqual([]);
});
