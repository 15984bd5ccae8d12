import { describe, expect, test } from '@jest/globals';
import { chainSchema } from '../../shared/contracts/escalations-contract.ts';
import {
  type Chain,
  checkChain,
  type Gate,
  type Step,
  standardChain,
} from '../../shared/domain/notifications/escalation-chain.ts';
import { isGateOpen } from '../../shared/domain/notifications/escalation-gate.ts';
import { exampleSettings } from '../support/team.ts';

const lead: Step = { do: 'notify', who: 'lead' };
const wait: Step = { do: 'wait', minutes: 10 };
const chain = (...steps: readonly Step[]): Chain => ({ steps, ackMinutes: 30 });
const gated = (when: Gate): Chain => chain({ ...lead, when });

describe('a chain', () => {
  test('of the example settings, and the standard one, can be run', () => {
    for (const one of [...Object.values(exampleSettings().chains), standardChain])
      expect(checkChain(one)).toEqual({ ok: true, value: one });
    expect(chainSchema.parse(standardChain)).toEqual(standardChain);
  });

  test.each<[string, Chain, string]>([
    ['has steps', chain(), 'steps'],
    ['has at most 50 steps', chain(...Array.from({ length: 51 }, () => lead)), 'steps'],
    ['tells somebody', chain(wait), 'steps'],
    [
      'waits for the time left at most once',
      chain(lead, { ...wait, share: 0.6 }, { ...wait, share: 0.5 }),
      'steps',
    ],
    ['has an acknowledgement that ends', { steps: [lead], ackMinutes: 0 }, 'ackMinutes'],
    [
      'has an acknowledgement that ends in finite time',
      { steps: [lead], ackMinutes: Infinity },
      'ackMinutes',
    ],
    ['waits for longer than nothing', chain(lead, { do: 'wait', minutes: 0 }), 'steps.1.minutes'],
    ['waits for 30 days at most', chain(lead, { do: 'wait', minutes: 43_201 }), 'steps.1.minutes'],
    ['waits for some time', chain(lead, { do: 'wait' }), 'steps.1.minutes'],
    [
      'waits for a share only with minutes beside it',
      chain(lead, { do: 'wait', share: 0.5 }),
      'steps.1.minutes',
    ],
    ['waits for a share above nothing', chain(lead, { ...wait, share: 0 }), 'steps.1.share'],
    ['repeats in its last step', chain(lead, wait, { do: 'repeat', times: 1 }, lead), 'steps.2.do'],
    ['repeats only with a wait', chain(lead, { do: 'repeat', times: 1 }), 'steps.1.do'],
    ['repeats a whole number of times', chain(lead, wait, { do: 'repeat', times: 1.5 }), 'steps.2.times'],
    ['repeats a bounded number of times', chain(lead, wait, { do: 'repeat', times: 101 }), 'steps.2.times'],
    ['has gates that can open', gated({ from: '08:00', to: '08:00' }), 'steps.0.when.to'],
    ['has gates on some day', gated({ days: [] }), 'steps.0.when.days'],
    ['has gates with times of day', gated({ from: '8 am' }), 'steps.0.when.from'],
    ['has gates in zones that exist', gated({ zone: 'Europe/Nowhere' }), 'steps.0.when.zone'],
    ['says whose holidays its gates mean', gated({ holidays: 'skip' }), 'steps.0.when.calendar'],
  ])('%s', (_, wrong, field) => {
    expect(checkChain(wrong)).toMatchObject({ ok: false, refusal: 'bad-chain', detail: { field } });
  });
});

describe('a gate', () => {
  const at = (text: string) => Date.parse(text);
  const open = (gate: Gate | undefined, text: string, holidays: readonly string[] = []) =>
    isGateOpen(gate, {
      now: at(text),
      zone: 'Europe/Berlin',
      isHoliday: (day, { calendar }) => calendar === 'office' && holidays.includes(day),
    });

  test('that is not there is open', () => expect(open(undefined, '2026-11-22T03:00:00Z')).toBe(true));

  test('counts in its own zone, else in the company’s, up to and without its end', () => {
    const morning: Gate = { from: '08:00', to: '12:00' };
    expect(open(morning, '2026-11-23T07:00:00Z')).toBe(true);
    expect(open(morning, '2026-11-23T06:59:59Z')).toBe(false);
    expect(open(morning, '2026-11-23T10:59:59Z')).toBe(true);
    expect(open(morning, '2026-11-23T11:00:00Z')).toBe(false);
    expect(open({ ...morning, zone: 'America/New_York' }, '2026-11-23T13:00:00Z')).toBe(true);
    expect(open({ ...morning, zone: 'America/New_York' }, '2026-11-23T10:00:00Z')).toBe(false);
  });

  test('that runs past midnight belongs to the day on which it begins', () => {
    const night: Gate = { days: ['fri'], from: '22:00', to: '06:00' };
    expect(open(night, '2026-11-27T22:00:00Z')).toBe(true);
    expect(open(night, '2026-11-28T04:59:00Z')).toBe(true);
    expect(open(night, '2026-11-28T05:00:00Z')).toBe(false);
    expect(open(night, '2026-11-27T04:00:00Z')).toBe(false);
  });

  test('keeps holidays of its calendar out, or lets only them in, by the date in its zone', () => {
    const skip: Gate = { holidays: 'skip', calendar: 'office' };
    const only: Gate = { ...skip, holidays: 'only' };
    const christmas = ['2026-12-25'];
    expect(open(skip, '2026-12-24T23:00:00Z', christmas)).toBe(false);
    expect(open(only, '2026-12-24T23:00:00Z', christmas)).toBe(true);
    expect(open(skip, '2026-12-24T22:59:00Z', christmas)).toBe(true);
    expect(open(only, '2026-12-25T23:00:00Z', christmas)).toBe(false);
    expect(open({ ...skip, calendar: 'mall' }, '2026-12-25T12:00:00Z', christmas)).toBe(true);
  });
});
