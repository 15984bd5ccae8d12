import { beforeEach, describe, expect, test } from '@jest/globals';
import { WorkerControl } from './support/browser.ts';
import { clickNotification } from './support/click-notification.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole({ serviceWorkers: 'allow' });

const payload = (more: object = {}) =>
  JSON.stringify({
    notificationId: 'ntf_2',
    tag: 'effect-2',
    title: 'New customer',
    body: 'Repricer · German',
    path: '/inbox/ntf_2',
    actionToken: 'token-of-twenty-letters',
    acknowledgeLabel: 'Acknowledge',
    snoozeLabel: 'Snooze for 1 hour',
    ...more,
  });

const click = (action: '' | 'open' | 'acknowledge' | 'snooze') => clickNotification(stage.context, action);

beforeEach(async () => {
  await stage.context.grantPermissions(['notifications'], { origin: stage.server.origin });
});

describe('a push message', () => {
  let worker: WorkerControl;
  const shown = (count: number) =>
    until(
      () => worker.shown(),
      all => all.length === count,
    );
  beforeEach(async () => {
    await stage.pages.signIn('/team');
    worker = await WorkerControl.of(stage.page);
  });

  test('is shown with what can be done, and a repeat of it stays one', async () => {
    await worker.deliver(payload());
    await shown(1);
    await worker.deliver(payload({ body: 'Repricer · German (again)' }));
    const [one] = await until(
      () => worker.shown(),
      all => all[0]?.body.includes('again') ?? false,
    );
    expect(one).toMatchObject({
      title: 'New customer',
      tag: 'effect-2',
      actions: ['acknowledge', 'snooze'],
    });
    expect(await worker.shown()).toHaveLength(1);
  });

  test.each(['', 'not json', '{"title":1}', '[]', 'null', payload({ title: '' })])(
    'that cannot be read still becomes a neutral notification: %j',
    async text => {
      await worker.deliver(text);
      const [one] = await shown(1);
      expect(one).toMatchObject({ title: 'News in Firstcall', actions: ['open'] });
    },
  );

  test('is kept when others come at the same moment', async () => {
    const tags = Array.from({ length: 20 }, (_, at) => `effect-${at}`);
    await worker.hears(tags.length, () => Promise.all(tags.map(tag => worker.send(payload({ tag })))));
    const held = await worker.shown();
    expect(held.map(one => one.tag).sort()).toEqual([...tags].sort());
  });

  test('makes open tabs read again', async () => {
    await stage.page.locator('a[href="/inbox"]').click();
    await stage.pages.notifications.first().waitFor();
    stage.server.dropSockets({ refuse: true });
    const moved = stage.server.state.notifications.shift();
    if (moved)
      stage.server.state.notifications.unshift({ ...moved, id: 'ntf_pushed', accountName: 'Nur per Push' });
    await worker.deliver(payload());
    await stage.pages.notificationOf('Nur per Push').waitFor();
  });

  test('opens its place in the tab that is there', async () => {
    await worker.deliver(payload());
    await shown(1);
    await click('');
    await stage.pages.detail.waitFor();
    expect(stage.page.url()).toBe(`${stage.server.origin}/inbox/ntf_2`);
    await shown(0);
  });

  test.each(['//evil.example/x', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads out of the console: %s',
    async path => {
      await worker.deliver(payload({ path }));
      await shown(1);
      await click('open');
      await until(
        () => stage.page.url(),
        url => url === `${stage.server.origin}/inbox`,
      );
    },
  );

  test('tells that it was shown, by its own token', async () => {
    await worker.deliver(payload());
    await until(
      () => stage.server.state.pushActions,
      all => all.length > 0,
    );
    expect(stage.server.state.pushActions).toEqual([
      { token: 'token-of-twenty-letters', action: 'delivered' },
    ]);
  });

  test.each(['acknowledge', 'snooze'] as const)(
    'answers “%s” without a page, by its own token',
    async action => {
      await worker.deliver(payload());
      await shown(1);
      await click(action);
      const taken = await until(
        () => stage.server.state.pushActions.find(one => one.action === action),
        found => found !== undefined,
      );
      expect(taken?.token).toBe('token-of-twenty-letters');
      expect(stage.page.url()).toContain('/team');
    },
  );

  test('for many opens where they stand, and tells nothing of itself', async () => {
    const { actionToken: _a, acknowledgeLabel: _l, snoozeLabel: _s, ...many } = JSON.parse(payload());
    await worker.deliver(JSON.stringify({ ...many, path: '/inbox?filter=unread' }));
    const [one] = await shown(1);
    expect(one?.actions).toEqual([]);
    await click('');
    await stage.pages.notifications.first().waitFor();
    expect(stage.page.url()).toBe(`${stage.server.origin}/inbox?filter=unread`);
    expect(stage.server.state.pushActions).toEqual([]);
  });

  test('whose token is no longer good says so instead of failing silently', async () => {
    await worker.deliver(payload({ actionToken: 'used-token-of-twenty' }));
    await shown(1);
    await worker.hears(1, () => click('acknowledge'));
    const [one] = await worker.shown();
    expect(one?.tag).toBe('firstcall-failed');
    expect(one?.body).toContain('in your inbox');
  });

  test('speaks the agent’s language', async () => {
    const anna = stage.server.state.agents.findIndex(one => one.id === 'anna');
    const held = stage.server.state.agents[anna];
    if (held) stage.server.state.agents[anna] = { ...held, languages: ['it', 'de'] };
    await stage.page.reload();
    await stage.page.getByRole('link', { name: 'In arrivo' }).waitFor();
    worker = await WorkerControl.of(stage.page);
    await worker.deliver('not json');
    const [one] = await shown(1);
    expect(one?.title).toBe('Novità in Firstcall');
  });
});

describe('turning push on and off', () => {
  /** No push service can be reached from here; the browser's part is played, ours is real. */
  beforeEach(async () => {
    await stage.context.addInitScript(() => {
      let active = sessionStorage.getItem('subscribed') === 'yes';
      const subscription = {
        options: { applicationServerKey: null },
        toJSON: () => ({
          endpoint: 'https://fcm.googleapis.com/fcm/send/one',
          expirationTime: null,
          keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
        }),
        unsubscribe: async () => {
          active = false;
          sessionStorage.setItem('subscribed', 'no');
          return true;
        },
      };
      PushManager.prototype.getSubscription = async () =>
        active ? (subscription as unknown as PushSubscription) : null;
      PushManager.prototype.subscribe = async () => {
        active = true;
        sessionStorage.setItem('subscribed', 'yes');
        return subscription as unknown as PushSubscription;
      };
    });
  });
  const standsAt = (state: string) =>
    stage.page.locator(`[data-testid="push-card"][data-state="${state}"]`).waitFor();

  test('subscribes on a click alone, stays on over a reload, and can be turned off', async () => {
    await stage.pages.signIn('/settings');
    await standsAt('off');
    expect(stage.server.state.subscriptions.size).toBe(0);
    await stage.pages.pushCard.getByRole('button', { name: 'Turn on push' }).click();
    await standsAt('on');
    expect([...stage.server.state.subscriptions.values()]).toMatchObject([
      { endpoint: 'https://fcm.googleapis.com/fcm/send/one' },
    ]);
    await stage.page.reload();
    await standsAt('on');
    await stage.pages.pushCard.getByRole('button', { name: 'Turn off push' }).click();
    await standsAt('off');
    expect(stage.server.state.subscriptions.size).toBe(0);
  });

  test('signing out takes the subscription with it', async () => {
    await stage.pages.signIn('/settings');
    await stage.pages.pushCard.getByRole('button', { name: 'Turn on push' }).click();
    await standsAt('on');
    await stage.page.getByRole('button', { name: 'Sign out' }).click();
    await stage.page.locator('input[autocomplete="current-password"]').waitFor();
    expect(stage.server.state.subscriptions.size).toBe(0);
    expect(await stage.page.evaluate(() => sessionStorage.getItem('subscribed'))).toBe('no');
  });
});
