import { beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { askedOutreach } from '../support/outreach-asked.ts';

let its: Awaited<ReturnType<typeof askedOutreach>>;
beforeEach(async () => {
  its = await askedOutreach();
});

describe('the page of a signal', () => {
  test('about a burst has every day with its bound, the burst marked, and what to say and do', async () => {
    await its.burst();
    const { outreach, chart, says, steps, earlier, claims, ...rest } = await its.page(await its.the('burst'));
    expect(rest).toEqual({ currency: 'EUR', sensitivity: 0 });
    expect(outreach).toMatchObject({
      ...{ accountId: 'acme', cause: 'burst', state: 'open', value: 600, exempt: false, language: 'de' },
      ...{ contactId: 'c-1', callId: its.room.openCalls('acme')[0]?.['id'] },
      evidence: { burst: { day: '2026-12-05', observed: 12, expected: 0, method: 'ears-c2', unvalued: 0 } },
    });
    expect(chart.map(({ day }) => day)).toEqual(
      Array.from({ length: 13 }, (_, day) => formatInstant(NOW + day * DAY).slice(0, 10)),
    );
    expect(chart.at(-1)).toEqual({
      ...{ day: '2026-12-05', observed: 12, expected: 0, isBurst: true },
      bound: outreach.evidence.burst?.bound,
    });
    expect(chart.filter(({ isBurst }) => isBurst)).toHaveLength(1);
    expect(says).toContain('Am 5. Dezember wurden für Ihr Konto 12 verlorene oder beschädigte Artikel');
    expect(steps.map(({ id }) => id)).toEqual(['look', 'tell']);
    expect(steps[0]?.text).toMatch(/^Sieh nach/);
    expect([earlier, claims]).toEqual([[], []]);
  });

  test('about claims has all open ones by when they close, and says which it is about', async () => {
    await its.claim('late', 60, { value: 900 });
    await its.claim('own', 6, { value: 500, waitsFor: 'company' });
    const closesOn = await its.claim('near', 6, { value: 1240.5, waitsFor: 'customer' });
    await its.claim('closed', 7, { value: 700 });
    await its.room.say('claim.closed', 'acme', { claimId: 'closed' });
    await its.later(MINUTE);
    const { outreach, claims, says, chart } = await its.page(await its.the('deadline'));
    expect(outreach).toMatchObject({ state: 'open', exempt: true, value: 1240.5 });
    expect(outreach.evidence.claims?.map(({ claimId }) => claimId)).toEqual(['near']);
    expect(claims).toMatchObject([
      { claimId: 'near', closesOn, distance: 6, waitsFor: 'customer', by: 'marketplace', inOutreach: true },
      { claimId: 'own', waitsFor: 'company', inOutreach: false },
      { claimId: 'late', distance: 60, marketplace: 'amazon-us', inOutreach: false },
    ]);
    expect(says).toMatch(/bis zum 29\. November .* 1\.240,50\s€/);
    expect(chart.every(({ observed, isBurst }) => observed === 0 && !isBurst)).toBe(true);
  });

  test('about the market has what changed, the offer that went out, and no budget', async () => {
    await its.room.signUp('shop', { product: 'repricer', contact: { email: 'cleo@shop.example' } });
    await its.room.say('market.changed', 'shop', {
      marketplace: 'amazon-de',
      change: 'amazon-sells',
      articles: 12,
    });
    await its.later(MINUTE);
    const { outreach, says, chart } = await its.page(await its.the('market', 'shop'));
    expect(outreach).toMatchObject({
      ...{
        cause: 'market',
        state: 'ended',
        ending: 'offered',
        pausedUntil: formatInstant(NOW + MINUTE + 60 * DAY),
      },
      evidence: { market: [{ marketplace: 'amazon-de', change: 'amazon-sells', articles: 12 }] },
    });
    expect(says).toContain('Amazon DE: Amazon verkauft nun selbst 12 Ihrer Artikel.');
    expect(chart).toEqual([]);
  });

  test('has how earlier ones went, and until when the cause rests', async () => {
    await its.burst();
    const first = await its.the('burst');
    await its.spoken();
    await its.judge(first, { useful: true });
    const before = await its.page(first);
    expect(before.outreach).toMatchObject({ state: 'ended', ending: 'reached' });
    expect(Date.parse(before.outreach.pausedUntil ?? '')).toBe(
      Date.parse(before.outreach.endedAt ?? '') + 30 * DAY,
    );
    await its.later(30 * DAY);
    await its.damaged(14);
    await its.later(MINUTE);
    const second = await its.page(await its.the('burst'));
    expect(second.earlier).toEqual([
      { id: first, cause: 'burst', endedAt: before.outreach.endedAt, ending: 'reached', useful: true },
    ]);
    expect((await its.page(first)).outreach.pausedUntil).toBeUndefined();
  });

  const marks = async (id: string) =>
    (await its.page(id)).chart.filter(({ isBurst }) => isBurst).map(({ observed }) => observed);
  const retract = async (ids: readonly string[]) => {
    for (const reportId of ids) await its.room.say('damage.retracted', 'acme', { reportId });
    await its.later(MINUTE);
  };

  test('keeps the mark of the day that was spoken of, though it has fewer reports since', async () => {
    const reports = await its.burst(8);
    const id = await its.the('burst');
    await its.spoken();
    await retract(reports.slice(4));
    expect(await marks(id)).toEqual([4]);
  });

  test('has no mark any more where corrections took the burst away', async () => {
    const reports = await its.burst(8);
    const id = await its.the('burst');
    expect(await marks(id)).toEqual([8]);
    await retract(reports.slice(4));
    expect((await its.page(id)).outreach).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(await marks(id)).toEqual([]);
  });
});
