import { expect, test } from '@jest/globals';
import { randomOf } from '../../tools/bench/random.ts';
import { settled } from './support/access-check.ts';
import { ConsolePages } from './support/console-pages.ts';
import { happen, losingHints, makeSmall, mishap, onPage, onServer } from './support/live-rounds.ts';
import { shiftsOf, storm, watchShifts } from './support/live-storm.ts';
import { signUp } from './support/mock-state.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const ROUNDS = 20;
const WITHIN_MS = 600_000;

test(
  'twenty times cut, asleep or offline with 30 % of the hints lost, the page equals the server again',
  async () => {
    const { state } = stage.server;
    makeSmall(state);
    const loss = losingHints(state, randomOf(1));
    await stage.pages.signIn('/inbox');
    const session = await stage.context.newCDPSession(stage.page);
    const told: string[] = [];
    for (let seed = 1; seed <= ROUNDS; seed++) {
      loss.share = 0.3;
      const { what, room } = await mishap({ stage, random: randomOf(seed * 7_919), session });
      // Once more, with something missed for certain; all is well from here on.
      loss.share = 0;
      stage.server.dropSockets({ refuse: true });
      happen(state, randomOf(seed));
      stage.server.acceptSockets();
      await until(stage.server.sockets, open => open > 0, WITHIN_MS);
      await stage.pages.waitUntilLive();
      const liveAt = performance.now();
      const same = (shown: readonly string[]) =>
        JSON.stringify(shown) === JSON.stringify(onServer(room, state));
      await until(() => onPage(room, stage.page), same, 60_000).catch(error => {
        throw new Error(`seed ${seed}, ${room} ${what}: ${error}; server: ${onServer(room, state)}`);
      });
      told.push(`${seed} ${room} ${what}: ${Math.round(performance.now() - liveAt)} ms`);
    }
    console.log(`equal after reconnecting; ${loss.lost} of ${loss.sent} hints lost\n${told.join('\n')}`);
    expect(loss.lost).toBeGreaterThan(0);
  },
  WITHIN_MS,
);

test('fifty changes a second cost a bounded number of readings, few rows, and move nothing', async () => {
  await stage.pages.signIn('/inbox');
  await stage.pages.notifications.first().waitFor();
  await stage.page.waitForLoadState('networkidle');
  await settled(stage.page);
  await watchShifts(stage.page);
  const { changes, reads, seconds } = await storm(stage.server, { perSecond: 50, seconds: 3 });
  const { notifications } = stage.server.state;
  const unread = () =>
    notifications.filter(one => ['queued', 'sent', 'delivered'].includes(one.state)).length;
  await until(
    () => stage.page.getByTestId('unseen').first().textContent(),
    text => text?.startsWith(unread() > 99 ? '99+' : `${unread()}${unread()} `) === true,
  );
  expect(changes).toBe(150);
  const most = Math.max(...reads.values());
  console.log(`${changes} changes: ${JSON.stringify(Object.fromEntries(reads))}, ${seconds.toFixed(1)} s`);
  // One run a second, some more at first and in the end, each of a few turns.
  expect(most).toBeLessThanOrEqual(3 * (seconds + 6));
  expect(await stage.pages.notifications.count()).toBeLessThan(60);
  expect(await shiftsOf(stage.page)).toEqual([]);
});

test('what is done in one tab shows in the others, and signing out ends them all', async () => {
  await stage.pages.signIn('/inbox');
  const other = new ConsolePages(await stage.context.newPage(), stage.pages.entry);
  await other.open('/inbox');
  await other.waitUntilIn();
  const item = signUp(stage.server.state, 'Zwei Fenster');
  for (const pages of [stage.pages, other]) await pages.row(item.id).waitFor();
  await stage.page.bringToFront();
  await stage.pages.row(item.id).click();
  await stage.pages.detail.waitFor();
  await stage.pages.press('a');
  await other.row(item.id).waitFor({ state: 'detached' });
  await stage.page.getByRole('button', { name: 'Sign out' }).click();
  for (const { page } of [stage.pages, other])
    await page.locator('input[autocomplete="current-password"]').waitFor();
});
