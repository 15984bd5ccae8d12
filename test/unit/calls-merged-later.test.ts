import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import {
  act,
  type CallPorts,
  noticed,
  passTo,
  seedAccount,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
let callId: string;

/** Anna speaks with somebody whose account turns out to be another, which is Emil's. */
beforeEach(async () => {
  ports = testPorts();
  await seedCalls(ports);
  await wish(ports, { itemId: 'welcome', kind: 'welcome', contactId: 'c-1' });
  ({ id: callId } = await theOpenCall(ports));
  await act(ports, callId, { do: 'start' });
  await seedAccount(ports, 'acme-2', { owner: 'emil' });
  await ports.table.commit({
    commitId: 'merge',
    writes: [{ do: 'change', key: { pk: 'account#acme', sk: 'state' }, set: { mergedInto: 'acme-2' } }],
  });
  await answerFact(ports, aFact('account.merged', { id: 'merge', data: { into: 'acme-2' } }));
});

const goesOn = async (id: string) => {
  const { readyAt } = await theCall(ports, id);
  const decided = await passTo(ports, id, readyAt);
  return { decided, call: await theOpenCall(ports, 'acme-2'), old: await theCall(ports, id) };
};

describe('a conversation during which its account was merged', () => {
  test('is not cut off', async () => {
    expect(await theCall(ports, callId)).toMatchObject({ state: 'running', accountId: 'acme' });
  });

  test('in which nobody was reached is tried again with the account that it lives on as', async () => {
    await act(ports, callId, { do: 'end', outcome: 'no-answer' });
    expect(await theCall(ports, callId)).toMatchObject({ state: 'due' });
    const { decided, call, old } = await goesOn(callId);
    expect(decided.at(-1)).toBe('moved-to-survivor');
    expect(old).toMatchObject({ state: 'ended', ending: 'withdrawn' });
    expect(call).toMatchObject({ state: 'due', agentId: 'emil', contactId: 'c-1' });
    expect(call.agenda.map(({ id }) => id)).toEqual(['welcome']);
    expect(await passTo(ports, call.id, call.readyAt)).toEqual(['tell-due']);
    expect(noticed(ports, 'call-due')).toEqual(['emil']);
  });

  test('and all that it was about taken back is not tried again: nobody is called about nothing', async () => {
    const data = { itemId: 'welcome', why: 'merged' };
    await answerFact(ports, aFact('call.withdrawn', { id: 'back', at: ports.clock.now(), data }));
    await act(ports, callId, { do: 'end', outcome: 'no-answer' });
    expect(await theCall(ports, callId)).toMatchObject({ state: 'ended', ending: 'withdrawn' });
  });

  test('which is to be followed by another is followed by one with the account that it lives on as', async () => {
    const dueAt = formatInstant(ports.clock.now() + DAY);
    const results = [{ itemId: 'welcome', result: 'spoken' }];
    const next = { do: 'plan', kind: 'follow-up', dueAt } as const;
    await act(ports, callId, { do: 'end', outcome: 'reached', results, next });
    const { call } = await goesOn((await theOpenCall(ports)).id);
    expect(call).toMatchObject({ state: 'due', agentId: 'emil' });
    expect(call.agenda.map(({ kind }) => kind)).toEqual(['follow-up']);
    expect(noticed(ports, 'call-due')).toEqual([]);
  });
});
