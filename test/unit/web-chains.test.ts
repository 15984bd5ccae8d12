import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ChainSettings, chainSchema } from '../../shared/contracts/escalations-contract.ts';
import { recipientReasons } from '../../shared/events/team-events.ts';
import { createFormat } from '../../web/app/format.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import { es } from '../../web/messages/es.ts';
import { fr } from '../../web/messages/fr.ts';
import { it } from '../../web/messages/it.ts';
import {
  chainDraft,
  fieldsOf,
  moved,
  newStep,
  readChain,
  whoOf,
  whoWord,
  withStep,
} from '../../web/rooms/chains/chain-draft.ts';
import { dryWords, gateWords, logWords, stepNotes, stepWords } from '../../web/rooms/chains/chain-words.ts';
import { byUrgency, turnOf } from '../../web/rooms/chains/escalation-order.ts';

const settings: ChainSettings = {
  ackMinutes: 30,
  steps: [
    { do: 'notify', who: 'owner-or-cover', wake: true },
    { do: 'wait', minutes: 7.5 },
    {
      ...{ do: 'notify', who: { schedule: 'nights' } },
      when: { days: ['mon', 'fri'], from: '18:00', to: '24:00', holidays: 'skip', calendar: 'office' },
    },
    { do: 'wait', share: 0.125, minutes: 15 },
    { do: 'notify', who: { agent: 'anna' } },
    { do: 'notify', who: { role: 'lead' } },
    { do: 'repeat', times: 3 },
  ],
};
const view = { ...settings, id: 'breach', version: 2, changedAt: '2026-11-20T10:00:00Z', usedBy: [] };
const telling = {
  m: en,
  format: createFormat('en', 'Europe/Berlin'),
  agent: (id: string) => id.toUpperCase(),
  schedule: () => 'Nights',
  calendar: () => 'Office hours',
};

describe('a chain’s form', () => {
  test('of a chain that nobody changed writes it as it was, as the contract has it', () => {
    const { input, wrong } = readChain(chainDraft(view));
    expect(wrong.size).toBe(0);
    expect(input).toEqual(settings);
    expect(chainSchema.safeParse(input).success).toBe(true);
    expect(chainSchema.safeParse(readChain({ ...chainDraft(undefined), id: 'x' }).input).success).toBe(true);
  });

  test('names what cannot be read by its step; what makes no sense is left to the server', () => {
    const draft = chainDraft(view);
    const steps = draft.steps.map(step => ({ ...step, minutes: 'soon', percent: '', times: 'x' }));
    const { wrong } = readChain({ ...draft, id: ' ', ackMinutes: '', steps });
    expect([...wrong.keys()].sort()).toEqual([
      'ackMinutes',
      'id',
      'steps.1.minutes',
      'steps.3.minutes',
      'steps.3.share',
      'steps.6.times',
    ]);
    for (const field of wrong.keys()) expect(fieldsOf(draft)).toContain(field);
    expect(readChain({ ...draft, steps: [newStep('repeat', 0)] }).wrong.size).toBe(0);
  });

  test('adds a step at the end, but before a repeat, with a key that none has', () => {
    const { steps } = chainDraft(view);
    const more = withStep(steps, 'wait');
    expect(more.map(step => step.do).slice(-2)).toEqual(['wait', 'repeat']);
    expect(new Set(more.map(({ key }) => key)).size).toBe(more.length);
    expect(withStep([], 'notify')).toHaveLength(1);
  });

  test('moving a step down and up again changes nothing; past an end it stays', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 8 }), fc.nat(7), (list, n) => {
        const place = n % list.length;
        const there = moved(list, place, 1);
        expect(moved(there, Math.min(place + 1, list.length - 1), -1)).toEqual(
          place + 1 < list.length ? list : moved(list, list.length - 1, -1),
        );
        expect(moved(list, 0, -1)).toEqual(list);
      }),
    );
  });

  test.each(['owner', 'lead', { agent: 'a:b' }, { role: 'ops' }, { schedule: 'nights' }] as const)(
    'whom a step means goes through the choice and back: %j',
    who => expect(whoOf(whoWord(who))).toEqual(who),
  );
});

describe('words', () => {
  test('a step reads as a sentence, with how it is narrowed beside it', () => {
    expect(settings.steps.map(step => stepWords(step, telling))).toEqual([
      'Tell the owner, or a cover when off duty',
      'Wait 7 mins 30 secs',
      'Tell whoever is on duty by “Nights”',
      'Wait 13% of the time that is left until it must be solved; 15 mins when there is no such time',
      'Tell ANNA',
      'Tell everybody with the role Lead',
      'From the first step again, 3 times at most',
    ]);
    expect(stepNotes(settings.steps[2] ?? { do: 'wait', minutes: 1 }, telling)).toEqual([
      'only Mon and Fri, from 18:00 to 24:00, not on holidays of “Office hours”',
    ]);
    expect(gateWords({ from: '09:00' }, telling)).toBe('only from 09:00');
  });

  test('a line of a dry run says who is told as what, who reads later, and that nobody is there', () => {
    const line = {
      at: '2026-11-23T09:00:00Z',
      step: 0,
      cycle: 0,
      why: 'told',
      told: [],
      held: [],
      alarms: [],
    };
    expect(
      dryWords({ ...line, told: [{ agentId: 'anna', reason: 'owner-on-duty', wake: true }] }, telling),
    ).toEqual(['ANNA (owner on duty, woken)']);
    expect(
      dryWords(
        {
          ...{ ...line, why: 'nobody-on-duty' },
          held: [{ agentId: 'denis', until: '2026-11-24T08:00:00Z' }, { agentId: 'emil' }],
        },
        telling,
      ),
    ).toEqual([
      'nobody is on duty',
      'DENIS reads of it when on duty again, Tue 24 Nov, 09:00',
      'EMIL reads of it when on duty again',
    ]);
    expect(dryWords({ ...line, why: 'something-new' }, telling)).toEqual(['something new']);
  });

  test.each([
    'told',
    'nobody-on-duty',
    'gate-closed',
    'exhausted',
    'acknowledged',
    'not-confirmed',
    'snoozed',
    'resolved',
  ])('what happened has its words in every language: %s', why => {
    const line = { at: '2026-11-23T09:00:00Z', step: 0, cycle: 0, why, told: ['anna'], held: [], by: 'emil' };
    for (const m of [de, en, es, fr, it]) {
      expect(logWords(line, { ...telling, m })).not.toMatch(/undefined|=>/);
      expect(Object.hasOwn(m.chains.log, why)).toBe(true);
    }
  });

  test('every reason for which somebody is told has its words', () => {
    for (const m of [de, en, es, fr, it])
      for (const reason of recipientReasons) expect(Object.hasOwn(m.chains.toldAs, reason)).toBe(true);
  });
});

describe('escalations', () => {
  const base = {
    ...{ id: 'e', kind: 'device-breached', chain: 'breach', accountId: 'a', accountName: 'A' },
    ...{ subjectKind: 'device-case', subjectId: 'c', startedAt: '2026-11-23T09:00:00Z' },
    ...{ step: 1, steps: 3, cycle: 0, log: [], version: 1 },
  };

  test('what nobody took on comes first, then what runs the longest', () => {
    const states = ['acknowledged', 'running', 'exhausted'] as const;
    const all = states.map((state, n) => ({ ...base, state, startedAt: `2026-11-23T0${9 - n}:00:00Z` }));
    const older = { ...base, state: 'running' as const, startedAt: '2026-11-23T01:00:00Z' };
    expect(
      [...all, older].toSorted(byUrgency).map(one => `${one.state} ${one.startedAt.slice(11, 13)}`),
    ).toEqual(['exhausted 07', 'running 01', 'running 08', 'acknowledged 09']);
  });

  test('one that runs counts down to its next step, one that is taken on to its confirmation', () => {
    const times = { nextAt: '2026-11-23T09:10:00Z', confirmBy: '2026-11-23T09:30:00Z' };
    const turn = (state: 'running' | 'acknowledged' | 'exhausted') => turnOf({ ...base, ...times, state });
    expect(turn('running')).toBe(Date.parse(times.nextAt));
    expect(turn('acknowledged')).toBe(Date.parse(times.confirmBy));
    expect(turn('exhausted')).toBeUndefined();
  });
});

test.each([
  '/chains',
  '/chains?of=running',
  '/chains?of=try',
  '/chains?of=try&chain=breach',
  '/load',
  '/load?days=31',
  '/load?of=try',
])('%s leads there and back', path => expect(pathTo(placeOf(path))).toBe(path));
