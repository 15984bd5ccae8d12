import { describe, expect, test } from '@jest/globals';
import { nextDuty, whoIsMeant } from '../../shared/domain/notifications/duty.ts';
import type { Who } from '../../shared/domain/notifications/escalation-chain.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const away = { hours: {} };
const onLeave = (coverId?: string) => ({
  absences: { a1: { from: NOW - DAY, to: NOW + DAY, ...(coverId === undefined ? {} : { coverId }) } },
});
const meant = (
  who: Who,
  agents: readonly Agent[],
  given: { wake?: boolean; before?: readonly string[] } = {},
) => {
  const { told, held } = whoIsMeant(who, {
    agents,
    ownerId: 'anna',
    language: 'de',
    now: NOW,
    wake: given.wake ?? false,
    before: new Set(given.before),
  });
  const spelled = (people: typeof told) => people.map(({ agentId, reason }) => `${agentId} ${reason}`);
  return held.length > 0 ? { told: spelled(told), held: spelled(held) } : spelled(told);
};
const anna = anAgent('anna');

describe('who is meant by', () => {
  test('the owner: the owner on duty, held until their hours, woken on demand, not in an absence', () => {
    expect(meant('owner', [anna])).toEqual(['anna owner-on-duty']);
    const asleep = [anAgent('anna', away), anAgent('bert')];
    expect(meant('owner', asleep)).toEqual({ told: [], held: ['anna nobody-on-duty'] });
    expect(meant('owner', asleep, { wake: true })).toEqual(['anna nobody-on-duty']);
    expect(meant('owner', [anAgent('anna', onLeave())], { wake: true })).toEqual([]);
    expect(meant('owner', [anAgent('anna', { active: false })], { wake: true })).toEqual([]);
    expect(meant('owner', [anAgent('bert')])).toEqual([]);
  });

  test('the cover: whoever is named for the absence, then a colleague of the language with the smallest book', () => {
    const team = [
      anAgent('anna', onLeave('bert')),
      anAgent('bert', { book: 90 }),
      anAgent('carl', { book: 2 }),
      anAgent('dora', { book: 1, languages: ['fr'] }),
      anAgent('lena', { roles: ['lead'] }),
    ];
    expect(meant('cover', team)).toEqual(['bert cover-on-duty']);
    expect(meant('cover', [anna, ...team.slice(1)])).toEqual(['carl cover-on-duty']);
    expect(meant('cover', [anna, ...team.slice(1)], { before: ['carl'] })).toEqual(['bert cover-on-duty']);
    expect(meant('cover', [anna, anAgent('bert', away)])).toEqual([]);
    expect(meant('cover', [anna, anAgent('bert', away)], { wake: true })).toEqual(['bert cover-on-duty']);
  });

  test('owner or cover: the owner, the cover when the owner is off duty, the owner again when nobody is on', () => {
    const bert = anAgent('bert');
    expect(meant('owner-or-cover', [anna, bert])).toEqual(['anna owner-on-duty']);
    expect(meant('owner-or-cover', [anAgent('anna', away), bert])).toEqual(['bert cover-on-duty']);
    const asleep = [anAgent('anna', away), anAgent('bert', away)];
    expect(meant('owner-or-cover', asleep)).toEqual({ told: [], held: ['anna nobody-on-duty'] });
    expect(meant('owner-or-cover', asleep, { wake: true })).toEqual(['anna nobody-on-duty']);
    const noOwner = [anAgent('anna', onLeave('bert')), anAgent('bert', away)];
    expect(meant('owner-or-cover', noOwner, { wake: true })).toEqual(['bert cover-on-duty']);
  });

  test('leads: all on duty; those off duty are woken only when none is', () => {
    const early = anAgent('lena', { roles: ['lead'] });
    const late = anAgent('lars', { roles: ['lead'], ...away });
    expect(meant('lead', [anna, early, late], { wake: true })).toEqual(['lena lead']);
    expect(meant('lead', [anna, late])).toEqual({ told: [], held: ['lars lead'] });
    expect(meant('lead', [anna, late], { wake: true })).toEqual(['lars lead']);
    expect(meant('lead', [anna])).toEqual([]);
  });

  test('on duty: one agent on duty, by language, then by book; nobody is woken', () => {
    const team = [
      anAgent('bert', { languages: ['fr'] }),
      anAgent('carl', { book: 5 }),
      anAgent('dora', { book: 4 }),
    ];
    expect(meant('on-duty', team)).toEqual(['dora on-duty']);
    expect(meant('on-duty', team, { before: ['dora', 'carl'] })).toEqual(['bert on-duty']);
    expect(meant('on-duty', [anAgent('bert', away)], { wake: true })).toEqual([]);
  });

  test('everyone on duty: agents and leads, not a client’s clerk, nobody who is off', () => {
    const team = [
      anna,
      anAgent('bert', away),
      anAgent('clara', { roles: ['clerk'] }),
      anAgent('lena', { roles: ['lead'] }),
    ];
    expect(meant('everyone-on-duty', team)).toEqual(['anna everyone-on-duty', 'lena everyone-on-duty']);
    expect(meant('everyone-on-duty', [anAgent('bert', away)], { wake: true })).toEqual([]);
  });

  test('a name or a role: whoever is on duty as such', () => {
    const team = [anna, anAgent('otto', { roles: ['ops'], ...away })];
    expect(meant({ agent: 'anna' }, team)).toEqual(['anna named']);
    expect(meant({ agent: 'nobody' }, team)).toEqual([]);
    expect(meant({ role: 'agent' }, team)).toEqual(['anna on-duty']);
    expect(meant({ role: 'ops' }, team)).toEqual({ told: [], held: ['otto named'] });
    expect(meant({ role: 'ops' }, team, { wake: true })).toEqual(['otto named']);
  });
});

describe('the next duty', () => {
  const office = (from: string, to: string) => anAgent('anna', { hours: { mon: [[from, to]] } });

  test('is now for whoever is on duty', () => expect(nextDuty(anna, NOW + 7)).toBe(NOW + 7));

  test('is the full minute at which the hours begin', () => {
    expect(nextDuty(office('14:07', '18:00'), NOW + 7)).toBe(Date.parse('2026-11-23T13:07:00Z'));
    expect(nextDuty(office('08:00', '09:30'), NOW)).toBe(Date.parse('2026-11-30T07:00:00Z'));
  });

  test('is not before the end of an absence', () => {
    const back = NOW + 3 * HOUR + 20 * 60_000;
    const absences = { a1: { from: NOW - DAY, to: back } };
    expect(nextDuty(anAgent('anna', { absences }), NOW)).toBe(back);
  });

  test('is unknown when it is further away than two weeks', () => {
    expect(nextDuty(anAgent('anna', { hours: {} }), NOW)).toBeUndefined();
  });
});
