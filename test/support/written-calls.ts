import ICAL from 'ical.js';
import { answerFact } from '../../functions/tellings/answer-fact.ts';
import type { MailMessage, MailResult } from '../../shared/adapters/mail.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { callWrites, loadCall } from '../../shared/store/call-store.ts';
import { aFact, NOW } from './facts.ts';
import type { testPorts } from './ports.ts';

export const ORIGIN = 'https://care.example';
export const SLOT = { agentId: 'anna', from: NOW + 26 * HOUR, to: NOW + 26 * HOUR + 15 * MINUTE };

/** A call that a visitor in Kathmandu asked for; nothing is agreed yet. */
export const aCall = (given: Partial<Call> = {}): Call => ({
  ...{ id: 'call_1', accountId: 'acme', contactId: 'c-1', language: 'de', zone: 'Asia/Kathmandu' },
  ...{ state: 'due', readyAt: NOW, dueAt: NOW + HOUR, sequence: 0, reminders: [24, 1] },
  agenda: [
    {
      ...{ id: 'itm_1', kind: 'callback', state: 'open', asked: true },
      ...{ readyAt: NOW, dueAt: NOW + HOUR },
    },
  ],
  ...{ attempts: [], notices: [], noticed: 0, openedAt: NOW },
  ...given,
});

/** One call, what is decided of it, and the mails that its contact gets. */
export function writtenCalls(ports: ReturnType<typeof testPorts>) {
  const mails: MailMessage[] = [];
  const answers: (MailResult | Error)[] = [];
  const mail = {
    async send(message: MailMessage): Promise<MailResult> {
      const answer = answers.shift() ?? { result: 'sent', messageId: 'm' };
      if (answer instanceof Error) throw answer;
      if (answer.result === 'sent') mails.push(message);
      return answer;
    },
  };
  let n = 0;

  async function write(call: Call): Promise<void> {
    const held = await loadCall(ports.table, call.id);
    const answer = await ports.table.commit({ commitId: `call-${n++}`, writes: callWrites(call, held) });
    if (!answer.done) throw new Error(`not written: ${answer.refusal}`);
  }

  /** Does one thing with the call; answers the messages that are wanted because of it. */
  async function act(command: CallCommand): Promise<Fact[]> {
    const { version: _, ...held } = (await loadCall(ports.table, 'call_1')) as Call & { version: number };
    const decided = decideCall(held, command, ports.clock.now());
    if (!decided.ok) throw new Error(decided.refusal);
    const { call, effects } = decided.value;
    await write(call);
    return effects
      .filter(effect => effect.is === 'message')
      .map(({ kind, at }) => wanted(kind, call.sequence, at === undefined ? {} : { at }));
  }

  const wanted = (kind: string, sequence: number, more: { at?: number; contactId?: string } = {}): Fact =>
    aFact('call.message-wanted', {
      id: `${kind}-${n++}`,
      data: { callId: 'call_1', contactId: 'c-1', kind, sequence, ...more },
    });
  const tell = (fact: Fact | undefined) => {
    if (!fact) throw new Error('no message is wanted');
    return answerFact({ ...ports, mail, origin: ORIGIN }, fact);
  };
  return { mails, answers, write, act, wanted, tell };
}

/** A calendar as another program reads it. */
export function readCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const event = calendar.getFirstSubcomponent('vevent');
  if (!event) throw new Error('no event');
  const value = (name: string) => event.getFirstPropertyValue(name);
  const at = (name: string) => (value(name) as InstanceType<typeof ICAL.Time>).toUnixTime() * 1000;
  return {
    ...{ method: String(calendar.getFirstPropertyValue('method')), sequence: Number(value('sequence')) },
    ...{ uid: String(value('uid')), from: at('dtstart'), to: at('dtend'), stamp: at('dtstamp') },
    ...{ summary: String(value('summary')), description: value('description'), url: value('url') },
    ...{ status: String(value('status')), organizer: String(value('organizer')) },
    attendee: String(value('attendee')),
    rsvp: event.getFirstProperty('attendee')?.getParameter('rsvp'),
    brand: event.getFirstProperty('organizer')?.getParameter('cn'),
    events: calendar.getAllSubcomponents('vevent').length,
  };
}
