import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CounterCase, DepotView, StockView } from '../../shared/contracts/depots-contract.ts';
import { depotInput } from '../../shared/contracts/depots-contract.ts';
import { deviceInput } from '../../shared/contracts/devices-contract.ts';
import { idPattern } from '../../shared/kernel/id.ts';
import { ApiError } from '../../web/api/problem.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { deskOf } from '../../web/app/use-desk.ts';
import { staleFor } from '../../web/live/catch-up.ts';
import { en } from '../../web/messages/en.ts';
import { fieldOf, problemWords } from '../../web/parts/field-problem.ts';
import { adviceAtCounter } from '../../web/rooms/counter/advice.ts';
import {
  caseOf,
  knownSerial,
  owing,
  proposalFor,
  timeLeft,
  waiting,
} from '../../web/rooms/counter/counter-steps.ts';
import { readSwap } from '../../web/rooms/counter/swap-draft.ts';
import { depotDraft, readDepot } from '../../web/rooms/depots/depot-draft.ts';
import { inParts, isSerial, readSerials } from '../../web/rooms/depots/serials.ts';
import { deviceDraft, readDevice } from '../../web/rooms/register/device-draft.ts';

const problem = (status: number, more: object) =>
  new ApiError({ type: 'about:blank', title: 'no', status, ...more });

describe('serials', () => {
  test('are read whatever stands between them, each once and in their order', () => {
    expect(readSerials(' SN-2,SN-1\nSN-2;;\tSN-3 ')).toEqual({
      serials: ['SN-2', 'SN-1', 'SN-3'],
      repeated: ['SN-2'],
      unreadable: [],
    });
    expect(readSerials('SN 1@x')).toMatchObject({ serials: ['SN'], unreadable: ['1@x'] });
    expect(readSerials('')).toEqual({ serials: [], repeated: [], unreadable: [] });
  });

  test('are what the product takes for an id, neither more nor less', () => {
    fc.assert(fc.property(fc.string({ maxLength: 70 }), text => isSerial(text) === idPattern.test(text)));
    fc.assert(fc.property(fc.stringMatching(idPattern), text => isSerial(text)));
  });

  test('are sent in parts that lose none', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 9 }), (all, most) => {
        const parts = inParts(all, most);
        return (
          parts.flat().join() === all.join() && parts.every(part => part.length > 0 && part.length <= most)
        );
      }),
    );
  });
});

const counterCase = (serial: string, more: Partial<CounterCase> = {}): CounterCase => ({
  ...{
    caseId: `case_${serial}`,
    serial,
    model: 'tab-8',
    damage: 'broken',
    state: 'reported',
    owesReturn: false,
  },
  ...more,
});
type Unit = StockView['units'][number];
const unit = (serial: string, since: string, more: Partial<Unit> = {}): Unit => ({
  ...{ serial, at: 'on-hand', ready: true, since },
  ...more,
});
const stock = (model: string, units: Unit[], substitutes: string[] = []): StockView => ({
  ...{ model, substitutes, minimum: 0, floors: {}, needs: [], units, version: 1 },
  balance: {
    onHand: 0,
    ready: 0,
    reserved: 0,
    inTransit: 0,
    loaned: 0,
    withCustomer: 0,
    scrapped: 0,
    received: 0,
    conserved: true,
  },
});

describe('the counter', () => {
  test('shows what still waits for a device, the most pressing first, and apart what is owed', () => {
    const cases = [
      counterCase('none'),
      counterCase('later', { dueAt: '2026-11-23T12:00:00Z' }),
      counterCase('done', { state: 'handed-over', owesReturn: true }),
      counterCase('soon', { dueAt: '2026-11-23T11:00:00Z', state: 'triaged' }),
    ];
    expect(waiting(cases).map(one => one.serial)).toEqual(['soon', 'later', 'none']);
    expect(owing(cases).map(one => one.serial)).toEqual(['done']);
  });

  test('finds a case and a unit whatever case the serial is typed in', () => {
    expect(caseOf([counterCase('SN-1')], ' sn-1 ')?.serial).toBe('SN-1');
    expect(knownSerial(' sn-1 ', ['SN-1'])).toBe('SN-1');
    expect(knownSerial(' sn-2 ', ['SN-1'])).toBe('sn-2');
  });

  test('proposes the reserved unit, else the one ready the longest, else a substitute, and never one that is not ready', () => {
    const own = [
      unit('new', '2026-11-20T00:00:00Z'),
      unit('old', '2026-11-01T00:00:00Z'),
      unit('idle', '2026-01-01T00:00:00Z', { ready: false }),
      unit('kept', '2026-01-01T00:00:00Z', { at: 'reserved', ready: false }),
    ];
    const other = stock('tab-10', [unit('big', '2026-11-01T00:00:00Z')]);
    const reserved = { serial: 'kept', model: 'tab-8' };
    const of = counterCase('SN-1');
    expect(proposalFor([stock('tab-8', own)], { ...of, reserved })).toEqual({ ...reserved, why: 'reserved' });
    expect(proposalFor([stock('tab-8', own), other], of)).toMatchObject({
      serial: 'old',
      why: 'longest-in-stock',
    });
    expect(proposalFor([stock('tab-8', own.slice(2), ['tab-10']), other], of)).toEqual({
      serial: 'big',
      model: 'tab-10',
      why: 'substitute',
    });
    expect(proposalFor([stock('tab-8', own.slice(2)), other], of)).toBeUndefined();
    expect(proposalFor([stock('tab-8', own)], undefined)).toBeUndefined();
  });

  test('sends what is shown: the unit in the spelling of the books, and no old device that cannot be there', () => {
    const given = {
      ...{ serial: 'SN-1', of: undefined, zone: 'Europe/Berlin', now: Date.parse('2026-11-23T09:00:00Z') },
      stock: [stock('tab-8', [unit('SN-9', '2026-11-01T00:00:00Z')])],
    };
    expect(readSwap({ damage: 'stolen', oldReturned: true, goesOut: ' sn-9 ' }, given).body).toEqual({
      ...{ oldSerial: 'SN-1', newSerial: 'SN-9', damage: 'stolen', oldReturned: false },
    });
    expect(readSwap({ damage: 'broken', goesOut: 'S N' }, given).unreadable).toBe(true);
    const early = readSwap({ damage: 'broken', earlier: '2026-11-23T09:30' }, given);
    expect(early.body.at).toBe('2026-11-23T08:30:00.000Z');
    expect(early.future).toBe(false);
    expect(readSwap({ damage: 'broken', earlier: '2026-11-23T10:30' }, given).future).toBe(true);
    const known = readSwap({ damage: 'broken' }, { ...given, of: counterCase('SN-1') });
    expect(known.body).toEqual({ oldSerial: 'SN-1', newSerial: 'SN-9', oldReturned: true });
  });

  test('is late exactly at the instant promised', () => {
    const due = '2026-11-23T12:00:00.000Z';
    expect(timeLeft(due, Date.parse(due) - 1)).toEqual({ late: false, ms: 1 });
    expect(timeLeft(due, Date.parse(due))).toEqual({ late: true, ms: 0 });
  });

  test('says what to do of a refusal, and which serial it is about', () => {
    const unknown = problem(422, { refusal: 'unknown-serial', field: 'body.newSerial' });
    expect(adviceAtCounter(unknown, en)).toEqual({
      title: `${en.counter.refused} (${en.counter.goesOut})`,
      advice: en.counter.whatToDo['unknown-serial'],
    });
    expect(adviceAtCounter(problem(0, {}), en).title).toBe(en.errors.offline);
    expect(adviceAtCounter(new Error('x'), en).advice).toBe(en.errors.brokenDo);
  });

  test('is all that somebody sees who is a clerk and nothing else', () => {
    expect(deskOf(['clerk'])).toBe('clerk');
    expect(deskOf(['clerk', 'agent'])).toBe('staff');
    expect(deskOf([])).toBe('staff');
  });
});

describe('forms', () => {
  const depot: DepotView = {
    ...{
      id: 'mall',
      name: 'Mall',
      zone: 'Europe/Berlin',
      accountId: 'acc',
      site: 's',
      clerks: ['clara'],
      version: 4,
    },
    models: { 'tab-8': { substitutes: ['tab-10'], minimum: 1, floors: { 'two-hours': 2 } } },
  };

  test('a depot that nobody changed is written as it was', () => {
    const { id, version, ...input } = depot;
    const read = readDepot(depotDraft(depot, 'UTC'));
    expect(read.wrong.size).toBe(0);
    expect(depotInput.parse(read.input)).toEqual(input);
  });

  test('numbers that are none are complained of where they stand; nothing kept is no floor', () => {
    const draft = depotDraft(depot, 'UTC');
    const [model] = draft.models;
    if (!model) throw new Error('no model');
    const models = [{ ...model, minimum: '-1', floors: { 'two-hours': '1.5', other: '0' } }];
    const read = readDepot({ ...draft, name: ' ', models });
    expect([...read.wrong.keys()].sort()).toEqual(['models.0.floors.two-hours', 'models.0.minimum', 'name']);
    expect(read.input.models['tab-8']?.floors).toEqual({});
  });

  test('a device is read with what was filled in alone', () => {
    const draft = {
      ...deviceDraft(undefined),
      serial: ' SN-1 ',
      model: 'tab-8',
      site: ' ',
      product: ' repricer ',
    };
    const { input, wrong } = readDevice(draft, 'acc-1');
    expect(wrong.size).toBe(0);
    expect(deviceInput.parse(input)).toEqual({
      model: 'tab-8',
      accountId: 'acc-1',
      managed: true,
      product: 'repricer',
    });
    expect([...readDevice({ ...draft, serial: 'S N', model: '' }, 'a').wrong]).toEqual([
      ['serial', 'serial'],
      ['model', 'missing'],
    ]);
  });

  test('a complaint of the server goes to the field it names, to the nearest around it, or to the first within', () => {
    const at = (field: string) =>
      fieldOf(problem(422, { field }), ['hours', 'hours.mon', 'holidays.0', 'zone']);
    expect(at('body.hours.mon.0')).toBe('hours.mon');
    expect(at('hours.sat.1')).toBe('hours');
    expect(at('body.holidays')).toBe('holidays.0');
    expect(at('path.zone')).toBe('zone');
    expect(at('body.hoursX')).toBeUndefined();
    expect(fieldOf(new Error('x'), ['zone'])).toBeUndefined();
    expect(problemWords(problem(422, { refusal: 'unknown-zone', detail: 'x' }), en)).toBe(
      en.refusals['unknown-zone'],
    );
    expect(problemWords(problem(400, { detail: 'must be a day' }), en)).toBe('must be a day');
  });
});

test.each([
  '/depots',
  '/depots/mall',
  '/counter',
  '/counter/a%3Ab',
  '/promises',
  '/promises?of=calendars',
  '/promises?of=rematch',
  '/promises/two-hours',
])('%s leads there and back', path => expect(pathTo(placeOf(path))).toBe(path));

test('a hint about a depot or the policies makes stale what shows them', () => {
  expect(staleFor({ type: 'depot', id: 'mall' })).toEqual([['depot', 'mall']]);
  expect(staleFor({ type: 'policies' })).toEqual([
    ['policies'],
    ['calendars'],
    ['depots'],
    ['escalation-chains'],
  ]);
});
