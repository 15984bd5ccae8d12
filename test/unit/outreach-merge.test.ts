import { beforeEach, describe, expect, test } from '@jest/globals';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { answerFacts } from '../../functions/outreach/answer-facts.ts';
import { joinStandings } from '../../shared/domain/outreach/join-standings.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { loadClaims } from '../../shared/store/claim-store.ts';
import { callKey } from '../../shared/store/keys.ts';
import { loadMarket } from '../../shared/store/market-store.ts';
import { loadStandings } from '../../shared/store/outreach-store.ts';
import { deedsIn } from '../support/outreach-deeds.ts';
import { type OutreachRoom, outreachRoom } from '../support/outreach-room.ts';

let room: OutreachRoom;
let deeds: ReturnType<typeof deedsIn>;
const deadline = (accountId: string) => room.outreachOf(accountId, 'deadline');
const merge = async (accountId: string, into: string) => {
  const given = { accountId, into, why: 'duplicate', principal: 'anna', roles: ['lead'] };
  expect(await mergeAccounts(room.ports, given)).toMatchObject({ ok: true });
};
const merged = async (accountId: string, into: string) => {
  await merge(accountId, into);
  await room.flow();
  await room.goTo(deeds.now() + HOUR);
};

beforeEach(async () => {
  room = await outreachRoom();
  deeds = deedsIn(room);
  for (const id of ['acme', 'twin', 'last']) await room.signUp(id);
  await deeds.later(HOUR);
});

describe('an account that lives on as another', () => {
  test('takes along what was spoken of and the pause: nobody is called about the same again', async () => {
    await deeds.claims('one', 10);
    await deeds.called('reached');
    const [theirs] = await loadStandings(room.ports.table, 'acme');
    await merged('acme', 'twin');
    const standing = (await loadStandings(room.ports.table, 'twin')).find(one => one.cause === 'deadline');
    expect(standing).toMatchObject({ spoken: theirs?.spoken, pausedUntil: theirs?.pausedUntil, count: 0 });
    await deeds.later(9 * DAY);
    expect(room.named('outreach.opened')).toHaveLength(1);
  });

  test('takes along news of its market, and is not offered again what it was offered', async () => {
    await room.signUp('shop', { product: 'repricer', contact: { email: 's@mall.example' } });
    await room.signUp('store', { product: 'repricer', contact: { email: 't@mall.example' } });
    await room.say('market.changed', 'shop', { marketplace: 'amazon-de', change: 'amazon-sells' });
    await room.goTo(deeds.now());
    await merged('shop', 'store');
    expect((await loadMarket(room.ports.table, 'store')).news).toHaveLength(1);
    expect(room.named('outreach.offer-wanted')).toHaveLength(1);
  });

  test('loses no claim when merges are heard of in another order than they happened', async () => {
    await deeds.claims('one', 10);
    await merge('acme', 'twin');
    await merge('twin', 'last');
    const heard: Fact[] = [
      room.fact('account.merged', 'twin', { data: { into: 'last', accountVersion: 2 } }),
      room.fact('account.merged', 'acme', { data: { into: 'twin', accountVersion: 2 } }),
    ];
    for (const fact of heard) await answerFacts(room.ports, [fact]);
    expect((await loadClaims(room.ports.table, 'last')).map(({ id }) => id)).toEqual(['one']);
    await room.goTo(deeds.now() + HOUR);
    expect(await deadline('last')).toMatchObject({ state: 'open' });
  });

  test('keeps the call that its customer has a time for, and nobody else calls about the same', async () => {
    await deeds.claims('one', 10);
    const [call] = room.openCalls('acme');
    const key = callKey(String(call?.['id']));
    const row = room.ports.table.peek(key);
    if (!row) throw new Error('there is no call');
    const booked = { ...row, state: 'booked', version: Number(row.version) + 1 };
    await room.ports.table.commit({ commitId: 'booked', writes: [{ do: 'put', row: booked }] });
    await merged('acme', 'twin');
    expect(await deadline('acme')).toMatchObject({ state: 'open' });
    expect(room.ports.table.peek(key)).toMatchObject({ state: 'booked' });
    expect(await deadline('twin')).toBeUndefined();
    expect(room.named('call.unwanted')).toEqual([]);
  });
});

test('standings that are joined keep the later pause and end, and all that was spoken of', () => {
  const own = { accountId: 'twin', cause: 'deadline', isOpen: true, count: 3, outreachId: 'out_1' } as const;
  const here = { ...own, pausedUntil: 5, until: 9, spoken: { a: '2026-12-01' } };
  const there = {
    ...{ accountId: 'acme', cause: 'deadline' as const, isOpen: false, count: 7, outreachId: 'out_2' },
    ...{ pausedUntil: 8, until: 4, spoken: { a: '2026-11-01', b: '2026-12-02' }, noted: { c: '2026-12-03' } },
  } as const;
  const joined = joinStandings(here, there);
  expect(joined).toEqual({
    ...{ ...own, pausedUntil: 8, until: 9 },
    ...{ spoken: { a: '2026-12-01', b: '2026-12-02' }, noted: { c: '2026-12-03' } },
  });
  expect(joinStandings(joined, there)).toEqual(joined);
});
