import { beforeEach, describe, expect, test } from '@jest/globals';
import { readDecisions } from '../../functions/calls/read-decisions.ts';
import type { CallDecision } from '../../shared/contracts/calls-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { en } from '../../web/messages/en.ts';
import { callBecause, type Tongue } from '../../web/why/call-because.ts';
import { en as words } from '../../web/why/words/en.ts';
import { act, anOfficer, type CallPorts, seedCalls, theOpenCall, wish } from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string) => Date.parse(`2026-11-23T${time}:00+01:00`);
const decisionsOf = async (callId: string): Promise<CallDecision[]> => {
  const read = await readDecisions(ports.table, callId);
  if (!read.ok) throw new Error(read.refusal);
  return read.value.decisions;
};
const clock = (at: number) =>
  `${(new Date(at).getUTCHours() + 1) % 24}:${new Date(at).toISOString().slice(14, 16)}`;
const tongue: Tongue = {
  ...{ m: en, w: words, agent: id => id, date: clock, list: parts => parts.join(' and ') },
};
const said = async (callId: string) =>
  (await decisionsOf(callId)).map(one => [one.decision, ...callBecause(one, tongue)]);

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
  await seedCalls(ports, {
    agents: [anOfficer('anna', { languages: ['de'] }), anOfficer('carmen', { languages: ['es'] })],
  });
  await wish(ports, { itemId: 'welcome', kind: 'welcome', product: 'repricer' });
});

describe('why a call is as it is', () => {
  test('begins with what was wanted, when it may be made, and whose it is', async () => {
    const { id } = await theOpenCall(ports);
    expect(await said(id)).toEqual([
      [
        'call-opened',
        'Wanted from 10:00 on, by 14:00.',
        'To be made from 10:00 on, by 14:00: within the contact’s hours, when somebody is there.',
        'Goes to anna, who looks after the account.',
      ],
    ]);
  });

  test('says who got a time and why, and that another did not', async () => {
    const { id } = await theOpenCall(ports);
    ports.clock.set(berlin('10:05'));
    await act(ports, id, { do: 'book', from: formatInstant(berlin('14:00')) });
    const [latest] = await decisionsOf(id);
    expect(latest).toMatchObject({ decision: 'book', by: 'anna', reason: { agent: 'owner' } });
    expect(callBecause(latest as CallDecision, tongue)).toContain(
      'anna looks after the account and was free.',
    );
  });

  test('says which try was in vain and when the next one is, as it was worked out then', async () => {
    const { id } = await theOpenCall(ports);
    ports.clock.set(berlin('10:05'));
    await act(ports, id, { do: 'start' });
    ports.clock.set(berlin('10:06'));
    await act(ports, id, { do: 'note', notes: 'rang twice' });
    await act(ports, id, { do: 'end', outcome: 'no-answer' });
    expect((await said(id))[0]).toEqual([
      'ended-no-answer',
      'That was the first try.',
      'The next try is at 12:06, within the contact’s hours.',
    ]);
    const kept = JSON.stringify(await decisionsOf(id));
    expect(kept).not.toContain('"note"');
    expect(kept).not.toContain('rang twice');
  });

  test('of a call that goes on from a conversation begins with how that one ended', async () => {
    const { id } = await theOpenCall(ports);
    await act(ports, id, { do: 'start' });
    const dueAt = formatInstant(berlin('16:00'));
    await act(ports, id, {
      ...{ do: 'end', outcome: 'reached', results: [{ itemId: 'welcome', result: 'wanted' }] },
      next: { do: 'plan', kind: 'follow-up', dueAt },
    });
    const next = await theOpenCall(ports);
    expect(next.id).not.toBe(id);
    const [only] = await decisionsOf(next.id);
    expect(only).toMatchObject({ decision: 'ended-reached', by: 'anna', reason: { next: 'plan' } });
    expect(callBecause(only as CallDecision, tongue)).toContain('Another call was planned.');
  });

  test('of a call that nobody knows is refused', async () => {
    expect(await readDecisions(ports.table, 'call_none')).toMatchObject({ ok: false, refusal: 'not-found' });
  });
});

describe('a reason in words', () => {
  const decided = (decision: string, reason: CallDecision['reason']): CallDecision => ({
    ...{ at: '2026-11-23T09:00:00Z', name: 'call.watched', decision, reason },
  });
  const lines = (decision: string, reason: CallDecision['reason']) =>
    callBecause(decided(decision, reason), tongue);

  test('names to whom a call was offered, and why not to others', () => {
    const ranking = [
      { agentId: 'anna', reason: 'owner', share: 1, open: 0 },
      { agentId: 'emil', reason: 'in-call', share: 1, open: 0 },
    ];
    const until = berlin('10:05');
    expect(lines('offer', { round: 1, to: ['anna'], until, ranking })).toEqual([
      'Offered to anna: free, and the smallest share of the work.',
      'Not emil: was in a call.',
    ]);
    expect(lines('offer', { round: 2, to: [], until, ranking: [] })).toEqual([
      'Nobody was free. Asked again at 10:05.',
    ]);
  });

  test('keeps what a person typed as it was typed, and knows the product’s own words', () => {
    expect(lines('handed-over', { to: 'emil', why: 'I am ill' })).toEqual(['“I am ill”']);
    expect(lines('must-move', { why: 'agent-left', agentId: 'anna' })).toEqual([
      'Whoever was to call has left.',
    ]);
    expect(lines('wish-withdrawn', { why: 'cancelled' })).toEqual(['Cancelled.']);
    expect(lines('wish-moved', { into: 'acc-2' })).toEqual(['The account lives on as acc-2.']);
  });

  test('that nobody has words for, or that is not as expected, says nothing', () => {
    for (const reason of [{}, { ranking: 'x', agent: 'owner' }, { ranking: [{}], agent: '__proto__' }])
      expect(lines('tell-due', reason)).toEqual([]);
  });
});
