import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { putPreferences, readPreferences } from '../../functions/notifications/keep-preferences.ts';
import { takeOffDigest } from '../../functions/notifications/take-off-digest.ts';
import { nextDigestAt } from '../../shared/domain/notifications/digest-times.ts';
import { readUnsubscribe, signUnsubscribe } from '../../shared/domain/notifications/unsubscribe-token.ts';
import { wallTimeAt } from '../../shared/domain/time/zone-offsets.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aroundTheClock, type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { START, secrets } from '../support/notifications.ts';

let here: Clockwork;
const hourly = { id: 'hourly', channel: 'push', every: 'hour', kinds: ['signed-up'] } as const;
const daily = { id: 'daily', channel: 'mail', every: 'day', at: '08:00' } as const;
const at = (text: string) => Date.parse(text);
const digests = () => here.mails.filter(({ about }) => about?.startsWith('bnd_'));
const mailedAt: number[] = [];

beforeEach(async () => {
  here = await clockwork(['anna', 'emil']);
  mailedAt.length = 0;
  here.script.mail = () => {
    mailedAt.push(here.now());
    return { result: 'sent', messageId: `m${mailedAt.length}` };
  };
  for (const id of ['anna', 'emil']) await here.setAgent(id, { hours: aroundTheClock });
});
const eight = at('2026-11-24T07:00Z');

describe('digests of one person', () => {
  beforeEach(() => here.prefer('anna', { digests: [hourly, daily] }));

  test('stand side by side: an hourly push of some kinds, a daily mail of all', async () => {
    here.moveTo(START + 10 * MINUTE);
    const signedUp = await here.tell({ kind: 'signed-up' });
    const more = await here.tell({ kind: 'signed-up' }, { accountId: 'other' });
    const other = await here.tell({ kind: 'cancelled' });
    expect(await here.note(signedUp.id)).toMatchObject({ heldWhy: 'digest', heldUntil: START + HOUR });
    expect(await here.note(other.id)).not.toHaveProperty('heldWhy');
    await here.runFor(DAY);
    expect(here.cameOut.map(pushed => pushed.at)).toEqual([START + 10 * MINUTE, START + HOUR]);
    expect(mailedAt).toEqual([eight]);
    const [mail] = here.mails;
    for (const { id } of [signedUp, more, other]) expect(mail?.text).toContain(id);
  });

  test('tell only of what nobody has seen, and nothing when nothing is left', async () => {
    const seen = await here.tell();
    const unseen = await here.tell({ kind: 'cancelled' });
    await here.act(seen.id, 'seen');
    await here.runTo(eight);
    expect(here.cameOut.map(({ notificationId }) => notificationId)).toEqual([unseen.id]);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]?.text).toContain(unseen.id);
    expect(digests()[0]?.text).not.toContain(seen.id);
    await here.act((await here.tell()).id, 'acknowledge');
    await here.runFor(2 * DAY);
    expect(digests()).toHaveLength(1);
    expect(here.timers().filter(({ kind }) => kind === 'bundle.due')).toEqual([]);
  });

  test('leave out what is critical: it comes at once, by itself', async () => {
    const { id } = await here.tell({ critical: true });
    await here.runFor(MINUTE);
    expect(here.cameOut).toMatchObject([{ at: START, notificationId: id }]);
    expect(here.mails.map(({ about }) => about)).toEqual([id]);
  });

  test('by the hour wait at night and come as one in the morning', async () => {
    await here.setAgent('anna', {
      hours: Object.fromEntries(Object.keys(aroundTheClock).map(day => [day, [['09:00', '18:00']]])),
    });
    here.moveTo(at('2026-11-24T19:30Z'));
    for (let n = 0; n < 5; n++) {
      await here.tell();
      await here.runFor(HOUR);
    }
    await here.runTo(at('2026-11-25T12:00Z'));
    expect(here.cameOut).toMatchObject([{ at: at('2026-11-25T08:00Z') }]);
  });

  test('are the person’s own: somebody else is told one by one', async () => {
    const { id } = await here.tell({ recipientId: 'emil', ownerId: 'emil' });
    await here.runFor(MINUTE);
    expect(here.mails.map(({ about }) => about)).toEqual([id]);
  });
});

describe.each([
  ['Europe/Berlin', ['2027-03-27T07:00Z', '2027-03-28T06:00Z', '2027-03-29T06:00Z'], [23, 24]],
  ['Europe/Berlin', ['2027-10-30T06:00Z', '2027-10-31T07:00Z', '2027-11-01T07:00Z'], [25, 24]],
  ['America/New_York', ['2027-03-13T13:00Z', '2027-03-14T12:00Z', '2027-03-15T12:00Z'], [23, 24]],
  ['America/New_York', ['2027-11-06T12:00Z', '2027-11-07T13:00Z', '2027-11-08T13:00Z'], [25, 24]],
  ['Australia/Lord_Howe', ['2027-10-01T21:30Z', '2027-10-02T21:00Z', '2027-10-03T21:00Z'], [23.5, 24]],
])('a daily mail in %s', (zone, mornings, hours) => {
  test(`comes at eight on the wall, ${hours.join(' and ')} hours apart`, async () => {
    await here.setAgent('anna', { zone, hours: aroundTheClock });
    await here.prefer('anna', { digests: [daily] });
    const [first = 0, second = 0, third = 0] = mornings.map(at);
    for (const morning of [first, second, third]) {
      await here.runTo(morning - HOUR);
      await here.tell({ kind: 'converted' });
    }
    await here.runTo(third);
    expect(mailedAt).toEqual([first, second, third]);
    expect([second - first, third - second].map(ms => ms / HOUR)).toEqual(hours);
  });
});

test('a digest’s next time is later, on the wall’s hour, and never further than its distance and a change of clocks', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const now = fc.integer({ min: at('2027-01-01T00:00Z'), max: at('2027-12-31T00:00Z') });
  fc.assert(
    fc.property(zone, now, fc.constantFrom('hour', 'day'), (zone, now, every) => {
      const next = nextDigestAt({ id: 'd', channel: 'mail', every }, zone, now);
      expect(next).toBeGreaterThan(now);
      expect(next - now).toBeLessThanOrEqual((every === 'hour' ? HOUR : DAY) + HOUR);
      const minute = (wallTimeAt(zone, next) % DAY) / MINUTE;
      if (every === 'day') expect(minute).toBe(8 * 60);
      else expect([0, 30]).toContain(minute % 60);
    }),
    { numRuns: 200 },
  );
});

describe('a mail digest that is taken off with one click', () => {
  const token = () => digests().at(-1)?.unsubscribeUrl?.split('/').at(-1) ?? '';
  let late: string;
  beforeEach(async () => {
    await putPreferences(here.ports, 'anna', {
      kinds: {},
      digests: [{ ...hourly, kinds: [...hourly.kinds] }, daily],
    });
    await here.tell({ kind: 'cancelled' });
    await here.runTo(eight + HOUR);
    ({ id: late } = await here.tell({ kind: 'converted' }));
  });

  test('is gone, twice as well as once; the others stay', async () => {
    for (let n = 0; n < 2; n++)
      expect(await takeOffDigest(here.ports, token())).toEqual({ ok: true, value: {} });
    expect((await readPreferences(here.ports, 'anna')).digests.map(({ id }) => id)).toEqual(['hourly']);
    expect(here.rowsOf('journal').filter(row => row['decision'] === 'digest-off')).toHaveLength(1);
  });

  test('does not come once more: what was gathered for it comes one by one, and so does what follows', async () => {
    await takeOffDigest(here.ports, token());
    await here.runFor(DAY);
    expect(digests()).toHaveLength(1);
    expect(here.mails.map(({ about }) => about)).toContain(late);
    const { id } = await here.tell({ kind: 'converted' }, { accountId: 'other' });
    await here.runFor(MINUTE);
    expect(here.mails.at(-1)?.about).toBe(id);
  });

  test.each([
    ['forged', (good: string) => `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`],
    ['of another bundle', (good: string) => `bnd_${'x'.repeat(27)}.${good.split('.').at(-1)}`],
    ['of a bundle that is none', () => signUnsubscribe(secrets.tokenKey, `bnd_${'x'.repeat(27)}`)],
    ['empty', () => ''],
  ])('is not, by a token that is %s', async (_, of) => {
    expect(await takeOffDigest(here.ports, of(token()))).toEqual({ ok: false, refusal: 'not-found' });
    expect((await readPreferences(here.ports, 'anna')).digests).toHaveLength(2);
  });

  test('by a token of the previous key is, as long as that holds', () => {
    const [bundleId = ''] = token().split('.');
    const old = signUnsubscribe('previous'.repeat(5), bundleId);
    expect(readUnsubscribe(old, [secrets.tokenKey])).toBeUndefined();
    expect(readUnsubscribe(old, [secrets.tokenKey, 'previous'.repeat(5)])).toBe(bundleId);
  });
});

describe('a digest is not mailed', () => {
  test.each([
    ['to a mailbox that does not work', { off: [{ channel: 'mail', why: 'bounced', at: START }] }],
    ['to somebody who wants no mail any more', { mail: 'never' }],
  ] as const)('%s', async (_, change) => {
    await here.prefer('anna', { digests: [daily] });
    await here.tell();
    await here.prefer('anna', { digests: [daily], ...change });
    await here.runFor(DAY);
    expect(here.mails).toEqual([]);
    expect(here.timers().filter(({ kind }) => kind === 'bundle.due')).toEqual([]);
  });

  test('twice when the mail service had no room at first', async () => {
    await here.prefer('anna', { digests: [daily] });
    await here.tell();
    let full = true;
    here.script.mail = () => {
      mailedAt.push(here.now());
      return full ? { result: 'later', why: 'throttled' } : { result: 'sent', messageId: 'm' };
    };
    await here.runTo(eight);
    full = false;
    await here.runFor(DAY);
    expect(mailedAt).toHaveLength(2);
    expect(new Set(here.mails.map(({ effectKey }) => effectKey)).size).toBe(1);
  });
});
