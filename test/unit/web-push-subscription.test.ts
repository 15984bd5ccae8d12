import { describe, expect, test } from '@jest/globals';
import { putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { checkSubscription, MAX_SUBSCRIPTIONS } from '../../shared/domain/notifications/push-subscription.ts';
import { loadSubscriptions } from '../../shared/store/subscription-store.ts';
import { browser } from '../support/browser.ts';
import { hostile } from '../support/endpoints.ts';
import { room } from '../support/notifications.ts';

describe('a subscription', () => {
  const { subscription } = browser('keys');
  const { p256dh, auth } = subscription.keys;
  test.each([
    [
      'a point that is not on the curve',
      { p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url'), auth },
    ],
    [
      'a compressed point',
      { p256dh: Buffer.concat([Buffer.from([2]), Buffer.alloc(32, 1)]).toString('base64url'), auth },
    ],
    ['a short secret', { p256dh, auth: Buffer.alloc(15).toString('base64url') }],
    ['no point at all', { p256dh: '', auth }],
  ])('with %s is refused', (_, keys) => {
    expect(checkSubscription({ ...subscription, keys })).toMatchObject({
      ok: false,
      refusal: 'keys-malformed',
    });
  });

  test('none of the hostile addresses is stored', async () => {
    const here = room();
    for (const endpoint of hostile) await putSubscription(here.ports, 'anna', { ...subscription, endpoint });
    expect([...here.table.rows()]).toEqual([]);
  });

  test('is kept once per browser; renewing it changes no count', async () => {
    const here = room();
    const first = await putSubscription(here.ports, 'anna', subscription);
    const again = await putSubscription(here.ports, 'anna', subscription);
    expect(again).toEqual(first);
    expect(await loadSubscriptions(here.table, 'anna')).toHaveLength(1);
    expect(here.rowsOf('subscription')).toHaveLength(1);
  });

  test('of the same browser moves when another person signs in there', async () => {
    const here = room();
    await putSubscription(here.ports, 'anna', subscription);
    await putSubscription(here.ports, 'bruno', subscription);
    expect(await loadSubscriptions(here.table, 'anna')).toEqual([]);
    expect(await loadSubscriptions(here.table, 'bruno')).toHaveLength(1);
  });

  test('number eleven takes the place of the one renewed longest ago, also when browsers come at once', async () => {
    const here = room();
    for (let n = 0; n < MAX_SUBSCRIPTIONS; n++) {
      here.pass(1_000);
      await putSubscription(here.ports, 'anna', browser(`b${n}`).subscription);
    }
    await Promise.all(
      ['x', 'y', 'z'].map(name => putSubscription(here.ports, 'anna', browser(name).subscription)),
    );
    const kept = (await loadSubscriptions(here.table, 'anna')).map(({ endpoint }) =>
      endpoint.split('/').at(-1),
    );
    expect(kept.sort()).toEqual(['b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9', 'x', 'y', 'z']);
  });

  test('never becomes the eleventh when the last places are taken at once', async () => {
    const here = room();
    for (let n = 0; n < MAX_SUBSCRIPTIONS - 1; n++)
      await putSubscription(here.ports, 'anna', browser(`b${n}`).subscription);
    await Promise.all(
      ['x', 'y', 'z'].map(name => putSubscription(here.ports, 'anna', browser(name).subscription)),
    );
    expect(await loadSubscriptions(here.table, 'anna')).toHaveLength(MAX_SUBSCRIPTIONS);
    expect(here.rowsOf('subscription-owner')).toHaveLength(MAX_SUBSCRIPTIONS);
  });
});
