import { describe, expect, test } from '@jest/globals';
import { settled } from './support/access-check.ts';
import { freshState, signUp } from './support/mock-state.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole({ serviceWorkers: 'allow' });

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

  test('leaves what came while nobody was there unseen, until somebody is', async () => {
    await stage.page.clock.install();
    await stage.pages.signIn();
    await stage.page.clock.runFor(5_000);
    await stage.page.clock.runFor(90_000);
    const seen = (id: string) => stage.server.state.writes.includes(`POST /v1/notifications/${id}/seen`);
    const item = signUp(stage.server.state, 'Nachtlager Express');
    await stage.pages.notificationOf('Nachtlager Express').waitFor();
    await stage.page.clock.runFor(10_000);
    expect(seen(item.id)).toBe(false);
    await stage.page.mouse.move(300, 300);
    await stage.page.clock.runFor(2_000);
    await until(
      () => seen(item.id),
      is => is,
    );
  });

  test('marks what was in front of the reader as seen, and counts the rest in the tab', async () => {
    const { notifications } = stage.server.state;
    notifications.forEach((one, n) => {
      if (n < 30) notifications[n] = { ...one, state: 'delivered' };
    });
    await stage.pages.signIn();
    await until(
      () => stage.server.state.writes.filter(one => one.endsWith('/seen')).length,
      seen => seen >= 3,
    );
    const unread = () => stage.server.state.notifications.filter(one => one.state === 'delivered').length;
    await until(
      () => stage.page.title(),
      title => unread() > 0 && title === `(${unread()}) Inbox · Firstcall`,
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

  test('opens without a network, says that nothing can be reached, and carries on when it can', async () => {
    await stage.pages.signIn();
    await stage.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await until(() => stage.page.evaluate(() => navigator.serviceWorker.controller !== null), Boolean);
    await stage.context.setOffline(true);
    await stage.page.reload();
    await stage.page.getByText('Firstcall cannot be reached').waitFor();
    await stage.context.setOffline(false);
    await stage.page.getByRole('button', { name: 'Try again' }).click();
    await stage.pages.waitUntilIn();
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
    // What is still loading when the page opens is no news.
    await stage.page.waitForLoadState('networkidle');
    await settled(stage.page);
    await stage.page.evaluate(() => {
      const shifts: string[] = [];
      (globalThis as unknown as { shifts: string[] }).shifts = shifts;
      new PerformanceObserver(list => {
        type Shift = {
          value: number;
          sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[];
        };
        for (const { value, sources } of list.getEntries() as unknown as Shift[])
          shifts.push(
            `${value} ${sources.map(one => `${one.node?.nodeName} ${one.node?.textContent?.slice(0, 40)} ${one.previousRect.y} ${one.currentRect.y} ${one.previousRect.x} ${one.currentRect.x}`).join('; ')}`,
          );
      }).observe({ type: 'layout-shift', buffered: false });
    });
    for (const name of ['Eins', 'Zwei', 'Drei']) {
      signUp(stage.server.state, name);
      await stage.pages.notificationOf(name).waitFor();
    }
    expect(await stage.page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)).toEqual(
      [],
    );
  });
});
