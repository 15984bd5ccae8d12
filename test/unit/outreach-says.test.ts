import { describe, expect, test } from '@jest/globals';
import { suggestedText } from '../../functions/outreach/suggested-text.ts';
import { settingsSchema } from '../../shared/contracts/settings.ts';
import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import { outreachCauses } from '../../shared/events/outreach-events.ts';
import { messageLanguages } from '../../shared/messages/languages.ts';
import { type About, saysTexts, suggest } from '../../shared/messages/outreach-says/suggest.ts';
import { exampleSettings } from '../support/team.ts';

const company = { brand: 'Acorn', languages: ['de', 'en'] };
const say = (about: About, given: Partial<Parameters<typeof suggest>[0]> = {}) =>
  suggest({ ...{ language: 'en', company, currency: 'EUR', about }, ...given });

const burst = { day: '2026-11-22', observed: 14, expected: 3.14 };
const claims = [
  { closesOn: '2026-12-02', waitsFor: 'marketplace' },
  { closesOn: '2026-11-29', waitsFor: 'customer' },
];
const market = [
  { at: Date.UTC(2026, 10, 20), marketplace: 'amazon-de', change: 'new-competitor', articles: 1 },
  { at: Date.UTC(2026, 10, 21), marketplace: 'otto', change: 'amazon-sells' },
] as const;
const abouts: Readonly<Record<(typeof outreachCauses)[number], About>> = {
  burst: { burst, value: 280 },
  deadline: { claims, value: 1880.5 },
  market: { market },
};

describe('what an agent may say', () => {
  test('is written for every cause in every language, with every number filled in', () => {
    const said = messageLanguages.flatMap(language =>
      outreachCauses.map(cause => say(abouts[cause], { language })),
    );
    expect(said.filter(text => /[{}]|undefined|NaN/.test(text))).toEqual([]);
    expect(new Set(said).size).toBe(messageLanguages.length * outreachCauses.length);
    const shapes = Object.values(saysTexts).map(texts =>
      JSON.stringify(texts)
        .match(/\{\w+\}/g)
        ?.toSorted(),
    );
    expect(new Set(shapes.map(String)).size).toBe(1);
  });

  test('of a burst: the day, how many, how many are usual, and what is at stake', () => {
    expect(say(abouts.burst)).toBe(
      'Hello, this is Acorn. On 22 November, 14 lost or damaged items were reported for your account. About 3.1 would be usual. It is about €280. Do you know what happened? Delivery notes and invoices would help us to claim all of it.',
    );
    expect(say({ burst: { ...burst, expected: 0.3 } })).toContain('Hardly one would be usual.');
    expect(say({ burst: { ...burst, method: 'regression' } })).toMatch(
      /^Hello, this is Acorn. In the four days to 22 November, 14 lost/,
    );
  });

  test('of claims: how many, until when the first, and whether the customer must send something', () => {
    expect(say(abouts.deadline)).toMatch(
      /^Hello, this is Acorn\. 2 of your claims .* the first on 29 November\./,
    );
    expect(say(abouts.deadline)).toMatch(/It is about €1,880\.50\. To hand them in, we still need/);
    const [waiting] = claims;
    const one = say({ claims: waiting ? [waiting] : [] });
    expect(one).toMatch(
      /A claim for reimbursement of yours can be handed in until 2 December\. We are waiting/,
    );
    expect(one).not.toContain('It is about');
  });

  test('of the market: what changed where, the latest first', () => {
    expect(say(abouts.market)).toContain(
      'Otto: Amazon itself now sells articles of yours. Amazon DE: a new competitor sells one of your articles.',
    );
  });

  test('has numbers, amounts and days as the language writes them', () => {
    const text = say({ burst: { ...burst, observed: 1400 }, value: 12_345.5 }, { language: 'de-AT' });
    expect(text).toMatch(/Am 22\. November .* 1\.400 verlorene .* etwa 3,1\. Es geht um 12\.345,50\s€\./);
  });
});

describe('the company’s own words', () => {
  const own = { de: 'Bei Ihnen {count} statt {expected} am {day}, {value}.', pl: '{company}: {count}' };

  test('come before the product’s in the customer’s language, and only there', () => {
    expect(say(abouts.burst, { own, language: 'de-CH' })).toMatch(
      /^Bei Ihnen 14 statt 3,1 am 22\. November, 280\s€\.$/,
    );
    expect(say(abouts.burst, { own, language: 'pl' })).toBe('Acorn: 14');
    expect(say(abouts.burst, { own, language: 'fr' })).toBe(say(abouts.burst, { language: 'fr' }));
  });

  test('of the company’s first language are said to whoever speaks none that is written', () => {
    expect(say(abouts.burst, { own, language: 'und' })).toMatch(/^Bei Ihnen 14/);
    expect(say(abouts.burst, { language: 'und' })).toBe(say(abouts.burst, { language: 'de' }));
  });

  test('say so in words where a number is not known', () => {
    const words = { en: '{count} items worth {value}, {claims} claims, {marketplace}' };
    expect(say({ market: market.slice(1) }, { own: words })).toBe(
      'several items worth an amount that is not known yet, 0 claims, Otto',
    );
  });

  test('are those of the playbook of the cause', () => {
    const settings = exampleSettings();
    const says = { en: 'Hello from {company}', de: '{company} hat etwas bemerkt' };
    const outreach = { ...settings.outreach, playbooks: { burst: { says, steps: [] } } };
    const parsed = settingsSchema.parse({ ...settings, outreach });
    const given: Omit<Outreach, 'cause'> = {
      ...{ id: 'out_1', accountId: 'acme', state: 'open', rank: 1, exempt: false, language: 'de' },
      ...{ wishes: 1, openedAt: 0, updatedAt: 0, updates: 0, evidence: {} },
    };
    expect(suggestedText({ ...given, cause: 'burst' }, parsed)).toBe('Acorn hat etwas bemerkt');
    expect(suggestedText({ ...given, cause: 'market' }, parsed)).toContain('Guten Tag, hier ist Acorn.');
  });
});
