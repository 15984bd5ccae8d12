import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  accountStatus,
  mergeAccounts,
  newAccount,
  productStatus,
} from '../../shared/domain/accounts/account.ts';
import { takeInImported } from '../../shared/domain/accounts/imported.ts';
import { takeIn } from '../../shared/domain/accounts/take-in.ts';
import { moments } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { aFact, NOW } from '../support/facts.ts';

const all = (facts: readonly Fact[]) =>
  facts.reduce((account, fact) => takeIn(account, fact).account, newAccount);
const statusAfter = (...facts: Fact[]) => accountStatus(all(facts));

const anyMoment = fc
  .record({
    n: fc.integer({ min: 0, max: moments.length - 1 }),
    hours: fc.integer({ min: 0, max: 6 }),
    id: fc.string(),
    product: fc.constantFrom('repricer', 'lost-and-found'),
  })
  .map(({ n, hours, id, product }) => {
    const name = moments[n]?.name ?? 'account.signed-up';
    const data = name === 'account.profile-updated' ? {} : { product };
    return aFact(name, { id: `${n}/${product}/${id}/${hours}`, at: NOW + hours * 3_600_000, data });
  });

describe('the state of an account', () => {
  test('is the same for every order and repetition of the same history', () => {
    const histories = fc.array(anyMoment, { minLength: 1, maxLength: 12 }).chain(history =>
      fc.record({
        history: fc.constant(history),
        shuffled: fc.shuffledSubarray([...history, ...history, ...history.slice(0, 3)], {
          minLength: history.length * 2 + Math.min(3, history.length),
        }),
      }),
    );
    fc.assert(
      fc.property(histories, ({ history, shuffled }) => {
        expect(all(shuffled)).toEqual(all(history));
      }),
      { numRuns: 10_000 },
    );
  });

  test('finds no news in a fact that it knows', () => {
    fc.assert(
      fc.property(fc.array(anyMoment, { minLength: 1, maxLength: 8 }), history => {
        const account = all(history);
        for (const fact of history) expect(takeIn(account, fact).news).toBe(false);
      }),
    );
  });

  test('keeps a later word against an older fact', () => {
    const later = aFact('account.profile-updated', { at: NOW + DAY, data: { segment: 'key' } });
    const older = aFact('account.profile-updated', {
      at: NOW,
      data: { segment: 'small', languages: ['de'], zone: 'Europe/Berlin', country: 'DE' },
    });
    const { account, news } = takeIn(all([later]), older);
    expect(account.profile.segment?.value).toBe('key');
    expect(news).toBe(false);
  });

  test('is a trial after its start and active once converted', () => {
    const signedUp = aFact('account.signed-up');
    const trial = aFact('account.trial-started', { at: NOW + 1 });
    expect(statusAfter(signedUp)).toBe('prospect');
    expect(statusAfter(signedUp, trial)).toBe('trial');
    expect(statusAfter(signedUp, trial, aFact('account.converted', { at: NOW + 2 }))).toBe('active');
  });

  test('is cancelled until the cancellation is withdrawn or a contract renewed', () => {
    const converted = aFact('account.converted');
    const cancelled = aFact('account.cancelled', { at: NOW + DAY });
    expect(statusAfter(converted, cancelled)).toBe('cancelled');
    expect(
      statusAfter(converted, cancelled, aFact('account.cancellation-withdrawn', { at: NOW + 2 * DAY })),
    ).toBe('active');
    expect(statusAfter(converted, cancelled, aFact('account.contract-renewed', { at: NOW + 2 * DAY }))).toBe(
      'active',
    );
  });

  test('stays alive while one of two products does', () => {
    const other = aFact('account.product-added', { data: { product: 'lost-and-found' } });
    const cancelled = aFact('account.cancelled', { at: NOW + DAY, data: { product: 'repricer' } });
    expect(statusAfter(aFact('account.signed-up'), other, cancelled)).toBe('prospect');
  });

  test('does not fall back to an import that speaks of an earlier day', () => {
    const live = all([aFact('account.cancelled', { at: NOW })]);
    const row = {
      accountId: 'acme',
      language: 'de',
      product: 'repricer',
      status: 'active',
      since: '2024-01-01T00:00:00Z',
    } as const;
    const { account } = takeInImported(live, row, { id: 'evt_import', now: NOW });
    expect(productStatus(account.products['repricer'] ?? {})).toBe('cancelled');
    expect(account.profile.languages?.value).toEqual(['de']);
  });

  test('merges two halves of a history into the whole', () => {
    fc.assert(
      fc.property(
        fc.array(anyMoment, { minLength: 2, maxLength: 10 }),
        fc.integer({ min: 1, max: 9 }),
        (history, cut) => {
          const merged = mergeAccounts(all(history.slice(0, cut)), all(history.slice(cut)));
          expect(merged).toEqual(all(history));
        },
      ),
    );
  });
});
