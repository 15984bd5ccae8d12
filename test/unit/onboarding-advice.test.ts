import { describe, expect, test } from '@jest/globals';
import type { Seller } from '../../shared/domain/accounts/account.ts';
import { adviseStrategy } from '../../shared/domain/onboarding/advise-strategy.ts';
import { exampleSettings } from '../support/team.ts';

const shipped = exampleSettings().onboarding?.['repricer'] ?? { strategies: {}, advice: [] };
const advised = (seller: Seller) => adviseStrategy(seller, shipped);
const said = (level: 'new' | 'experienced') => ({ level, source: 'said' as const });
const supposed = (level: 'new' | 'experienced') => ({ level, source: 'supposed' as const });
const known = { marketplaces: ['amazon-es', 'amazon-it'], skus: 4200 };
const both = { minimum: true, maximum: true };

describe('the advised strategy', () => {
  test('is push for new sellers of own articles, who need a lowest price', () => {
    const seller: Seller = { ...known, assortment: 'private-label', experience: said('new') };
    expect(advised(seller)).toEqual({
      strategy: 'push',
      how: 'as-is',
      confidence: 0.9,
      reasons: [
        { part: 'assortment', value: 'private-label', effect: 'for' },
        { part: 'experience', value: 'new', effect: 'for' },
      ],
      missing: ['minimum-price'],
      otherwise: [],
    });
    expect(advised({ ...seller, limits: { minimum: true, maximum: false } }).confidence).toBe(1);
  });

  test('is the Buy Box for experienced sellers of brands, who need both limits', () => {
    const seller: Seller = { ...known, assortment: 'brands', experience: said('experienced') };
    expect(advised(seller)).toMatchObject({
      strategy: 'buy-box',
      how: 'as-is',
      confidence: 0.81,
      missing: ['minimum-price', 'maximum-price'],
    });
    expect(advised({ ...seller, limits: both })).toMatchObject({ confidence: 1, missing: [] });
  });

  test('is the Buy Box with closer guidance for new sellers of brands', () => {
    const seller: Seller = { ...known, assortment: 'brands', experience: said('new'), limits: both };
    expect(advised(seller)).toMatchObject({ strategy: 'buy-box', how: 'closer-guidance', confidence: 1 });
  });

  test('is push with own levels for experienced sellers of own articles', () => {
    const seller: Seller = { ...known, assortment: 'private-label', experience: said('experienced') };
    expect(advised(seller)).toMatchObject({ strategy: 'push', how: 'own-levels' });
  });

  test('goes by part of the assortment for sellers of both, new or not', () => {
    for (const level of ['new', 'experienced'] as const)
      expect(advised({ ...known, assortment: 'both', experience: said(level), limits: both })).toMatchObject({
        strategy: 'by-part',
        how: 'per-part',
        confidence: 1,
        reasons: [{ part: 'assortment', value: 'both', effect: 'for' }],
      });
  });
});

describe('what nobody is sure of', () => {
  test('lowers confidence: an experience that somebody supposes leads to the same strategy, less surely', () => {
    const seller: Seller = {
      ...known,
      assortment: 'brands',
      experience: supposed('experienced'),
      limits: both,
    };
    expect(advised(seller)).toMatchObject({
      strategy: 'buy-box',
      how: 'as-is',
      confidence: 0.95,
      reasons: [{ effect: 'for' }, { part: 'experience', value: 'experienced', effect: 'supposed' }],
    });
  });

  test('is asked for, and guided as if new meanwhile', () => {
    const seller: Seller = { ...known, assortment: 'brands', limits: both };
    expect(advised(seller)).toMatchObject({
      strategy: 'buy-box',
      how: 'closer-guidance',
      confidence: 0.9,
      missing: ['experience'],
      otherwise: [],
    });
  });

  test('names the strategies that would follow if it were otherwise', () => {
    expect(advised({ ...known, experience: said('experienced'), limits: both })).toMatchObject({
      strategy: 'push',
      how: 'own-levels',
      confidence: 0.33,
      missing: ['assortment'],
      otherwise: [
        { strategy: 'buy-box', when: 'assortment:brands' },
        { strategy: 'by-part', when: 'assortment:both' },
      ],
    });
  });

  test('may be everything: there is an answer, with everything to ask for', () => {
    expect(advised({})).toMatchObject({
      strategy: 'push',
      missing: ['assortment', 'experience', 'minimum-price', 'marketplaces', 'skus'],
      otherwise: [{ when: 'assortment:brands' }, { when: 'assortment:both' }],
    });
  });

  test('names the experience only where it makes the difference', () => {
    const plan = {
      strategies: { careful: {}, bold: {} },
      advice: [
        { when: { assortment: 'brands', experience: 'experienced' }, strategy: 'bold' },
        { when: {}, strategy: 'careful' },
      ],
    } as const;
    expect(adviseStrategy({ assortment: 'brands', experience: supposed('new') }, plan)).toMatchObject({
      strategy: 'careful',
      otherwise: [{ strategy: 'bold', when: 'experience:experienced' }],
    });
    expect(adviseStrategy({}, plan)).toMatchObject({
      strategy: 'careful',
      otherwise: [{ strategy: 'bold', when: 'assortment:brands experience:experienced' }],
    });
  });

  test('cannot be helped where no rule fits: no strategy, and no confidence', () => {
    const plan = { strategies: {}, advice: [{ when: { assortment: 'both' }, strategy: 'by-part' }] } as const;
    expect(adviseStrategy({ assortment: 'brands' }, plan)).toMatchObject({ confidence: 0, otherwise: [] });
    expect(adviseStrategy({ assortment: 'brands' }, plan).strategy).toBeUndefined();
  });
});

describe('the whole matrix', () => {
  const assortments = ['private-label', 'brands', 'both', undefined] as const;
  const experiences = [
    said('new'),
    said('experienced'),
    { level: 'new', source: 'measured' },
    { level: 'experienced', source: 'measured' },
    supposed('new'),
    supposed('experienced'),
    undefined,
  ] as const;
  const limits = [both, { minimum: true, maximum: false }, { minimum: false, maximum: false }, undefined];
  const details = [known, { skus: 1 }, { marketplaces: [] }, {}];
  const cells = assortments.flatMap(assortment =>
    experiences.flatMap(experience =>
      limits.flatMap(limit =>
        details.map(detail => ({
          ...detail,
          ...(assortment ? { assortment } : {}),
          ...(experience ? { experience } : {}),
          ...(limit ? { limits: limit } : {}),
        })),
      ),
    ),
  );

  test('has an answer in every cell, with what is unknown named as missing and nothing else', () => {
    expect(cells).toHaveLength(4 * 7 * 4 * 4);
    for (const seller of cells) {
      const { strategy, confidence, missing } = advised(seller);
      const needs = shipped.strategies[String(strategy)]?.requires ?? [];
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      const open = [
        ...(['assortment', 'experience'] as const).filter(part => !(part in seller)),
        ...needs.filter(need =>
          need === 'minimum-price' ? !seller.limits?.minimum : !seller.limits?.maximum,
        ),
        ...(['marketplaces', 'skus'] as const).filter(part => !(part in seller)),
      ];
      expect(missing).toEqual(open);
    }
  });

  test('is never less sure for knowing more', () => {
    for (const seller of cells) {
      if (!('assortment' in seller) || seller.limits?.minimum !== true) continue;
      const { experience: _unknown, ...vague } = seller;
      expect(advised(seller).confidence).toBeGreaterThanOrEqual(advised(vague).confidence);
      expect(advised({ ...seller, ...known, limits: both }).confidence).toBeGreaterThanOrEqual(
        advised(seller).confidence,
      );
    }
  });
});
