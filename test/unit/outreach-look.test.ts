import { beforeEach, describe, expect, test } from '@jest/globals';
import { judgeOutreach } from '../../functions/outreach/judge-outreach.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { loadBudget } from '../../shared/store/budget-store.ts';
import { loadBurstRow } from '../../shared/store/damage-store.ts';
import { deedsIn } from '../support/outreach-deeds.ts';
import { type OutreachRoom, outreachRoom } from '../support/outreach-room.ts';

let room: OutreachRoom;
let deeds: ReturnType<typeof deedsIn>;
const burst = (accountId = 'acme') => room.outreachOf(accountId, 'burst');
const setUp = async (settings: Parameters<typeof outreachRoom>[0] = {}) => {
  room = await outreachRoom(settings);
  deeds = deedsIn(room);
  await room.signUp('acme');
};

beforeEach(() => setUp());

describe('a burst of damage reports', () => {
  test('opens one outreach with its evidence, tells of it and wishes for one call within a day', async () => {
    await deeds.history();
    await deeds.damaged(12);
    expect(room.story('acme')).toEqual(['outreach.opened', 'outreach.changed', 'call.wanted']);
    expect(await burst()).toMatchObject({ state: 'open', value: 650, contactId: 'c-1', wishes: 1 });
    expect((await burst())?.evidence.burst).toMatchObject({ observed: 13, method: 'regression', value: 650 });
    const [wanted] = room.named('call.wanted');
    expect(wanted?.data).toMatchObject({ kind: 'outreach', dueAt: deeds.now() + DAY });
    await deeds.damaged(6);
    expect(room.story('acme').slice(3)).toEqual(['outreach.changed']);
    expect(await burst()).toMatchObject({ state: 'open', updates: 1, wishes: 1 });
    expect(room.openCalls('acme')).toHaveLength(1);
  });

  test('ends with the call, and within the pause another only joins it', async () => {
    await deeds.history(240);
    await deeds.damaged(12);
    await deeds.called('reached');
    expect(await burst()).toMatchObject({ state: 'ended', ending: 'reached', updates: 0 });
    await deeds.later(3 * DAY);
    await deeds.damaged(14);
    await deeds.damaged(2);
    expect(await burst()).toMatchObject({ state: 'ended', updates: 1 });
    expect(room.named('outreach.opened')).toHaveLength(1);
    expect(room.openCalls('acme')).toEqual([]);
    await deeds.later(40 * DAY);
    await deeds.damaged(25);
    expect(room.named('outreach.opened')).toHaveLength(2);
    expect(await burst()).toMatchObject({ state: 'open', wishes: 1 });
  });

  test('that went by in a call about something else stays open, and ends with the call that follows', async () => {
    await deeds.history();
    await deeds.damaged(12);
    await deeds.called('went-by');
    expect(await burst()).toMatchObject({ state: 'open', wishes: 1 });
    expect(room.openCalls('acme')).toHaveLength(1);
    await deeds.called('reached');
    expect(await burst()).toMatchObject({ state: 'ended', ending: 'reached' });
    expect(room.openCalls('acme')).toEqual([]);
  });

  test('whose contact objects before the call is called about no more until somebody may be called', async () => {
    await deeds.history();
    await deeds.damaged(12);
    const word = { contactId: 'c-1', purpose: 'service', how: 'call' };
    await deeds.later(MINUTE);
    await room.say('permission.recorded', 'acme', { ...word, word: 'objects' });
    await room.goTo(deeds.now());
    expect(room.openCalls('acme')).toEqual([]);
    expect(Object.keys((await loadBudget(room.ports.table)).grants)).toEqual([]);
    await deeds.later(HOUR);
    expect(await burst()).toMatchObject({ state: 'held', why: 'objected' });
    await room.say('permission.recorded', 'acme', { ...word, word: 'allows' });
    await room.goTo(deeds.now());
    expect(await burst()).toMatchObject({ state: 'open' });
    expect(room.openCalls('acme')).toHaveLength(1);
  });

  test('that corrections take away loses its outreach, its call and its place in the budget', async () => {
    await deeds.history();
    const ids = await deeds.damaged(12);
    expect(Object.keys((await loadBudget(room.ports.table)).grants)).toEqual(['acme']);
    await deeds.later(MINUTE);
    await room.take(
      ids.slice(0, 10).map(reportId => room.fact('damage.retracted', 'acme', { data: { reportId } })),
    );
    await room.goTo(deeds.now());
    expect(await burst()).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(room.openCalls('acme')).toEqual([]);
    expect((await loadBudget(room.ports.table)).grants).toEqual({});
    await deeds.damaged(11);
    expect(room.named('outreach.opened')).toHaveLength(2);
  });

  test('worth too little goes into the digest, and is called about once it is worth it', async () => {
    await deeds.history();
    await deeds.damaged(12, { value: 1 });
    expect(room.story('acme')).toEqual(['outreach.changed', 'outreach.noted']);
    expect(await burst()).toMatchObject({ state: 'noted' });
    await deeds.damaged(2, { value: 400 });
    expect(await burst()).toMatchObject({ state: 'open' });
  });

  test('is held back while nobody may be called, and opened when they may', async () => {
    await deeds.history();
    const word = { contactId: 'c-1', purpose: 'service', how: 'call' };
    await room.say('permission.recorded', 'acme', { ...word, word: 'objects' });
    await deeds.damaged(12);
    expect(await burst()).toMatchObject({ state: 'held', why: 'objected' });
    expect(room.named('call.wanted')).toEqual([]);
    await deeds.later(HOUR);
    await room.say('permission.recorded', 'acme', { ...word, word: 'allows' });
    await room.goTo(deeds.now());
    expect(await burst()).toMatchObject({ state: 'open' });
  });

  test('counts a report on the one day of the latest word, wherever words moved it before', async () => {
    const moved = (reportId: string, days: number) =>
      room.say('damage.corrected', 'acme', {
        reportId,
        reportedAt: new Date(deeds.now() - days * DAY).toISOString(),
        value: 5,
      });
    const [id = ''] = await deeds.damaged(1);
    await deeds.later(10 * DAY);
    await moved(id, 3);
    await deeds.later(MINUTE);
    await moved(id, 5);
    const total = async () =>
      (await loadBurstRow(room.ports.table, 'acme')).history.recent.replace(/^.*?[^!]/, '');
    expect(await total()).not.toMatch(/[^!]/);
    await deeds.later(MINUTE);
    await room.say('damage.retracted', 'acme', { reportId: id });
    expect((await loadBurstRow(room.ports.table, 'acme')).history.recent).toBe('');
  });
});

describe('the budget', () => {
  /** Accounts that have a history and then a burst each, the later the larger. */
  const accounts = async (count: number) => {
    const ids = Array.from({ length: count }, (_, n) => `seller-${n}`);
    for (const id of ids) await room.signUp(id);
    for (let day = 0; day < 60; day++) {
      for (const accountId of day % 3 === 0 ? ids : []) await deeds.damaged(1, { accountId });
      await deeds.later(DAY);
    }
    for (const [n, accountId] of ids.entries()) await deeds.damaged(12 + n, { accountId });
    return ids;
  };
  const states = async (ids: readonly string[]) =>
    Promise.all(ids.map(async id => `${(await burst(id))?.state} ${(await burst(id))?.why ?? ''}`.trim()));

  const opened = () => room.named('outreach.opened').map(({ accountId }) => accountId);

  test('opens no more than it has room for, tells the leads, and gives room to the highest rank when there is some', async () => {
    await setUp({ budgetPercent: 20, quarterDays: 7, heldDays: 30 });
    await accounts(11);
    expect(opened()).toEqual(['seller-0', 'seller-1']);
    expect(await burst('seller-10')).toMatchObject({ state: 'held', why: 'budget' });
    expect(room.named('budget.exceeded').map(({ data }) => data)).toEqual([
      expect.objectContaining({ accounts: 12, limit: 2, called: 2, needed: 3 }),
    ]);
    await deeds.later(5 * DAY + 23 * HOUR);
    expect(opened()).toEqual(['seller-0', 'seller-1']);
    await deeds.later(DAY);
    expect(opened()).toEqual(['seller-0', 'seller-1', 'seller-10']);
    await deeds.later(DAY);
    expect(opened()).toEqual(['seller-0', 'seller-1', 'seller-10', 'seller-9']);
    await deeds.later(3 * DAY);
    expect(opened()).toEqual(['seller-0', 'seller-1', 'seller-10', 'seller-9']);
  }, 60_000);

  test('calls an account again that has a place already, and lets what waited too long expire', async () => {
    await setUp({ budgetPercent: 1, coolDownDays: 2 });
    const ids = await accounts(3);
    expect(await states(ids)).toEqual(['open', 'held budget', 'held budget']);
    await deeds.called('reached', 'seller-0');
    await deeds.later(8 * DAY);
    expect(await burst('seller-1')).toMatchObject({ state: 'ended', ending: 'expired' });
    await deeds.damaged(40, { accountId: 'seller-0' });
    expect(await burst('seller-0')).toMatchObject({ state: 'open' });
  }, 60_000);
});

describe('what is said of a signal', () => {
  test('moves how readily bursts are found, and is taken back by whoever thinks otherwise', async () => {
    await deeds.history();
    await deeds.damaged(12);
    const outreachId = (await burst())?.id ?? '';
    const sensitivity = async () => (await loadBurstRow(room.ports.table, 'acme')).sensitivity;
    const says = (useful: boolean) => judgeOutreach(room.ports, { outreachId, useful, agentId: 'anna' });
    await says(false);
    await says(false);
    expect(await sensitivity()).toBe(-1);
    await says(true);
    expect(await sensitivity()).toBe(0.5);
    await says(false);
    expect(await sensitivity()).toBe(-1);
  });
});
