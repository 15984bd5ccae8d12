import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actionsOf } from '../../shared/domain/devices/case-actions.ts';
import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import { type DeviceCase, isOpenCase, legOf, waitOf } from '../../shared/domain/devices/device-case.ts';
import { openCase } from '../../shared/domain/devices/open-case.ts';
import { snapshotOf } from '../../shared/domain/devices/policy.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { exampleSettings } from '../support/team.ts';

const START = Date.UTC(2026, 10, 23, 9);
const policy = snapshotOf(
  { ...(exampleSettings().policies['two-hours'] as never as object), id: 'two-hours', version: 1 } as never,
  id => (id === 'always' ? id : `${id}@1`),
);
const aCase = (given: Partial<Parameters<typeof openCase>[0]> = {}): DeviceCase =>
  openCase({
    ...{
      caseId: 'case_1',
      factId: 'evt_0',
      accountId: 'acme',
      serial: 'OLD',
      model: 'tab-8',
      segment: 'standard',
    },
    ...{
      damage: 'broken',
      managed: true,
      language: 'de',
      zone: 'Europe/Berlin',
      reportedBy: 'x',
      correlation: 'evt_0',
    },
    ...{ at: START, now: START, policy, matching: [] },
    ...given,
  });
let facts = 0;
/** Each command a minute after the one before. */
const after = (held: DeviceCase, command: CaseCommand) => {
  const at = START + (facts + 1) * MINUTE;
  return decideCase(held, command, { factId: `evt_${++facts}`, at, now: at });
};
const done = (held: DeviceCase, ...commands: readonly CaseCommand[]): DeviceCase =>
  commands.reduce((one, command) => {
    const decided = after(one, command);
    if (!decided.ok) throw new Error(`${command.do}: ${decided.refusal}`);
    return decided.value;
  }, held);
const refusal = (held: DeviceCase, command: CaseCommand) => {
  const decided = after(held, command);
  return decided.ok ? 'accepted' : decided.refusal;
};
const unit = { serial: 'NEW', model: 'tab-8', depotId: 'mall' };

describe('a device case', () => {
  test('begins with the diagnosis, and a decision passes it on', () => {
    expect(legOf(aCase())).toBe('diagnose');
    expect(legOf(done(aCase(), { do: 'triage', path: 'replace' }))).toBe('prepare');
    expect(legOf(done(aCase(), { do: 'triage', path: 'remote-fix' }))).toBe('install');
  });

  test('is settled by a decision that nothing is wrong, or that the lost one was found', () => {
    expect(done(aCase(), { do: 'triage', path: 'no-fault' }).state).toBe('handed-over');
    expect(done(aCase({ damage: 'lost' }), { do: 'triage', path: 'found-again' }).state).toBe('handed-over');
    expect(refusal(aCase(), { do: 'triage', path: 'found-again' })).toBe('not-lost');
  });

  test('waits for somebody and goes on, and says for whom', () => {
    const waiting = done(aCase(), { do: 'wait', on: 'customer', reason: 'photo' });
    expect(waitOf(waiting)).toEqual({ on: 'customer', reason: 'photo' });
    expect(waitOf(done(waiting, { do: 'go-on' }))).toBeUndefined();
    expect(refusal(aCase(), { do: 'go-on' })).toBe('not-waiting');
  });

  test('moves with what the carrier says: a delay is a wait for the carrier, a lost parcel goes back to preparing', () => {
    const shipped = done(aCase(), { do: 'triage', path: 'replace' }, { do: 'ship' });
    expect(legOf(shipped)).toBe('ship');
    const delayed = done(shipped, { do: 'shipment', way: 'out', stage: 'delayed' });
    expect(waitOf(delayed)?.on).toBe('carrier');
    const delivered = decideCase(
      delayed,
      { do: 'shipment', way: 'out', stage: 'delivered' },
      { factId: 'evt_d', at: START + 600 * MINUTE, now: START + 600 * MINUTE },
    );
    expect(delivered.ok && [legOf(delivered.value), waitOf(delivered.value)]).toEqual(['install', undefined]);
    const missing = done(shipped, { do: 'shipment', way: 'out', stage: 'missing' });
    expect(legOf(missing)).toBe('prepare');
  });

  test('owes the old device after a swap, and closes when it is returned, waived or written off', () => {
    const swapped = done(aCase(), { do: 'hand-over', unit });
    expect([swapped.state, swapped.owed, legOf(swapped)]).toEqual(['handed-over', ['OLD'], 'return']);
    expect(refusal(swapped, { do: 'close' })).toBe('old-unit-owed');
    for (const fate of ['returned', 'waived', 'written-off'] as const)
      expect(done(swapped, { do: 'return', fate })).toMatchObject({
        state: 'closed',
        oldUnit: fate,
        owed: [],
      });
  });

  test('expects nothing back of a lost device', () => {
    expect(done(aCase({ damage: 'stolen' }), { do: 'hand-over', unit })).toMatchObject({
      owed: [],
      oldUnit: 'written-off',
    });
  });

  test('opens again about the replacement that did not work, with another one to prepare', () => {
    const dead = done(aCase(), { do: 'hand-over', unit }, { do: 'reopen', reason: 'dead-on-arrival' });
    expect(dead).toMatchObject({
      state: 'triaged',
      serial: 'NEW',
      path: 'replace',
      reopened: 1,
      owed: ['OLD'],
    });
    expect(legOf(dead)).toBe('prepare');
  });

  test('locks a lost device at once, and wipes it once after a confirmation', () => {
    const lost = aCase({ damage: 'lost' });
    expect(lost.lock?.state).toBe('wanted');
    expect(aCase({ damage: 'lost', managed: false }).lock).toBeUndefined();
    const wiped = done(lost, { do: 'confirm-wipe', contactId: 'c-1' });
    expect(wiped.wipe).toMatchObject({ state: 'wanted', confirmedBy: 'c-1' });
    expect(refusal(wiped, { do: 'confirm-wipe', contactId: 'c-1' })).toBe('already-wanted');
    expect(refusal(aCase(), { do: 'confirm-wipe', contactId: 'c-1' })).toBe('not-lost');
  });

  test('promises nothing for a device that is not under management', () => {
    expect(aCase({ managed: false })).toMatchObject({ entitled: false, matching: [] });
    expect(aCase({ managed: false }).policy).toBeUndefined();
  });

  test('takes in nothing that is said to happen in the future', () => {
    const late = decideCase(aCase(), { do: 'go-on' }, { factId: 'f', at: START + 2, now: START + 1 });
    expect(late).toMatchObject({ ok: false, refusal: 'in-the-future' });
  });
});

const commands: readonly CaseCommand[] = [
  { do: 'triage', path: 'repair' },
  { do: 'triage', path: 'replace' },
  { do: 'triage', path: 'no-fault' },
  { do: 'wait', on: 'customer', reason: 'photo' },
  { do: 'wait', on: 'carrier', reason: 'delayed' },
  { do: 'go-on' },
  { do: 'ship' },
  { do: 'shipment', way: 'out', stage: 'delivered' },
  { do: 'hand-over' },
  { do: 'hand-over', unit },
  { do: 'return', fate: 'returned' },
  { do: 'close' },
  { do: 'reopen', reason: 'again' },
  { do: 'cancel', reason: 'found' },
];

describe('any course of a case', () => {
  test('is refused exactly where the actions say so, a repeat leaves no mark twice, and marks are never taken back', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 25 }), course => {
        let held = aCase();
        for (const [n, command] of course.entries()) {
          const at = START + (n + 1) * MINUTE;
          const moment = { factId: `evt_c${n}`, at, now: at };
          const decided = decideCase(held, command, moment);
          if (!decided.ok) continue;
          accepted += 1;
          expect([...actionsOf(held), 'hand-over', 'wait', 'go-on', 'shipment']).toContain(command.do);
          expect(decided.value.marks.slice(0, held.marks.length)).toEqual(held.marks);
          const again = decideCase(decided.value, command, moment);
          const left = (again.ok ? again.value : decided.value).marks.map(({ id, is }) => `${id} ${is}`);
          expect(new Set(left).size).toBe(left.length);
          if (isOpenCase(decided.value)) expect(decided.value.state).toMatch(/reported|triaged/);
          held = decided.value;
        }
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(4_000);
  });
});
