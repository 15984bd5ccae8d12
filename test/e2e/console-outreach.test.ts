import { describe, expect, test } from '@jest/globals';
import { outreachOf } from './support/mock-outreach.ts';
import { OutreachPages } from './support/outreach-pages.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const outreach = () => new OutreachPages(stage.page);
const state = () => outreachOf(stage.server.state);
const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');

const enter = async (path = '/outreach') => {
  await stage.pages.signIn(path);
  await outreach().rows.or(outreach().evidence).first().waitFor();
};

/** Changes one outreach as the server would, and tells the consoles. */
function change(id: string, more: object): void {
  const { views } = state();
  const index = views.findIndex(one => one.id === id);
  const held = views[index];
  if (!held) throw new Error(`there is no ${id}`);
  views[index] = { ...held, ...more, version: held.version + 1 };
  stage.server.state.send({ type: 'outreach', id });
}

describe('the list of outreach', () => {
  test('has the open ones by when they are due, each with its reason, what it is worth and how it stands', async () => {
    await enter();
    const [burst, claims, market] = await outreach().rows.allTextContents();
    expect(burst).toMatch(/^2h 29m.*due by 13:01.*Nordlicht Handel.*Burst.*€280call planned$/);
    expect(burst).toContain('14 reports in the four days to 22 Nov, 3.1 expected');
    expect(claims).toMatch(/Deadline3 claims close by 2 Dec€1,880\.50to be calledoutside the budget$/);
    expect(market).toContain('MarketAmazon sells itself on amazon-it, 12 articles and 1 more');
    expect(await outreach().tab('').textContent()).toBe('Open33');
  });

  test('shows what is held back, the strongest first, each with the reason', async () => {
    await enter();
    expect(await outreach().tab('held').textContent()).toBe('Held back5');
    await outreach().tab('held').click();
    await outreach().rowOf('Casa Aurora').filter({ hasText: 'Rank 3.2' }).waitFor();
    const rows = await outreach().rows.allTextContents();
    expect(rows.map(row => /Rank \d\.\d/.exec(row)?.[0])).toEqual(
      [3.2, 2.8, 1.3, 1.1, 0.8].map(rank => `Rank ${rank}`),
    );
    const reasons = [/The budget of this quarter is used up$/, /The contact does not want to be called$/];
    for (const [at, reason] of reasons.entries()) expect(rows[at]).toMatch(reason);
    await outreach().tab('ended').click();
    await outreach().rowOf('Nordlicht Handel').filter({ hasText: 'reacheduseful' }).waitFor();
    expect(await outreach().rows.first().textContent()).toContain('not needed any more');
  });

  test('says how much of the budget is used up, and at once when it falls short', async () => {
    await enter();
    await outreach().budget.getByText('7 of 10 accounts called this quarter · 9 needed · 5 about').waitFor();
    expect(await outreach().budget.textContent()).toContain('The budget is enough');
    state().budget = { ...state().budget, called: 10, needed: 14 };
    stage.server.state.send({ type: 'outreach' });
    await outreach().budget.getByText('Needed 7%, called 5%').waitFor();
  });

  test('is walked through by keyboard, to the last and into one, and keeps the place while news come in', async () => {
    await enter();
    await stage.pages.press('ArrowDown', 'j', 'k', 'j');
    await until(focused, text => text.includes('Kestrel Outdoor'));
    change('out_29', { dueAt: '2026-11-23T09:00:00Z' });
    await outreach().rows.first().filter({ hasText: 'late' }).waitFor();
    expect(await focused()).toContain('Kestrel Outdoor');
    await stage.pages.press('End');
    await until(focused, text => text.includes('37 reports'));
    await stage.pages.press('Home', 'ArrowDown', 'Enter');
    await outreach().evidence.waitFor();
    expect(stage.page.url()).toContain('/outreach/out_burst');
    await until(
      () => stage.page.evaluate(() => document.activeElement?.id),
      id => id === 'content',
    );
    await stage.pages.press('g', 'o');
    await outreach().rows.first().waitFor();
  });

  test('shifts nothing while news come in', async () => {
    await enter();
    await stage.page.waitForLoadState('networkidle');
    await stage.page.evaluate(() => {
      const shifts: string[] = [];
      (globalThis as unknown as { shifts: string[] }).shifts = shifts;
      new PerformanceObserver(list => {
        for (const one of list.getEntries()) shifts.push(JSON.stringify(one));
      }).observe({ type: 'layout-shift', buffered: false });
    });
    state().budget = { ...state().budget, called: 10, needed: 14 };
    for (const [n, id] of ['out_9', 'out_8', 'out_7'].entries()) {
      change(id, { dueAt: `2026-11-23T09:0${n}:00Z`, callId: `call_${n}` });
      await outreach().rows.nth(n).filter({ hasText: 'late' }).filter({ hasText: 'call planned' }).waitFor();
    }
    change('out_claims', { state: 'ended', ending: 'reached', endedAt: '2026-11-23T09:31:00Z' });
    await outreach().tab('').filter({ hasText: '32' }).waitFor();
    expect(await stage.page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)).toEqual(
      [],
    );
  });

  test('reads on towards its end, and holds few of many in the page', async () => {
    const { views } = state();
    const like = views.find(one => one.id === 'out_29');
    if (like) for (let n = 0; n < 300; n++) views.push({ ...like, id: `more_${n}` });
    await enter();
    expect(await outreach().tab('').textContent()).toBe('Open100+');
    await stage.pages.press('j');
    const counts = async () => {
      await stage.pages.press('End');
      return outreach().tab('').textContent();
    };
    await until(counts, text => text === 'Open333');
    expect(await outreach().rows.count()).toBeLessThan(40);
  });

  test('says when there is nothing, and that it cannot be read', async () => {
    state().views.length = 0;
    await stage.pages.signIn('/outreach/held');
    await stage.page.getByText('Nothing is held back').waitFor();
    stage.server.state.gate = async ({ path }) =>
      path.startsWith('/v1/outreach') ? { type: 'about:blank', title: 'no', status: 400 } : undefined;
    await stage.pages.open('/outreach');
    await stage.pages.waitUntilLive();
    await stage.pages.alert.first().waitFor();
    await stage.page.waitForLoadState('networkidle');
    stage.server.state.gate = async () => undefined;
    await stage.pages.alert.getByRole('button').last().click();
    await stage.page.getByText('Nobody has to be called').waitFor();
  });

  test('is no part of what the inbox loads', async () => {
    await stage.pages.signIn();
    await stage.page.waitForLoadState('networkidle');
    const scripts = () =>
      stage.page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter(name => /\/(outreach|evidence)-ro/.test(name)),
      );
    expect(await scripts()).toEqual([]);
    await stage.pages.press('g', 'o');
    await outreach().rows.first().waitFor();
    expect((await scripts()).length).toBeGreaterThan(0);
  });
});
