import { describe, expect, test } from '@jest/globals';
import { freshState, signUp } from './support/mock-state.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

describe('signing in', () => {
  test('says the same of a wrong password and of an unknown address', async () => {
    await stage.pages.open();
    await stage.pages.fillSignIn({ password: 'wrong' });
    const wrong = await stage.pages.alert.textContent();
    await stage.pages.fillSignIn({ email: 'nobody@example.com' });
    await stage.page.locator('button[type="submit"]:not([data-disabled])').waitFor();
    expect(await stage.pages.alert.textContent()).toBe(wrong);
    expect(wrong).toContain('not right');
  });

  test('asks for the second factor and says when the code is wrong', async () => {
    await stage.pages.open();
    await stage.pages.fillSignIn({ email: 'totp@example.com', password: 'any' });
    const code = stage.page.locator('input[autocomplete="one-time-code"]');
    await code.fill('000000');
    await stage.pages.press('Enter');
    await stage.pages.alert.waitFor();
    await code.fill('123456');
    await stage.pages.press('Enter');
    await stage.pages.waitUntilIn();
  });

  test('stays signed in over a reload, and keeps no token where scripts of another time could find it', async () => {
    await stage.pages.signIn();
    await stage.page.reload();
    await stage.pages.waitUntilIn();
    const kept = await stage.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    for (const token of stage.server.state.tokens.keys()) expect(kept).not.toContain(token);
  });

  test('renews a refused token once and carries on', async () => {
    await stage.pages.signIn('/feed');
    stage.server.state.tokens.clear();
    await stage.page.locator('a[href="/team"]').click();
    await stage.pages.agents.first().waitFor();
  });

  test('signing out ends the session and asks to sign in again', async () => {
    await stage.pages.signIn();
    await stage.page.getByRole('button', { name: 'Sign out' }).click();
    await stage.page.locator('input[autocomplete="current-password"]').waitFor();
    expect(stage.server.state.writes).toContain('DELETE /session');
    await until(stage.server.sockets, open => open === 0);
  });
});

describe('the inbox', () => {
  test('receives live, says so, and acknowledges by key', async () => {
    await stage.pages.signIn();
    const item = signUp(stage.server.state, 'Sternwald Versand');
    await stage.pages.notificationOf('Sternwald Versand').waitFor();
    expect(await stage.pages.toasts.first().textContent()).toContain('Sternwald Versand');
    expect(await stage.pages.announcements.textContent()).toContain('Sternwald Versand');
    await stage.pages.press('j');
    await stage.pages.detail.waitFor();
    expect(stage.page.url()).toContain(`/inbox/${item.id}`);
    await stage.pages.press('a');
    await stage.pages.acknowledged.waitFor();
    await until(
      () => stage.server.state.notifications.find(one => one.id === item.id)?.state,
      state => state === 'acknowledged',
    );
  });

  test('marks what was in front of the reader as seen, and counts the rest in the tab', async () => {
    stage.server.state.notifications.push(
      ...freshState().notifications.map((one, n) => ({ ...one, id: `old_${n}` })),
    );
    await stage.pages.signIn();
    await until(
      () => stage.page.title(),
      title => title.startsWith('('),
    );
    await until(
      () => stage.server.state.writes.filter(one => one.endsWith('/seen')).length,
      seen => seen >= 3,
    );
    await until(
      () => stage.page.title(),
      title => title === '(3) Inbox · Firstcall',
    );
  });

  test('catches up after the socket was down', async () => {
    await stage.pages.signIn();
    stage.server.dropSockets({ refuse: true });
    await stage.pages.waitUntilNotLive();
    signUp(stage.server.state, 'Unterwegs Reisen', { quietly: true });
    stage.server.acceptSockets();
    await stage.pages.notificationOf('Unterwegs Reisen').waitFor();
    await stage.pages.waitUntilLive();
  });

  test('says that it is offline and catches up afterwards', async () => {
    await stage.pages.signIn();
    await stage.context.setOffline(true);
    await until(
      () => stage.pages.banner.textContent(),
      text => /offline/i.test(text ?? ''),
    );
    signUp(stage.server.state, 'Funkloch GmbH', { quietly: true });
    await stage.context.setOffline(false);
    await stage.pages.notificationOf('Funkloch GmbH').waitFor();
    await stage.pages.waitUntilLive();
  });

  test('opens a deep link, and says so when it is somebody else’s', async () => {
    await stage.pages.signIn('/inbox/ntf_2');
    expect(await stage.pages.detail.textContent()).toContain('Why you');
    await stage.pages.open('/inbox/ntf_of_nobody');
    await stage.page.getByText('not in your inbox').waitFor();
  });

  test('keeps a list of 5,000 small in the page and moves nothing while news come in', async () => {
    const many = freshState({ notifications: 5000 }).notifications.map(one => ({
      ...one,
      state: 'seen' as const,
    }));
    stage.server.state.notifications.splice(0, stage.server.state.notifications.length, ...many);
    await stage.pages.signIn();
    const list = stage.page.getByRole('listbox');
    for (let jump = 0; jump < 12; jump++) {
      await list.evaluate(element => element.scrollTo({ top: element.scrollHeight }));
      await until(
        () => list.evaluate(element => element.scrollHeight),
        height => height > 68 * 50 * (jump + 1),
      );
    }
    expect(await stage.pages.notifications.count()).toBeLessThan(60);
    const firstInView = () =>
      list.evaluate(element => {
        const box = element.getBoundingClientRect();
        return document.elementFromPoint(box.left + 100, box.top + 40)?.closest('[role=option]')?.id;
      });
    await list.evaluate(element => element.scrollTo({ top: 68 * 100 }));
    const before = await until(firstInView, id => id !== undefined);
    signUp(stage.server.state, 'Neuzugang AG');
    await stage.pages.toasts.first().waitFor();
    expect(await firstInView()).toBe(before);
  });

  test('shifts no layout while news come in', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.page.evaluate(() => {
      const scores: number[] = [];
      (globalThis as unknown as { shifts: number[] }).shifts = scores;
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) scores.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: false });
    });
    for (const name of ['Eins', 'Zwei', 'Drei']) {
      signUp(stage.server.state, name);
      await stage.pages.notificationOf(name).waitFor();
    }
    expect(await stage.page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual(
      [],
    );
  });
});

describe('the other rooms', () => {
  test('the account says why this agent, and what happened, by keyboard alone', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.pages.press('j', 'Enter');
    await stage.pages.account.waitFor();
    await stage.pages.ranking.first().waitFor();
    expect(await stage.pages.whyThisAgent.textContent()).toContain('speaks the customer’s language');
    expect(await stage.pages.ranking.nth(0).textContent()).toContain('chosen');
    expect(await stage.pages.ranking.nth(2).textContent()).toContain('book is full');
    await stage.pages.timelineEntries.first().waitFor();
    const history = (await stage.pages.timelineEntries.allTextContents()).join('\n');
    expect(history).toContain('older than what was known');
    expect(history).toContain('duplicates: sent 2 times more');
    await stage.pages.press('g', 'i');
    await stage.pages.notifications.first().waitFor();
  });

  test('the team feed is live and goes back day by day', async () => {
    await stage.pages.signIn('/feed');
    signUp(stage.server.state, 'Frisch Angemeldet', { to: 'bruno' });
    await stage.pages.feedEntries.filter({ hasText: 'Frisch Angemeldet' }).waitFor();
    expect(await stage.pages.toasts.count()).toBe(0);
    const list = stage.page.getByRole('region', { name: 'Account changes, the newest first' });
    await until(async () => {
      await list.evaluate(element => element.scrollTo({ top: element.scrollHeight }));
      return stage.page.getByRole('button', { name: /^Show Sunday/ }).isVisible();
    }, Boolean);
    await stage.page.getByRole('button', { name: /^Show Sunday/ }).click();
    await stage.page.getByRole('heading', { name: /^Yesterday, Sunday/ }).waitFor();
  });

  test('an account is created by hand, and one that exists is refused in words', async () => {
    await stage.pages.signIn('/accounts');
    await stage.page.getByRole('button', { name: 'New account' }).click();
    const fields = { Name: 'Handarbeit', 'Id at your company': 'acc-1', Language: 'de', Product: 'repricer' };
    for (const [label, text] of Object.entries(fields))
      await stage.page.getByRole('dialog').getByLabel(label, { exact: true }).fill(text);
    await stage.page.getByRole('button', { name: 'Create account' }).click();
    await stage.pages.alert.waitFor();
    expect(await stage.pages.alert.textContent()).toContain('There is one with this id already');
    await stage.page.getByLabel('Id at your company').fill('acc-by-hand');
    await stage.page.getByRole('button', { name: 'Create account' }).click();
    await stage.pages.account.waitFor();
    expect(stage.page.url()).toContain('/accounts/acc-by-hand');
  });

  test('a lead records an absence with its cover, in the agent’s own zone', async () => {
    await stage.pages.signIn('/team');
    await stage.page.getByRole('button', { name: 'Record absence of Carmen Ruiz' }).click();
    await stage.page.getByLabel('From').fill('2026-12-01T09:00');
    await stage.page.getByLabel('To').fill('2026-12-05T17:00');
    await stage.page.getByLabel('Cover').selectOption('bruno');
    await stage.page.getByRole('button', { name: 'Record absence', exact: true }).click();
    await stage.pages.agents.filter({ hasText: 'cover: Bruno Conti' }).waitFor();
    const [absence] = stage.server.state.agents.find(one => one.id === 'carmen')?.absences ?? [];
    expect(absence).toMatchObject({
      from: '2026-12-01T08:00:00.000Z',
      to: '2026-12-05T16:00:00.000Z',
      coverId: 'bruno',
    });
  });

  test('an unknown address leads back to the inbox', async () => {
    await stage.pages.signIn('/no/such/room');
    await stage.page.getByRole('link', { name: 'To the inbox' }).click();
    await stage.pages.notifications.first().waitFor();
  });
});
