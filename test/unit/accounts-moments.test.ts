import { describe, expect, test } from '@jest/globals';
import {
  type Account,
  accountStatus,
  mergeAccounts,
  newAccount,
  productStatus,
} from '../../shared/domain/accounts/account.ts';
import { type ImportedAccount, isByImport, takeInImported } from '../../shared/domain/accounts/imported.ts';
import { latest, register } from '../../shared/domain/accounts/register.ts';
import { takeIn } from '../../shared/domain/accounts/take-in.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { aFact, NOW } from '../support/facts.ts';

const LATER = NOW + 30 * DAY;
const onDay = (instant: number) => new Date(instant).toISOString();

/** What a state says, without when and by whom. */
const valuesOf = (parts: object) =>
  Object.fromEntries(Object.entries(parts).map(([part, held]) => [part, (held as { value: unknown }).value]));
const said = ({ profile, products }: Account) => ({
  profile: valuesOf(profile),
  products: Object.fromEntries(Object.entries(products).map(([name, parts]) => [name, valuesOf(parts)])),
});
const nothing = { segment: undefined, zone: undefined, country: undefined };
const noSeller = { assortment: undefined, experience: undefined };

describe('an account learns from', () => {
  test.each([
    [
      'a sign-up the product, since when, and what it says of the customer',
      'account.signed-up',
      { product: 'p', language: 'fr', segment: 'key', zone: 'Europe/Paris', country: 'FR' },
      {
        profile: { languages: ['fr'], segment: 'key', zone: 'Europe/Paris', country: 'FR' },
        products: { p: { phase: 'registered', since: NOW } },
      },
    ],
    [
      'a sign-up that says no more its language alone',
      'account.signed-up',
      { product: 'p', language: 'fr', ...nothing },
      { profile: { languages: ['fr'] }, products: { p: { phase: 'registered', since: NOW } } },
    ],
    [
      'an update of the profile each part that it names',
      'account.profile-updated',
      {
        ...noSeller,
        languages: ['it', 'en'],
        segment: 'small',
        zone: 'Europe/Rome',
        country: 'IT',
        skus: 12,
      },
      {
        profile: { languages: ['it', 'en'], segment: 'small', zone: 'Europe/Rome', country: 'IT', skus: 12 },
        products: {},
      },
    ],
    [
      'an update of the profile nothing of the parts that it leaves out',
      'account.profile-updated',
      { ...nothing, ...noSeller, languages: undefined, skus: 12 },
      { profile: { skus: 12 }, products: {} },
    ],
    [
      'another product that it is registered',
      'account.product-added',
      { product: 'q' },
      { profile: {}, products: { q: { phase: 'registered', since: NOW } } },
    ],
    [
      'a registration that it is complete',
      'account.registration-completed',
      { product: 'p' },
      { profile: {}, products: { p: { completed: true } } },
    ],
    [
      'the start of a trial its end',
      'account.trial-started',
      { product: 'p', endsAt: onDay(LATER) },
      { profile: {}, products: { p: { phase: 'trial', trialEndsAt: LATER } } },
    ],
    [
      'a longer trial its end, and no phase',
      'account.trial-extended',
      { product: 'p', endsAt: onDay(LATER) },
      { profile: {}, products: { p: { trialEndsAt: LATER } } },
    ],
    [
      'a renewal until when',
      'account.contract-renewed',
      { product: 'p', until: onDay(LATER) },
      { profile: {}, products: { p: { phase: 'active', renewedUntil: LATER } } },
    ],
    [
      'a renewal without an end that the contract lives',
      'account.contract-renewed',
      { product: 'p', until: undefined },
      { profile: {}, products: { p: { phase: 'active' } } },
    ],
    [
      'a change of the contract what changed',
      'account.contract-adjusted',
      { product: 'p', change: 'downgrade' },
      { profile: {}, products: { p: { adjusted: 'downgrade' } } },
    ],
    [
      'a cancellation when it takes effect, and why',
      'account.cancelled',
      { product: 'p', effectiveAt: onDay(LATER), reason: 'price' },
      { profile: {}, products: { p: { cancellation: { effectiveAt: LATER, reason: 'price' } } } },
    ],
    [
      'a cancellation without a reason no reason',
      'account.cancelled',
      { product: 'p', effectiveAt: onDay(LATER), reason: undefined },
      { profile: {}, products: { p: { cancellation: { effectiveAt: LATER } } } },
    ],
    [
      'a withdrawal that there is no cancellation',
      'account.cancellation-withdrawn',
      { product: 'p' },
      { profile: {}, products: { p: { cancellation: null } } },
    ],
    ['what is no moment of an account nothing', 'task.done', {}, { profile: {}, products: {} }],
  ])('%s', (_, name, data, expected) => {
    const { account, news } = takeIn(newAccount, aFact(name, { data }));
    expect(said(account)).toStrictEqual(expected);
    expect(news).toBe(name.startsWith('account.'));
  });

  test('moments in whatever order the same to the letter', () => {
    const facts = ['q', 'p', 'r'].map((product, n) =>
      aFact('account.product-added', { at: NOW + n, data: { product } }),
    );
    const all = (list: typeof facts) => list.reduce((held, fact) => takeIn(held, fact).account, newAccount);
    expect(JSON.stringify(all(facts))).toBe(JSON.stringify(all(facts.toReversed())));
    expect(Object.keys(all(facts).products)).toEqual(['p', 'q', 'r']);
    const [first, ...others] = facts.map(fact => takeIn(newAccount, fact).account);
    expect(Object.keys(mergeAccounts(all(facts.slice(2)), first ?? newAccount).products)).toEqual(['q', 'r']);
    expect(others.length).toBe(2);
  });

  test('the first moment of a product that it has a state before any phase is told', () => {
    expect(productStatus({})).toBe('registered');
    expect(accountStatus({ profile: {}, products: { p: {} } })).toBe('prospect');
    expect(accountStatus(newAccount)).toBe('prospect');
  });
});

describe('an import', () => {
  const row: ImportedAccount = {
    ...{ accountId: 'acme', language: 'de', product: 'p', status: 'active', since: onDay(NOW - 100 * DAY) },
  };
  const imported = (part: Partial<ImportedAccount>) =>
    takeInImported(undefined, { ...row, ...part }, { id: 'evt_i', now: NOW });
  const since = NOW - 100 * DAY;

  test('says no more than its row has', () => {
    const { account, since: of } = imported({});
    expect(of).toBe(since);
    expect(said(account)).toStrictEqual({
      profile: { languages: ['de'] },
      products: { p: { phase: 'active', since, completed: true, cancellation: null } },
    });
  });

  test('says everything that its row has, as of the day the product began', () => {
    const { account } = imported({
      ...{ status: 'trial', trialEndsAt: onDay(LATER), segment: 'key', zone: 'Asia/Tokyo', country: 'JP' },
    });
    expect(said(account)).toStrictEqual({
      profile: { languages: ['de'], segment: 'key', zone: 'Asia/Tokyo', country: 'JP' },
      products: { p: { phase: 'trial', since, completed: true, trialEndsAt: LATER, cancellation: null } },
    });
    expect(account.profile.zone?.at).toBe(since);
  });

  test('of a cancelled one says when it ends, else that it ended when it began', () => {
    const ended = (part: Partial<ImportedAccount>) =>
      imported({ status: 'cancelled', ...part }).account.products['p']?.cancellation?.value;
    expect(ended({ endsAt: onDay(LATER) })).toEqual({ effectiveAt: LATER });
    expect(ended({})).toEqual({ effectiveAt: since });
  });

  test('is known by its parts, and gives way to a moment of the same instant', () => {
    const { account } = imported({});
    expect(isByImport(account.profile.languages)).toBe(true);
    const moment = aFact('account.profile-updated', { at: since, data: { languages: ['es'] } });
    const after = takeIn(account, moment).account;
    expect(after.profile.languages?.value).toEqual(['es']);
    expect(isByImport(after.profile.languages)).toBe(false);
    expect(isByImport({ by: 'evt_of_bfl_' })).toBe(false);
    expect(isByImport(undefined)).toBe(false);
  });
});

describe('of two words for one part', () => {
  test('the one that is there counts, then the later one, then the one with the greater id', () => {
    const one = register('a', 1, 'evt_1');
    expect(latest(undefined, undefined)).toBeUndefined();
    expect(latest(one, undefined)).toBe(one);
    expect(latest(undefined, one)).toBe(one);
    const later = register('b', 2, 'evt_0');
    expect([latest(one, later), latest(later, one)]).toEqual([later, later]);
    const greater = register('c', 1, 'evt_2');
    expect([latest(one, greater), latest(greater, one)]).toEqual([greater, greater]);
  });
});
