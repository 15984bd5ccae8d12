import { expect, test } from '@jest/globals';
import { faults, overflow, settled } from './support/access-check.ts';
import { cutRows, lowTargets } from './support/measure-rows.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

/** A room with rows, and what one of them is. */
const lists = [
  { path: '/today', row: 'main ol > li' },
  { path: '/inbox', row: 'main [role="option"]' },
  { path: '/feed', row: 'main ol > li' },
  { path: '/accounts', row: 'main ol > li' },
  { path: '/devices', row: 'main ol > li' },
  { path: '/outreach', row: 'main ol > li' },
] as const;
/** Rooms of cards, tables and forms. */
const others = ['/accounts/acc-0', '/devices/case_late', '/calls', '/calls/call_welcome', '/load', '/duty'];

const density = () => stage.page.evaluate(() => document.documentElement.dataset['density']);
const isDense = (wanted: 'comfortable' | 'compact') => until(density, found => found === wanted);
const choose = (wanted: 'comfortable' | 'compact') =>
  stage.page.getByTestId('density').getByRole('combobox').selectOption(wanted);
/** As one who chose it on an earlier day. */
const compact = () => stage.context.addInitScript(() => localStorage.setItem('firstcall.density', 'compact'));

async function show(path: string): Promise<void> {
  await stage.pages.open(path);
  await stage.page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(stage.page);
}

/** How many rows fit on the screen. */
async function fitting({ path, row }: (typeof lists)[number]): Promise<number> {
  await show(path);
  const rows = stage.page.locator(row);
  await rows.first().waitFor();
  return rows.evaluateAll(
    found => found.filter(one => one.getBoundingClientRect().bottom <= innerHeight).length,
  );
}

test('compact shows more rows in every list, is kept, and is taken back', async () => {
  await stage.pages.signIn('/settings');
  const before = new Map<string, number>();
  for (const list of lists) before.set(list.path, await fitting(list));
  await show('/settings');
  await isDense('comfortable');
  await choose('compact');
  await isDense('compact');
  const more: string[] = [];
  for (const list of lists) if ((await fitting(list)) > (before.get(list.path) ?? 0)) more.push(list.path);
  expect(more).toEqual(lists.map(({ path }) => path));
  await show('/settings');
  expect(await stage.page.getByTestId('density').getByRole('combobox').inputValue()).toBe('compact');
  await choose('comfortable');
  await isDense('comfortable');
  await show('/settings');
  expect(await density()).toBe('comfortable');
});

test('what was chosen is on the page before anything is drawn, and nothing moves for it', async () => {
  await compact();
  await stage.context.addInitScript(() => {
    const seen = globalThis as unknown as { moved: string[]; first?: string | undefined };
    seen.moved = [];
    new PerformanceObserver(list => {
      for (const one of list.getEntries()) seen.moved.push(JSON.stringify(one));
    }).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((_, watching) => {
      if (!document.getElementById('root')?.firstChild) return;
      seen.first = document.documentElement.dataset['density'];
      watching.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await stage.pages.open();
  await stage.page.locator('input[autocomplete="username"]').waitFor();
  await stage.page.waitForLoadState('networkidle');
  const { moved, first } = await stage.page.evaluate(() => {
    const seen = globalThis as unknown as { moved: string[]; first?: string };
    return { moved: seen.moved, first: seen.first };
  });
  expect([moved, first]).toEqual([[], 'compact']);
});

test.each([1280, 900, 360])(
  'in compact no row is cut and nothing is too wide or too low, %s px wide',
  async width => {
    await compact();
    await stage.page.setViewportSize({ width, height: 800 });
    await stage.pages.signIn('/feed');
    const found: string[] = [];
    for (const { path, row } of lists) {
      await show(path);
      await stage.page.locator(row).first().waitFor();
      found.push(...(await cutRows(stage.page, row)).map(text => `${path} ${text}`));
    }
    for (const path of [...lists.map(list => list.path), ...others]) {
      await show(path);
      found.push(
        ...(await overflow(stage.page)),
        ...(await lowTargets(stage.page)).map(one => `${path} ${one}`),
      );
    }
    expect(found).toEqual([]);
  },
);

test('in compact WCAG 2.2 AA holds in light and dark, on a desk and on a phone', async () => {
  await compact();
  await stage.pages.signIn('/feed');
  const found: string[] = [];
  for (const path of ['/today', '/inbox/ntf_1', '/devices', ...others, '/settings']) {
    await show(path);
    found.push(...(await faults(stage.page)));
  }
  expect(found).toEqual([]);
});

test.each(['en', 'de', 'es', 'fr', 'it'])('compact holds its rows in %s', async language => {
  const { agents } = stage.server.state;
  const anna = agents.findIndex(agent => agent.email === 'anna@example.com');
  const held = agents[anna];
  if (held) agents[anna] = { ...held, languages: [language] };
  await compact();
  await stage.pages.signIn('/settings');
  await until(
    () => stage.page.evaluate(() => document.documentElement.lang),
    lang => lang.startsWith(language),
  );
  await stage.page.getByTestId('density').waitFor();
  const found = [...(await overflow(stage.page))];
  for (const { path, row } of lists) {
    await show(path);
    await stage.page.locator(row).first().waitFor();
    found.push(...(await cutRows(stage.page, row)), ...(await overflow(stage.page)));
  }
  expect(found).toEqual([]);
});

test('rows grow with the text of those who set it larger', async () => {
  await stage.pages.signIn('/settings');
  await stage.page.evaluate(() => document.documentElement.style.setProperty('font-size', '125%'));
  for (const { path, row } of lists) {
    const link = stage.page.locator(`nav a[href="${path}"]`).first();
    await link.click();
    const first = stage.page.locator(row).first();
    await first.waitFor();
    await settled(stage.page);
    expect([path, await cutRows(stage.page, row)]).toEqual([path, []]);
  }
});

test.each([
  { path: '/load', late: '/v1/team-load' },
  { path: '/duty', late: '/v1/duty' },
  { path: '/settings', late: '/v1/me/preferences' },
])('what stands below in $path is not seen to move when $late answers last', async ({ path, late }) => {
  await stage.pages.signIn('/feed');
  let release = (): void => undefined;
  const held = new Promise<void>(done => {
    release = done;
  });
  const { gate } = stage.server.state;
  stage.server.state.gate = async call => {
    if (call.path === late) await held;
    return gate(call);
  };
  await stage.context.addInitScript(() => {
    const seen = globalThis as unknown as { moved: string[] };
    seen.moved = [];
    type Shift = PerformanceEntry & { readonly sources: readonly { readonly node: Node | null }[] };
    new PerformanceObserver(list => {
      for (const { sources } of list.getEntries() as Shift[])
        for (const { node } of sources)
          if (node instanceof Element && node.closest('main')) seen.moved.push(node.outerHTML.slice(0, 120));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await stage.pages.open(path);
  const waiting = stage.page.locator('main [data-of="screen"]');
  await waiting.waitFor();
  await until(
    () => stage.page.locator('main section').count(),
    below => below > 0,
  );
  release();
  await waiting.waitFor({ state: 'detached' });
  await settled(stage.page);
  expect(await stage.page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([]);
});
