import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { loadDeliveries } from '../../shared/store/delivery-store.ts';
import { browser } from '../support/browser.ts';
import { aroundTheClock, type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { START, wanted } from '../support/notifications.ts';

let here: Clockwork;
beforeEach(async () => {
  here = await clockwork();
  await here.setAgent('anna', { hours: aroundTheClock });
});
const tellMany = async (count: number, { account = '', kind = 'signed-up' as const, from = 0 } = {}) => {
  const ids: string[] = [];
  for (let n = from; n < from + count; n++)
    ids.push((await here.tell({ kind }, { accountId: account || `acme-${n}` })).id);
  return ids;
};
const instants = () => here.cameOut.map(({ at }) => at - START);
const bundles = () => here.cameOut.filter(({ notificationId }) => notificationId.startsWith('bnd_'));
const due = () => here.timers().filter(({ kind }) => kind === 'bundle.due');

describe('more of the same within a minute', () => {
  test('comes as one: the first at once, the others together when the minute is over', async () => {
    for (let n = 0; n < 6; n++) {
      await tellMany(1, { account: 'acme' });
      await here.runFor(9 * SECOND);
    }
    await here.runFor(HOUR);
    expect(instants()).toEqual([0, MINUTE]);
    expect(bundles()).toHaveLength(1);
    expect((await here.inbox('unread')).ids).toHaveLength(6);
  });

  test('comes as itself when it is one', async () => {
    const [first, second] = await tellMany(2, { account: 'acme' });
    await here.runFor(HOUR);
    expect(here.cameOut).toMatchObject([{ notificationId: first }, { notificationId: second }]);
    expect(instants()).toEqual([0, MINUTE]);
  });

  test('is the same kind about the same account: others wait for nothing', async () => {
    await here.tell({ kind: 'signed-up' });
    await here.tell({ kind: 'cancelled' });
    await here.tell({ kind: 'signed-up' }, { accountId: 'other' });
    expect(instants()).toEqual([0, 0, 0]);
  });
});

describe('the cap', () => {
  test('of thirty holds in any hour, however they come; the rest is told in fewer messages, and none is lost', async () => {
    const arrival = fc.oneof(fc.constant(0), fc.integer({ max: 30_000 }), fc.integer({ max: 4 * MINUTE }));
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { minLength: 60, maxLength: 90 }), async pauses => {
        here = await clockwork();
        await here.setAgent('anna', { hours: aroundTheClock });
        await here.prefer('anna', { mail: 'never' });
        const told = new Set<string>();
        for (const [n, pause] of pauses.entries()) {
          await here.runFor(pause);
          told.add((await here.tell({}, { accountId: `acme-${n % 80}` })).id);
        }
        await here.runFor(3 * HOUR);
        for (const { at } of here.cameOut)
          expect(here.cameOut.filter(one => one.at > at - HOUR && one.at <= at).length).toBeLessThanOrEqual(
            30,
          );
        expect(told.size).toBe(pauses.length);
        for (const id of told) expect(await here.note(id)).toMatchObject({ state: 'sent' });
        expect(due()).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });

  test('lets what is critical pass, and the rest comes as one as soon as there is room', async () => {
    await here.company({ kinds: { cancelled: { critical: true } } });
    await tellMany(30);
    const rest = await tellMany(12, { from: 30 });
    await here.runFor(10 * MINUTE);
    await here.tell({ kind: 'cancelled' });
    expect(here.cameOut).toHaveLength(31);
    await here.runFor(2 * HOUR);
    expect([here.cameOut.length, bundles().length]).toEqual([32, 1]);
    const unread = (await here.inbox('unread')).ids;
    expect(unread).toEqual(expect.arrayContaining(rest));
    expect(unread).toHaveLength(43);
    for (const id of rest) expect(await here.note(id)).toMatchObject({ heldWhy: 'cap', state: 'sent' });
  });

  test('is the company’s to choose', async () => {
    await here.company({ pushesPerHour: 3, collapseSeconds: 0 });
    await tellMany(5, { account: 'acme' });
    expect(here.cameOut).toHaveLength(3);
  });

  test('counts what goes out alone: who has neither push nor chat is told in the console', async () => {
    await here.prefer('anna', { push: false, mail: 'never' });
    const [id = ''] = await tellMany(1);
    expect(await here.note(id)).toMatchObject({ state: 'sent' });
    expect(here.rowsOf('pace')).toEqual([]);
    expect(here.decisions).not.toContain('pushed');
  });
});

describe('after an outage', () => {
  test('what is too old for a push of its own comes as one message', async () => {
    await here.company({ kinds: { 'signed-up': { usefulMinutes: 300 } } });
    here.moveTo(START + 6 * HOUR);
    for (let n = 0; n < 5; n++) await here.tell({}, { accountId: `acme-${n}`, occurredAt: START });
    await here.tell({ kind: 'cancelled' }, { occurredAt: START });
    await here.runFor(MINUTE);
    expect(instants()).toEqual([6 * HOUR, 6 * HOUR + MINUTE]);
    expect(bundles()).toHaveLength(1);
    expect((await here.inbox('unread')).ids).toHaveLength(6);
  });

  test('a single one that is too old says that it could not be brought in time, and not that it happened now', async () => {
    await here.company({ kinds: { 'signed-up': { usefulMinutes: 300 } } });
    here.moveTo(START + 6 * HOUR);
    const { id } = await here.tell({}, { occurredAt: START });
    await here.runFor(2 * MINUTE);
    expect(here.cameOut).toHaveLength(1);
    expect(bundles()).toHaveLength(1);
    expect(await here.note(id)).toMatchObject({ heldWhy: 'stale', state: 'sent' });
  });

  test('of the pushes alone, what waited too long for them comes as one message too', async () => {
    const kinds = { a: 'cancelled', b: 'converted', c: 'signed-up' } as const;
    for (const [id, kind] of Object.entries(kinds))
      await answerFact(here.ports, wanted({ taskId: id, kind }, { id }));
    here.moveTo(START + 12 * HOUR);
    await here.settle();
    expect(here.cameOut).toEqual([]);
    await here.runFor(2 * MINUTE);
    expect(bundles()).toHaveLength(1);
    expect(here.cameOut).toHaveLength(1);
  });
});

describe('a message for many', () => {
  let ids: string[];
  beforeEach(async () => {
    ids = await tellMany(4, { account: 'acme' });
  });

  test('goes out once, however often and however late its tick comes', async () => {
    const [timer] = due();
    if (!timer) throw new Error('nothing is due');
    here.moveTo(START + 3 * HOUR);
    const tick = here.tickOf(timer);
    await Promise.all([answerTick(here.ports, tick), answerTick(here.ports, tick)]);
    await answerTick(here.ports, tick);
    await here.settle();
    await here.settle();
    expect(bundles()).toHaveLength(1);
  });

  test('is none when everybody saw everything', async () => {
    for (const id of ids) await here.act(id, 'seen');
    await here.runFor(HOUR);
    expect(here.cameOut).toHaveLength(1);
    expect(here.decisions.at(-1)).toBe('nothing-left');
  });

  test('tells of a notification that joined another one no more', async () => {
    const [, second = ''] = ids;
    const { taskId } = await here.note(second);
    await here.runFor(59 * SECOND);
    await here.tell({ taskId, critical: true });
    await here.runFor(HOUR);
    expect(here.cameOut.map(({ notificationId }) => notificationId)).toEqual([
      ids[0],
      second,
      bundles()[0]?.notificationId,
    ]);
    expect(here.decisions.at(-1)).toBe('bundle-pushed');
  });

  test('is tried again when the push service says so, at the browser that had no room alone', async () => {
    await putSubscription(here.ports, 'anna', browser('second').subscription);
    let full = true;
    let answers = 0;
    here.whenPushed(({ notificationId }) => {
      if (!notificationId.startsWith('bnd_')) return { status: 201 };
      answers++;
      if (answers > 1 && full) return { status: 429, retryAfter: '300' };
      return { status: 201 };
    });
    await here.runFor(2 * MINUTE);
    expect(bundles()).toHaveLength(1);
    const [again] = due();
    expect(again?.dueAt).toBe(START + MINUTE + 300 * SECOND);
    full = false;
    await here.runFor(HOUR);
    expect(bundles().map(({ at }) => at - START)).toEqual([MINUTE, MINUTE + 300 * SECOND]);
    expect(new Set(bundles().map(({ topic }) => topic)).size).toBe(1);
    expect(due()).toEqual([]);
  });

  test('that waits for another try is given up when nobody needs it any more', async () => {
    here.whenPushed(() => ({ status: 503 }));
    await here.runFor(MINUTE);
    const [bundle] = here.rowsOf('bundle');
    for (const id of ids) await here.act(id, 'seen');
    await here.runFor(HOUR);
    expect(await loadDeliveries(here.table, String(bundle?.['id']))).toMatchObject([{ state: 'skipped' }]);
    expect(due()).toEqual([]);
  });

  test('that no browser took, for somebody who wants no mail, is not passed over in silence', async () => {
    await here.prefer('anna', { mail: 'never' });
    here.whenPushed(() => ({ status: 410 }));
    await here.runFor(HOUR);
    expect(here.decisions.at(-1)).toBe('nobody-reachable');
  });
});
