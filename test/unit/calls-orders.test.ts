import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { deleteBlock, putBlock } from '../../functions/calls/put-block.ts';
import { readBookingPage } from '../../functions/calls/read-booking-page.ts';
import { readCallback } from '../../functions/calls/read-callback.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { staffMayPick } from '../../shared/domain/calls/slot-times.ts';
import { isStillSaid } from '../../shared/domain/calls/still-said.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { loadOpenCalls } from '../../shared/store/call-store.ts';
import { agentWrites, loadRoster } from '../../shared/store/roster-store.ts';
import { bookingRoom, granted, phoneOf, said, seedContact, seedLink } from '../support/bookings.ts';
import {
  act,
  anOfficer,
  type CallPorts,
  followed,
  seedAccount,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { aCall } from '../support/written-calls.ts';

let ports: CallPorts;
const berlin = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+01:00`);

beforeEach(() => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
});

const orders = <T>(of: readonly T[]): T[][] =>
  of.length < 2
    ? [[...of]]
    : of.flatMap(one => orders(of.filter(other => other !== one)).map(rest => [one, ...rest]));

describe('wishes and withdrawals', () => {
  const at = berlin('09:00');
  const wished = (minute: number, dueAt: string): Fact =>
    aFact('call.wanted', {
      ...{ id: `wish-${minute}`, at: at + minute * MINUTE },
      data: { itemId: 'w', kind: 'welcome', contactId: 'c-1', readyAt: at, dueAt: berlin(dueAt) },
    });
  const withdrawn = (minute: number): Fact =>
    aFact('call.withdrawn', {
      id: `no-${minute}`,
      at: at + minute * MINUTE,
      data: { itemId: 'w', why: 'x' },
    });

  /** What is still to be spoken of when the facts come in an order. */
  async function endOf(facts: readonly Fact[]) {
    ports = testPorts();
    ports.clock.set(berlin('10:00'));
    await seedCalls(ports);
    for (const fact of facts) await answerFact(ports, fact);
    const open = (await loadOpenCalls(ports.table, 'acme')).flatMap(({ agenda }) => agenda);
    return open.filter(({ state }) => state === 'open').map(({ dueAt }) => dueAt);
  }

  test.each([
    ['the last word is a withdrawal', [wished(1, '14:00'), wished(2, '15:00'), withdrawn(3)], []],
    ['a wish after it stands', [wished(1, '14:00'), withdrawn(2), wished(3, '15:00')], [berlin('15:00')]],
    ['the later time stands', [wished(1, '14:00'), wished(2, '15:00')], [berlin('15:00')]],
    ['back and away', [wished(1, '14:00'), withdrawn(2), wished(3, '15:00'), withdrawn(4)], []],
  ])('in any order end the same: %s', async (_name, facts, end) => {
    for (const order of orders(facts)) expect(await endOf(order)).toEqual(end);
  });

  test('a wish that moves on with the next call is withdrawn there', async () => {
    await seedCalls(ports);
    await wish(ports, { itemId: 'w', kind: 'welcome' });
    await wish(ports, { itemId: 'other', kind: 'outreach' });
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    const results = [{ itemId: 'other', result: 'answered' }];
    let speaks = true;
    /** The conversation ends while the withdrawal looks at its call. */
    const get: typeof ports.table.get = async key => {
      if (speaks && key.pk === `call#${id}`) {
        speaks = false;
        await act(ports, id, { do: 'end', outcome: 'reached', results });
      }
      return ports.table.get(key);
    };
    ports.clock.set(berlin('11:00'));
    await answerFact({ ...ports, table: { ...ports.table, get } }, withdrawn(130));
    expect((await theCall(ports, id)).state).toBe('ended');
    const open = (await loadOpenCalls(ports.table, 'acme')).flatMap(({ agenda }) => agenda);
    expect(open.filter(item => item.id === 'w' && item.state === 'open')).toEqual([]);
  });
});

describe('a merged account', () => {
  const merge = async () => {
    await ports.table.commit({
      commitId: 'merge',
      writes: [{ do: 'change', key: { pk: 'account#acme', sk: 'state' }, set: { mergedInto: 'acme-2' } }],
    });
    return aFact('account.merged', { id: 'merge', data: { into: 'acme-2' } });
  };

  test('has its calls with the same person, not with whoever has the same id', async () => {
    await seedCalls(ports, { contact: { name: 'Cleo', phone: '+4930901820' } });
    await wish(ports, { itemId: 'w', kind: 'welcome', contactId: 'c-1' });
    await seedAccount(ports, 'acme-2', {
      owner: 'emil',
      contact: { name: 'Somebody', phone: '+4930901899' },
    });
    await answerFact(ports, await merge());
    const { contactId } = await theOpenCall(ports, 'acme-2');
    expect(contactId).not.toBe('c-1');
    const row = await ports.table.get({ pk: 'account#acme-2', sk: `contact#${contactId}` });
    expect(row?.['contact']).toMatchObject({ name: 'Cleo', phone: '+4930901820' });
    await wish(ports, { itemId: 'later', kind: 'outreach', contactId: 'c-1' });
    expect((await theOpenCall(ports, 'acme-2')).agenda.map(({ id }) => id)).toEqual(['w', 'later']);
  });

  test('keeps what is booked while it moves', async () => {
    await seedCalls(ports);
    await wish(ports, { itemId: 'w', kind: 'welcome', contactId: 'c-1' });
    const old = await theOpenCall(ports);
    await seedAccount(ports, 'acme-2', { owner: 'emil' });
    const merged = await merge();
    const from = formatInstant(berlin('14:00', '2026-11-25'));
    let books = true;
    /** Its customer books while the account moves. */
    const commit: typeof ports.table.commit = async set => {
      if (books) {
        books = false;
        await act(ports, old.id, { do: 'book', from });
      }
      return ports.table.commit(set);
    };
    const slow = { ...ports, table: { ...ports.table, commit } };
    await answerFact(slow, merged);
    await answerFact(ports, merged);
    expect(await theCall(ports, old.id)).toMatchObject({ state: 'booked' });
    expect(await loadOpenCalls(ports.table, 'acme-2')).toEqual([]);
  });

  test('moves what was agreed on as agreed on', async () => {
    await seedCalls(ports);
    await wish(ports, { itemId: 'w', kind: 'welcome', contactId: 'c-1' });
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    const dueAt = formatInstant(berlin('12:00', '2026-11-24'));
    const results = [{ itemId: 'w', result: 'answered' }];
    await act(ports, id, {
      do: 'end',
      outcome: 'reached',
      results,
      next: { do: 'plan', kind: 'session', dueAt },
    });
    await seedAccount(ports, 'acme-2', { owner: 'emil' });
    await answerFact(ports, await merge());
    const { agenda } = await theOpenCall(ports, 'acme-2');
    expect(agenda).toMatchObject([{ kind: 'session', asked: true, dueAt: Date.parse(dueAt) }]);
    expect(await loadOpenCalls(ports.table, 'acme')).toEqual([]);
  });
});

describe('a link of a merged account', () => {
  const from = said('10:00');
  const room = async (phone: string) => {
    const { ports, link } = await bookingRoom([anOfficer('anna')]);
    await seedContact(ports, 'other', { contact: { name: 'Of the other', phone } });
    const theirs = await seedLink(ports, 'lnk_other', { accountId: 'other' });
    const merge = () =>
      ports.table.commit({
        commitId: 'merge',
        writes: [{ do: 'change', key: { pk: 'account#acme', sk: 'state' }, set: { mergedInto: 'other' } }],
      });
    const ask = (principal: Principal) =>
      askCallback(ports, { principal, input: { want: 'slot', from, reminders: [] } });
    return { ports, link, theirs, merge, ask };
  };

  test('leads to no call of somebody else with the same id; asks are made for its own contact', async () => {
    const { ports, link, theirs, merge, ask } = await room(phoneOf(2));
    const foreign = granted(await ask(theirs));
    await merge();
    const page = granted(await readBookingPage(ports, { principal: link, named: {} }));
    expect(page.callback).toBeUndefined();
    expect(await readCallback(ports, { principal: link, callbackId: foreign.id })).toMatchObject({
      ok: false,
    });
    granted(await askCallback(ports, { principal: link, input: { want: 'now' } }));
    const calls = await loadOpenCalls(ports.table, 'other');
    expect(calls.find(({ id }) => id === foreign.id)).toMatchObject({ state: 'booked', contactId: 'main' });
    const own = calls.find(({ id }) => id !== foreign.id);
    const row = await ports.table.get({ pk: 'account#other', sk: `contact#${own?.contactId}` });
    expect(row?.['contact']).toMatchObject({ phone: phoneOf(1) });
  });

  test('leads to the same person’s call, and to its own that goes on where it was', async () => {
    const same = await room(phoneOf(1));
    const there = granted(await same.ask(same.theirs));
    await same.merge();
    expect(granted(await readBookingPage(same.ports, { principal: same.link, named: {} })).callback?.id).toBe(
      there.id,
    );
    const { ports, link, merge, ask } = await room(phoneOf(2));
    const mine = granted(await ask(link));
    await merge();
    const another = await seedLink(ports, 'lnk_2');
    expect(granted(await readBookingPage(ports, { principal: another, named: {} })).callback?.id).toBe(
      mine.id,
    );
  });
});

describe('a booking that had to move', () => {
  const changed = (id: string) =>
    answerFact(ports, aFact('agent.changed', { id, accountId: '-', data: { agentId: 'anna' } }));
  const from = berlin('09:00', '2026-11-24');
  const away = async (absences: Record<string, { from: number; to: number }>) => {
    const held = (await loadRoster(ports.table)).find(({ id }) => id === 'anna');
    if (!held) throw new Error('no anna');
    const { version, ...agent } = held;
    const writes = agentWrites({ ...agent, absences } as never, held as never);
    await ports.table.commit({ commitId: `away-${version}`, writes: [writes].flat() as never });
  };
  const booked = async () => {
    await seedCalls(ports, { agents: [anOfficer('anna'), anOfficer('lea', { roles: ['lead'] })] });
    await wish(ports, { itemId: 'w', kind: 'welcome' });
    const { id } = await theOpenCall(ports);
    const at = formatInstant(berlin('14:00', '2026-11-24'));
    expect(await act(ports, id, { do: 'book', from: at, agentId: 'anna' })).toMatchObject({ ok: true });
    return id;
  };
  const whyOf = async (id: string) => (await theCall(ports, id)).booking?.mustMove;
  const daysChanged = async (id: string) => {
    const data = { agentId: 'anna', day: '2026-11-24' };
    await answerFact(ports, aFact('agent.day-changed', { id, accountId: '-', data }));
  };

  test('stays when the absence is taken back, but for a block that is in its way as well', async () => {
    const id = await booked();
    await away({ a: { from, to: from + DAY } });
    await changed('away');
    expect(await whyOf(id)).toBe('agent-absent');
    const block = { agentId: 'anna', blockId: 'b', who: { id: 'anna', roles: ['agent'] } };
    const times = { from: formatInstant(from + 4 * HOUR), to: formatInstant(from + 6 * HOUR) };
    await putBlock(ports, { ...block, ...times });
    await away({});
    await changed('back');
    expect(await whyOf(id)).toBe('agent-absent');
    await deleteBlock(ports, block);
    await daysChanged('unblocked');
    expect(await whyOf(id)).toBeUndefined();
    expect(await theCall(ports, id)).toMatchObject({ state: 'booked', booking: { agentId: 'anna' } });
  });

  test('for a block stays when it is gone, but not while its agent is away', async () => {
    const id = await booked();
    const block = { agentId: 'anna', blockId: 'b', who: { id: 'anna', roles: ['agent'] } };
    const times = { from: formatInstant(from + 4 * HOUR), to: formatInstant(from + 6 * HOUR) };
    await putBlock(ports, { ...block, ...times });
    await daysChanged('blocked');
    expect(await whyOf(id)).toBe('agent-blocked');
    await away({ a: { from, to: from + DAY } });
    await deleteBlock(ports, block);
    await daysChanged('unblocked');
    expect(await whyOf(id)).toBe('agent-blocked');
    await away({});
    await changed('back');
    expect(await whyOf(id)).toBeUndefined();
    expect(followed(ports, 'call.message-wanted').map(({ data }) => data['kind'])).toEqual([
      'booked',
      'choose-again',
    ]);
  });
});

test('a call planned with a contact joins the one with whichever contact', async () => {
  await seedCalls(ports);
  await ports.table.commit({
    commitId: 'no-number',
    writes: [{ do: 'delete', key: { pk: 'account#acme', sk: 'contact#c-1' } }],
  });
  await wish(ports, { itemId: 'w', kind: 'welcome', contactId: undefined });
  const { id, contactId } = await theOpenCall(ports);
  expect(contactId).toBe('-');
  await seedAccount(ports, 'other', {});
  const known = await ports.table.get({ pk: 'account#other', sk: 'contact#c-1' });
  const row = { ...known, pk: 'account#acme', sk: 'contact#c-1' };
  await ports.table.commit({ commitId: 'number', writes: [{ do: 'put', row }] });
  const dueAt = formatInstant(berlin('15:00'));
  const input = { accountId: 'acme', contactId: 'c-1', kind: 'outreach', dueAt } as const;
  expect(await planCall(ports, { input, agentId: 'anna' })).toMatchObject({ ok: true, value: { id } });
});

test('staff agree on a time 89 days ahead at most, within what is looked after', () => {
  const now = berlin('10:00');
  expect(staffMayPick(now + 89 * DAY, now)).toMatchObject({ ok: true });
  expect(staffMayPick(now + 89 * DAY + MINUTE, now)).toMatchObject({ ok: false, refusal: 'too-far' });
});

test('a message of a promise is said while the promise is the same', () => {
  const now = berlin('10:00');
  const call = aCall({ state: 'asked', dueAt: now + HOUR });
  for (const kind of ['queued', 'running-late'] as const) {
    expect(isStillSaid({ kind, sequence: 0, at: now + HOUR }, call, now)).toBe(true);
    expect(isStillSaid({ kind, sequence: 0, at: now }, call, now)).toBe(false);
  }
});
