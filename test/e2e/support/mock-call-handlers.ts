import type { CallAction } from '../../../shared/contracts/calls-contract.ts';
import type { Call } from '../../../shared/domain/calls/call.ts';
import { decideCall } from '../../../shared/domain/calls/decide-call.ts';
import { formatInstant, HOUR, type Instant, MINUTE } from '../../../shared/kernel/instant.ts';
import { found, type Handler, page, Refusal } from './mock-api.ts';
import { act, callAt, free, type Planned, planned, put, slotOf } from './mock-call-acts.ts';
import { callsOf, hindranceOf, nowOf, topicsFor, viewOf } from './mock-calls.ts';
import { at } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

const isOpen = ({ state }: Call) => state !== 'ended';

/** Starts every quarter of an hour within working hours of the coming days that nothing overlaps. */
function slots(state: MockState, query: Readonly<Record<string, string>>) {
  const { accountId = '', minutes = '45', agentId = 'anna' } = query;
  const held = callsOf(state).calls.find(one => one.accountId === accountId && isOpen(one));
  const length = Number(minutes);
  const starts = [0, 1, 2, 3, 4].flatMap(day =>
    Array.from(
      { length: 32 },
      (_, n) => Date.parse(at(0).slice(0, 10)) + day * 24 * HOUR + 8 * HOUR + n * 15 * MINUTE,
    ),
  );
  const isFree = (from: Instant) => {
    try {
      return free(state, { agentId, from, to: from + length * MINUTE }) !== undefined;
    } catch {
      return false;
    }
  };
  return {
    ...{ zone: held?.zone ?? 'Europe/Berlin', minutes: length },
    slots: starts
      .filter(from => from > nowOf(state) + HOUR && isFree(from))
      .map(from => ({ from: formatInstant(from), to: formatInstant(from + length * MINUTE), wall: '' })),
  };
}

function week(state: MockState, agentId: string, { from = '', to = '' }: Readonly<Record<string, string>>) {
  const { calls, blocks } = callsOf(state);
  const within = (one: { from: Instant; to: Instant }) =>
    one.from < Date.parse(to) && one.to > Date.parse(from);
  const times = (one: { from: Instant; to: Instant }) => ({
    from: formatInstant(one.from),
    to: formatInstant(one.to),
  });
  const agent = found(
    state.agents.find(({ id }) => id === agentId),
    'agent',
  );
  const days = Array.from({ length: 14 }, (_, n) => Date.parse(at(0).slice(0, 10)) + (n - 4) * 24 * HOUR);
  const working = days
    .filter(day => ![0, 6].includes(new Date(day).getUTCDay()))
    .map(day => ({ from: day + 8 * HOUR, to: day + 16 * HOUR }));
  return {
    zone: agent.zone,
    entries: [
      ...calls.flatMap(one => {
        if (one.booking?.agentId !== agentId || !isOpen(one) || !within(one.booking)) return [];
        const { id, accountId } = one;
        const name = viewOf(state, one, agentId).accountName;
        return [
          { id: `bkg_${id}`, is: 'booking', ...times(one.booking), callId: id, accountId, accountName: name },
        ];
      }),
      ...blocks
        .filter(one => one.agentId === agentId && within(one))
        .map(one => ({
          id: one.id,
          is: one.is,
          ...times(one),
          ...(one.reason ? { reason: one.reason } : {}),
        })),
    ],
    working: working.filter(within).map(times),
  };
}

const numbers: Readonly<Record<string, readonly string[]>> = {
  '+4930123456': ['acc-0'],
  '+34910000001': ['acc-1', 'acc-4'],
};

/** What the API answers about calls, by the ids of its routes. */
export const callHandlers: Readonly<Record<string, Handler>> = {
  'list-calls': ({ query, agentId }, state) => {
    const wanted = callsOf(state).calls.filter(
      one => isOpen(one) && (query['of'] === 'team' || (one.agentId ?? agentId) === agentId),
    );
    const sorted = wanted.toSorted((one, other) => one.dueAt - other.dueAt);
    const { items, ...rest } = page(sorted, query);
    return { calls: items.map(one => viewOf(state, one, agentId)), now: at(state.minute), ...rest };
  },
  'get-call': ({ params, agentId }, state) => {
    const held = callAt(state, params['callId']);
    const account = found(
      state.accounts.find(({ id }) => id === held.accountId),
      'account',
    );
    const phone = account.contacts[0]?.phone;
    const shown = phone && hindranceOf(state, held) === undefined && isOpen(held);
    return {
      ...{ call: viewOf(state, held, agentId), account, topics: topicsFor(state, agentId) },
      ...(shown ? { phone: `tel:${phone}` } : {}),
      earlier: callsOf(state).earlier.get(held.accountId) ?? [],
      ...{ notes: held.notes ?? '', difficulties: held.difficulties ?? [] },
    };
  },
  'act-on-call': ({ params, body, agentId }, state) =>
    viewOf(state, act(params['callId'], body as CallAction, { state, agentId }), agentId),
  'plan-call': ({ body, agentId }, state) => {
    const said = body as Planned;
    const base = planned(state, said, agentId);
    if (!said.from) put(state, base);
    else {
      const slot = free(state, slotOf({ ...said, from: said.from }, agentId), base.id);
      put(state, {
        ...base,
        state: 'booked',
        agentId: slot.agentId,
        booking: slot,
        readyAt: slot.from,
        dueAt: slot.from,
      });
    }
    return viewOf(state, callAt(state, base.id), agentId);
  },
  'log-call': ({ body, agentId }, state) => {
    const base = planned(state, body as Planned, agentId);
    const started = decideCall(base, { do: 'start', agentId, direction: 'in' }, nowOf(state));
    if (!started.ok) throw new Refusal(409, started.refusal, { refusal: started.refusal });
    put(state, started.value.call);
    return viewOf(state, started.value.call, agentId);
  },
  'call-slots': ({ query }, state) => slots(state, query),
  'list-account-calls': ({ params, agentId }, state) => ({
    open: callsOf(state)
      .calls.filter(one => isOpen(one) && one.accountId === params['accountId'])
      .map(one => viewOf(state, one, agentId)),
    earlier: callsOf(state).earlier.get(params['accountId'] ?? '') ?? [],
  }),
  'look-up-number': ({ query }, state) => {
    const known = numbers[query['number'] ?? ''] ?? [];
    const of = (id: string) =>
      found(
        state.accounts.find(one => one.id === id),
        'account',
      );
    return {
      number: query['number'],
      matches: known.map(of).map(({ id, name, languages, owner, contacts }) => ({
        ...{ accountId: id, accountName: name, contactId: 'c-1', contactName: contacts[0]?.name },
        ...{ language: languages[0], ownerId: owner?.id, url: `/accounts/${id}?call=c-1` },
      })),
    };
  },
  'get-agent-week': ({ params, query }, state) => week(state, params['agentId'] ?? '', query),
  'put-block': ({ params, body }, state) => {
    const { from, to, reason } = body as { from: string; to: string; reason?: string };
    callsOf(state).blocks.push({
      ...{ id: params['blockId'] ?? '', agentId: params['agentId'] ?? '', is: 'block' as const },
      ...{ from: Date.parse(from), to: Date.parse(to) },
      ...(reason ? { reason } : {}),
    });
    return {};
  },
  'delete-block': ({ params }, state) => {
    const { blocks } = callsOf(state);
    const index = blocks.findIndex(({ id }) => id === params['blockId']);
    if (index >= 0) blocks.splice(index, 1);
    return {};
  },
};
