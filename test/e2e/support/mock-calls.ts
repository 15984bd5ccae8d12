import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CallView, CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { settingsSchema } from '../../../shared/contracts/settings.ts';
import type { AgendaItem, Call } from '../../../shared/domain/calls/call.ts';
import { callRules } from '../../../shared/domain/calls/call-rules.ts';
import type { CallKind } from '../../../shared/events/call-events.ts';
import { formatInstant, HOUR, type Instant, MINUTE } from '../../../shared/kernel/instant.ts';
import { at, START } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

export type Earlier = CallWorkspace['earlier'][number];
export type MockBlock = { readonly id: string; readonly agentId: string } & Record<'from' | 'to', Instant> & {
    readonly is: 'block' | 'hold' | 'busy';
    readonly reason?: string;
  };
export type MockCalls = {
  readonly calls: Call[];
  readonly versions: Map<string, number>;
  /** Contacts who do not want to be called, by account. */
  readonly objects: Set<string>;
  readonly earlier: Map<string, Earlier[]>;
  readonly blocks: MockBlock[];
  /** What was noted, as often as it was. */
  readonly noted: string[];
  made: number;
};

/** The settings that are shipped: agendas, topics and strategies are those of the product. */
export const settings = settingsSchema.parse(
  parse(readFileSync(new URL('../../../settings/example.yaml', import.meta.url), 'utf8'), { merge: true }),
);
export const rules = callRules(settings.calls);

export const nowOf = (state: MockState): Instant => START + state.minute * MINUTE;
const minutes = (n: number): Instant => START + n * MINUTE;

export const item = (
  id: string,
  kind: CallKind,
  dueIn: number,
  more: Partial<AgendaItem> = {},
): AgendaItem => ({
  ...{ id, kind, product: 'repricer', readyAt: minutes(-120), dueAt: minutes(dueIn), state: 'open' as const },
  ...more,
});

export const call = (id: string, accountId: string, more: Partial<Call>): Call => ({
  ...{ id, accountId, contactId: 'c-1', language: 'de', zone: 'Europe/Berlin', state: 'due' as const },
  ...{
    agentId: 'anna',
    readyAt: minutes(-120),
    dueAt: minutes(95),
    agenda: [],
    sequence: 0,
    reminders: [24, 1],
  },
  ...{ attempts: [], notices: [], noticed: 0, openedAt: minutes(-240) },
  ...more,
});

const booking = (agentId: string, from: number, length: number, more = {}) => ({
  ...{ agentId, from: minutes(from), to: minutes(from + length) },
  ...more,
});
const bookedAt = (from: number) => ({ readyAt: minutes(from), dueAt: minutes(from) });
const nobody = ({ agentId: _nobody, ...rest }: Call): Call => rest;

/** A day: somebody who wants to be called now, calls due and late, booked near and far, one that may not be made. */
const aDay = (): Call[] => [
  nobody(
    call('call_now', 'acc-5', {
      ...{ state: 'asked', language: 'en', zone: 'Europe/London', dueAt: minutes(28), readyAt: minutes(-1) },
      agenda: [item('itm_now', 'callback', 28, { asked: true })],
      offer: { agents: ['anna', 'bruno', 'emil'], round: 1, until: minutes(2) },
      about: 'Prices have not moved since last night',
    }),
  ),
  call('call_welcome', 'acc-0', {
    agenda: [
      item('itm_welcome', 'welcome', 95),
      item('itm_back', 'callback', 150, { asked: true }),
      { ...item('itm_follow', 'follow-up', 400), steps: {} },
    ],
  }),
  call('call_session', 'acc-2', {
    ...{ state: 'booked', language: 'fr', zone: 'America/Montreal', ...bookedAt(300) },
    agenda: [item('itm_session', 'session', 300)],
    booking: booking('anna', 300, 45),
  }),
  call('call_objected', 'acc-3', { dueAt: minutes(300), agenda: [item('itm_trial', 'trial-end', 300)] }),
  call('call_move', 'acc-7', {
    ...{ state: 'booked', language: 'fr', agentId: 'denis', ...bookedAt(1_560) },
    agenda: [item('itm_move', 'session', 1_560)],
    booking: booking('denis', 1_560, 45, { mustMove: 'agent-absent' }),
  }),
  nobody(
    call('call_late', 'acc-4', {
      ...{ language: 'it', zone: 'Europe/Rome', dueAt: minutes(-20) },
      agenda: [item('itm_late', 'help', -20, { asked: true })],
    }),
  ),
  call('call_accepted', 'acc-1', {
    ...{ state: 'accepted', language: 'es', zone: 'Atlantic/Canary', agentId: 'carmen', dueAt: minutes(20) },
    ...{ acceptedUntil: minutes(3), agenda: [item('itm_acc', 'callback', 20, { asked: true })] },
  }),
  call('call_talk', 'acc-6', {
    ...{ state: 'running', agentId: 'emil', agenda: [item('itm_talk', 'consultation', 30)] },
    booking: booking('emil', -10, 45),
    attempts: [{ at: minutes(-9), agentId: 'emil', direction: 'out' }],
  }),
];

const before = (): Earlier[] => [
  {
    ...{ id: 'call_e1', endedAt: at(-4 * 1440), agentId: 'anna', kinds: ['callback'], ending: 'reached' },
    notes: 'Wants the prices of the garden range to follow the Buy Box. Sends the list of lowest prices.',
    difficulties: [{ topic: 'price-limits', text: 'did not find where to enter them' }],
    ...{ rating: 4, feedback: 'Friendly and quick' },
  },
  {
    ...{ id: 'call_e0', endedAt: at(-9 * 1440), agentId: 'emil', kinds: ['help'], ending: 'never-reached' },
    difficulties: [],
  },
];

const made = new WeakMap<MockState, MockCalls>();

/** The calls of a state's day. */
export function callsOf(state: MockState): MockCalls {
  const held = made.get(state);
  if (held) return held;
  const fresh: MockCalls = {
    ...{ calls: aDay(), versions: new Map(), objects: new Set(['acc-3']), noted: [], made: 0 },
    earlier: new Map([['acc-0', before()]]),
    blocks: [
      { id: 'blk_1', agentId: 'anna', is: 'block', from: minutes(150), to: minutes(210), reason: 'Training' },
      { id: 'hold_1', agentId: 'anna', is: 'hold', from: minutes(1_500), to: minutes(1_530) },
      { id: 'busy_1', agentId: 'anna', is: 'busy', from: minutes(2_940), to: minutes(3_060) },
    ],
  };
  made.set(state, fresh);
  return fresh;
}

/** Texts in the reader's first language. */
const textFor = (state: MockState, agentId: string) => {
  const language = state.agents.find(({ id }) => id === agentId)?.languages[0] ?? 'en';
  return (words: Readonly<Record<string, string>>) => words[language] ?? words['en'] ?? '';
};

export function hindranceOf(
  state: MockState,
  { state: stands, accountId, agenda }: Call,
): string | undefined {
  if (stands === 'running' || stands === 'ended') return undefined;
  const asked = agenda.some(one => one.state === 'open' && one.asked);
  return callsOf(state).objects.has(accountId) && !asked ? 'objected' : undefined;
}

const optional = <T extends object>(value: T | undefined): Partial<T> => value ?? {};

/** A call as the API shows it to an agent. */
export function viewOf(state: MockState, held: Call, agentId: string): CallView {
  const textIn = textFor(state, agentId);
  const account = state.accounts.find(({ id }) => id === held.accountId);
  const contact = account?.contacts.find(({ id }) => id === held.contactId);
  const hindered = hindranceOf(state, held);
  const { id, accountId, language, zone, agenda, attempts, booking: agreed, offer, acceptedUntil } = held;
  return {
    ...{ id, accountId, accountName: account?.name ?? accountId, state: held.state, language, zone },
    ...(held.contactId === '-' ? {} : { contactId: held.contactId }),
    ...optional(contact?.name ? { contactName: contact.name } : undefined),
    ...optional(contact?.erased ? { contactErased: true as const } : undefined),
    ...optional(held.agentId ? { agentId: held.agentId } : undefined),
    ...{ readyAt: formatInstant(held.readyAt), dueAt: formatInstant(held.dueAt) },
    ...optional(hindered ? { hindered } : undefined),
    ...optional(agreed ? { booking: bookingView(held, agreed) } : undefined),
    ...optional(
      offer
        ? { offer: { ...offer, agents: [...offer.agents], until: formatInstant(offer.until) } }
        : undefined,
    ),
    ...optional(acceptedUntil ? { acceptedUntil: formatInstant(acceptedUntil) } : undefined),
    agenda: agenda.map(one => itemView(one, textIn)),
    attempts: attempts.map(({ at: when, endedAt, ...rest }) => ({
      ...{ ...rest, at: formatInstant(when) },
      ...optional(endedAt ? { endedAt: formatInstant(endedAt) } : undefined),
    })),
    ...optional(held.ending ? { ending: held.ending } : undefined),
    ...optional(held.about ? { about: held.about } : undefined),
    version: callsOf(state).versions.get(id) ?? 1,
  };
}

const bookingView = ({ sequence }: Call, { from, to, mustMove }: NonNullable<Call['booking']>) => ({
  ...{ from: formatInstant(from), to: formatInstant(to), sequence },
  ...optional(mustMove ? { mustMove } : undefined),
});

const itemView = (
  one: AgendaItem,
  textIn: (words: Readonly<Record<string, string>>) => string,
): CallView['agenda'][number] => ({
  ...{ id: one.id, kind: one.kind, dueAt: formatInstant(one.dueAt), state: one.state },
  ...optional(one.product ? { product: one.product } : undefined),
  ...optional(one.result ? { result: one.result } : undefined),
  steps: rules
    .stepsFor(one.kind)
    .map(({ id, text }) => ({ id, text: textIn(text), state: 'open' as const, ...one.steps?.[id] })),
});

export const topicsFor = (state: MockState, agentId: string) => {
  const textIn = textFor(state, agentId);
  return Object.entries(rules.topics).map(([id, words]) => ({ id, text: textIn(words) }));
};

export { textFor };
export const LATER = 20 * HOUR;
