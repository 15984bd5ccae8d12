import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Matchable, type MatchCase, matchPolicy } from '../../shared/domain/devices/match-policy.ts';
import { damageKinds } from '../../shared/events/device-events.ts';

const aPolicy = (id: string, given: Partial<Matchable> = {}): Matchable => ({
  id,
  name: id,
  version: 1,
  active: true,
  order: 100,
  match: {},
  ...given,
});
const aCase: MatchCase = {
  accountId: 'acme',
  segment: 'standard',
  damage: 'broken',
  site: 'mall',
  product: 'tablet',
};
const winner = (policies: readonly Matchable[], on: MatchCase = aCase) =>
  matchPolicy(policies, on).policy?.id;

describe('a policy', () => {
  test('fits when each list that it gives holds the case’s value', () => {
    const match = { accounts: ['other', 'acme'], sites: ['mall'], damages: ['lost', 'broken'] } as const;
    expect(winner([aPolicy('p', { match })])).toBe('p');
    expect(winner([aPolicy('p', { match })], { ...aCase, damage: 'stolen' })).toBeUndefined();
  });

  test('that asks for a site or a product does not fit a case without one', () => {
    const { site: _site, product: _product, ...bare } = aCase;
    expect(winner([aPolicy('p', { match: { sites: ['mall'] } })], bare)).toBeUndefined();
    expect(winner([aPolicy('p', { match: { products: ['tablet'] } })], bare)).toBeUndefined();
    expect(winner([aPolicy('p')], bare)).toBe('p');
  });

  test('that is switched off is neither tried nor shown', () => {
    const { policy, ranking } = matchPolicy([aPolicy('p', { active: false })], aCase);
    expect([policy, ranking]).toEqual([undefined, []]);
  });
});

describe('of the policies that fit', () => {
  const account = aPolicy('account', { match: { accounts: ['acme'] }, order: 900 });
  const rest = aPolicy('rest', {
    match: { sites: ['mall'], damages: ['broken'], products: ['tablet'], segments: ['standard'] },
    order: 0,
  });

  test('one account goes before everything else together, whatever the order says', () => {
    expect(winner([rest, account])).toBe('account');
  });

  const damages = ['broken'] as const;
  const segments = ['standard'];
  test.each([
    [
      'a site goes before damage, product and segment',
      { sites: ['mall'] },
      { damages, products: ['tablet'], segments },
    ],
    ['a damage goes before product and segment', { damages }, { products: ['tablet'], segments }],
    ['a product goes before segment', { products: ['tablet'] }, { segments }],
  ])('%s', (_, narrow, broad) => {
    const policies = [
      aPolicy('broad', { match: broad, order: 0 }),
      aPolicy('narrow', { match: narrow, order: 9 }),
    ];
    expect(winner(policies)).toBe('narrow');
  });

  test('equally specific ones go by order, then by id', () => {
    const policies = [aPolicy('c', { order: 1 }), aPolicy('b', { order: 1 }), aPolicy('a', { order: 2 })];
    expect(winner(policies)).toBe('b');
    expect(matchPolicy(policies, aCase).ranking.map(({ policyId }) => policyId)).toEqual(['b', 'c', 'a']);
  });

  test('the explanation says what each asks for and what the case has', () => {
    const { site: _site, ...without } = aCase;
    expect(matchPolicy([rest, account], without).ranking).toEqual([
      {
        policyId: 'account',
        name: 'account',
        version: 1,
        matched: true,
        because: [{ dimension: 'account', has: 'acme', fits: true }],
        specificity: 16,
      },
      {
        policyId: 'rest',
        name: 'rest',
        version: 1,
        matched: false,
        because: [
          { dimension: 'site', has: '-', fits: false },
          { dimension: 'damage', has: 'broken', fits: true },
          { dimension: 'product', has: 'tablet', fits: true },
          { dimension: 'segment', has: 'standard', fits: true },
        ],
        specificity: 15,
      },
    ]);
  });
});

const some = <T>(values: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined });
const accounts = ['acme', 'mega', 'tiny'];
const sites = ['mall', 'hq'];
const products = ['tablet', 'phone'];
const groups = ['standard', 'gold'];
const aMatch = fc.record({
  accounts: some(accounts),
  sites: some(sites),
  damages: some(damageKinds),
  products: some(products),
  segments: some(groups),
});
const policyList = fc
  .array(
    fc.record({
      active: fc.boolean(),
      order: fc.integer({ min: 0, max: 3 }),
      match: aMatch,
    }),
    { maxLength: 8 },
  )
  .map(list => list.map((given, at) => aPolicy(`p${at}`, given)));
const anyCase = fc.record({
  accountId: fc.constantFrom(...accounts),
  segment: fc.constantFrom(...groups),
  damage: fc.constantFrom(...damageKinds),
  site: fc.option(fc.constantFrom(...sites), { nil: undefined }),
  product: fc.option(fc.constantFrom(...products), { nil: undefined }),
});
const dimensions = ['accounts', 'sites', 'damages', 'products', 'segments'] as const;
/** Fits by the words of the rule, written a second time. */
const fits = ({ active, match }: Matchable, on: MatchCase): boolean => {
  const has = [on.accountId, on.site, on.damage, on.product, on.segment];
  return (
    active &&
    dimensions.every((name, at) => {
      const list: readonly (string | undefined)[] | undefined = match[name];
      return list === undefined || list.includes(has[at]);
    })
  );
};

describe('for all policies and cases', () => {
  const holds = (rule: (policies: Matchable[], on: MatchCase) => void) =>
    fc.assert(
      fc.property(policyList, anyCase, (policies, on) => rule(policies, on)),
      { numRuns: 1_000 },
    );

  test('somebody wins exactly when somebody fits, and no one who fits is narrower dimension by dimension', () => {
    holds((policies, on) => {
      const fitting = policies.filter(policy => fits(policy, on));
      const won = fitting.find(({ id }) => id === winner(policies, on));
      expect(won !== undefined).toBe(fitting.length > 0);
      for (const other of fitting) {
        const first = dimensions.find(
          name => (won?.match[name] === undefined) !== (other.match[name] === undefined),
        );
        if (first !== undefined) expect(won?.match[first]).toBeDefined();
        else expect(won?.order).toBeLessThanOrEqual(other.order);
      }
    });
  });

  test('a policy that does not fit changes nothing, wherever it stands', () => {
    holds((policies, on) => {
      const fitting = policies.filter(policy => fits(policy, on));
      expect(winner(fitting, on)).toBe(winner(policies, on));
    });
  });

  test('the order in which they are given changes nothing', () => {
    holds((policies, on) => {
      expect(matchPolicy([...policies].reverse(), on)).toEqual(matchPolicy(policies, on));
    });
  });

  test('without the winner the next of the ranking wins, and the ranking has every active one once', () => {
    holds((policies, on) => {
      const { policy, ranking } = matchPolicy(policies, on);
      const [first, next] = ranking.filter(({ matched }) => matched);
      expect(first?.policyId).toBe(policy?.id);
      expect(
        winner(
          policies.filter(({ id }) => id !== policy?.id),
          on,
        ),
      ).toBe(next?.policyId);
      const active = policies.filter(({ active: isActive }) => isActive).map(({ id }) => id);
      expect(ranking.map(({ policyId }) => policyId).sort()).toEqual(active.sort());
    });
  });
});
