import { describe, expect, test } from '@jest/globals';
import { isOnDuty } from '../../shared/domain/team/agent.ts';
import { answerChange } from '../../shared/domain/team/answer-change.ts';
import { chooseOwner } from '../../shared/domain/team/choose-owner.ts';
import { chooseRecipient } from '../../shared/domain/team/choose-recipient.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { anAgent, exampleSettings } from '../support/team.ts';

const ask = { accountId: 'acme', language: 'de', product: 'repricer', fallbackLanguages: ['en'], now: NOW };
const office = { mon: [['09:00', '18:00']], tue: [['09:00', '18:00']] } as const;

describe('the owner of an account', () => {
  test('speaks its language, however small the books of others are', () => {
    const agents = [anAgent('it', { languages: ['it'] }), anAgent('de', { book: 90 })];
    expect(chooseOwner({ ...ask, agents })).toMatchObject({ ownerId: 'de', reason: 'speaks-language' });
  });

  test('is chosen at night as by day', () => {
    const agents = [anAgent('de', { hours: office }), anAgent('en', { languages: ['en'] })];
    expect(isOnDuty(agents[0] as never, NOW + 12 * HOUR)).toBe(false);
    expect(chooseOwner({ ...ask, agents }).ownerId).toBe('de');
  });

  test('speaks a fallback language only when nobody on the roster speaks the first', () => {
    const english = anAgent('en', { languages: ['en'] });
    expect(chooseOwner({ ...ask, agents: [english] })).toMatchObject({
      ownerId: 'en',
      reason: 'fallback-language',
    });
    const full = chooseOwner({ ...ask, agents: [english, anAgent('de', { book: 100 })] });
    expect(full).toMatchObject({ reason: 'all-books-full' });
    expect(full.ownerId).toBeUndefined();
  });

  test('has the smallest book by weight among the equally skilled', () => {
    const agents = [anAgent('half', { book: 6, weight: 0.5 }), anAgent('full', { book: 10 })];
    expect(chooseOwner({ ...ask, agents }).ownerId).toBe('full');
    expect(chooseOwner({ ...ask, agents: [...agents, anAgent('idle', { products: [] })] }).ownerId).toBe(
      'full',
    );
  });

  test('serves a region’s tag with the language', () => {
    expect(chooseOwner({ ...ask, language: 'de-AT', agents: [anAgent('de')] }).ownerId).toBe('de');
  });

  test('is the one an import names, if on the roster', () => {
    const agents = [anAgent('de'), anAgent('named', { languages: ['fr'], book: 100 })];
    expect(chooseOwner({ ...ask, agents, proposedOwnerId: 'named' })).toMatchObject({
      ownerId: 'named',
      reason: 'proposed',
    });
    expect(chooseOwner({ ...ask, agents, proposedOwnerId: 'left' }).ownerId).toBe('de');
  });

  test('is not guessed while the language is unknown', () => {
    const choice = chooseOwner({ ...ask, language: 'und', agents: [anAgent('en', { languages: ['en'] })] });
    expect(choice).toMatchObject({ reason: 'language-unknown' });
    expect(choice.ownerId).toBeUndefined();
  });

  test('comes with the ranking of everybody and why some were left out', () => {
    const agents = [
      anAgent('full', { book: 100 }),
      anAgent('gone', { active: false }),
      anAgent('it', { languages: ['it'] }),
      anAgent('de'),
    ];
    const { ranking } = chooseOwner({ ...ask, agents });
    expect(ranking[0]?.agentId).toBe('de');
    expect(Object.fromEntries(ranking.map(ranked => [ranked.agentId, ranked.excluded]))).toEqual({
      de: undefined,
      full: 'book-full',
      gone: 'not-on-roster',
      it: 'other-language',
    });
  });

  test('spreads a thousand accounts over five equals one apart at most', () => {
    const books = new Map(['a', 'b', 'c', 'd', 'e'].map(id => [id, 0]));
    for (let n = 0; n < 1_000; n++) {
      const agents = [...books].map(([id, book]) => anAgent(id, { book, capacity: 1_000 }));
      const { ownerId = '' } = chooseOwner({ ...ask, accountId: `acc-${n}`, agents });
      books.set(ownerId, (books.get(ownerId) ?? 0) + 1);
    }
    const sizes = [...books.values()];
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});

describe('who hears of a change', () => {
  const owner = anAgent('owner', { hours: office });
  const night = NOW + 12 * HOUR;
  const say = (agents: ReturnType<typeof anAgent>[], now: number, own = owner) =>
    chooseRecipient({ owner: own, language: 'de', agents: [own, ...agents], now });

  test('is the owner on duty', () =>
    expect(say([anAgent('other')], NOW)).toEqual({ agentId: 'owner', reason: 'owner-on-duty' }));

  test('is a cover on duty who speaks the language when the owner is off', () => {
    expect(say([anAgent('it', { languages: ['it'] }), anAgent('cover')], night)).toEqual({
      agentId: 'cover',
      reason: 'cover-on-duty',
    });
  });

  test('is the cover named for the absence before any other', () => {
    const away = anAgent('owner', {
      absences: { a: { from: NOW - HOUR, to: NOW + HOUR, coverId: 'named' } },
    });
    expect(say([anAgent('cover'), anAgent('named', { book: 99 })], NOW, away)).toEqual({
      agentId: 'named',
      reason: 'cover-on-duty',
    });
  });

  test('is the owner all the same when nobody is on duty', () => {
    expect(say([], night)).toEqual({ agentId: 'owner', reason: 'nobody-on-duty' });
  });
});

describe('what the team does about a change', () => {
  const rules = exampleSettings().moments;
  const change = { factId: 'evt_1', moment: 'signed-up', product: 'repricer', occurredAt: NOW } as const;
  const question = { ...ask, changes: [change], rules };

  test('opens the task of the kind that settings name, due by their hours', () => {
    const answer = answerChange({ ...question, agents: [anAgent('de')] });
    expect(answer).toMatchObject({
      is: 'owned',
      told: [{ task: { kind: 'welcome-account', dueAt: NOW + 4 * HOUR } }],
    });
  });

  test('tells nobody of kinds that settings do not push', () => {
    const quiet = { ...change, moment: 'profile-updated' } as const;
    expect(answerChange({ ...question, changes: [quiet], agents: [anAgent('de')] })).toMatchObject({
      is: 'owned',
      told: [],
    });
  });

  test('keeps an owner with a full book and replaces one who left', () => {
    const full = anAgent('full', { book: 100 });
    expect(answerChange({ ...question, ownerId: 'full', agents: [full, anAgent('new')] })).toMatchObject({
      owner: { id: 'full' },
    });
    const left = anAgent('full', { active: false });
    expect(answerChange({ ...question, ownerId: 'full', agents: [left, anAgent('new')] })).toMatchObject({
      owner: { id: 'new' },
      choice: { ownerId: 'new' },
    });
  });

  test('lets the account wait when nobody fits', () => {
    expect(answerChange({ ...question, agents: [anAgent('de', { book: 100 })] })).toMatchObject({
      is: 'queued',
      choice: { reason: 'all-books-full' },
    });
  });
});
