import { describe, expect, test } from '@jest/globals';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { explainPolicies } from '../../functions/promises/explain-policies.ts';
import { putPolicy } from '../../functions/promises/put-policy.ts';
import { readPolicies, readPolicy } from '../../functions/promises/read-promises.ts';
import type { PolicyInput } from '../../shared/contracts/promises-contract.ts';
import { checkPolicy, type Known } from '../../shared/domain/devices/check-policy.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { promisePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadPolicy } from '../../shared/store/promise-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

const twoHours = exampleSettings().policies['two-hours'] as PolicyInput;
const seeded = async () => {
  const ports = testPorts();
  await seedTeam(ports, [anAgent('anna'), anAgent('gone', { active: false })]);
  return ports;
};
const put = (ports: Ports, given: object = {}, policyId = 'two-hours') =>
  putPolicy(ports, { policyId, input: { ...twoHours, ...given } as PolicyInput, principal: 'anna' });

describe('writing a policy', () => {
  test('keeps each version, with who wrote it, and says so to open consoles', async () => {
    const ports = await seeded();
    expect(await put(ports, { name: 'Two hours, in the building' })).toMatchObject({
      ok: true,
      value: { id: 'two-hours', version: 2, changedAt: NOW, changedBy: 'anna' },
    });
    expect(await loadPolicy(ports.table, 'two-hours', 1)).toMatchObject({ name: twoHours.name });
    const { rows } = await ports.table.query({ pk: promisePk('policy', 'two-hours'), prefix: 'journal' });
    expect(rows.map(row => [row['decision'], row['reason']])).toEqual([
      ['policy-edited', { by: 'anna', version: 2 }],
    ]);
    expect(rows.flatMap(followsOf)).toMatchObject([
      { name: 'policy.changed', data: { kind: 'policy', subjectId: 'two-hours', subjectVersion: 2 } },
    ]);
  });

  test('said again stays the version that it is', async () => {
    const ports = await seeded();
    const first = await put(ports, { order: 11 });
    ports.clock.set(NOW + 1_000);
    expect(await put(ports, { order: 11 })).toEqual(first);
    const { rows } = await ports.table.query({ pk: promisePk('policy', 'two-hours'), prefix: 'journal' });
    expect(rows).toHaveLength(1);
  });

  test('one of two who edit the same is told', async () => {
    const ports = await seeded();
    const answers = await Promise.all([put(ports, { order: 1 }), put(ports, { order: 2 })]);
    expect(answers.map(answer => (answer.ok ? 'kept' : answer.refusal)).sort()).toEqual(['kept', 'stale']);
  });

  test('is shown without who wrote it, and an unknown one is not found', async () => {
    const ports = await seeded();
    await put(ports, { order: 11 });
    expect(await readPolicy(ports, 'two-hours')).toEqual({
      ok: true,
      value: { ...twoHours, order: 11, id: 'two-hours', version: 2, changedAt: '2026-11-23T09:00:00.000Z' },
    });
    expect(await readPolicy(ports, 'none')).toEqual({ ok: false, refusal: 'not-found' });
  });

  test('lists them in the order in which they are tried, those switched off last', async () => {
    const ports = await seeded();
    await put(ports, { active: false }, 'off');
    await put(ports, { order: 9 }, 'first');
    expect((await readPolicies(ports)).map(({ id }) => id)).toEqual([
      'first',
      'two-hours',
      'four-days',
      'off',
    ]);
  });

  const { handover, legs, document } = twoHours;
  const never = { ...handover, calendar: 'always', goal: { days: 1000 } };
  test.each([
    ['unknown-calendar', 'handover.calendar', { handover: { ...handover, calendar: 'nowhere' } }],
    ['unknown-calendar', 'legs.ship.calendar', { legs: { ship: { ...legs.diagnose, calendar: 'nowhere' } } }],
    ['unknown-depot', 'depots.1', { depots: ['mall', 'moon'] }],
    ['unknown-chain', 'breachChain', { breachChain: 'nobody' }],
    ['unknown-chain', 'noStockChain', { noStockChain: 'nobody' }],
    ['unknown-agent', 'legs.ship.owner', { legs: { ship: { ...legs.diagnose, owner: 'nobody' } } }],
    ['unknown-agent', 'legs.ship.owner', { legs: { ship: { ...legs.diagnose, owner: 'gone' } } }],
    ['never-met', 'handover.goal', { handover: never }],
    ['never-met', 'legs.ship.goal', { legs: { ship: { ...never, owner: 'depot' } } }],
    ['warnings-out-of-order', 'handover.warnAt.1', { handover: { ...handover, warnAt: [75, 50] } }],
    ['warnings-out-of-order', 'handover.warnAt.2', { handover: { ...handover, warnAt: [50, 75, 75] } }],
    ['response-after-handover', 'response.goal', { response: { ...handover, goal: { minutes: 121 } } }],
    ['cap-without-waiting', 'handover.waitCapHours', { handover: { ...handover, waitsForCustomer: false } }],
    ['customer-told-first', 'tellCustomerAt', { tellCustomerAt: 49 }],
    ['customer-told-first', 'tellCustomerAt', { handover: { ...handover, warnAt: [] } }],
    ['bad-date', 'document.reviewAt', { document: { ...document, reviewAt: '2027-06-31' } }],
  ])('refuses %s and names %s', async (refusal, field, given) => {
    const ports = await seeded();
    const answer = await put(ports, given);
    expect(answer).toMatchObject({
      ok: false,
      refusal,
      detail: { field: `body.${field}`, problem: expect.stringMatching(/^[A-Z].*\.$/) },
    });
    expect(await loadPolicy(ports.table, 'two-hours')).toMatchObject({ version: 1 });
  });

  test.each([
    ['a leg that an agent owns', { legs: { ship: { ...legs.diagnose, owner: 'anna' } } }],
    ['a response as late as the handover', { response: { ...handover, warnAt: [] } }],
    ['a customer told with the first warning', { tellCustomerAt: 50 }],
    ['no wait and no cap', { handover: { ...handover, waitsForCustomer: false, waitCapHours: undefined } }],
  ])('takes %s', async (_, given) => {
    expect(await put(await seeded(), given)).toMatchObject({ ok: true });
  });
});

describe('a goal', () => {
  const hours = { mon: [['09:00', '10:00']] } as const;
  const known = (overrides: Record<string, []> = {}): Known => ({
    calendars: new Map([['weekly', { zone: 'Europe/Berlin', hours, overrides }]]),
    depots: new Set(['mall', 'central']),
    chains: new Set(['breach', 'no-stock']),
    agents: new Set(),
  });
  const { goal: _goal, ...rest } = { ...twoHours.handover, calendar: 'weekly' };
  const promise = (goal: object) => ({ ...twoHours, handover: { ...rest, goal }, legs: {} }) as PolicyInput;

  test('may take all open time of two years, and not a minute more', () => {
    // This Monday's hour is over; 731 days have 104 Mondays more.
    expect(checkPolicy(promise({ hours: 104 }), known(), NOW)).toMatchObject({ ok: true });
    expect(checkPolicy(promise({ hours: 104, minutes: 1 }), known(), NOW)).toMatchObject({
      refusal: 'never-met',
    });
  });

  test('in a calendar that does not open any more is refused for the calendar', () => {
    const closed = Object.fromEntries(
      Array.from({ length: 120 }, (_, week) => [
        new Date(NOW + week * 7 * DAY).toISOString().slice(0, 10),
        [] as [],
      ]),
    );
    expect(checkPolicy(promise({ minutes: 1 }), known(closed), NOW)).toMatchObject({
      refusal: 'never-open',
      detail: { field: 'handover.calendar' },
    });
  });
});

describe('explaining', () => {
  test('says which policy a case of an account would get, by the account’s own segment', async () => {
    const ports = await seeded();
    await takeInFact(ports, aFact('account.signed-up', { data: { segment: 'gold' } }));
    await put(ports, { match: { segments: ['gold'] }, order: 1 }, 'gold');
    expect(await explainPolicies(ports, { accountId: 'acme', damage: 'broken' })).toMatchObject({
      ok: true,
      value: {
        policyId: 'gold',
        ranking: [
          { policyId: 'gold', because: [{ dimension: 'segment', has: 'gold', fits: true }] },
          { policyId: 'four-days', matched: true, because: [] },
          { policyId: 'two-hours', matched: false, because: [{ dimension: 'account', has: 'acme' }] },
        ],
      },
    });
  });

  test('of an account that is not there is refused', async () => {
    expect(await explainPolicies(await seeded(), { accountId: 'nobody', damage: 'lost' })).toMatchObject({
      refusal: 'not-found',
    });
  });
});
