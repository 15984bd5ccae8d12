import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takeMailEvent } from '../../functions/notifications/answer-mail-event.ts';
import { claim, type Delivery, effectKey } from '../../shared/domain/notifications/delivery.ts';
import type { Notification } from '../../shared/domain/notifications/notification.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { deliveryWrite, loadDeliveries } from '../../shared/store/delivery-store.ts';
import { followsOf } from '../../shared/store/journal.ts';
import {
  agentKey,
  bundledKey,
  bundleKey,
  lists,
  notificationKey,
  preferencesKey,
} from '../../shared/store/keys.ts';
import { agentWrites, type StoredAgent } from '../../shared/store/roster-store.ts';
import type { Row } from '../../shared/store/table.ts';
import {
  bouncedEvent,
  complainedEvent,
  deliveredEvent,
  REPORTED,
  sentEvent,
} from '../support/mail-events.ts';
import { testPorts } from '../support/ports.ts';

const ANNA = 'anna@acorn.example';
/** Two seconds before the reports say it happened: clocks differ. */
const START = Date.parse(REPORTED) - 2_000;
let here: ReturnType<typeof testPorts>;

async function furnish() {
  here = testPorts();
  here.clock.set(START);
  await register({ email: ANNA });
  await notify('ntf_1');
  await mailed({});
}
beforeEach(furnish);

const put = async (row: Row) => {
  await here.table.commit({ commitId: here.ids.random('cmt'), writes: [{ do: 'put', row }] });
};
const notify = (id: string, more: Partial<Notification> = {}) =>
  put({
    ...notificationKey(id),
    ...{ type: 'notification', id, recipientId: 'anna', kind: 'signed-up', reason: 'lead', version: 1 },
    ...{ accountId: 'acme', language: 'de', occurredAt: START, createdAt: START, openUntil: START + DAY },
    ...{ correlation: 'evt_1', state: 'sent', ...more },
  });
const mailed = (more: Partial<Delivery>) => {
  const delivery = {
    ...({ notificationId: 'ntf_1', channel: 'mail', target: 'address', state: 'sent' } as const),
    ...{ attempts: 1, at: START, ...more },
  };
  const write = deliveryWrite(delivery, undefined);
  return put({ ...write.row, version: 1 });
};
const deliveries = async (id = 'ntf_1') =>
  (await loadDeliveries(here.table, id)).map(({ state, detail }) =>
    [state, ...(detail ? [detail] : [])].join(' '),
  );
const stateOf = (id: string) => here.table.peek(notificationKey(id))?.['state'];
const off = () =>
  (here.table.peek(preferencesKey('anna'))?.['off'] ?? []) as { channel: string; why: string }[];
const told = () =>
  [...here.table.rows()].flatMap(row => followsOf(row)).filter(({ name }) => name === 'channel.failed');
/** Anna as the roster writes her, with the way from the address to her. */
async function register(change: { email: string; active?: boolean }) {
  const held = here.table.peek(agentKey('anna')) as (StoredAgent & Record<string, unknown>) | undefined;
  const agent = { id: 'anna', name: 'Anna', languages: ['de'], active: true, ...change };
  const writes = agentWrites(agent as unknown as StoredAgent, held);
  const answer = await here.table.commit({ commitId: here.ids.random('cmt'), writes });
  expect(answer.done).toBe(true);
}
const rowsOf = (type: string) => [...here.table.rows()].filter(row => row['type'] === type);
const take = (text: string) => takeMailEvent(here, { origin: 'mail-events', text });

describe('a mail that the service took', () => {
  test('is written down as sent when its answer was lost, and changes nothing of one that is further', async () => {
    await mailed({ state: 'sending', leaseUntil: START + 1 });
    expect(await take(sentEvent())).toMatchObject({ decision: 'mail-taken' });
    expect(await deliveries()).toEqual(['sent mail-service-reported']);
    await take(deliveredEvent());
    await take(sentEvent());
    expect(await deliveries()).toEqual(['delivered mail-service-reported']);
  });

  test('leaves a line for whoever wrote to a customer, once, and none for a mail of the team', async () => {
    for (const text of [
      sentEvent({ about: '', effect: 'e-1' }),
      deliveredEvent({ about: '', effect: 'e-1' }),
    ])
      await take(text);
    await take(sentEvent());
    expect(rowsOf('mail-report')).toMatchObject([{ pk: 'mail#e-1', expiresAt: expect.any(Number) }]);
  });
});

describe('a mail that arrived', () => {
  test('is written down, and its notification moves on', async () => {
    expect(await take(deliveredEvent())).toEqual({ decision: 'mail-delivered', detail: { about: 'ntf_1' } });
    expect(await deliveries()).toEqual(['delivered mail-service-reported']);
    expect([stateOf('ntf_1'), off()]).toEqual(['delivered', []]);
  });

  test('whose answer was lost is not sent again', async () => {
    await mailed({ state: 'sending', leaseUntil: START + 1 });
    await take(deliveredEvent());
    const [delivery] = await loadDeliveries(here.table, 'ntf_1');
    const again = { notificationId: 'ntf_1', channel: 'mail', target: 'address', attemptId: 'a' } as const;
    expect(claim(delivery, { ...again, now: START + DAY })).toMatchObject({ refusal: 'finished' });
  });

  test.each([
    ['about nothing', deliveredEvent({ about: '' })],
    ['about what is not there', deliveredEvent({ about: 'ntf_2' })],
    ['with the key of another', deliveredEvent({ effect: 'x'.repeat(27) })],
  ])('%s moves nothing', async (_, event) => {
    expect((await take(event)).decision).toBe('mail-delivered-not-found');
    expect([await deliveries(), stateOf('ntf_1')]).toEqual([['sent'], 'sent']);
  });

  test('before the notification came back counts for that time alone', async () => {
    await notify('ntf_1', { round: 2, state: 'queued' });
    await mailed({ round: 2, state: 'sending', leaseUntil: START + 1 });
    expect((await take(deliveredEvent())).decision).toBe('mail-delivered-of-before');
    expect(await deliveries()).toEqual(['delivered mail-service-reported', 'sending']);
    expect(stateOf('ntf_1')).toBe('queued');
    const effect = effectKey({ id: 'ntf_1', recipientId: 'anna', round: 2 }, 'mail');
    expect((await take(deliveredEvent({ effect }))).decision).toBe('mail-delivered');
    expect(stateOf('ntf_1')).toBe('delivered');
  });

  test('with a digest moves all that it told of', async () => {
    await notify('ntf_2', { state: 'seen', seenAt: START });
    await put({ ...bundleKey('bnd_1'), type: 'bundle', id: 'bnd_1', recipientId: 'anna', version: 1 });
    for (const id of ['ntf_1', 'ntf_2'])
      await put({ ...bundledKey('bnd_1', id), type: 'bundled', notificationId: id });
    await mailed({ notificationId: 'bnd_1' });
    expect((await take(deliveredEvent({ about: 'bnd_1' }))).decision).toBe('mail-delivered');
    expect(await deliveries('bnd_1')).toEqual(['delivered mail-service-reported']);
    expect([stateOf('ntf_1'), stateOf('ntf_2')]).toEqual(['delivered', 'seen']);
  });
});

describe('an address that will not take mail', () => {
  test('switches off the mail channel of the agent who has it, and the leads hear of it once', async () => {
    expect(await take(bouncedEvent())).toEqual({ decision: 'mail-bounced', detail: { agent: 'anna' } });
    await take(bouncedEvent());
    await take(bouncedEvent({ messageId: 'm2' }));
    expect(off()).toMatchObject([{ channel: 'mail', why: 'bounced' }]);
    expect(told()).toMatchObject([
      { accountId: '-', data: { agentId: 'anna', channel: 'mail', why: 'bounced' }, occurredAt: START },
    ]);
    expect(await deliveries()).toEqual(['failed bounced']);
  });

  test('stays as it was mended when the same report comes once more', async () => {
    await take(bouncedEvent());
    const row = here.table.peek(preferencesKey('anna')) as Row;
    await put({ ...row, off: [] });
    await take(bouncedEvent());
    expect(off()).toEqual([]);
    await take(bouncedEvent({ messageId: 'm2' }));
    expect(off()).toMatchObject([{ why: 'bounced' }]);
  });

  test.each([
    ['in other letters', bouncedEvent({ to: 'ANNA@Acorn.Example' })],
    ['on the suppression list', bouncedEvent({ subType: 'OnAccountSuppressionList' })],
    ['by a mail about nothing', bouncedEvent({ about: '' })],
  ])('is found %s too', async (_, event) => {
    await take(event);
    expect(off()).toMatchObject([{ channel: 'mail', why: 'bounced' }]);
  });

  test('for now alone switches nothing off; that one mail did not arrive', async () => {
    for (const type of ['Transient', 'Undetermined'] as const)
      expect((await take(bouncedEvent({ type }))).decision).toBe('mail-bounced-for-now');
    expect([off(), await deliveries()]).toEqual([[], ['failed bounced-for-now']]);
  });

  test('of nobody on the team is no matter of ours', async () => {
    expect((await take(bouncedEvent({ to: 'customer@shop.example', about: '' }))).decision).toBe(
      'not-an-agent',
    );
    expect(off()).toEqual([]);
  });

  test('that its agent gave up meanwhile, or of an agent who left, switches nothing off', async () => {
    await register({ email: 'anna.b@acorn.example' });
    expect((await take(bouncedEvent())).decision).toBe('not-an-agent');
    await register({ email: ANNA, active: false });
    expect((await take(bouncedEvent())).decision).toBe('not-an-agent');
    expect(off()).toEqual([]);
  });
});

describe('a reader who calls our mail unwanted', () => {
  test.each([undefined, 'abuse', 'fraud', 'other', 'virus'])('(%s) gets no more of it', async type => {
    const event = complainedEvent(type === undefined ? {} : { type });
    expect((await take(event)).decision).toBe('mail-complained');
    expect(off()).toMatchObject([{ channel: 'mail', why: 'complained' }]);
    expect(await deliveries()).toEqual(['delivered mail-service-reported']);
  });

  test.each(['not-spam', 'auth-failure'])('is not meant by a report of type %s', async type => {
    expect((await take(complainedEvent({ type }))).decision).toBe('mail-report-noted');
    expect([off(), await deliveries()]).toEqual([[], ['sent']]);
  });
});

test('in any order and however often they come, reports lead to the same', async () => {
  const events = [deliveredEvent(), bouncedEvent(), complainedEvent(), bouncedEvent({ type: 'Transient' })];
  const order = fc.shuffledSubarray([...events, ...events, ...events], { minLength: 12 });
  await fc.assert(
    fc.asyncProperty(order, async some => {
      await furnish();
      for (const text of some) await take(text);
      expect((await loadDeliveries(here.table, 'ntf_1')).map(({ state }) => state)).toEqual(['failed']);
      expect(stateOf('ntf_1')).toBe('delivered');
      expect(off()).toHaveLength(1);
      expect(told()).toHaveLength(1);
    }),
    { numRuns: 100 },
  );
});

describe('what is no report', () => {
  const valid = JSON.parse(bouncedEvent()) as { detail: { bounce: object; mail: object } };
  const broken = (change: object) => JSON.stringify({ ...valid, ...change });
  test.each([
    ['nonsense', 'nonsense', '(whole)'],
    ['nothing', '', '(whole)'],
    ['another source', broken({ source: 'aws.s3' }), 'source'],
    ['another event', broken({ detail: { ...valid.detail, eventType: 'Open' } }), 'detail.eventType'],
    ['no mail', broken({ detail: { ...valid.detail, mail: undefined } }), 'detail.mail'],
    [
      'no instant',
      broken({ detail: { ...valid.detail, bounce: { ...valid.detail.bounce, timestamp: 'today' } } }),
      'detail.bounce.timestamp',
    ],
    [
      'no recipients',
      broken({ detail: { ...valid.detail, bounce: { ...valid.detail.bounce, bouncedRecipients: ANNA } } }),
      'detail.bounce.bouncedRecipients',
    ],
  ])('(%s) is set aside once, with the field and without an address', async (_, text, field) => {
    expect(await take(text)).toEqual({ decision: 'quarantined', detail: { field } });
    await take(text);
    const rows = rowsOf('quarantine');
    expect(rows).toMatchObject([
      { list: lists.quarantine, origin: 'mail-events', reason: 'malformed', field },
    ]);
    expect(JSON.stringify(rows)).not.toContain('@');
    expect([await deliveries(), off()]).toEqual([['sent'], []]);
  });

  test('that fails on the way is thrown, for the queue to bring it again', async () => {
    const broken = {
      ...here,
      table: { ...here.table, commit: async () => Promise.reject(new Error('no table')) },
    };
    const message = { origin: 'mail-events', text: bouncedEvent() };
    await expect(takeMailEvent(broken, message)).rejects.toThrow('no table');
  });
});
