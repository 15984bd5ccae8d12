import { describe, expect, test } from '@jest/globals';
import { en as words } from '../../web/rooms/ops/words/en.ts';
import { faults, faultsOfDialog, overflow, settled } from './support/access-check.ts';
import { at, START } from './support/mock-data.ts';
import { actInMock, opsOf } from './support/mock-ops.ts';
import { OpsPages } from './support/ops-pages.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const ops = () => new OpsPages(stage.page);
const state = () => opsOf(stage.server.state);
const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');
describe('what could not be taken in', () => {
  test('is listed with the newest first: why, where from, how large, how it stands', async () => {
    await stage.pages.signIn('/ops');
    await ops().rows.first().waitFor();
    const rows = await ops().rows.allTextContents();
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatch(
      /^10:18Its time is more than a day aheadtime.*shop\.example\.com.*419 bytesopen$/,
    );
    expect(rows[2]).toContain(words.reasons['personal-data']);
    expect(await ops().tab('').textContent()).toBe('Waiting5');
    await ops().tab('all').click();
    await ops().rows.nth(5).filter({ hasText: 'set aside' }).waitFor();
  });

  test('is worked through by keys alone: into the room, down, open, take in, back, set aside with a reason, open again', async () => {
    await stage.pages.signIn();
    await stage.pages.press('g', 'w');
    await ops().rows.first().waitFor();
    await stage.pages.press('ArrowDown', 'j', 'k');
    await until(focused, text => text.includes(words.reasons['too-far-ahead']));
    await stage.pages.press('Enter');
    await ops().standing('open').waitFor();
    await ops().button(words.takeIn).focus();
    await stage.pages.press('Enter');
    await ops().standing('taken-in').waitFor();
    expect(await ops().outcome.textContent()).toBe(words.outcomes['taken-in']);
    expect(await ops().last.textContent()).toContain('Taken in by Anna Berger');
    await stage.pages.press('g', 'w');
    await ops().rows.first().filter({ hasText: words.reasons['unknown-type'] }).waitFor();
    await stage.pages.press('j', 'Enter');
    await ops().one.getByText(words.notWhole).waitFor();
    expect(await ops().button(words.takeIn).count()).toBe(0);
    await ops().button(words.setAside).focus();
    await stage.pages.press('Enter');
    const submit = stage.page
      .getByRole('dialog')
      .getByRole('button', { name: words.setAsideSubmit, exact: true });
    await submit.waitFor();
    await stage.page.getByLabel(words.why).focus();
    await stage.page.keyboard.type('   ');
    expect(await submit.isDisabled()).toBe(true);
    await stage.page.keyboard.type('The shop tests <b>new</b> events.');
    await stage.pages.press('Enter');
    await ops().standing('set-aside').waitFor();
    await ops().last.getByText('The shop tests <b>new</b> events.').waitFor();
    await ops().button(words.reopen).focus();
    await stage.pages.press('Enter');
    await ops().standing('open').waitFor();
    expect(stage.server.state.writes.filter(one => one.includes('quarantine'))).toEqual([
      'POST /v1/quarantine/qrt_1/actions',
      ...Array.from({ length: 2 }, () => 'POST /v1/quarantine/qrt_2/actions'),
    ]);
  });

  test('that is refused again says why, in the page and in the list', async () => {
    await stage.pages.signIn('/ops/qrt_4');
    await ops().button(words.takeIn).click();
    await ops().last.getByText(words.again).waitFor();
    expect(await ops().outcome.textContent()).toBe(words.outcomes['refused-again']);
    expect(await ops().last.textContent()).toContain('version 2 of account.signed-up is not known');
    await ops().standing('open').waitFor();
    await stage.pages.press('g', 'w');
    await ops().rows.filter({ hasText: words.triedAgain }).waitFor();
    state().stillUnfit.clear();
    await ops().rows.filter({ hasText: words.triedAgain }).click();
    await ops().button(words.takeIn).click();
    await ops().standing('taken-in').waitFor();
  });

  test('that a colleague dealt with first is refused with their name, and shown as it stands', async () => {
    await stage.pages.signIn('/ops/qrt_1');
    await ops().button(words.takeIn).waitFor();
    actInMock(stage.server.state, 'qrt_1', { action: 'set-aside', version: 1, why: 'Ours', by: 'bruno' });
    await ops().button(words.takeIn).click();
    await stage.pages.alert.getByText(words.first('Bruno Conti')).waitFor();
    await ops().standing('set-aside').waitFor();
    expect(state().kept[0]?.item).toMatchObject({ state: 'set-aside', version: 2 });
    await ops().button(words.reopen).click();
    await ops().standing('open').waitFor();
    expect(await stage.pages.alert.count()).toBe(0);
  });

  test('shows a hostile text as text', async () => {
    const one = state().kept[0];
    if (one) one.text = '<img src=x onerror="document.title=1"></pre><script>1</script>\u202e'.repeat(20);
    await stage.pages.signIn('/ops/qrt_1');
    await ops().text.waitFor();
    expect(await ops().text.textContent()).toContain('</pre><script>');
    expect(await ops().one.locator('img, script').count()).toBe(0);
  });

  test('comes into view by itself, and shifts nothing', async () => {
    await stage.page.clock.install({ time: START });
    await stage.pages.signIn('/ops');
    await ops().rows.first().waitFor();
    await settled(stage.page);
    await stage.page.evaluate(() => {
      const shifts: number[] = [];
      (globalThis as unknown as { shifts: number[] }).shifts = shifts;
      new PerformanceObserver(list => shifts.push(list.getEntries().length)).observe({
        type: 'layout-shift',
      });
    });
    const [like] = state().kept;
    if (like)
      state().kept.push({ ...like, item: { ...like.item, id: 'qrt_new', at: at(0), reason: 'too-old' } });
    state().beats.auditor = START - 40 * 60_000;
    await stage.page.clock.runFor(31_000);
    await ops().rows.first().filter({ hasText: words.reasons['too-old'] }).waitFor();
    await stage.page.locator('[data-testid="watch-line"][data-state="silent"]').waitFor();
    expect(await ops().line.textContent()).toContain('Auditor: silent since 09:50');
    expect(await stage.page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual(
      [],
    );
  });

  test('says when there is nothing, when it is gone, and when it cannot be read', async () => {
    state().kept.length = 0;
    await stage.pages.signIn('/ops');
    await stage.page.getByText(words.emptyTitle.open).waitFor();
    for (const path of ['/ops/qrt_gone', '/ops/%00']) {
      await stage.pages.open(path);
      await stage.page.getByText(words.missing).waitFor();
    }
    stage.server.state.gate = async ({ path }) =>
      /quarantine|operations/.test(path) ? { type: 'about:blank', title: 'no', status: 400 } : undefined;
    await stage.pages.open('/ops');
    await stage.pages.waitUntilLive();
    await stage.pages.alert.first().waitFor();
    await stage.page.waitForLoadState('networkidle');
    await stage.page.locator('[data-testid="watch-line"][data-state="unread"]').waitFor();
    stage.server.state.gate = async () => undefined;
    await stage.pages.alert.getByRole('button').click();
    await stage.page.getByText(words.emptyTitle.open).waitFor();
  });
});

describe('whether everything is watched', () => {
  test('is said in words, with what was found and the heading of the runbook', async () => {
    state().beats.sweep = START - 20 * 60_000;
    Object.assign(state().audit, { late: 3, oldestLateMs: 900_000, unguarded: 1, mended: 1 });
    await stage.pages.signIn('/ops/watch');
    await ops().watch.waitFor();
    expect(await ops().watch.getByRole('status').textContent()).toBe(
      'Not everything is watched. Sweep: silent since 10:10',
    );
    expect(await ops().findings.allTextContents()).toEqual([
      expect.stringMatching(/^The sweep does not run.*“Watcher silent”$/),
      expect.stringMatching(
        /^3 facts or timers were sent and not done; the oldest 15 mins ago.*“Promises late”$/,
      ),
      expect.stringMatching(/^1 open promise had no next step; 1 mended.*“Promises unguarded”$/),
    ]);
    expect(await stage.page.getByTestId('watcher-sweep').getAttribute('data-silent')).toBe('true');
  });
});

test('the room is for those who operate the product alone', async () => {
  const { agents } = stage.server.state;
  const anna = agents.findIndex(({ id }) => id === 'anna');
  const held = agents[anna];
  if (held) agents[anna] = { ...held, roles: ['agent', 'lead'] };
  await stage.pages.signIn('/feed');
  await stage.page.locator('nav a[href="/load"]').first().waitFor();
  expect(await stage.page.locator('a[href="/ops"]').count()).toBe(0);
  await stage.pages.press('g', 'w');
  expect(stage.page.url()).toMatch(/\/feed$/);
  await stage.pages.open('/ops');
  await stage.page.getByText(words.notYours).waitFor();
});

test('has nothing that WCAG 2.2 AA forbids, when all is well and when nothing is, with the dialog', async () => {
  await stage.pages.signIn('/ops/qrt_4');
  const found = await faultsOfDialog(stage.page, words.setAside);
  await ops().button(words.takeIn).click();
  await ops().last.getByText(words.again).waitFor();
  found.push(...(await faults(stage.page)));
  Object.assign(state().audit, { overdue: 2, late: 3, unguarded: 1 });
  Object.assign(state().beats, { sweep: undefined, auditor: START - 86_400_000 });
  for (const path of ['/ops', '/ops/watch']) {
    await stage.pages.open(path);
    await stage.page.locator('[data-state="silent"]').waitFor();
    found.push(...(await faults(stage.page)));
  }
  expect(found).toEqual([]);
}, 300_000);

const phrases = (one: unknown): string[] =>
  typeof one === 'string'
    ? [one]
    : typeof one === 'object' && one !== null
      ? Object.values(one).flatMap(phrases)
      : [];

test.each(['en', 'de', 'es', 'fr', 'it'] as const)(
  'in %s it fits 320 px and speaks nothing else',
  async language => {
    const { agents } = stage.server.state;
    const anna = agents.findIndex(({ id }) => id === 'anna');
    const held = agents[anna];
    if (held) agents[anna] = { ...held, languages: [language] };
    Object.assign(state().beats, { sweep: undefined, auditor: START - 86_400_000 });
    const english = phrases(words).filter(text => text.split(' ').length > 2);
    await stage.page.setViewportSize({ width: 320, height: 600 });
    await stage.pages.signIn('/ops');
    const wrong: string[] = [];
    for (const path of ['/ops', '/ops/watch', '/ops/qrt_1', '/ops/qrt_6']) {
      await stage.pages.open(path);
      await stage.page.locator(`html[lang="${language}"]`).waitFor();
      await ops().rows.first().or(ops().watch).or(ops().one).waitFor();
      await settled(stage.page);
      const text = (await stage.page.locator('main').textContent()) ?? '';
      wrong.push(...(await overflow(stage.page)));
      if (language !== 'en') wrong.push(...english.filter(one => text.includes(one)));
    }
    expect(wrong).toEqual([]);
  },
  180_000,
);
