import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { findCustomerLink } from '../../shared/store/link-store.ts';
import { putRequest } from '../../shared/store/request-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';
import { aCall, readCalendar, SLOT, writtenCalls } from '../support/written-calls.ts';

let ports: ReturnType<typeof testPorts>;
let calls: ReturnType<typeof writtenCalls>;
let asOf = 0;
const contact = (part: object, contactId = 'c-1') =>
  writeContact(ports, { ...{ accountId: 'acme', contactId, asOf: ++asOf }, contact: part as never });
const rows = (type: string) => [...ports.table.rows()].filter(row => row.type === type);
const book: CallCommand = { do: 'book', slot: SLOT, by: 'customer' };
const later = { ...SLOT, from: SLOT.from + HOUR, to: SLOT.to + HOUR };
const end = (more: object): CallCommand =>
  ({ do: 'end', results: {}, laterAt: NOW, successorId: 'call_2', ...more }) as CallCommand;
const start: CallCommand = { do: 'start', agentId: 'anna', direction: 'out' };
const invitations = () => calls.mails.map(({ calendar }) => calendar && readCalendar(calendar.text));

async function linkOfLast() {
  const token = /\/book\/#(\S+)/.exec(String(calls.mails.at(-1)?.text))?.[1] ?? '';
  return findCustomerLink(ports.table, token);
}

beforeEach(async () => {
  ports = testPorts();
  let n = 0;
  Object.assign(ports.ids, { random: (prefix: string) => `${prefix}_${String(n++).padStart(24, '0')}` });
  calls = writtenCalls(ports);
  await seedTeam(ports, [anAgent('anna')]);
  await contact({ email: 'user@mall.example', language: 'es', zone: 'Europe/Lisbon' });
  await calls.write(aCall({ zone: 'Europe/Lisbon' }));
});

describe('whoever books a call', () => {
  test('gets it in their language, on their clock, with an invitation and a link to change it', async () => {
    expect(await calls.tell((await calls.act(book))[0])).toMatchObject({ decision: 'telling-sent' });
    const [mail] = calls.mails;
    expect(mail?.to).toBe('user@mall.example');
    expect(mail?.text).toContain('martes, 24 de noviembre, 11:00 hora estándar de Europa occidental');
    expect(invitations()).toMatchObject([
      { method: 'REQUEST', sequence: 0, uid: 'call_1@care.example', from: SLOT.from, to: SLOT.to },
    ]);
    expect(await linkOfLast()).toMatchObject({
      ...{ purpose: 'appointment', callId: 'call_1', contactId: 'c-1', proved: true },
      until: SLOT.to + DAY,
    });
  });

  test('reads the time on the clock the call was agreed by, wherever the contact is known to be', async () => {
    await contact({ email: 'user@mall.example', language: 'es', zone: 'America/Bogota' });
    await calls.tell((await calls.act(book))[0]);
    expect(calls.mails[0]?.text).toContain('11:00 hora estándar de Europa occidental');
  });

  test('sees one appointment in the calendar, whose number rises from booking to move to end', async () => {
    for (const command of [book, { ...book, slot: later }, { do: 'cancel', by: 'customer' }] as CallCommand[])
      await calls.tell((await calls.act(command))[0]);
    expect(invitations()).toMatchObject([
      { method: 'REQUEST', sequence: 0, from: SLOT.from },
      { method: 'REQUEST', sequence: 1, from: later.from },
      { method: 'CANCEL', sequence: 2, from: later.from, to: later.to, status: 'CANCELLED' },
    ]);
    expect(new Set(invitations().map(one => one?.uid)).size).toBe(1);
    expect(calls.mails[2]?.text).toContain('12:00');
    expect(await linkOfLast()).toMatchObject({ purpose: 'callback' });
  });

  test.each([
    ['was put off', { result: 'later', why: 'throttled' }],
    ['had no answer', new Error('socket hang up')],
  ] as const)(
    'and cancels has the time taken out of the calendar when the first try %s',
    async (_, first) => {
      await calls.tell((await calls.act(book))[0]);
      const [cancelled] = await calls.act({ do: 'cancel', by: 'customer' });
      calls.answers.push(first);
      await expect(calls.tell(cancelled)).rejects.toThrow();
      ports.clock.set(NOW + 10 * MINUTE);
      await calls.tell(cancelled);
      expect(invitations()[1]).toMatchObject({ method: 'CANCEL', sequence: 1, from: SLOT.from });
      expect(calls.mails[1]?.text).toContain('11:00');
    },
  );

  test('and asks to be called at once instead has the old time taken out of the calendar', async () => {
    const item = aCall().agenda[0] as AgendaItem;
    await calls.tell((await calls.act(book))[0]);
    const [queued] = await calls.act({ do: 'ask-now', item, openAt: NOW, promisedAt: NOW + 30 * MINUTE });
    await calls.tell(queued);
    expect(invitations()[1]).toMatchObject({ method: 'CANCEL', sequence: 1, from: SLOT.from });
    expect(calls.mails[1]?.text).toContain('09:30');
    const [again] = await calls.act({ ...book, slot: later } as CallCommand);
    await calls.tell(again);
    expect(invitations()[2]).toMatchObject({ method: 'REQUEST', sequence: 2, from: later.from });
  });

  test('and moves it before the first mail left hears of the new time alone', async () => {
    const [booked] = await calls.act(book);
    const [moved] = await calls.act({ ...book, slot: later } as CallCommand);
    expect(await calls.tell(booked)).toMatchObject({ decision: 'telling-superseded' });
    await calls.tell(moved);
    expect(invitations()).toMatchObject([{ sequence: 1, from: later.from }]);
  });
});

describe('a reminder', () => {
  const dueFor = async () => {
    await calls.act(book);
    ports.clock.set(SLOT.from - HOUR);
    return (await calls.act({ do: 'remind', hours: 1 }))[0];
  };

  test('goes out before the call, without another invitation', async () => {
    expect(await calls.tell(await dueFor())).toMatchObject({ decision: 'telling-sent' });
    expect(calls.mails[0]?.calendar).toBeUndefined();
  });

  test.each([
    ['was moved', { ...book, slot: later }],
    ['was cancelled', { do: 'cancel', by: 'customer' }],
    ['must move', { do: 'must-move', why: 'agent-absent', tell: [] }],
    ['began', start],
  ] as [string, CallCommand][])('is never sent of a booking that %s meanwhile', async (_, command) => {
    const due = await dueFor();
    await calls.act(command);
    expect(await calls.tell(due)).toMatchObject({ decision: 'telling-superseded' });
    expect(calls.mails).toEqual([]);
  });

  test('is not sent after the start, nor to who wants none', async () => {
    const due = await dueFor();
    await contact({ reminders: [] });
    expect(await calls.tell(due)).toMatchObject({ decision: 'telling-superseded' });
    await contact({ reminders: [1] });
    ports.clock.set(SLOT.from);
    expect(await calls.tell(calls.wanted('reminder', 0, { at: 1 }))).toMatchObject({
      decision: 'telling-superseded',
    });
  });
});

describe('other messages', () => {
  const waiting: Partial<Call> = { state: 'asked', dueAt: NOW + 30 * MINUTE };
  test.each([
    ['queued', waiting, 'callback'],
    ['running-late', waiting, 'callback'],
    ['choose-again', { state: 'booked', booking: { ...SLOT, mustMove: 'agent-absent' } }, 'callback'],
    ['not-reached', { state: 'ended', ending: 'never-reached', booking: SLOT }, 'callback'],
    ['feedback', { state: 'ended', ending: 'reached', attempts: [{ at: NOW }] }, 'feedback'],
  ] as [string, Partial<Call>, string][])(
    'of kind %s lead where they should',
    async (kind, part, purpose) => {
      await calls.write(aCall(part));
      await calls.tell(calls.wanted(kind, 0));
      expect(await linkOfLast()).toMatchObject({ purpose, until: NOW + 14 * DAY });
      expect(calls.mails[0]?.calendar).toBeUndefined();
    },
  );

  test('are not sent once they are no longer so', async () => {
    await calls.write(aCall({ state: 'ended', ending: 'cancelled' }));
    for (const kind of ['booked', 'queued', 'running-late', 'choose-again', 'not-reached', 'feedback'])
      expect(await calls.tell(calls.wanted(kind, 0))).toMatchObject({ decision: 'telling-superseded' });
  });

  test('to whichever contact go to the one who has an address', async () => {
    await contact({ email: undefined });
    await contact({ email: 'second@mall.example', language: 'fr' }, 'c-2');
    await calls.act(book);
    await calls.tell(calls.wanted('booked', 0, { contactId: '-' }));
    expect(calls.mails.map(({ to }) => to)).toEqual(['second@mall.example']);
    expect(await linkOfLast()).toMatchObject({ contactId: 'c-2' });
  });

  test('without an address stand in the table as untold', async () => {
    await contact({ email: undefined });
    expect(await calls.tell((await calls.act(book))[0])).toMatchObject({ decision: 'telling-no-address' });
    expect(rows('call-message')).toMatchObject([{ state: 'no-address', kind: 'booked' }]);
  });

  test('follow an attempt that was reached or never was', async () => {
    await calls.act(start);
    const [feedback] = await calls.act(end({ outcome: 'reached', results: { itm_1: 'helped' } }));
    expect(feedback?.data).toMatchObject({ kind: 'feedback' });
    expect(await calls.tell(feedback)).toMatchObject({ decision: 'telling-sent' });
  });
});

describe('a message that does not go out', () => {
  test('is tried again later, at most five times, and then rings', async () => {
    const [fact] = await calls.act(book);
    for (let attempt = 1; attempt <= 5; attempt++) {
      calls.answers.push({ result: 'later', why: 'throttled' });
      await expect(calls.tell(fact)).rejects.toThrow('under way');
    }
    expect(await calls.tell(fact)).toMatchObject({ decision: 'telling-failed' });
    expect(rows('call-message')).toMatchObject([{ state: 'failed', attempts: 5 }]);
  });

  test('whose answer was lost is not sent again before it could have been reported, and told once in the end', async () => {
    const [fact] = await calls.act(book);
    calls.answers.push(new Error('socket hang up'));
    await expect(calls.tell(fact)).rejects.toThrow('socket');
    await expect(calls.tell(fact)).rejects.toThrow('under way');
    ports.clock.set(NOW + 10 * MINUTE);
    expect(await calls.tell(fact)).toMatchObject({ decision: 'telling-sent' });
    expect(await calls.tell(fact)).toMatchObject({ decision: 'already-told' });
    expect(calls.mails).toHaveLength(1);
  });

  test('that was refused for good ends as failed, and no calendar has anything to take back', async () => {
    calls.answers.push({ result: 'refused', why: 'message-rejected' });
    expect(await calls.tell((await calls.act(book))[0])).toMatchObject({ decision: 'telling-failed' });
    await calls.tell((await calls.act({ do: 'cancel', by: 'customer' }))[0]);
    expect(invitations()).toEqual([undefined]);
  });
});

describe('an address that a visitor typed in', () => {
  const wanted = aFact('link.wanted', { data: { requestId: 'req_1', language: 'it' } });
  beforeEach(() =>
    ports.table.commit({
      commitId: 'request',
      writes: [
        putRequest({
          ...{ id: 'req_1', accountId: 'visitor-1', email: 'v@mall.example', phone: '+34600000000' },
          ...{ language: 'it', company: 'Win a prize at evil.example', askedAt: NOW, until: NOW + DAY },
        }),
      ],
    }),
  );

  test('gets one neutral message with a link that proves it, and none of what was typed in', async () => {
    expect(await calls.tell(wanted)).toMatchObject({ decision: 'telling-sent' });
    expect(await calls.tell(wanted)).toMatchObject({ decision: 'already-told' });
    expect(calls.mails.map(({ to }) => to)).toEqual(['v@mall.example']);
    expect(JSON.stringify(calls.mails)).not.toMatch(/evil|prize|34600/);
    expect(await linkOfLast()).toMatchObject({ proved: false, requestId: 'req_1', until: NOW + DAY });
  });

  test('gets no second one where nobody knows whether the first went out', async () => {
    calls.answers.push(new Error('socket hang up'));
    await expect(calls.tell(wanted)).rejects.toThrow('socket');
    ports.clock.set(NOW + MINUTE);
    expect(await calls.tell(wanted)).toMatchObject({ decision: 'telling-superseded' });
  });

  test('gets it all the same when the first one could not even be written', async () => {
    const { commit } = ports.table;
    let commits = 0;
    const onceGone: typeof commit = set =>
      ++commits === 2 ? Promise.reject(new Error('gone')) : commit(set);
    Object.assign(ports.table, { commit: onceGone });
    await expect(calls.tell(wanted)).rejects.toThrow('gone');
    expect(await calls.tell(wanted)).toMatchObject({ decision: 'telling-sent' });
    expect(calls.mails).toHaveLength(1);
  });

  test('gets it later when the mail service was busy, and rings nobody when it takes no mail', async () => {
    calls.answers.push({ result: 'later', why: 'throttled' }, { result: 'refused', why: 'bad-request' });
    await expect(calls.tell(wanted)).rejects.toThrow('under way');
    expect(await calls.tell(wanted)).toMatchObject({ decision: 'link-not-sent' });
  });

  test('is not written to after the request is over', async () => {
    ports.clock.set(NOW + DAY);
    expect(await calls.tell(wanted)).toMatchObject({ decision: 'telling-superseded' });
  });
});
