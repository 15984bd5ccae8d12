import { describe, expect, test } from '@jest/globals';
import { afterCall } from '../../shared/domain/outreach/after-call.ts';
import { calledAnyway } from '../../shared/domain/outreach/called-anyway.ts';
import { decideMarket } from '../../shared/domain/outreach/decide-market.ts';
import { outreachIdOf } from '../../shared/domain/outreach/new-outreach.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { aBurst, aClaim, anOutreach, around, rules, someNews, standing } from '../support/outreach-around.ts';

const fresh = { standing: standing({ cause: 'market' }), outreach: undefined };
const id = outreachIdOf('acme', 'market', 1);
const news = [someNews(3), someNews(1)];
const latest = NOW - DAY;

describe('a market that changed', () => {
  test('is a consultation by call, with the contact of the market, for what they must allow', () => {
    expect(decideMarket(fresh, around({ market: { news } }))).toStrictEqual({
      standing: { ...fresh.standing, outreachId: id, count: 1, isOpen: true },
      outreach: {
        ...{ id, accountId: 'acme', cause: 'market', state: 'open', evidence: { market: news } },
        ...{ rank: 1, exempt: true, language: 'de', product: 'repricer', purpose: 'marketing' },
        ...{ contactId: 'c-2', wishes: 1, updates: 0, openedAt: NOW, updatedAt: NOW, dueAt: NOW + DAY },
      },
      effects: [{ is: 'opened' }, { is: 'changed' }, { is: 'call', readyAt: NOW, dueAt: NOW + DAY }],
    });
    const service = { ...rules, market: { ...rules.market, purpose: 'service' as const } };
    const step = decideMarket(fresh, around({ rules: service, market: { news } }));
    expect(step.outreach).not.toHaveProperty('purpose');
  });

  test('is offered in writing, is over with that, and pauses', () => {
    expect(decideMarket(fresh, around({ market: { news, by: 'mail', product: undefined } }))).toStrictEqual({
      standing: {
        ...{ ...fresh.standing, outreachId: id, count: 1, isOpen: false },
        ...{ pausedUntil: NOW + 60 * DAY, until: latest },
      },
      outreach: {
        ...{ id, accountId: 'acme', cause: 'market', state: 'ended', evidence: { market: news } },
        ...{ rank: 1, exempt: true, language: 'de', purpose: 'marketing', contactId: 'c-2', wishes: 0 },
        ...{ updates: 0, openedAt: NOW, updatedAt: NOW, ending: 'offered', endedAt: NOW },
      },
      effects: [{ is: 'offer' }, { is: 'changed' }],
    });
  });

  test.each([
    ['is not watched', { isWatched: false, news }],
    ['is of a customer who wants no offers', { by: 'none', news } as const],
    ['has nobody to offer it to', { contact: { why: 'objected' }, news } as const],
    ['did not change', { news: [] }],
    ['changed a month ago', { news: [someNews(30), someNews(40)] }],
  ])('and %s leads to nothing', (_, market) => {
    expect(decideMarket(fresh, around({ market }))).toStrictEqual({ standing: fresh.standing, effects: [] });
  });

  test('speaks of what is new since the last time alone, and of nothing older than a month', () => {
    const all = [someNews(31), someNews(29), someNews(2), someNews(1)];
    const evidence = (until?: number) =>
      decideMarket(
        { ...fresh, standing: standing({ cause: 'market', ...(until === undefined ? {} : { until }) }) },
        around({ market: { news: all } }),
      ).outreach?.evidence.market;
    expect(evidence()).toEqual(all.slice(1));
    expect(evidence(NOW - 2 * DAY)).toEqual(all.slice(3));
    expect(evidence(NOW - DAY)).toBeUndefined();
  });

  test('within the pause joins what is over, and is not offered after it', () => {
    const over = anOutreach({ cause: 'market', state: 'ended', updates: 4 });
    const paused = standing({ cause: 'market', pausedUntil: NOW + 1 });
    expect(decideMarket({ standing: paused, outreach: over }, around({ market: { news } }))).toStrictEqual({
      standing: { ...paused, until: latest },
      outreach: { ...over, updates: 5, updatedAt: NOW },
      effects: [{ is: 'changed' }],
    });
    expect(
      decideMarket({ standing: paused, outreach: undefined }, around({ market: { news } })),
    ).toStrictEqual({
      ...{ standing: paused, effects: [] },
    });
    const ended = { standing: { ...paused, pausedUntil: NOW }, outreach: over };
    expect(decideMarket(ended, around({ market: { news } })).outreach?.id).toBe(id);
  });

  test('joins the outreach that is open, which ends with the watch or its contact', () => {
    const open = anOutreach({ cause: 'market', evidence: { market: news }, rank: 5, purpose: 'marketing' });
    const held = {
      standing: standing({ cause: 'market', isOpen: true, until: NOW - 10 * DAY }),
      outreach: open,
    };
    expect(decideMarket(held, around({ market: { news } }))).toStrictEqual({ ...held, effects: [] });
    const more = [someNews(11), ...news, someNews(0)];
    expect(decideMarket(held, around({ market: { news: more } }))).toStrictEqual({
      standing: held.standing,
      outreach: { ...open, evidence: { market: more.slice(1) }, updates: 1, updatedAt: NOW },
      effects: [{ is: 'changed' }],
    });
    const unwatched = decideMarket(held, around({ market: { news, isWatched: false } }));
    expect(unwatched.outreach?.ending).toBe('not-watched');
    const mayCall = (_: string, purpose: string) => purpose !== 'marketing';
    expect(decideMarket(held, around({ market: { news }, mayCall })).outreach?.ending).toBe('contact-lost');
  });
});

const done = { state: 'done' } as const;
const item = (state: 'done' | 'open' | 'dropped') => ({ item: { state } });
const at = { now: NOW, rules };

describe('a call about an outreach that is over', () => {
  const burst = anOutreach({ cause: 'burst', exempt: false, evidence: { burst: aBurst('2026-11-22') } });
  const held = { standing: standing({ cause: 'burst', isOpen: true }), outreach: burst };

  test('ends it, pauses its cause, and holds its place from now on', () => {
    expect(afterCall(held, { ending: 'reached', item: done }, at)).toStrictEqual({
      standing: { ...held.standing, isOpen: false, pausedUntil: NOW + 30 * DAY, until: '2026-11-22' },
      outreach: { ...burst, state: 'ended', ending: 'reached', endedAt: NOW, updatedAt: NOW },
      ...{ effects: [{ is: 'ended', ending: 'reached' }], budget: 'take' },
    });
  });

  test('ends it as dropped where whoever called dropped it', () => {
    const step = afterCall(held, { ending: 'reached', ...item('dropped') }, at);
    expect(step.outreach?.ending).toBe('dropped');
    expect(step.effects).toEqual([{ is: 'ended', ending: 'dropped' }]);
  });

  test('leaves it open where the conversation went by without it, not where nobody was reached', () => {
    const open = afterCall(held, { ending: 'reached', ...item('open') }, at);
    expect(open).toStrictEqual({ ...held, effects: [] });
    expect(afterCall(held, { ending: 'never-reached', ...item('open') }, at).outreach?.state).toBe('ended');
  });

  test.each([undefined, { ...burst, state: 'ended' } as const, { ...burst, state: 'held' } as const])(
    'changes nothing where it is not open',
    outreach => {
      const step = afterCall({ ...held, outreach }, { ending: 'reached', item: done }, at);
      expect(step).toStrictEqual({
        ...{ standing: held.standing, effects: [] },
        ...(outreach === undefined ? {} : { outreach }),
      });
    },
  );

  test('about a market pauses as long as offers do, up to the last news', () => {
    const market = anOutreach({ cause: 'market', evidence: { market: news } });
    const step = afterCall({ ...held, outreach: market }, { ending: 'reached', item: done }, at);
    expect(step.standing).toMatchObject({ pausedUntil: NOW + 60 * DAY, until: latest });
    expect(step).not.toHaveProperty('budget');
  });

  test('about claims has spoken of them; where nobody was reached, of those at their last distance', () => {
    const claims = [aClaim('a'), aClaim('b', { distance: 2 })];
    const outreach = anOutreach({ evidence: { claims } });
    const spoken = (ending: Parameters<typeof afterCall>[1]['ending']) =>
      afterCall({ standing: standing({ spoken: { z: '2026-01-01' } }), outreach }, { ending, item: done }, at)
        .standing.spoken;
    const [a, b, z] = [{ a: '2026-12-01' }, { b: '2026-12-01' }, { z: '2026-01-01' }];
    expect(spoken('reached')).toEqual({ ...z, ...a, ...b });
    expect(spoken('never-reached')).toEqual({ ...z, ...b });
    expect(spoken('wrong-number')).toEqual({ ...z, ...b });
    const step = afterCall({ ...held, outreach }, { ending: 'reached', item: done }, at);
    expect(step.standing).not.toHaveProperty('until');
  });
});

describe('an outreach that ended before its call was over', () => {
  const ended = anOutreach({
    ...{ cause: 'burst', exempt: false, state: 'ended', ending: 'withdrawn' },
    ...{ openedAt: NOW - DAY, endedAt: NOW - 5 * MINUTE },
  });
  const held = { standing: standing({ cause: 'burst' }), outreach: ended };
  const over = { ending: 'never-reached', ...item('dropped'), attempts: [] as number[] } as const;

  test('counts as called where they heard of it', () => {
    expect(calledAnyway(held, { ...over, ending: 'reached', item: done }, at)).toStrictEqual({
      standing: { ...held.standing, pausedUntil: NOW + 30 * DAY },
      ...{ outreach: ended, effects: [], budget: 'take' },
    });
  });

  test.each([
    ['when it was opened', NOW - DAY, true],
    ['before', NOW - DAY - 1, false],
    ['a minute after it ended', NOW - 4 * MINUTE, true],
    ['later', NOW - 4 * MINUTE + 1, false],
  ])('counts as called where the phone rang %s: at %i %s', (_, attempt, counts) => {
    expect(calledAnyway(held, { ...over, attempts: [attempt] }, at) !== undefined).toBe(counts);
    expect(calledAnyway(held, { ...over, attempts: [1, attempt, NOW] }, at) !== undefined).toBe(counts);
  });

  test.each([
    ['was never wished for', { ...ended, wishes: 0 }, over],
    ['is open', { ...ended, state: 'open' } as const, over],
    ['went by in a conversation', ended, { ...over, ...item('open'), ending: 'reached' } as const],
  ])('does not count where it %s', (_, outreach, said) => {
    expect(calledAnyway({ ...held, outreach }, { ...said, attempts: [NOW - DAY] }, at)).toBeUndefined();
    expect(calledAnyway({ ...held, outreach: undefined }, said, at)).toBeUndefined();
  });

  test('counts where the conversation left it open without reaching them', () => {
    expect(calledAnyway(held, { ...over, ...item('open'), attempts: [NOW - DAY] }, at)).toBeDefined();
  });

  test('never ends a longer pause, and pauses offers for as long as offers do', () => {
    const long = { ...held, standing: standing({ pausedUntil: NOW + 99 * DAY }) };
    const heard = { ...over, item: done };
    expect(calledAnyway(long, heard, at)?.standing.pausedUntil).toBe(NOW + 99 * DAY);
    const market = { ...ended, cause: 'market', exempt: true } as const;
    const step = calledAnyway({ ...held, outreach: market }, heard, at);
    expect(step?.standing.pausedUntil).toBe(NOW + 60 * DAY);
    expect(step).not.toHaveProperty('budget');
  });

  test('about claims has spoken of them only where they heard of it', () => {
    const claims = { ...ended, cause: 'deadline', evidence: { claims: [aClaim('a')] } } as const;
    const spoken = (state: 'done' | 'dropped') =>
      calledAnyway({ ...held, outreach: claims }, { ...over, ...item(state), attempts: [NOW - DAY] }, at)
        ?.standing.spoken;
    expect(spoken('done')).toEqual({ a: '2026-12-01' });
    expect(spoken('dropped')).toBeUndefined();
  });
});
