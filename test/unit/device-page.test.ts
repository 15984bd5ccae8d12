import { describe, expect, test } from '@jest/globals';
import { damageKinds } from '../../shared/events/device-events.ts';
import {
  afterAct,
  afterFailure,
  atFirst,
  noToken,
  withAsking,
  withoutView,
  withView,
} from '../../web/device/link-state.ts';
import { type CaseScreen, screenOf } from '../../web/device/screen.ts';
import { type HeldCase, heldCase, linkView, NOW } from '../e2e/support/device-link-server.ts';

const now = Date.parse(NOW);
const seen = (view = linkView()) => withView(atFirst, view);
const of = (part: Partial<HeldCase>, at = now) =>
  screenOf(seen(linkView({ case: heldCase(part) })), at) as CaseScreen;

describe('before there is a case', () => {
  test('the page loads, then asks a holder of a report link what happened', () => {
    expect(screenOf(atFirst, now)).toEqual({ is: 'loading' });
    expect(screenOf(seen(), now)).toMatchObject({
      is: 'choose',
      again: false,
      device: { serial: 'SN-1001' },
    });
  });

  test('a link to follow reports nothing', () => {
    expect(screenOf(seen(linkView({ purpose: 'device-follow' })), now)).toEqual({ is: 'no-case' });
  });

  test.each(damageKinds)('%s is asked back before it is reported', damage => {
    const asking = { is: 'report', damage } as const;
    expect(screenOf(withAsking(seen(), asking), now)).toMatchObject({ is: 'confirm', asking });
    expect(screenOf(withAsking(withAsking(seen(), asking), undefined), now)).toMatchObject({ is: 'choose' });
  });

  test('no token, an unknown link and no connection each say so', () => {
    expect(screenOf(noToken, now)).toEqual({ is: 'no-token' });
    for (const status of [400, 404])
      expect(screenOf(withoutView(seen(), status), now)).toEqual({ is: 'gone' });
    expect(screenOf(withoutView(atFirst, 0), now)).toEqual({ is: 'unreachable', trouble: 'offline' });
    expect(screenOf(withoutView(atFirst, 503), now)).toEqual({ is: 'unreachable', trouble: 'broken' });
  });
});

describe('a case says first', () => {
  test.each([
    ['reported', {}],
    ['at-work', { state: 'at-work' }],
    ['late', { state: 'at-work', late: true }],
    ['waits', { state: 'at-work', waitsForYou: 'photo-of-damage' }],
    ['waits', { state: 'to-collect', late: true, waitsForYou: 'confirmation' }],
    ['collect', { state: 'to-collect', collectAt: 'Counter 3' }],
    ['collect', { state: 'to-collect', collectAt: 'Counter 3', late: true }],
    ['on-the-way', { state: 'on-the-way' }],
    ['handed-over', { state: 'handed-over' }],
    ['closed', { state: 'closed' }],
    ['cancelled', { state: 'cancelled', waitsForYou: 'confirmation' }],
  ] as const)('%s for %j', (head, part) => {
    expect(of(part).head).toBe(head);
  });
});

describe('the promise', () => {
  const due = Date.parse('2026-11-25T13:20:00Z');

  test('is counted down to its instant, and exactly at it is broken, also before the server says so', () => {
    expect(of({}).promised).toEqual({ is: 'until', dueAt: due, running: true });
    expect(of({}, due - 1).promised).toMatchObject({ is: 'until' });
    expect(of({}, due)).toMatchObject({ head: 'late', promised: { is: 'broken', dueAt: due } });
  });

  test('stands while the service is closed, and runs again when it opens', () => {
    const part = { dueAt: '2026-11-26T09:20:00.000Z', goesOnAt: '2026-11-26T07:00:00.000Z' };
    const opens = Date.parse(part.goesOnAt);
    expect(of(part).promised).toMatchObject({ is: 'until', goesOnAt: opens, running: false });
    expect(of(part, opens).promised).toEqual({ is: 'until', dueAt: Date.parse(part.dueAt), running: true });
  });

  test('that is broken is said also when a unit is ready or its time is not known any more', () => {
    expect(of({ state: 'to-collect', late: true }).promised).toEqual({ is: 'broken', dueAt: due });
    const { dueAt: _, ...waiting } = heldCase({ waitsForYou: 'approval', late: true });
    const screen = screenOf(seen(linkView({ case: waiting })), now);
    expect(screen).toMatchObject({ head: 'waits', promised: { is: 'broken' } });
  });

  test('is none where none is given, and not spoken of while we wait for the reader or all is done', () => {
    const { dueAt: _, ...none } = heldCase();
    expect(screenOf(seen(linkView({ case: none })), now)).toMatchObject({ promised: { is: 'none' } });
    const waits = screenOf(seen(linkView({ case: { ...none, waitsForYou: 'approval' } })), now);
    expect(waits).not.toHaveProperty('promised');
    for (const state of ['handed-over', 'closed', 'cancelled'] as const)
      expect(of({ state }, due + 1)).not.toHaveProperty('promised');
  });
});

describe('what can be done', () => {
  test('is what the case asks for and nothing else', () => {
    expect(of({}).deeds).toEqual([]);
    expect(of({ waitsForYou: 'approval' }).deeds).toEqual(['answer']);
    expect(of({ state: 'handed-over' }).deeds).toEqual(['works', 'not-working']);
    expect(of({ state: 'closed' }).deeds).toEqual(['again']);
    const follow = linkView({ purpose: 'device-follow', case: heldCase({ state: 'closed' }) });
    expect(screenOf(seen(follow), now)).toMatchObject({ deeds: [] });
  });

  test('a wipe is offered only while it is possible', () => {
    for (const wipe of ['not-possible', 'wanted', 'done', 'failed'] as const)
      expect(of({ damage: 'stolen', lock: 'done', wipe }).deeds).toEqual([]);
    expect(of({ damage: 'stolen', lock: 'done', wipe: 'possible' }).deeds).toEqual(['wipe']);
    expect(of({ wipe: 'not-possible' })).not.toHaveProperty('wipe');
  });

  test('a question that no longer fits what was read is taken away, one that fits stays', () => {
    const asked = withAsking(seen(), { is: 'report', damage: 'lost' });
    expect(withView(asked, linkView())).toHaveProperty('asking');
    expect(withView(asked, linkView({ case: heldCase() }))).not.toHaveProperty('asking');
    const possible = linkView({ case: heldCase({ wipe: 'possible' }) });
    const wipe = withAsking(seen(possible), { is: 'wipe' });
    expect(withView(wipe, possible)).toHaveProperty('asking');
    expect(withView(wipe, linkView({ case: heldCase({ wipe: 'wanted' }) }))).not.toHaveProperty('asking');
  });

  test('a deed that did not arrive can be tried again; a refused one cannot', () => {
    const asked = withAsking(seen(), { is: 'report', damage: 'lost' });
    expect(afterFailure(asked, 0)).toMatchObject({
      acting: 'not-arrived',
      asking: asked.asking,
      busy: false,
    });
    expect(afterFailure(asked, 503)).toMatchObject({ acting: 'broken', asking: asked.asking });
    expect(afterFailure(asked, 429)).toMatchObject({ acting: 'too-many' });
    expect(afterFailure(asked, 409)).not.toHaveProperty('asking');
  });

  test('a deed that had arrived after all is no trouble any more, a refusal still is', () => {
    const unsure = afterFailure(seen(), 0);
    expect(withView(unsure, linkView())).toHaveProperty('acting', 'not-arrived');
    expect(withView(unsure, linkView({ case: heldCase() }))).not.toHaveProperty('acting');
    const refused = afterFailure(seen(), 409);
    expect(withView(refused, linkView({ case: heldCase() }))).toHaveProperty('acting', 'refused');
  });

  test('thanks stay while the case stays handed over', () => {
    const over = linkView({ case: heldCase({ state: 'handed-over' }) });
    const thanked = afterAct(seen(over), over, { thanks: true });
    expect(screenOf(withView(thanked, over), now)).toMatchObject({ head: 'thanked', deeds: [] });
    const reopened = linkView({ case: heldCase({ state: 'at-work' }) });
    expect(withView(withView(thanked, reopened), over)).toMatchObject({ thanked: false });
  });
});

test('steps are told in their order, without those that have no words', () => {
  const steps = [
    { what: 'shipped', at: '2026-11-25T12:05:00.000Z' },
    { what: 'something-new', at: '2026-11-25T12:04:00.000Z' },
    { what: 'started', at: '2026-11-25T12:00:00.000Z' },
  ];
  expect(of({ steps }).steps.map(({ what }) => what)).toEqual(['started', 'shipped']);
});
