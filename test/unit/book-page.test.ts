import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../shared/contracts/common.ts';
import {
  afterFailure,
  atFirst,
  atStep,
  type BookState,
  changed,
  withCallback,
  withDraft,
  withoutPage,
  withPage,
} from '../../web/book/book-state.ts';
import { askOf, changeOf, feedbackOf, visitOf } from '../../web/book/confirmed.ts';
import { screenOf } from '../../web/book/screen.ts';
import { bookingPage, callback, NOW, queued } from '../e2e/support/book-link-server.ts';

const now = Date.parse(NOW);
const zone = 'Asia/Kathmandu';
const read = (part: Parameters<typeof bookingPage>[0] = {}): BookState =>
  withPage(atFirst(true, zone), bookingPage(part));
const hold = {
  holdId: 'hold-1',
  from: '2026-11-26T08:15:00.000Z',
  to: '2026-11-26T09:00:00.000Z',
  until: '2026-11-25T12:13:00.000Z',
};
const problem = (status: number, part: Partial<Problem> = {}): Problem => ({
  type: 'about:blank',
  title: 'no',
  status,
  ...part,
});
const atDetails = (state: BookState) => atStep(state, { at: 'details', want: 'slot', hold });

describe('what comes to nothing', () => {
  test('a taken time leads back to the times, with those that are free instead', () => {
    const slots = [{ from: hold.from, to: hold.to }];
    const after = afterFailure(atDetails(read()), problem(409, { refusal: 'slot-taken', slots }));
    expect(screenOf(after, now)).toMatchObject({ is: 'slots', offered: slots });
    expect(after.acting).toBe('taken');
  });

  test('a number that we cannot call is asked for again, also when we had it ourselves', () => {
    const after = afterFailure(atDetails(read({ phone: '••456' })), problem(422, { field: 'phone' }));
    expect(screenOf(after, now)).toMatchObject({
      is: 'details',
      typesPhone: true,
      wrong: { field: 'phone', why: 'refused' },
    });
  });

  test('a language that nobody speaks leads to the choice of another', () => {
    const after = afterFailure(
      atStep(read({ phone: '••456' }), { at: 'details', want: 'now' }),
      problem(422, { refusal: 'nobody-comes' }),
    );
    expect(screenOf(after, now)).toMatchObject({ is: 'start' });
    expect(after.acting).toBe('nobody');
  });

  test('what did not arrive can be tried again; what is refused leads home', () => {
    expect(afterFailure(atDetails(read()), problem(0))).toMatchObject({
      acting: 'not-arrived',
      step: { at: 'details' },
    });
    expect(afterFailure(atDetails(read()), problem(422))).toMatchObject({
      acting: 'refused',
      step: { at: 'home' },
    });
  });

  test('a link that is over ends all; trouble leaves what is shown', () => {
    expect(withoutPage(read(), 403)).toMatchObject({ gone: true });
    expect(withoutPage(read(), 429)).toMatchObject({ gone: false, reading: 'broken' });
    expect(withoutPage(read(), 0)).toHaveProperty('page');
  });
});

describe('what is confirmed', () => {
  test('a number that we have need not be typed; without one it must be', () => {
    const known = atDetails(read({ phone: '••456' }));
    expect(askOf(known)).toEqual({
      want: 'slot',
      from: hold.from,
      holdId: 'hold-1',
      zone,
      language: 'en',
    });
    const unknown = atDetails(read());
    expect(askOf(unknown)).toEqual({ field: 'phone', why: 'form' });
    expect(askOf(withDraft(unknown, { phone: '+49 30 123456' }))).toMatchObject({ phone: '+4930123456' });
  });

  test('reminders are left to the settings unless they are not wanted', () => {
    const known = atDetails(read({ phone: '••456' }));
    expect(askOf(known)).not.toHaveProperty('reminders');
    expect(askOf(withDraft(known, { remind: false }))).toMatchObject({ reminders: [] });
    const isNow = atStep(known, { at: 'details', want: 'now' });
    expect(askOf(withDraft(isNow, { remind: false }))).not.toHaveProperty('reminders');
  });

  test('a call that stands is moved, with whom they said', () => {
    expect(changeOf(atDetails(read({ callback: callback() })), 'any')).toEqual({
      want: 'slot',
      from: hold.from,
      holdId: 'hold-1',
      agent: 'any',
      zone,
    });
  });

  test('by an appointment’s link a call that must be agreed on anew is changed, never asked for', () => {
    const planned = callback({ state: 'planned' });
    expect(changed(read({ purpose: 'appointment', callback: planned }))).toEqual(planned);
    expect(changed(read({ purpose: 'callback', callback: planned }))).toBeUndefined();
  });

  test('a visitor may leave out the number, but not write half of one', () => {
    const visitor = withDraft(atFirst(false, zone), { email: 'ana@example.com' });
    expect(visitOf(visitor, 'es')).toEqual({ email: 'ana@example.com', zone, language: 'es' });
    expect(visitOf(withDraft(visitor, { phone: '12' }), 'es')).toMatchObject({ field: 'phone' });
    expect(visitOf(withDraft(visitor, { email: 'ana' }), 'es')).toMatchObject({ field: 'email' });
  });

  test('feedback needs its rating and no words', () => {
    const state = atFirst(true, zone);
    expect(feedbackOf(state)).toEqual({ field: 'rating', why: 'form' });
    expect(feedbackOf(withDraft(state, { rating: 2, text: ' ' }))).toEqual({ rating: 2 });
  });
});

describe('the screen', () => {
  const of = (part: Parameters<typeof bookingPage>[0]) => screenOf(read(part), now);

  test('offers to call now to those who ask for a call, not to those who have an appointment', () => {
    expect(of({})).toMatchObject({ is: 'start', now: { is: 'open' } });
    expect(of({ purpose: 'appointment' })).not.toHaveProperty('now');
    const closed = { openNow: false, nextOpening: '2026-11-26T08:00:00.000Z' };
    expect(of(closed)).toMatchObject({ now: { is: 'closed', opensAt: closed.nextOpening } });
  });

  test('does not say who is there for a language that it does not know it of', () => {
    expect(screenOf(withDraft(read(), { language: 'es' }), now)).toMatchObject({ now: { is: 'unknown' } });
  });

  test('a promise is broken exactly at its time', () => {
    const state = read({ callback: queued() });
    const due = Date.parse('2026-11-25T12:38:00.000Z');
    expect(screenOf(state, due - 1)).toMatchObject({ is: 'call', late: false });
    expect(screenOf(state, due)).toMatchObject({ is: 'call', late: true });
  });

  test('a step that no longer fits the call is left when that is learnt', () => {
    const asked = atStep(read({ callback: queued() }), { at: 'slots' });
    const taken = queued({ state: 'accepted', agent: 'Carla', mayMove: false });
    expect(screenOf(withCallback(asked, taken, now), now)).toMatchObject({ is: 'call' });
    expect(screenOf(withCallback(asked, queued(), now), now)).toMatchObject({ is: 'slots' });
  });

  test('an ending without words here is one that was spoken', () => {
    expect(of({ callback: callback({ state: 'ended', ending: 'something-new' }) })).toMatchObject({
      is: 'ended',
      ending: 'reached',
    });
  });
});
