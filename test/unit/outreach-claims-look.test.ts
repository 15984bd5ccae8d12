import { beforeEach, describe, expect, test } from '@jest/globals';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { answerFacts } from '../../functions/outreach/answer-facts.ts';
import { armLook } from '../../functions/outreach/arm-look.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { countWatched } from '../../shared/store/budget-store.ts';
import { timerKey } from '../../shared/store/keys.ts';
import { budgetPk } from '../../shared/store/outreach-keys.ts';
import { deedsIn } from '../support/outreach-deeds.ts';
import { type OutreachRoom, outreachRoom } from '../support/outreach-room.ts';

let room: OutreachRoom;
let deeds: ReturnType<typeof deedsIn>;
const deadline = (accountId = 'acme') => room.outreachOf(accountId, 'deadline');
const market = (accountId = 'acme') => room.outreachOf(accountId, 'market');
const lines = async () =>
  (await deadline())?.evidence.claims?.map(({ claimId, distance }) => `${claimId} ${distance}`);

beforeEach(async () => {
  room = await outreachRoom();
  deeds = deedsIn(room);
  await room.signUp('acme');
  await deeds.later(HOUR);
});

describe('a claim near its end', () => {
  test('is called about from its first distance on, whatever the budget says, and once', async () => {
    await deeds.claims('big', 21);
    expect(room.story('acme')).toEqual([]);
    await deeds.later(7 * DAY);
    expect(room.story('acme')).toEqual(['outreach.opened', 'outreach.changed', 'call.wanted']);
    expect(await deadline()).toMatchObject({ state: 'open', exempt: true, value: 640 });
    expect(await lines()).toEqual(['big 14']);
    await deeds.called('reached');
    await deeds.later(20 * DAY);
    expect(room.named('outreach.opened')).toHaveLength(1);
  });

  test('of unknown value is called about, of little value told with the digest once', async () => {
    await deeds.claims('small', 10, { value: 30 });
    expect(room.story('acme')).toEqual(['outreach.noted']);
    await deeds.later(9 * DAY);
    expect(room.story('acme')).toEqual(['outreach.noted']);
    const opened = { marketplace: 'none', type: 'none', basisOn: '2026-01-01' };
    const closesOn = formatInstant(deeds.now() + 5 * DAY).slice(0, 10);
    await room.take([
      room.fact('claim.opened', 'acme', { data: { claimId: 'odd', ...opened, value: undefined } }),
      room.fact('claim.deadline-set', 'acme', { data: { claimId: 'odd', closesOn } }),
    ]);
    await room.goTo(deeds.now());
    expect(await lines()).toEqual(['odd 7']);
  });

  test('joins the one that is open; closed, it leaves it, and the last takes call and outreach along', async () => {
    await deeds.claims('one', 10);
    await deeds.claims('two', 12);
    expect(await lines()).toEqual(['one 14', 'two 14']);
    expect(room.openCalls('acme')).toHaveLength(1);
    await room.say('claim.closed', 'acme', { claimId: 'one' });
    await room.goTo(deeds.now());
    expect(await lines()).toEqual(['two 14']);
    await room.say('claim.submitted', 'acme', { claimId: 'two' });
    await room.goTo(deeds.now());
    expect(await deadline()).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(room.openCalls('acme')).toEqual([]);
  });

  test('that comes within the pause waits for its last distance', async () => {
    await deeds.claims('one', 10);
    await deeds.called('reached');
    await deeds.claims('two', 20);
    await deeds.later(15 * DAY);
    expect(room.named('outreach.opened')).toHaveLength(1);
    await deeds.later(3 * DAY + HOUR);
    expect(room.named('outreach.opened')).toHaveLength(2);
    expect(await lines()).toEqual(['two 2']);
  });

  test('is spoken of again when its end moved', async () => {
    await deeds.claims('one', 10);
    await deeds.called('reached');
    await deeds.later(31 * DAY);
    const closesOn = formatInstant(deeds.now() + 6 * DAY).slice(0, 10);
    await room.say('claim.deadline-set', 'acme', { claimId: 'one', closesOn });
    await room.goTo(deeds.now());
    expect(await lines()).toEqual(['one 7']);
  });

  test('nobody could be told of is tried once more at its last distance, and then no more', async () => {
    await deeds.claims('one', 10);
    await deeds.called('wrong-number');
    expect(await deadline()).toMatchObject({ state: 'ended', ending: 'wrong-number' });
    await deeds.later(9 * DAY);
    expect(room.named('outreach.opened')).toHaveLength(2);
    await deeds.called('wrong-number');
    await deeds.later(2 * HOUR);
    expect(room.named('outreach.opened')).toHaveLength(2);
  });

  test('that waits for the company is work inside, and nobody is called', async () => {
    await deeds.claims('ours', 10, { on: 'company' });
    await deeds.claims('more', 8, { on: 'company' });
    expect(room.named('claim.work-wanted').map(({ data }) => data['claims'])).toEqual([1, 2]);
    expect(new Set(room.named('claim.work-wanted').map(({ data }) => data['workId'])).size).toBe(1);
    expect(room.story('acme')).toEqual([]);
    await room.say('claim.waiting', 'acme', { claimId: 'ours', on: 'customer' }, deeds.now() + 1);
    await room.say('claim.submitted', 'acme', { claimId: 'more' }, deeds.now() + 1);
    await room.goTo(deeds.now());
    expect(room.named('claim.work-ended')).toHaveLength(1);
    expect(await lines()).toEqual(['ours 14']);
  });
});

describe('a market that changed', () => {
  const change = { marketplace: 'amazon-de', change: 'amazon-sells', articles: 12 };

  test('is offered once in writing; what changes within the pause joins it and is not offered after it', async () => {
    await room.signUp('shop', { product: 'repricer', contact: { email: 'shop@mall.example' } });
    await room.say('market.changed', 'shop', change);
    await room.goTo(deeds.now());
    expect(room.named('outreach.offer-wanted').map(({ data }) => data['contactId'])).toEqual(['c-1']);
    expect(await market('shop')).toMatchObject({ ending: 'offered' });
    await deeds.later(10 * DAY);
    await room.say('market.changed', 'shop', { ...change, change: 'new-competitor' });
    await deeds.later(60 * DAY);
    await room.say('permission.recorded', 'shop', {
      ...{ contactId: 'c-1', purpose: 'survey', word: 'allows', how: 'page' },
    });
    await deeds.later(HOUR);
    expect(room.named('outreach.offer-wanted')).toHaveLength(1);
    expect(await market('shop')).toMatchObject({ updates: 1 });
    await room.say('market.changed', 'shop', change);
    await room.goTo(deeds.now());
    expect(room.named('outreach.offer-wanted')).toHaveLength(2);
  });

  test('is a consultation by call for those who like it, and nothing for those who want no offers', async () => {
    await room.signUp('caller', { product: 'repricer', contact: { offers: 'call' } });
    await room.signUp('quiet', { product: 'repricer', contact: { offers: 'none', email: 'q@mall.example' } });
    for (const id of ['caller', 'quiet', 'acme']) await room.say('market.changed', id, change);
    await room.goTo(deeds.now());
    expect(room.named('call.wanted').map(({ accountId, data }) => [accountId, data['kind']])).toEqual([
      ['caller', 'consultation'],
    ]);
    expect(room.named('outreach.offer-wanted')).toEqual([]);
  });
});

describe('a look at an account', () => {
  test('that is due is not put off by a later one', async () => {
    await armLook(room.ports, 'acme', deeds.now());
    await armLook(room.ports, 'acme', deeds.now() + 20 * DAY);
    expect(room.ports.table.peek(timerKey('account#acme', 'outreach.look'))).toMatchObject({
      dueAt: deeds.now(),
    });
  });

  test('happens again at the very instant of the one before', async () => {
    await deeds.claims('one', 10);
    await room.say('claim.closed', 'acme', { claimId: 'one' });
    await room.goTo(deeds.now());
    await deeds.claims('two', 10);
    expect(await lines()).toEqual(['two 14']);
  });
});

describe('accounts that count for the budget', () => {
  test('are those whose service has not ended, also when it ends of itself', async () => {
    await room.signUp('leaver');
    expect(await countWatched(room.ports.table)).toBe(2);
    const effectiveAt = formatInstant(deeds.now() + 10 * DAY);
    await room.say('account.cancelled', 'leaver', { product: 'lost-and-found', effectiveAt });
    await deeds.later(9 * DAY);
    expect(await countWatched(room.ports.table)).toBe(2);
    await deeds.later(2 * DAY);
    expect(await countWatched(room.ports.table)).toBe(1);
  });

  test('are looked at and counted although an earlier delivery broke off', async () => {
    await room.signUp('late');
    const rows = () => room.ports.table.peek(timerKey(budgetPk, 'outreach.round'));
    expect(rows()).toBeDefined();
    const [changed] = room.named('account.changed').filter(({ accountId }) => accountId === 'late');
    if (!changed) throw new Error('nothing was told of the account');
    await answerFacts(room.ports, [changed, changed]);
    expect(await countWatched(room.ports.table)).toBe(2);
  });

  test('live on as another: open claims go along and are called about there, work inside ends here', async () => {
    await room.signUp('twin', { product: 'repricer' });
    await deeds.claims('one', 10);
    await deeds.claims('ours', 10, { on: 'company' });
    const given = { accountId: 'acme', into: 'twin', why: 'duplicate', principal: 'anna', roles: ['lead'] };
    expect(await mergeAccounts(room.ports, given)).toMatchObject({ ok: true });
    await room.flow();
    await room.goTo(deeds.now() + HOUR);
    expect(await deadline()).toMatchObject({ state: 'ended', ending: 'merged' });
    expect((await deadline('twin'))?.evidence.claims).toMatchObject([{ claimId: 'one' }]);
    const work = (name: string) => room.named(name).map(({ accountId }) => accountId);
    expect([work('claim.work-wanted'), work('claim.work-ended')]).toEqual([['acme', 'twin'], ['acme']]);
    expect(await countWatched(room.ports.table)).toBe(1);
    await room.say('claim.closed', 'acme', { claimId: 'one' });
    await room.goTo(deeds.now());
    expect(await deadline('twin')).toMatchObject({ state: 'ended', ending: 'withdrawn' });
  });
});
