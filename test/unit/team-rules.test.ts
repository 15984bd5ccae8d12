import { describe, expect, test } from '@jest/globals';
import type { AssignmentRule } from '../../shared/contracts/settings.ts';
import { isAwayLong, leavesForLong } from '../../shared/domain/team/absences.ts';
import { ruleFor } from '../../shared/domain/team/assignment-rule.ts';
import { chooseHands, chooseHolder } from '../../shared/domain/team/choose-holder.ts';
import { chooseOwner } from '../../shared/domain/team/choose-owner.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

const ask = { accountId: 'acme', language: 'de', product: 'repricer', fallbackLanguages: ['en'], now: NOW };
const away = (from: number, to: number, coverId?: string) => ({
  absences: { a: { from, to, ...(coverId === undefined ? {} : { coverId }) } },
});

describe('a rule of the company', () => {
  const big: AssignmentRule = {
    ...{ name: 'big ones', match: { segments: ['key'] }, agents: ['bea'], how: 'only' },
  };
  const lost = {
    name: 'claims',
    match: { products: ['lost-found'] },
    agents: ['cleo'],
    how: 'prefer',
  } as const;
  const french = { name: 'French', match: { languages: ['fr'] }, agents: ['bea'], how: 'prefer' } as const;
  const agents = [anAgent('anna'), anAgent('bea', { book: 50 }), anAgent('cleo', { book: 60 })];

  test('fits by product, segment and language together; the first that fits counts', () => {
    const rules = [big, lost, french];
    const of = (given: object) => ruleFor(rules, { language: 'de', ...given })?.name;
    expect(of({ segment: 'key', product: 'lost-found' })).toBe('big ones');
    expect(of({ segment: 'standard', product: 'lost-found' })).toBe('claims');
    expect(of({ language: 'fr-CA' })).toBe('French');
    expect(of({})).toBeUndefined();
    const both = { ...big, match: { segments: ['key'], products: ['repricer'] } };
    expect(ruleFor([both], { language: 'de', segment: 'key' })).toBeUndefined();
  });

  test('narrows the choice to its agents, and the account waits when none of them fits', () => {
    const of = (given: object) => chooseOwner({ ...ask, agents, assignmentRules: [big], ...given });
    expect(of({ segment: 'standard' })).toMatchObject({ ownerId: 'anna' });
    const narrowed = of({ segment: 'key' });
    expect(narrowed).toMatchObject({ ownerId: 'bea', rule: 'big ones' });
    expect(narrowed.ranking.find(({ agentId }) => agentId === 'anna')?.excluded).toBe('not-in-rule');
    const gone = of({ segment: 'key', assignmentRules: [{ ...big, agents: ['former'] }] });
    expect(gone).toMatchObject({ reason: 'nobody-fits', rule: 'big ones' });
    expect(gone.ownerId).toBeUndefined();
  });

  test('puts those it prefers first among all who can, before skill and share', () => {
    const prefer = { ...lost, match: {} };
    const of = (cleo: object) =>
      chooseOwner({
        ...{ ...ask, assignmentRules: [prefer] },
        agents: [anAgent('anna'), anAgent('cleo', { book: 60, products: [], ...cleo })],
      });
    expect(of({})).toMatchObject({ ownerId: 'cleo', ranking: [{ preferred: true }, { agentId: 'anna' }] });
    expect(of({ capacity: 60 })).toMatchObject({ ownerId: 'anna' });
    expect(of({ languages: ['it'] })).toMatchObject({ ownerId: 'anna' });
  });

  test('of the settings is asked with the segment of the account, and stands in the assignment', async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea')], { rules: [big] });
    for (let n = 0; n < 6; n++) {
      await room.segment(`key-${n}`, 'key');
      await room.change(`key-${n}`);
      await room.change(`plain-${n}`);
    }
    const held = (kind: string) =>
      Promise.all(Array.from({ length: 6 }, (_, n) => loadOwnership(room.ports.table, `${kind}-${n}`)));
    const keys = await held('key');
    expect(keys.map(one => `${one?.ownerId} ${one?.rule}`)).toEqual(keys.map(() => 'bea big ones'));
    expect((await held('plain')).every(one => one?.ownerId === 'anna' && one.rule === undefined)).toBe(true);
  });
});

describe('a long absence', () => {
  const gone = (from: number, days: number) => anAgent('anna', away(from, from + days * DAY));

  test('is as many days as the settings say, joined ones counted as one, an hour less for the clocks', () => {
    expect(isAwayLong(gone(NOW, 14), NOW, 14)).toBe(true);
    expect(isAwayLong(gone(NOW, 13), NOW, 14)).toBe(false);
    expect(isAwayLong(anAgent('a', away(NOW, NOW + 14 * DAY - HOUR)), NOW, 14)).toBe(true);
    const two = {
      one: { from: NOW, to: NOW + 8 * DAY },
      other: { from: NOW + 8 * DAY, to: NOW + 15 * DAY },
    };
    expect(isAwayLong(anAgent('a', { absences: two }), NOW, 14)).toBe(true);
  });

  test('keeps new accounts away from a day before until the return', () => {
    const agent = gone(NOW + DAY, 20);
    expect(
      [NOW - 1, NOW, NOW + 21 * DAY - 1, NOW + 21 * DAY].map(at => leavesForLong(agent, at, 14)),
    ).toEqual([...[false, true, true, false]]);
    const choice = chooseOwner({ ...ask, agents: [agent, anAgent('bea', { book: 70 })] });
    expect(choice.ownerId).toBe('bea');
    expect(choice.ranking[1]).toMatchObject({ agentId: 'anna', excluded: 'long-absence' });
  });

  test('lets a fallback language serve when nobody else speaks the first; on the day before, the account waits', () => {
    const english = anAgent('en', { languages: ['en'] });
    expect(chooseOwner({ ...ask, agents: [gone(NOW, 20), english] }).ownerId).toBe('en');
    expect(chooseOwner({ ...ask, agents: [gone(NOW + HOUR, 20), english] })).toMatchObject({
      reason: 'nobody-fits',
    });
  });
});

describe('a task of an absent owner', () => {
  const owner = anAgent('anna', away(NOW, NOW + DAY, 'cleo'));
  const of = (agents: ReturnType<typeof anAgent>[], dueAt: number) =>
    chooseHolder({ owner, language: 'de', agents: [owner, ...agents], now: NOW, dueAt });

  test('stays theirs when it is due after the return', () => {
    expect(of([anAgent('cleo')], NOW + DAY)).toEqual({ agentId: 'anna' });
    expect(of([anAgent('cleo')], NOW + DAY - 1)).toEqual({ agentId: 'cleo', lentBy: 'anna' });
  });

  test('goes to the named cover off duty too, and past one who is absent to whoever is on duty', () => {
    expect(of([anAgent('cleo', { hours: {} }), anAgent('bea')], NOW)).toMatchObject({ agentId: 'cleo' });
    const absent = anAgent('cleo', away(NOW, NOW + HOUR));
    expect(of([absent, anAgent('bea', { book: 9 }), anAgent('dan', { hours: {} })], NOW)).toMatchObject({
      agentId: 'bea',
    });
  });

  test('and the telling of it meet in one person', () => {
    const hands = (agents: ReturnType<typeof anAgent>[]) =>
      chooseHands({ owner, language: 'de', agents: [owner, ...agents], now: NOW, dueAt: NOW + HOUR });
    const off = anAgent('cleo', { hours: {} });
    expect(hands([off, anAgent('bea')])).toEqual({
      recipient: { agentId: 'bea', reason: 'cover-on-duty' },
      holder: { agentId: 'bea', lentBy: 'anna' },
    });
    expect(hands([off])).toEqual({
      recipient: { agentId: 'cleo', reason: 'handed-over' },
      holder: { agentId: 'cleo', lentBy: 'anna' },
    });
    expect(hands([])).toEqual({
      recipient: { agentId: 'anna', reason: 'nobody-on-duty' },
      holder: { agentId: 'anna' },
    });
  });
});
