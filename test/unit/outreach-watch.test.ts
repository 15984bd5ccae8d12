import { beforeEach, describe, expect, test } from '@jest/globals';
import { putContact } from '../../functions/accounts/put-contact.ts';
import { startRounds } from '../../functions/outreach/start-rounds.ts';
import type { OutreachInput } from '../../shared/contracts/outreach-contract.ts';
import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { countWatched } from '../../shared/store/budget-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { timerKey } from '../../shared/store/keys.ts';
import { loadOutreach, outreachWrite } from '../../shared/store/outreach-store.ts';
import { loadRounds } from '../../shared/store/round-store.ts';
import { loadSettings, saveSettings } from '../../shared/store/settings-store.ts';
import { deedsIn } from '../support/outreach-deeds.ts';
import { type OutreachRoom, outreachRoom } from '../support/outreach-room.ts';

let room: OutreachRoom;
let deeds: ReturnType<typeof deedsIn>;
const setUp = async (settings: Partial<OutreachInput> = {}) => {
  room = await outreachRoom(settings);
  deeds = deedsIn(room);
};
const phone = '+4930901820';
const deadline = () => room.outreachOf('acme', 'deadline');
const lookOf = (accountId: string) =>
  room.ports.table.peek(timerKey(`account#${accountId}`, 'outreach.look'));
const changeSettings = async (part: Partial<OutreachInput>) => {
  const settings = await loadSettings(room.ports.table);
  const outreach = { ...(settings.outreach as OutreachInput), ...part };
  expect(await saveSettings(room.ports, { ...settings, outreach })).toMatchObject({ done: true });
};

beforeEach(() => setUp());

describe('a contact that comes after the claim', () => {
  const put = (contact: Parameters<typeof putContact>[1]['contact']) =>
    putContact(room.ports, { accountId: 'acme', contactId: 'c-1', contact });
  beforeEach(async () => {
    await room.signUp('acme', { without: 'phone' });
    await deeds.later(HOUR);
    await deeds.claims('one', 2);
  });

  test('is called about it at once', async () => {
    expect(await deadline()).toMatchObject({ state: 'held', why: 'no-contact' });
    await put({ phone });
    await room.flow();
    await room.goTo(deeds.now());
    expect(await deadline()).toMatchObject({ state: 'open', contactId: 'c-1' });
    expect(room.openCalls('acme')).toHaveLength(1);
  });

  test('is told of once, and only where the account is watched', async () => {
    await put({ phone });
    await put({ phone });
    await writeContact(room.ports, {
      ...{ accountId: 'stranger', contactId: 'c-1', contact: { phone }, asOf: deeds.now() },
    });
    await room.flow();
    expect(room.named('contact.changed').map(({ accountId, data }) => [accountId, data])).toEqual([
      ['acme', { contactId: 'c-1' }],
    ]);
  });

  test('leads to a look also when it comes with a moment that is no news', async () => {
    const asOf = deeds.now();
    await writeContact(room.ports, { accountId: 'acme', contactId: 'c-1', contact: { phone }, asOf });
    await room.say('account.profile-updated', 'acme', { segment: 'old' }, 0);
    await room.goTo(deeds.now());
    expect(await deadline()).toMatchObject({ state: 'open' });
  });
});

describe('an account that is watched as before', () => {
  beforeEach(async () => {
    await room.signUp('acme');
    await deeds.later(HOUR);
  });

  test('is looked at when its profile changes and it has claims, and else left alone', async () => {
    await room.say('account.profile-updated', 'acme', { country: 'AT' });
    expect(lookOf('acme')).toBeUndefined();
    await deeds.claims('far', 60);
    await room.say('account.profile-updated', 'acme', { country: 'DE' }, deeds.now() + 1);
    expect(lookOf('acme')).toMatchObject({ dueAt: deeds.now() });
  });

  test('and whose market changed is offered a consultation once it has the product', async () => {
    await room.say('market.changed', 'acme', { marketplace: 'amazon-de', change: 'amazon-sells' });
    await room.goTo(deeds.now());
    expect(room.named('outreach.offer-wanted')).toEqual([]);
    await putContact(room.ports, {
      ...{ accountId: 'acme', contactId: 'c-1', contact: { email: 'a@mall.example' } },
    });
    await room.say('account.product-added', 'acme', { product: 'repricer' });
    await room.goTo(deeds.now());
    expect(room.named('outreach.offer-wanted')).toHaveLength(1);
  });
});

describe('settings that change', () => {
  test('are watched by from the next round on, whoever was there before', async () => {
    await setUp({ products: [] });
    for (const id of ['acme', 'globex']) await room.signUp(id);
    await room.signUp('other', { product: 'repricer' });
    await startRounds(room.ports);
    await deeds.later(2 * DAY);
    expect(await countWatched(room.ports.table)).toBe(0);
    await changeSettings({ products: ['lost-and-found'] });
    await deeds.later(DAY);
    expect(await countWatched(room.ports.table)).toBe(2);
    await changeSettings({ products: ['repricer'] });
    await deeds.later(DAY);
    expect(await countWatched(room.ports.table)).toBe(1);
    expect(await loadRounds(room.ports.table)).not.toHaveProperty('every');
  });

  test('are found by a look at one account, which is watched from then on and starts the rounds', async () => {
    await setUp({ products: [] });
    await room.signUp('acme');
    await changeSettings({ products: ['lost-and-found'] });
    await deeds.claims('one', 2);
    expect(await countWatched(room.ports.table)).toBe(1);
    expect(await deadline()).toMatchObject({ state: 'open' });
    expect(room.ports.table.peek(timerKey('outreach-budget', 'outreach.round'))).toBeDefined();
  });

  test('before the first round are applied by it', async () => {
    await room.signUp('acme');
    await deeds.later(HOUR);
    await room.take([
      room.fact('claim.opened', 'acme', {
        data: {
          ...{ claimId: 'one', marketplace: 'mall', type: 'return', value: 640 },
          basisOn: formatInstant(deeds.now()).slice(0, 10),
        },
      }),
    ]);
    const terms = { opensAfterDays: 0, closesAfterDays: 5, validFrom: '2020-01-01', source: 'mall' };
    const claimRules = [{ marketplace: 'mall', type: 'return', ...terms }];
    await changeSettings({ claimRules });
    await deeds.later(DAY);
    expect(await deadline()).toMatchObject({ state: 'open' });
  });
});

describe('the daily round', () => {
  /** A signal that is held back, without an account behind it. */
  const held = async (n: number, why: NonNullable<Outreach['why']>, rank: number) => {
    const outreach: Outreach = {
      ...{ id: `out-${n}`, accountId: `seller-${n}`, cause: why === 'budget' ? 'burst' : 'deadline' },
      ...{ state: 'held', why, evidence: {}, rank, exempt: false, language: 'de' },
      ...{ wishes: 0, openedAt: deeds.now(), updatedAt: deeds.now(), updates: 0 },
    };
    await room.ports.table.commit({ commitId: `held-${n}`, writes: [outreachWrite(outreach, undefined)] });
  };
  const picked = async (n: number) => (await loadOutreach(room.ports.table, `out-${n}`))?.picked;

  test('gives room to what waits for it, however much waits for something else before it', async () => {
    await room.signUp('acme');
    for (let n = 0; n < 250; n++) await held(n, 'no-contact', 9);
    await held(250, 'budget', 2);
    await held(251, 'budget', 1);
    await deeds.later(DAY);
    expect([await picked(250), await picked(251)]).toEqual([expect.any(String), undefined]);
  });

  test('gives room once, also when it tells many of changed rules a page at a time', async () => {
    for (let n = 0; n < 205; n++) await room.signUp(`seller-${n}`);
    for (let n = 0; n < 20; n++) await held(n, 'budget', n + 1);
    await deeds.later(DAY);
    expect(await loadOutreach(room.ports.table, 'out-19')).toMatchObject({
      picked: expect.any(String),
      version: 2,
    });
    expect(await picked(18)).toBeUndefined();
  });
});
