import { DAY, formatInstant, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';
import { aCustomer, telephone } from './telephone.ts';
import { keyed } from './the-client.ts';

const ACME = 'acme';
const MAIL = 'acme@shop.example';
const lead = { staff: 'anna', roles: ['agent', 'lead'] } as const;

/** A customer books, moves, is reminded, called and asked how it was; the next call is given up. */
export async function aBooking(tale: Tale): Promise<void> {
  const { ask, pass } = tale;
  const { act, callOf, linkFor, mailed, goTo } = telephone(tale);
  await aCustomer(tale, ACME);
  const link = await linkFor(ACME);
  const from = '2026-11-25T10:00:00Z';
  await ask('hold-slot', { by: link, body: { from: '2026-11-25T10:30:00Z' }, ...keyed('hold-1') });
  const { holdId } = await ask('hold-slot', { by: link, body: { from }, ...keyed('hold-2') });
  const wanted = { want: 'slot', from, holdId, about: 'the invoice' };
  await ask('ask-callback', { by: link, body: wanted, ...keyed('ask-1') });
  const callId = String(callOf(ACME)['id']);
  const agent = { staff: String(callOf(ACME)['agentId']) };
  const appointment = mailed(MAIL, true);
  const path = { by: appointment, params: { callbackId: callId } } as const;
  await ask('change-callback', { ...path, body: { from: '2026-11-25T13:00:00Z' }, ...keyed('move-1') });
  await ask('change-callback', { ...path, body: { reminders: [2] }, ...keyed('remind-1') });
  await goTo(Date.parse('2026-11-25T13:00:00Z'));
  await act(agent, callOf(ACME), { do: 'start' });
  const [item] = callOf(ACME)['agenda'] as { id: string }[];
  const itemId = String(item?.id);
  await act(agent, callOf(ACME), { do: 'step', itemId, stepId: 'reason', state: 'done' });
  await act(agent, callOf(ACME), { do: 'note', notes: 'sent twice', difficulties: [{ topic: 'billing' }] });
  await act(agent, callOf(ACME), { do: 'extend', minutes: 15 });
  await pass(10 * MINUTE);
  const next = { do: 'book', kind: 'follow-up', from: '2026-11-27T10:00:00Z' };
  const end = { do: 'end', outcome: 'reached', results: [{ itemId, result: 'answered' }], next };
  await act(agent, callOf(ACME), end);
  await pass(2 * HOUR);
  await ask('give-feedback', { by: mailed(MAIL), body: { rating: 4, text: 'quick' } });
  const followUp = { callbackId: String(callOf(ACME)['id']) };
  await ask('cancel-callback', { by: mailed(MAIL, true), params: followUp });
}

/** Whoever wants to be called now is offered to those who are there; one takes it, gives it back, another tries in vain. */
export async function callsNow(tale: Tale): Promise<void> {
  const { ask, pass } = tale;
  const { act, callOf, linkFor } = telephone(tale);
  await aCustomer(tale, ACME);
  const link = await linkFor(ACME);
  await ask('ask-callback', { by: link, body: { want: 'now' }, ...keyed('now-1') });
  await pass(6 * MINUTE);
  await act(lead, callOf(ACME), { do: 'accept' });
  await act(lead, callOf(ACME), { do: 'give-back', why: 'in a meeting' });
  await pass(2 * MINUTE);
  await act(lead, callOf(ACME), { do: 'accept' });
  await act(lead, callOf(ACME), { do: 'start' });
  await act(lead, callOf(ACME), { do: 'end', outcome: 'no-answer' });
  await pass(3 * HOUR);
  const logged = { accountId: ACME, contactId: 'c-1', about: 'rang back' };
  await ask('log-call', { by: lead, body: logged, ...keyed('log-1') });
  await act(lead, callOf(ACME), { do: 'end', outcome: 'reached' });
  await pass(DAY);
}

/** A stranger proves an address and books; an agent's day fills, is blocked and emptied again. */
export async function plannedCalls(tale: Tale): Promise<void> {
  const { ask, pass, world } = tale;
  const { act, callOf, mailed } = telephone(tale);
  await aCustomer(tale, ACME);
  const visitor = { email: 'new@shop.example', phone: '+4930901821', language: 'de' };
  await ask('request-callback', { by: 'anybody', body: visitor });
  const stranger = mailed('new@shop.example');
  const from = '2026-11-24T14:00:00Z';
  await ask('ask-callback', { by: stranger, body: { want: 'slot', from }, ...keyed('stranger-1') });
  const dueAt = formatInstant(world.clock.now() + DAY);
  const plan = { accountId: ACME, contactId: 'c-1', kind: 'help', dueAt };
  await ask('plan-call', { by: lead, body: plan, ...keyed('plan-1') });
  await act(lead, callOf(ACME), { do: 'hand-over', to: 'emil', why: 'knows the shop' });
  await act(lead, callOf(ACME), { do: 'book', from: '2026-11-24T10:00:00Z', agentId: 'anna' });
  const block = { by: lead, params: { agentId: 'anna', blockId: 'dentist' } } as const;
  const hours = { from: '2026-11-24T09:30:00Z', to: '2026-11-24T12:00:00Z', reason: 'dentist' };
  await ask('put-block', { ...block, body: hours });
  await pass(HOUR);
  await ask('delete-block', { ...block });
  await act(lead, callOf(ACME), { do: 'cancel', why: 'solved in writing' });
  const absence = { from: '2026-11-24T08:00:00Z', until: '2026-11-26T08:00:00Z', reason: 'sick' };
  void absence;
  await pass(DAY);
}
