import { checkApiKey } from '../../functions/access/check-api-key.ts';
import { checkLink } from '../../functions/access/check-link.ts';
import { issueLiveTicket } from '../../functions/access/issue-live-ticket.ts';
import { answerSocket } from '../../functions/access/live-socket.ts';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { feedbackLink } from '../../functions/calls/feedback-link.ts';
import { fitBoard } from '../../functions/calls/fit-board.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { listSlots } from '../../functions/calls/list-slots.ts';
import { openLink } from '../../functions/devices/open-link.ts';
import { tellLink } from '../../functions/tellings/tell-link.ts';
import { roomAt } from '../../shared/domain/notifications/pace.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { askedOnce } from '../../shared/store/asked-store.ts';
import { limitWrite, onceWithin } from '../../shared/store/limit-store.ts';
import { putLink } from '../../shared/store/link-store.ts';
import { loadPace, paceWrite } from '../../shared/store/preferences-store.ts';
import { putRequest, REQUEST_HOURS } from '../../shared/store/request-store.ts';
import { openSockets, putSocket, SOCKET_LIFE } from '../../shared/store/socket-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { countTry, TRIES_WINDOW } from '../../shared/store/tries-store.ts';
import { newApiKey } from '../../tools/support/new-api-key.ts';
import { bookingRoom, granted, officeHours, said, seedLink, tuesday } from '../support/bookings.ts';
import { aDevice, seedDevices } from '../support/devices.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';
import {
  type Belief,
  goodForever,
  heldForever,
  justNow,
  onceForAll,
  oneWindow,
  shownHeldForever,
} from './expiry-beliefs.ts';

export type Seen = ReturnType<typeof testPorts>;
/** Rows of a type are over at an instant of their own; what is so then, with the table as it is or as a bug shows it. */
export type Rule = {
  readonly rows: string;
  readonly says: string;
  readonly belief: (now: () => Instant) => Belief;
  /** True when what is over is over. */
  readonly holds: (believed: (ports: Seen) => Seen) => Promise<boolean>;
};

const TOKEN = 'lnk_0123456789abcdefghijABCDEFG';
const anna = { kind: 'staff', id: 'anna', roles: ['agent'] } as const;
const agents = [anAgent('anna', { hours: officeHours })];
const noSockets = { post: async () => 'sent' as const };
const origin = 'https://care.example';
const commit = (ports: Seen, ...writes: Write[]) =>
  ports.table.commit({ commitId: ports.ids.random('cmt'), writes });

export const rules: readonly Rule[] = [
  {
    rows: 'ticket',
    says: 'a ticket opens the live socket for 30 seconds',
    belief: () => goodForever('ticket', 'goodUntil'),
    async holds(believed) {
      const ports = believed(testPorts());
      const issued = granted(
        await issueLiveTicket({ ...ports, ids: { random: p => `${p}_${'x'.repeat(16)}` } }, anna),
      );
      ports.clock.set(NOW + 30 * SECOND);
      const call = { routeKey: '$connect', connectionId: 'c-1', origin, ticket: issued.body.ticket };
      return (await answerSocket({ ...ports, sockets: noSockets, origin }, call)).statusCode === 401;
    },
  },
  {
    rows: 'api-key',
    says: 'a key is good for as many days as it was made for',
    belief: () => goodForever('api-key', 'goodUntil'),
    async holds(believed) {
      const ports = believed(testPorts());
      const { key } = await newApiKey(ports, { producer: 'shop', scopes: ['events:write'], days: 30 });
      ports.clock.set(NOW + 30 * DAY);
      return !(await checkApiKey(ports, `Bearer ${key}`)).isAuthorized;
    },
  },
  ...(['comes in', 'books', 'says how it was'] as const).map(
    (what): Rule => ({
      rows: 'link',
      says: `nobody ${what} by a link that has ended`,
      belief: () => goodForever('link', 'until'),
      async holds(believed) {
        const room = await bookingRoom(agents);
        const ports = believed(room.ports);
        const call = { id: 'call_1', accountId: 'acme' };
        await commit(ports, { do: 'put', row: { pk: 'call#call_1', sk: 'state', type: 'call', ...call } });
        const purpose = what === 'says how it was' ? { purpose: 'feedback', callId: 'call_1' } : {};
        const link = await seedLink(ports, TOKEN, { until: NOW + HOUR, ...(purpose as object) });
        ports.clock.set(NOW + HOUR);
        if (what === 'comes in') return !(await checkLink(ports, `Link ${TOKEN}`)).isAuthorized;
        if (what === 'says how it was') return !(await feedbackLink(ports, link)).ok;
        return !(await holdSlot(ports, { principal: link, input: { from: said('10:00') } })).ok;
      },
    }),
  ),
  {
    rows: 'link',
    says: 'a device user’s link that has ended shows nothing',
    belief: () => goodForever('link', 'until'),
    async holds(believed) {
      const ports = believed(testPorts());
      await seedTeam(ports, agents, exampleSettings());
      await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
      const about = { accountId: 'mall-group', serial: 'OLD-1', createdBy: 'shop', createdAt: NOW };
      await commit(ports, putLink(TOKEN, { ...about, purpose: 'device-report', until: NOW + HOUR }));
      ports.clock.set(NOW + HOUR);
      return !(await openLink(ports, TOKEN)).ok;
    },
  },
  {
    rows: 'agent-day',
    says: 'a time that was kept free is anybody’s after five minutes',
    belief: () => heldForever,
    async holds(believed) {
      const room = await bookingRoom(agents);
      const ports = believed(room.ports);
      const other = await seedLink(ports, 'lnk_2', { contactId: 'second' });
      granted(await holdSlot(ports, { principal: room.link, input: { from: said('10:00') } }));
      ports.clock.set(NOW + 5 * MINUTE);
      const input = { want: 'slot', from: said('10:00'), phone: '+4915110000001' } as const;
      return (await askCallback(ports, { principal: other, input })).ok;
    },
  },
  {
    rows: 'board-day',
    says: 'a time that was kept free is shown again after five minutes',
    belief: () => shownHeldForever,
    async holds(believed) {
      const room = await bookingRoom(agents);
      const ports = believed(room.ports);
      granted(await holdSlot(ports, { principal: room.link, input: { from: said('10:00') } }));
      await fitBoard(ports);
      ports.clock.set(NOW + 5 * MINUTE);
      const query = { from: said('00:00'), days: '1', limit: '500' };
      const { slots } = granted(await listSlots(ports, { principal: room.link, query }));
      return slots.some(({ from }) => from === said('10:00'));
    },
  },
  {
    rows: 'hold',
    says: 'the notice counts from when the time was kept for five minutes alone',
    belief: () => goodForever('hold', 'until'),
    async holds(believed) {
      const room = await bookingRoom(agents);
      const ports = believed(room.ports);
      ports.clock.set(tuesday('09:00'));
      const kept = await holdSlot(ports, { principal: room.link, input: { from: said('10:00') } });
      const { holdId } = granted(kept);
      ports.clock.set(tuesday('09:06'));
      const input = { want: 'slot', from: said('10:00'), phone: '+4915110000001', holdId } as const;
      return !(await askCallback(ports, { principal: room.link, input })).ok;
    },
  },
  {
    rows: 'request',
    says: 'whoever asked more than a day ago is sent no link',
    belief: () => goodForever('request', 'until'),
    async holds(believed) {
      const ports = believed(testPorts());
      await seedTeam(ports, agents, exampleSettings());
      const until = NOW + REQUEST_HOURS * HOUR;
      const asked = { email: 'v@canary.example', language: 'de', askedAt: NOW, until };
      await commit(ports, putRequest({ id: 'req_1', accountId: 'visitor-1', ...asked }));
      ports.clock.set(until);
      let mails = 0;
      const mail = { send: async () => ({ result: 'sent' as const, messageId: `m-${++mails}` }) };
      await tellLink({ ...ports, mail, origin }, { requestId: 'req_1', language: 'de' });
      return mails === 0;
    },
  },
  {
    rows: 'socket',
    says: 'a connection of two hours ago is told nothing',
    belief: () => goodForever('socket', 'openedAt'),
    async holds(believed) {
      const ports = believed(testPorts());
      await commit(ports, putSocket({ connectionId: 'c-1', agentId: 'anna', openedAt: NOW }));
      return (await openSockets(ports.table, NOW + SOCKET_LIFE)).length === 0;
    },
  },
  {
    rows: 'limit',
    says: 'the next window has room again',
    belief: () => oneWindow('limit#'),
    async holds(believed) {
      const ports = believed(testPorts());
      const limit = { of: 'network', subject: '198.51.100.0', cap: 1, window: HOUR } as const;
      await commit(ports, limitWrite(limit, NOW));
      return (await commit(ports, limitWrite(limit, NOW + HOUR))).done;
    },
  },
  {
    rows: 'limit',
    says: 'an address may be written to again when its day is over',
    belief: () => onceForAll,
    async holds(believed) {
      const ports = believed(testPorts());
      const limit = { of: 'address', subject: 'v@canary.example', window: DAY } as const;
      await commit(ports, onceWithin(limit, NOW));
      return (await commit(ports, onceWithin(limit, NOW + DAY))).done;
    },
  },
  {
    rows: 'limit',
    says: 'a number that was called long ago may be called again',
    belief: now => justNow('limit', 'asked', now),
    async holds(believed) {
      const ports = believed(testPorts());
      const limit = { of: 'phone', subject: '+4930901820', limit: { open: 2, cap: 1, window: DAY } } as const;
      const first = await askedOnce(ports.table, limit, { callId: 'call_1', at: NOW });
      await commit(ports, ...granted(first));
      ports.clock.set(NOW + DAY);
      return (await askedOnce(ports.table, limit, { callId: 'call_2', at: NOW + DAY })).ok;
    },
  },
  {
    rows: 'tries',
    says: 'whoever tried too often may try again a quarter of an hour later',
    belief: () => oneWindow('tries#'),
    async holds(believed) {
      const ports = believed(testPorts());
      const tried = { of: 'email', subject: 'anna@acorn.example', cap: 1 } as const;
      await countTry(ports, tried);
      ports.clock.set(NOW + TRIES_WINDOW);
      return countTry(ports, tried);
    },
  },
  {
    rows: 'pace',
    says: 'pushes of more than an hour ago leave room for others',
    belief: now => justNow('pace', 'recent', now),
    async holds(believed) {
      const ports = believed(testPorts());
      const recent = Array.from({ length: 30 }, (_, n) => ({ at: NOW, of: `k-${n}` }));
      await commit(ports, paceWrite('anna', recent, { read: 0, now: NOW }));
      const later = NOW + HOUR + MINUTE;
      ports.clock.set(later);
      return roomAt((await loadPace(ports.table, 'anna')).recent, 30, later) <= later;
    },
  },
];
