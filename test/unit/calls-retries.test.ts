import { beforeEach, describe, expect, test } from '@jest/globals';
import { formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import {
  act,
  type CallPorts,
  followed,
  messages,
  passTo,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+01:00`);
const entries = async (agentId = 'anna') => {
  const { rows } = await ports.table.query({ pk: `agent-days#${agentId}`, limit: 10 });
  return rows.flatMap(row => row['entries'] as { id: string; from: number; to: number }[]);
};

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
  await seedCalls(ports);
  await wish(ports, { itemId: 'welcome', kind: 'welcome' });
});

const fails = async (outcome: 'no-answer' | 'busy' | 'no-show' = 'no-answer') => {
  const { id } = await theOpenCall(ports);
  await act(ports, id, { do: 'start' });
  return act(ports, id, { do: 'end', outcome });
};

describe('nobody answers', () => {
  test('it is tried again two hours later, next morning and on the third day; then a letter takes its place', async () => {
    const { id } = await theOpenCall(ports);
    const due: string[] = [];
    for (let n = 0; n < 3; n++) {
      await fails(n === 1 ? 'busy' : 'no-answer');
      const { readyAt, state } = await theCall(ports, id);
      due.push(`${state} ${formatInstant(readyAt)}`);
      ports.clock.set(readyAt);
    }
    expect(due).toEqual([
      'due 2026-11-23T11:00:00.000Z',
      'due 2026-11-24T08:00:00.000Z',
      'due 2026-11-25T08:00:00.000Z',
    ]);
    await fails();
    expect(await theCall(ports, id)).toMatchObject({ state: 'ended', ending: 'never-reached' });
    expect(messages(ports)).toEqual(['not-reached']);
    expect(followed(ports, 'call.ended')[0]?.data).toMatchObject({
      ...{ ending: 'never-reached', agentId: 'anna' },
      items: [{ itemId: 'welcome', state: 'open' }],
    });
  });

  test('late on a Friday: the next try is on Monday, and its agent is told again', async () => {
    ports.clock.set(berlin('17:30', '2026-11-27'));
    const { id } = await theOpenCall(ports);
    await fails();
    expect((await theCall(ports, id)).readyAt).toBe(berlin('09:00', '2026-11-30'));
    expect(await passTo(ports, id, berlin('09:00', '2026-11-30'))).toEqual(['tell-due']);
    expect(await passTo(ports, id, berlin('10:00', '2026-11-30'))).toEqual(['tell-late']);
  });

  test('no answer twice, then reached: one call with three attempts and one end', async () => {
    const { id } = await theOpenCall(ports);
    for (let n = 0; n < 2; n++) {
      await fails();
      ports.clock.set((await theCall(ports, id)).readyAt);
    }
    await act(ports, id, { do: 'start' });
    const results = [{ itemId: 'welcome', result: 'declined' }];
    await act(ports, id, { do: 'end', outcome: 'reached', results });
    const call = await theCall(ports, id);
    expect(call.attempts.map(({ outcome }) => outcome)).toEqual(['no-answer', 'no-answer', 'reached']);
    expect(followed(ports, 'call.ended')).toHaveLength(1);
    expect(messages(ports)).toEqual(['feedback']);
  });

  test('a wrong number ends it at once', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    await act(ports, id, { do: 'end', outcome: 'wrong-number' });
    expect((await theCall(ports, id)).ending).toBe('wrong-number');
  });

  test('at an agreed time: the time is free again and the customer may choose another', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'book', from: formatInstant(berlin('14:00')), agentId: 'anna' });
    expect(await entries()).toHaveLength(1);
    ports.clock.set(berlin('14:00'));
    await fails('no-show');
    expect(await entries()).toEqual([]);
    expect(messages(ports)).toEqual(['booked', 'choose-again']);
    expect(await theCall(ports, id)).toMatchObject({ state: 'due', sequence: 1 });
  });
});

describe('the end of a conversation', () => {
  const started = async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    return id;
  };
  const reached = { do: 'end', outcome: 'reached' } as const;
  const wanted = [{ itemId: 'welcome', result: 'appointment' }];

  test('with an appointment is one go: the call is over and the next one is booked', async () => {
    const id = await started();
    const from = formatInstant(berlin('14:00', '2026-11-25'));
    const next = { do: 'book', kind: 'session', from, agentId: 'anna' } as const;
    expect(await act(ports, id, { ...reached, results: wanted, next })).toMatchObject({ ok: true });
    const session = await theOpenCall(ports);
    expect(session).toMatchObject({ state: 'booked', agentId: 'anna', agenda: [{ kind: 'session' }] });
    expect(await entries()).toMatchObject([{ id: session.id, to: berlin('14:45', '2026-11-25') }]);
    expect((await theCall(ports, id)).ending).toBe('reached');
    expect(messages(ports).toSorted()).toEqual(['booked', 'feedback']);
  });

  test('at a time that is taken ends nothing', async () => {
    const id = await started();
    const block = { id: 'block.lunch', is: 'block', from: berlin('13:00', '2026-11-25'), buffer: 0 };
    await ports.table.commit({
      commitId: 'lunch',
      writes: [
        {
          do: 'put',
          row: {
            ...{ pk: 'agent-days#anna', sk: '2026-11-25', type: 'agent-day', version: 1 },
            entries: [{ ...block, to: berlin('15:00', '2026-11-25') }],
          },
        },
      ],
    });
    const from = formatInstant(berlin('14:00', '2026-11-25'));
    const next = { do: 'book', kind: 'session', from, agentId: 'anna' } as const;
    expect(await act(ports, id, { ...reached, results: wanted, next })).toMatchObject({
      refusal: 'slot-taken',
    });
    expect((await theCall(ports, id)).state).toBe('running');
  });

  test('that goes on as a session at once answers as that one, already going on', async () => {
    const id = await started();
    const results = [{ itemId: 'welcome', result: 'session-now' }];
    const answer = await act(ports, id, { ...reached, results, next: { do: 'session-now' } });
    if (!answer.ok) throw new Error(answer.refusal);
    expect(answer.value).toMatchObject({ state: 'running', agentId: 'anna', agenda: [{ kind: 'session' }] });
    expect(answer.value.id).not.toBe(id);
    expect((await theOpenCall(ports)).id).toBe(answer.value.id);
  });

  test('plans what was not spoken of anew, after the pause', async () => {
    await wish(ports, { itemId: 'anomaly', kind: 'outreach' });
    const id = await started();
    await act(ports, id, { ...reached, results: [{ itemId: 'welcome', result: 'declined' }] });
    expect(await theOpenCall(ports)).toMatchObject({
      ...{ state: 'due', readyAt: berlin('09:00', '2026-11-24') },
      agenda: [{ id: 'anomaly' }],
    });
    expect(followed(ports, 'call.ended')[0]?.data['items']).toMatchObject([
      { itemId: 'welcome', state: 'done', result: 'declined' },
      { itemId: 'anomaly', state: 'open' },
    ]);
  });

  test('names only what is on the agenda', async () => {
    const id = await started();
    const answer = await act(ports, id, { ...reached, results: [{ itemId: 'nonsense', result: 'x' }] });
    expect(answer).toMatchObject({ refusal: 'unknown-item', detail: { field: 'body.results' } });
  });

  test('frees the rest of the time that was agreed', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'book', from: formatInstant(berlin('14:00')), minutes: 45, agentId: 'anna' });
    ports.clock.set(berlin('14:00'));
    await act(ports, id, { do: 'start' });
    ports.clock.set(berlin('14:10'));
    await act(ports, id, { ...reached, results: wanted });
    expect(await entries()).toMatchObject([{ from: berlin('14:00'), to: berlin('14:10') }]);
  });

  test('extended by hand it has more time in the agent’s day', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'book', from: formatInstant(berlin('14:00')), minutes: 45, agentId: 'anna' });
    ports.clock.set(berlin('14:00'));
    await act(ports, id, { do: 'start' });
    await act(ports, id, { do: 'extend', minutes: 30 });
    expect(await entries()).toMatchObject([{ to: berlin('14:45') + 30 * MINUTE }]);
    expect((await theCall(ports, id)).booking?.to).toBe(berlin('14:45') + HOUR / 2);
  });
});

test('a call handed over while booked moves to the colleague’s day, and both hear of it', async () => {
  const { id } = await theOpenCall(ports);
  await act(ports, id, { do: 'book', from: formatInstant(berlin('14:00')), agentId: 'anna' });
  await act(ports, id, { do: 'hand-over', to: 'emil', why: 'on holiday' });
  expect([await entries('anna'), (await entries('emil')).length]).toEqual([[], 1]);
  const told = followed(ports, 'notification.wanted').map(
    ({ data }) => `${data['recipientId']} ${data['kind']}`,
  );
  expect(told.toSorted()).toEqual(['anna call-cancelled', 'emil call-booked']);
});

test('a colleague who has it keeps others from acting, but not a lead, and not while they are off duty', async () => {
  const { id } = await theOpenCall(ports);
  const cancel = { do: 'cancel', why: 'x' } as const;
  expect(await act(ports, id, cancel, 'emil')).toMatchObject({
    refusal: 'forbidden',
    detail: { by: 'anna' },
  });
  ports.clock.set(berlin('22:00'));
  expect(await act(ports, id, { do: 'start' }, 'emil')).toMatchObject({ ok: true });
  expect(await act(ports, id, { do: 'note', notes: 'x' }, 'bruno')).toMatchObject({ refusal: 'forbidden' });
  expect(await act(ports, id, { do: 'note', notes: 'x' }, 'bruno', ['lead'])).toMatchObject({ ok: true });
});
