import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { faults } from './support/access-check.ts';
import { insightsFor, insightsIn } from './support/mock-insights.ts';
import { stageConsole } from './support/stage-console.ts';

const stage = stageConsole();
const report = () => stage.page.getByTestId('insights');
const card = (id: string): Locator => stage.page.getByTestId(`card-${id}`);
const figures = () => stage.page.getByTestId('figure-card').allTextContents();
const rows = (id: string): Locator => card(id).getByTestId('sheet-row');
const choose = (label: string, option: string) =>
  stage.page.getByRole('combobox', { name: label, exact: true }).selectOption(option);

const month = { from: '2026-10-27', to: '2026-11-23' } as const;
const answer = (by: 'day' | 'week', segment?: string) =>
  insightsFor(stage.server.state, { ...month, by, ...(segment === undefined ? {} : { segment }) });
const percent = (share = 0): string => `${Math.round(share * 100)}%`;

async function fileOf(id: string): Promise<{ name: string; lines: string[] }> {
  const [download] = await Promise.all([
    stage.page.waitForEvent('download'),
    card(id)
      .getByRole('button', { name: /^Download as CSV/ })
      .click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), lines: text.replace('\uFEFF', '').trimEnd().split('\r\n') };
}

describe('the insights', () => {
  test('show the last four weeks as figures, drawings, tables and files, by step and by segment', async () => {
    await stage.pages.signIn('/team');
    await stage.page.getByRole('navigation').getByRole('link', { name: 'Insights' }).click();
    await report().getByText('Changes are against').waitFor();
    const { totals, buckets } = answer('day');
    const [kept, reached, useful, median] = await figures();
    expect(kept).toMatch(
      new RegExp(`^Promises kept${percent(totals.promises.keptShare)}[▲▼] [+−]\\d+ points`),
    );
    expect(reached).toContain(
      `${totals.calls.reached} of ${totals.calls.ended - totals.calls.notMade} calls`,
    );
    expect(useful).toContain(`${totals.outreach.useful} of ${totals.outreach.judged} judged`);
    expect(median).toMatch(/^Median time to answer\d+ sec/);

    expect(await card('promises').getByTestId('bar').count()).toBe(28);
    const drawing = card('promises').getByRole('img', { name: 'Promises kept and broken' });
    const most = Math.max(...buckets.map(one => one.promises.met));
    expect(await drawing.locator('desc').textContent()).toContain(`kept: at most ${most}, `);
    await card('promises').getByText('Show as table').click();
    expect(await rows('promises').count()).toBe(28);
    expect(await rows('promises').nth(26).textContent()).toMatch(/^Sun, 22 Nov 2026000000––$/);

    await choose('By', 'Week');
    await choose('Segment', 'gold');
    await stage.page.waitForURL('**/insights?by=week&segment=gold');
    const gold = answer('week', 'gold');
    await report().getByText('The first or last bar is not a whole week').waitFor();
    await card('load').getByText('Of the whole team').waitFor();
    expect(gold.buckets).toHaveLength(5);
    const { name, lines } = await fileOf('calls');
    expect(name).toBe('insights-calls-2026-10-27-2026-11-23.csv');
    expect(lines[0]).toMatch(/^time,from,to,calls_ended,reached,declined,never_reached,/);
    expect(lines.slice(1).map(line => line.split(',').slice(0, 5))).toEqual(
      gold.buckets.map(one => [one.label, one.from, one.to, `${one.calls.ended}`, `${one.calls.reached}`]),
    );
    await card('calls').getByText('Show as table').click();
    const shown = await rows('calls').first().getByRole('cell').allTextContents();
    expect(shown.slice(0, 2)).toEqual(lines[1]?.split(',').slice(3, 5));
    expect((await fileOf('agents')).lines[1]).toMatch(/^[A-Z]\w+ \w+,\d+,\d+,\d+,\d+,\d+$/);
    await stage.pages.open('/insights?period=quarter');
    await report().getByText('Changes are against').waitFor();
    expect(await faults(stage.page)).toEqual([]);
  });

  test('say when there is nothing, what was too long to be counted, and that they cannot be read', async () => {
    const held = insightsIn(stage.server.state);
    held.short = [{ part: 'calls', countedFrom: '2026-11-02' }, { part: 'outreach' }];
    await stage.pages.signIn('/insights?from=2026-11-30&to=2026-11-02');
    await stage.page.getByText('Choose at most 366 days').waitFor();
    await stage.page.getByRole('link', { name: '7 days' }).click();
    const short = stage.page.getByTestId('short');
    await short.waitFor();
    expect(await short.textContent()).toMatch(
      /Calls are counted from Mon, 2 Nov 2026 on. Outreach signals are not counted whole\./,
    );
    held.material = { cases: [], calls: [], feedback: [], outreach: [], answers: [] };
    held.short = [];
    await stage.page.getByRole('link', { name: 'Quarter' }).click();
    await stage.page.getByText('Nothing happened in this period').waitFor();
    stage.server.state.gate = async ({ path }) =>
      path.startsWith('/v1/insights') ? { type: 'about:blank', title: 'no', status: 400 } : undefined;
    await stage.pages.open('/insights');
    await stage.pages.waitUntilLive();
    await stage.pages.alert.first().waitFor();
    await stage.page.waitForLoadState('networkidle');
    stage.server.state.gate = async () => undefined;
    await stage.pages.alert.getByRole('button').last().click();
    await stage.page.getByText('Nothing happened in this period').waitFor();
  });
});
