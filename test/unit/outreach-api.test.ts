import { beforeEach, describe, expect, test } from '@jest/globals';
import * as contract from '../../shared/contracts/outreach-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { askedOutreach } from '../support/outreach-asked.ts';

let its: Awaited<ReturnType<typeof askedOutreach>>;
beforeEach(async () => {
  its = await askedOutreach();
});

describe('the lists of signals', () => {
  const names = ['a', 'b', 'c', 'd'];
  beforeEach(async () => {
    for (const name of names) await its.room.signUp(name);
    // Five accounts, room for one: the others wait.
    await its.later(12 * DAY);
    for (const [at, name] of names.entries()) {
      await its.damaged(10 + 5 * at, name);
      await its.later(HOUR);
    }
  });

  test('have what is open by when it is due, what is held back by rank, each alone', async () => {
    expect((await its.list('open')).outreach).toMatchObject([{ accountId: 'a', state: 'open' }]);
    const held = await its.list('held');
    expect(held.outreach.map(one => [one.accountId, one.state, one.why])).toEqual([
      ['d', 'held', 'budget'],
      ['c', 'held', 'budget'],
      ['b', 'held', 'budget'],
    ]);
    expect([held.currency, (await its.list('ended')).outreach]).toEqual(['EUR', []]);
    expect(await its.asked(contract.listOutreach)).toMatchObject({ outreach: [{ accountId: 'a' }] });
  });

  test('come page by page, each signal once', async () => {
    const first = await its.list('held', { limit: '2' });
    const second = await its.list('held', { limit: '2', cursor: first.cursor });
    const ids = [...first.outreach, ...second.outreach].map(({ accountId }) => accountId);
    expect([first.outreach.length, ids]).toEqual([2, ['d', 'c', 'b']]);
  });

  test('have what ended, the latest first, over the months and page by page', async () => {
    await its.spoken('a');
    await its.later(40 * DAY);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const read = await its.list('ended', { limit: '1', ...(cursor === undefined ? {} : { cursor }) });
      found.push(...read.outreach.map(one => `${one.accountId} ${one.ending}`));
      cursor = read.cursor;
    } while (cursor !== undefined);
    expect(found.at(-1)).toBe('a reached');
    expect(found.toSorted()).toEqual(['a reached', 'b expired', 'c expired', 'd expired']);
  });
});

describe('the budget', () => {
  test('says how many accounts were called, may be and should have been within the quarter', async () => {
    for (const name of ['a', 'b']) await its.room.signUp(name);
    const all = { accounts: 3, percent: 5, limit: 1 };
    expect(await its.budget()).toMatchObject({ ...all, called: 0, needed: 0, exempt: 0 });
    await its.burst(12, ['a', 'b']);
    const now = its.room.ports.clock.now();
    expect(await its.budget()).toEqual({
      ...{ ...all, called: 1, needed: 2, exempt: 0 },
      ...{ from: formatInstant(now - 91 * DAY), to: formatInstant(now) },
    });
    await its.later(92 * DAY);
    expect(await its.budget()).toMatchObject({ called: 0, needed: 0 });
  });

  test('counts accounts called about claims beside it, for as long as they are called', async () => {
    await its.claim('one', 5, { value: 700, waitsFor: 'customer' });
    await its.claim('two', 5, { value: 800, waitsFor: 'customer' });
    expect(await its.budget()).toMatchObject({ called: 0, needed: 0, exempt: 1 });
    for (const claimId of ['one', 'two']) await its.room.say('claim.closed', 'acme', { claimId });
    await its.later(MINUTE);
    expect(await its.budget()).toMatchObject({ exempt: 0 });
    await its.claim('three', 5, { value: 700, waitsFor: 'customer' });
    await its.spoken();
    expect(await its.budget()).toMatchObject({ exempt: 1 });
    await its.later(92 * DAY);
    expect(await its.budget()).toMatchObject({ exempt: 0 });
  });
});

describe('the signals of an account', () => {
  test('are those that have not ended, then the others, beside its open claims', async () => {
    await its.claim('near', 5, { value: 700, waitsFor: 'customer' });
    await its.spoken();
    await its.burst();
    await its.claim('later', 50, {});
    expect(await its.ofAccount()).toMatchObject({
      outreach: [
        { cause: 'burst', state: 'open' },
        { cause: 'deadline', state: 'ended', ending: 'reached' },
      ],
      claims: [{ claimId: 'later', distance: 50 }],
      ...{ sensitivity: 0, currency: 'EUR' },
    });
  });

  test('show claims that wait for the company, about which nobody is called', async () => {
    await its.claim('own', 5, { value: 700, waitsFor: 'company' });
    expect(await its.ofAccount()).toMatchObject({
      outreach: [],
      claims: [{ claimId: 'own', waitsFor: 'company' }],
    });
  });
});

describe('whether a signal was useful', () => {
  beforeEach(() => its.burst());

  test('is said once, and moves the account once; another opinion later takes that back', async () => {
    const id = await its.the('burst');
    const first = await its.judge(id, { useful: true, note: 'Had lost a pallet' });
    expect(contract.judgeOutreach.answer.safeParse(first.answer).success).toBe(true);
    const feedback = {
      useful: true,
      by: 'anna',
      at: formatInstant(its.room.ports.clock.now()),
      note: 'Had lost a pallet',
    };
    expect(first).toMatchObject({ status: 200, answer: { id, feedback } });
    expect((await its.judge(id, { useful: true, note: 'Had lost a pallet' })).answer.version).toBe(
      first.answer.version,
    );
    expect((await its.ofAccount()).sensitivity).toBe(0.5);
    await its.judge(id, { useful: false });
    expect((await its.page(id)).outreach.feedback).toEqual({ ...feedback, useful: false, note: undefined });
    expect((await its.ofAccount()).sensitivity).toBe(-1);
  });

  test('is kept though somebody else changes the signal at the same time', async () => {
    const id = await its.the('burst');
    const { commit } = its.room.ports.table;
    let others = 0;
    Object.assign(its.room.ports.table, {
      commit: async (set: Parameters<typeof commit>[0]) => {
        if (others++ === 0) await its.judge(id, { useful: false });
        return commit(set);
      },
    });
    const { status, answer } = await its.judge(id, { useful: true });
    expect({ status, answer }).toMatchObject({ status: 200, answer: { feedback: { useful: true } } });
    expect((await its.page(id)).outreach.version).toBe(answer.version);
  });
});

describe('what is asked wrongly is refused with its reason', () => {
  test('signals and accounts that do not exist', async () => {
    const missing = { status: 404, answer: { refusal: 'not-found', title: 'not found' } };
    expect(await its.call(contract.getOutreach, { path: { outreachId: 'out_9' } })).toMatchObject(missing);
    expect(await its.judge('out_9', { useful: true })).toMatchObject(missing);
    expect(await its.call(contract.getAccountOutreach, { path: { accountId: 'nobody' } })).toMatchObject(
      missing,
    );
  });

  test('a body, a list, a page or an id that is none', async () => {
    for (const body of [{}, { useful: 'yes' }, { useful: true, more: 1 }, { useful: true, note: 'a\nb' }])
      expect((await its.judge('out_9', body)).answer).toMatchObject({
        status: 400,
        field: expect.stringMatching(/^body/),
      });
    const wrong = [{ state: 'noted' }, { limit: 'all' }, { cursor: '?' }, { state: 'ended', cursor: 'x.y' }];
    for (const query of wrong) {
      const { status, answer } = await its.call(contract.listOutreach, {
        query: query as Record<string, string>,
      });
      expect([status, answer.field]).toEqual([400, expect.stringMatching(/^query/)]);
    }
    expect((await its.call(contract.getOutreach, { path: { outreachId: 'a b' } })).answer.field).toBe(
      'path.outreachId',
    );
  });

  test('whoever is not on the staff', async () => {
    for (const route of [contract.listOutreach, contract.getBudget])
      expect((await its.call(route, { roles: ['clerk'] })).status).toBe(403);
    expect((await its.call(contract.getBudget, { roles: ['lead'] })).status).toBe(200);
  });
});
