import { describe, expect, test } from '@jest/globals';
import {
  afterPush,
  awaitingReport,
  claim,
  conclude,
  type Delivery,
  effectKey,
  isAnswerLost,
  later,
  pushUsefulUntil,
} from '../../shared/domain/notifications/delivery.ts';
import { afterReport, mailEventFact, mailMeaning } from '../../shared/domain/notifications/mail-event.ts';
import type { Notification } from '../../shared/domain/notifications/notification.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { fresh } from '../support/fresh-notification.ts';

const named = { notificationId: 'ntf_1', channel: 'push', target: 'sub_1' } as const;
const sending = (part: Partial<Delivery> = {}): Delivery => ({
  ...{ ...named, state: 'sending', attempts: 1, at: NOW },
  ...part,
});

describe('an attempt', () => {
  const take = (held: Delivery | undefined) => {
    const taken = claim(held, { ...named, attemptId: 'a2', now: NOW });
    return taken.ok ? taken.value : taken.refusal;
  };
  const taken = { ...named, attemptId: 'a2', state: 'sending', at: NOW, leaseUntil: NOW + 30 * SECOND };

  test('is one person’s for its lease, and counted', () => {
    expect(take(undefined)).toStrictEqual({ ...taken, attempts: 1 });
    expect(take(sending())).toStrictEqual({ ...taken, attempts: 2 });
    expect(take(sending({ leaseUntil: NOW }))).toStrictEqual({ ...taken, attempts: 2, answerLost: true });
    expect(take(sending({ answerLost: true }))).toStrictEqual({ ...taken, attempts: 2, answerLost: true });
  });

  test.each<[string, Partial<Delivery>]>([
    ['finished', { state: 'sent' }],
    ['finished', { state: 'gone' }],
    ['not-yet', { retryAt: NOW + 1 }],
    ['busy', { leaseUntil: NOW + 1 }],
    ['spent', { attempts: 5 }],
  ])('is refused as %s: %j', (refusal, part) => {
    expect(take(sending(part))).toBe(refusal);
  });

  test('without an answer is lost when its lease is over, and no sooner', () => {
    expect(isAnswerLost(sending({ leaseUntil: NOW }), NOW)).toBe(true);
    expect(isAnswerLost(sending({ leaseUntil: NOW + 1 }), NOW)).toBe(false);
    expect(isAnswerLost(sending(), NOW)).toBe(false);
    expect(isAnswerLost(sending({ state: 'sent', leaseUntil: NOW }), NOW)).toBe(false);
    expect(awaitingReport(sending({ leaseUntil: NOW }), NOW + 5)).toStrictEqual({
      ...sending({ at: NOW + 5, detail: 'answer-unknown', answerLost: true }),
      retryAt: NOW + 5 + 10 * MINUTE,
    });
  });

  test('ends without lease and pause', () => {
    const held = sending({ leaseUntil: NOW, retryAt: NOW, attemptId: 'a1' });
    expect(conclude(held, { state: 'sent', detail: 'x', at: NOW + 1 })).toStrictEqual({
      ...{ ...named, state: 'sent', attempts: 1, at: NOW + 1, attemptId: 'a1', detail: 'x' },
    });
  });

  test('has one name per channel; a push of a later round takes the place of the one before', () => {
    const key = (channel: 'push' | 'mail' | 'chat', round?: number, id = 'ntf_1') =>
      effectKey({ id, recipientId: 'anna', ...(round ? { round } : {}) }, channel);
    expect(key('push', 2)).toBe(key('push'));
    expect(key('mail', 1)).toBe(key('mail'));
    expect(
      new Set([key('push'), key('mail'), key('mail', 2), key('chat', 2), key('push', 1, 'ntf_2')]).size,
    ).toBe(5);
  });
});

describe('the answer of a push service', () => {
  const answered = (status: number | 'timeout', part: Partial<Delivery> = {}, retryAfter?: string) =>
    afterPush(
      sending({ leaseUntil: NOW, ...part }),
      (typeof status === 'number' ? { status, ...(retryAfter ? { retryAfter } : {}) } : { status }) as never,
      { now: NOW, usefulUntil: NOW + HOUR },
    );

  test.each([
    [199, 'failed'],
    [200, 'sent'],
    [299, 'sent'],
    [300, 'failed'],
    [404, 'gone'],
    [410, 'gone'],
    [408, 'sending'],
    [429, 'sending'],
    [428, 'failed'],
    [499, 'failed'],
    [500, 'sending'],
  ])('%i is %s', (status, state) => {
    expect(answered(status)).toMatchObject({ state, detail: `answered-${status}`, at: NOW });
    expect(answered(status)).not.toHaveProperty('answerLost');
  });

  test('that does not come is perhaps a lost one', () => {
    expect(answered('timeout')).toMatchObject({ state: 'sending', detail: 'timeout', answerLost: true });
  });

  test('is tried again after a pause that grows fourfold, spread by up to a quarter, and the same for a repeat', () => {
    const pause = (attempts: number) => (answered(500, { attempts }).retryAt ?? 0) - NOW;
    [15 * SECOND, MINUTE, 4 * MINUTE, 16 * MINUTE].forEach((least, at) => {
      expect(pause(at + 1)).toBeGreaterThanOrEqual(least);
      expect(pause(at + 1)).toBeLessThanOrEqual(least * 1.25);
      expect(pause(at + 1)).toBe(pause(at + 1));
    });
    const spread = ['a', 'b', 'c', 'd'].map(target => answered(500, { target }).retryAt);
    expect(new Set(spread).size).toBeGreaterThan(1);
    expect(answered(500, { attempts: 5 })).toMatchObject({ state: 'failed', detail: 'answered-500' });
  });

  test('is waited for as long as the service asks, if that is in time', () => {
    expect(answered(429, {}, '600').retryAt).toBe(NOW + 10 * MINUTE);
    expect(answered(429, {}, '3600')).toMatchObject({ state: 'failed', detail: 'answered-429-too-late' });
    const asked = { detail: 'x', now: NOW, until: NOW + HOUR };
    expect(later(sending(), { ...asked, asked: NOW + HOUR - 1 }).state).toBe('sending');
    expect(later(sending(), asked)).not.toHaveProperty('answerLost');
  });

  test('is of use for twelve hours after the push may go out, and never after the end', () => {
    const until = (part: Partial<Notification>) => pushUsefulUntil(fresh(part)) - NOW;
    expect(until({})).toBe(12 * HOUR);
    expect(until({ listedAt: NOW + HOUR })).toBe(13 * HOUR);
    expect(until({ listedAt: NOW + HOUR, heldUntil: NOW + 2 * HOUR })).toBe(14 * HOUR);
    expect(until({ openUntil: NOW + HOUR })).toBe(HOUR);
  });
});

describe('a report of the mail service', () => {
  test.each([
    [{ is: 'send' }, 'taken'],
    [{ is: 'delivery' }, 'delivered'],
    [{ is: 'bounce', type: 'Permanent' }, 'bounced'],
    [{ is: 'bounce', type: 'Transient' }, 'bounced-for-now'],
    [{ is: 'complaint' }, 'complained'],
    [{ is: 'complaint', type: 'abuse' }, 'complained'],
    [{ is: 'complaint', type: 'not-spam' }, 'noted'],
    [{ is: 'complaint', type: 'auth-failure' }, 'noted'],
  ] as const)('%j means %s', (report, meaning) => {
    expect(mailMeaning(report)).toBe(meaning);
  });

  test.each([
    ['taken', ['sent', 'sent', 'delivered', 'failed']],
    ['delivered', ['delivered', 'delivered', 'delivered', 'failed']],
    ['complained', ['delivered', 'delivered', 'delivered', 'failed']],
    ['bounced', ['failed', 'failed', 'failed', 'failed']],
    ['bounced-for-now', ['failed', 'failed', 'failed', 'failed']],
    ['noted', ['sending', 'sent', 'delivered', 'failed']],
  ] as const)('%s makes what is sending, sent, delivered and failed %j', (meaning, after) => {
    for (const [at, state] of (['sending', 'sent', 'delivered', 'failed'] as const).entries()) {
      const held = sending({ state });
      const then = afterReport(held, { meaning, at: NOW + 1 });
      expect(then.state).toBe(after[at]);
      const moved = then !== held;
      const detail = meaning.startsWith('bounced') ? meaning : 'mail-service-reported';
      if (moved) expect(then).toMatchObject({ detail, at: NOW + 1 });
    }
    expect(afterReport(sending({ state: 'skipped' }), { meaning, at: NOW }).state).toBe('skipped');
  });

  test('has the same id however often it comes, and counts from when the service saw it', () => {
    const report = { messageId: 'm1', meaning: 'bounced', at: NOW } as const;
    const fact = mailEventFact(report, { agentId: 'anna', now: NOW + 9 });
    expect(fact).toMatchObject({ name: 'mail.bounced', occurredAt: NOW, recordedAt: NOW + 9 });
    expect(mailEventFact(report, { agentId: 'anna', now: NOW + 99 }).id).toBe(fact.id);
    expect(mailEventFact({ ...report, at: NOW + 99 }, { agentId: 'anna', now: NOW + 9 }).occurredAt).toBe(
      NOW + 9,
    );
    for (const other of [
      { ...report, messageId: 'm2' },
      { ...report, meaning: 'noted' as const },
    ])
      expect(mailEventFact(other, { agentId: 'anna', now: NOW }).id).not.toBe(fact.id);
    expect(mailEventFact(report, { agentId: 'ben', now: NOW }).id).not.toBe(fact.id);
  });
});
