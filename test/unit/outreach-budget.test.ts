import { beforeEach, describe, expect, test } from '@jest/globals';
import { neededIn } from '../../functions/outreach/budget-change.ts';
import {
  called,
  type Grants,
  giveBack,
  grant,
  limitOf,
  MOST_PLACES,
  recentOf,
  roomFor,
  shortName,
} from '../../shared/domain/outreach/budget.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { budgetWrite, countExempt, loadBudget } from '../../shared/store/budget-store.ts';
import { budgetKey } from '../../shared/store/outreach-keys.ts';
import { deedsIn } from '../support/outreach-deeds.ts';
import { type OutreachRoom, outreachRoom } from '../support/outreach-room.ts';
import { testPorts } from '../support/ports.ts';

const NOW = Date.parse('2026-11-20T08:00:00Z');
const terms = { percent: 5, quarterDays: 91 };

describe('the row of the budget', () => {
  /** As the service weighs an item: names and texts by their bytes, numbers by two digits each, one more for every part. */
  const weightOf = (value: unknown): number => {
    if (typeof value === 'string') return Buffer.byteLength(value);
    if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
    const parts = Object.entries(value as object).map(
      ([name, part]) => 1 + (Array.isArray(value) ? 0 : Buffer.byteLength(name)) + weightOf(part),
    );
    return 3 + parts.reduce((sum, one) => sum + one, 0);
  };
  const idOf = (n: number) => `${'x'.repeat(58)}${String(n).padStart(6, '0')}`;
  /** So many accounts with the longest ids, each called and wished for again, and so many that wait. */
  const full = (granted: number, waiting: number) => ({
    grants: Object.fromEntries(
      Array.from({ length: granted }, (_, n) => [idOf(n), [NOW - DAY - n, NOW - n]]),
    ),
    wanted: Object.fromEntries(Array.from({ length: waiting }, (_, n) => [idOf(100_000 + n), NOW - n])),
  });
  const kept = async (budget: ReturnType<typeof full>) => {
    const { table } = testPorts();
    const short = { table: { ...table, get: async () => ({ ...budgetKey, type: 'x', ...budget }) } };
    const { grants, wanted, version } = await loadBudget(short.table);
    const row = {
      grants: recentOf(grants, NOW - 91 * DAY),
      wanted: recentOf(wanted, NOW - 91 * DAY),
      version,
    };
    await table.commit({ commitId: 'cmt_1', writes: [budgetWrite(row)] });
    return table.peek(budgetKey) ?? {};
  };

  test('stays below 350 KB with 100,000 accounts and as many called and waiting as there can be', async () => {
    expect(limitOf(100_000, terms)).toBe(5_000);
    const usual = weightOf(await kept(full(5_000, 5_000)));
    const most = weightOf(await kept(full(20_000, 20_000)));
    expect({ usual, most }).toEqual({ usual: 275_093, most: 330_093 });
    expect(most).toBeLessThan(350_000);
  });

  test('keeps the latest where there are more than it has room for, and allows no more than it keeps', () => {
    const { grants } = full(MOST_PLACES + 1, 0);
    const left = recentOf(grants, NOW - 91 * DAY);
    expect([idOf(0) in left, idOf(MOST_PLACES - 1) in left, idOf(MOST_PLACES) in left]).toEqual([
      true,
      true,
      false,
    ]);
    expect(limitOf(1_000_000, terms)).toBe(MOST_PLACES);
  });

  test('says of what is needed that it is at least so much, once no more who wait are kept', () => {
    const { grants, wanted } = full(10, MOST_PLACES);
    expect(neededIn({ grants, wanted }, terms, NOW)).toEqual({ called: 10, needed: 10 + MOST_PLACES });
  });

  test('keeps of an account its latest call and the wish since, and gives the wish back alone', () => {
    const id = 'an-account-with-a-long-id';
    const at = (day: number) => ({ now: NOW + day * DAY, terms });
    let grants: Grants = {};
    for (const day of [0, 10, 20, 30]) grants = grant(grants, id, at(day));
    expect(grants).toEqual({ [shortName(id)]: [NOW + 20 * DAY, NOW + 30 * DAY] });
    expect(giveBack(grants, id, NOW + 30 * DAY)).toEqual({ [shortName(id)]: [NOW + 20 * DAY] });
    expect(called(grants, id, at(31))).toEqual({ [shortName(id)]: [NOW + 31 * DAY] });
    expect(roomFor(id, grants, { accounts: 20, ...at(31) })).toMatchObject({ used: 1, isGranted: true });
    expect(Object.keys(grant(grants, 'other', at(122)))).toEqual(['other']);
  });
});

describe('a burst that lost its reason', () => {
  let room: OutreachRoom;
  let deeds: ReturnType<typeof deedsIn>;
  const burst = () => room.outreachOf('acme', 'burst');
  const granted = async () => (await loadBudget(room.ports.table)).grants;
  const retract = async (ids: readonly string[]) => {
    await deeds.later(MINUTE);
    await room.take(ids.map(reportId => room.fact('damage.retracted', 'acme', { data: { reportId } })));
    await room.goTo(deeds.now());
  };
  const end = (callId: string, outcome: 'reached' | 'no-answer') =>
    room.act(callId, { do: 'end', outcome, results: [] });

  beforeEach(async () => {
    room = await outreachRoom();
    deeds = deedsIn(room);
    await room.signUp('acme');
    await deeds.history();
  });

  test('during the conversation counts as called: its place is taken again, and no other is opened within the pause', async () => {
    const ids = await deeds.damaged(12);
    const callId = String(room.openCalls('acme')[0]?.['id']);
    await room.act(callId, { do: 'start' });
    await retract(ids);
    expect(await burst()).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(await granted()).toEqual({});
    await deeds.later(5 * MINUTE);
    await end(callId, 'reached');
    expect(await granted()).toEqual({ acme: [deeds.now()] });
    await deeds.later(DAY);
    await deeds.damaged(14);
    expect(room.named('outreach.opened')).toHaveLength(1);
    expect(room.openCalls('acme')).toEqual([]);
  });

  test('after somebody rang in vain counts as called, too', async () => {
    const ids = await deeds.damaged(12);
    const callId = String(room.openCalls('acme')[0]?.['id']);
    await room.act(callId, { do: 'start' });
    await end(callId, 'no-answer');
    await retract(ids);
    expect(await burst()).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(await granted()).toEqual({ acme: [deeds.now()] });
  });

  test('so it is with a claim that closed while it was spoken of: its call counts beside the budget again', async () => {
    await deeds.claims('clm-1', 7);
    const since = deeds.now() - DAY;
    const callId = String(room.openCalls('acme')[0]?.['id']);
    await room.act(callId, { do: 'start' });
    await deeds.later(MINUTE);
    await room.say('claim.closed', 'acme', { claimId: 'clm-1' });
    await room.goTo(deeds.now());
    expect(await room.outreachOf('acme', 'deadline')).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(await countExempt(room.ports.table, since)).toBe(0);
    await end(callId, 'reached');
    expect(await countExempt(room.ports.table, since)).toBe(1);
    expect(await granted()).toEqual({});
  });

  test('before anybody rang does not count, though the call goes on about something else', async () => {
    const ids = await deeds.damaged(12);
    await deeds.claims('clm-1', 7);
    const [call] = room.openCalls('acme');
    await retract(ids);
    await deeds.later(HOUR);
    await room.goTo(Math.max(deeds.now(), Number(call?.['readyAt'])));
    await room.act(String(call?.['id']), { do: 'start' });
    await end(String(call?.['id']), 'reached');
    expect(await granted()).toEqual({});
  });
});

describe('a burst that nobody called about', () => {
  test('expires after the pause and what it may be held for, and its place is free again', async () => {
    const room = await outreachRoom({ heldDays: 7, coolDownDays: 30 });
    const deeds = deedsIn(room);
    await room.signUp('acme');
    await deeds.history();
    await deeds.damaged(12);
    await deeds.later(37 * DAY - MINUTE);
    expect(await room.outreachOf('acme', 'burst')).toMatchObject({ state: 'open' });
    await deeds.later(2 * MINUTE);
    expect(await room.outreachOf('acme', 'burst')).toMatchObject({ state: 'ended', ending: 'expired' });
    expect(room.openCalls('acme')).toEqual([]);
    expect((await loadBudget(room.ports.table)).grants).toEqual({});
  });

  test('expires before its place is another’s, however long the pause is', async () => {
    const room = await outreachRoom({ heldDays: 30, coolDownDays: 90, quarterDays: 30 });
    const deeds = deedsIn(room);
    await room.signUp('acme');
    await deeds.history();
    await deeds.damaged(12);
    await deeds.later(29 * DAY);
    expect(await room.outreachOf('acme', 'burst')).toMatchObject({ state: 'ended', ending: 'expired' });
  });
});
