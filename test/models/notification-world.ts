import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import type { PushPorts, TickPorts } from '../../functions/notifications/ports.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import type { PushMessage } from '../../shared/adapters/web-push.ts';
import type { Delivery } from '../../shared/domain/notifications/delivery.ts';
import type { Notification } from '../../shared/domain/notifications/notification-state.ts';
import type { Subscription } from '../../shared/domain/notifications/push-subscription.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { agentKey } from '../../shared/store/keys.ts';
import type { Handled } from '../../shared/store/ports.ts';
import { bare, type Table } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { officeHours } from '../support/bookings.ts';
import { clockwork } from '../support/notification-clockwork.ts';
import { START, secrets } from '../support/notifications.ts';
import { roundTheClock } from '../support/team.ts';
import { OPEN_HOURS, USUAL_OPEN_HOURS, type Watched, watchRows } from './notification-watch.ts';
import { isOpen } from './slots-world.ts';
import { comesAgain } from './support/comes-again.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';
import { LostError } from './support/trouble.ts';

export const PEOPLE = ['anna', 'bruno', 'carmen'];
export { START };

const seeded = await seedRows();
async function seedRows() {
  const here = await clockwork(['anna', 'bruno']);
  const kinds = Object.entries(OPEN_HOURS).map(([kind, expireHours]) => [kind, { expireHours }]);
  await here.company({ expireHours: USUAL_OPEN_HOURS, kinds: Object.fromEntries(kinds) });
  await here.setAgent('anna', { hours: officeHours, zone: 'Europe/Berlin' });
  for (const id of ['bruno', 'carmen']) await here.setAgent(id, { hours: roundTheClock });
  return [...here.table.rows()];
}

/** What the browsers of these people registered with. */
export const browsers = new Map(
  seeded
    .filter(row => row['type'] === 'subscription')
    .map(row => [String(row['agentId']), row as unknown as Subscription]),
);

/**
 * How outside services answer: as they should, later, never again, or so that nobody hears it. `looked`: as they should,
 * and whoever is pushed something has looked at it before the answer is there.
 */
export type Answers = 'well' | 'looked' | 'later' | 'gone' | 'unheard';
type Sent = { readonly key: string; readonly by: number };

/** What a test may break: the table, what leaves for browsers, and the handlers. */
export type Broken = {
  readonly sabotage?: (table: MemoryTable) => MemoryTable;
  readonly push?: (message: PushMessage) => PushMessage;
  readonly hear?: (ports: PushPorts, fact: Fact) => PushPorts;
  readonly deaf?: boolean;
};

export type NotificationWorld = TableWorld & {
  /** Ports of one run of a handler; `ended` says that it came to its end. */
  run(table: Table): { readonly ports: TickPorts & PushPorts; ended(answered?: Handled): void };
  answers: Answers;
  notes(): Notification[];
  deliveries(): Delivery[];
  readonly said: Map<string, number>;
  readonly wanted: Set<string>;
  readonly watched: Watched;
  /** Of whom an alarm said that nothing reaches them; and whether a run came to its end. */
  readonly rung: Set<string>;
  isDone(run: number | undefined): boolean;
  readonly broken: Broken;
};

/** What push services take as a topic (RFC 8030). */
const TOPIC = /^[\w-]{1,32}$/;

const isActive = (world: TableWorld, id: string): boolean =>
  world.table.peek(agentKey(id))?.['active'] !== false;

/** Three people: one in office hours, one with a browser at any hour, one with mail alone. */
export function notificationWorld(broken: Broken = {}): NotificationWorld {
  const { sabotage } = broken;
  const world = tableWorld({ rows: seeded, now: START, rings: /^(notification|bundle)\./, sabotage });
  const mails: Sent[] = [];
  const done = new Set<number>();
  const isDone = (run: number | undefined) => run !== undefined && done.has(run);
  const tags = new Map<string, string>();
  let runs = 0;
  const watched = watchRows(world, { runs: () => runs, isDone });
  const { over, by } = watched;

  const whole: NotificationWorld = {
    ...world,
    ...{ answers: 'well', said: new Map(), wanted: new Set(), rung: new Set(), watched, broken, isDone },
    notes: () => world.rowsOf('notification').map(row => bare(row) as unknown as Notification),
    deliveries: () => world.rowsOf('delivery').map(row => bare(row) as unknown as Delivery),
    run: table => {
      const mine = ++runs;
      // No function lives for longer than seconds, whatever others do to the clock meanwhile.
      const began = world.clock.now();
      const late = (what: string) => (over.get(what) ?? mine) < mine;
      const send = (what: 'mail' | 'push', to: string) => {
        if (late(to) && !isActive(world, to)) world.wrong.push(`6: no ${what} to whoever left`);
        if (late(`${what} ${to}`)) world.wrong.push(`6: no ${what} to whoever wants none`);
        if (whole.answers === 'unheard') throw new LostError(`the answer to a ${what} was lost`);
      };
      const look = async ({ id: notificationId, recipientId: id }: Notification) => {
        const { ports: theirs, ended } = whole.run(world.table);
        await actOnNotification(theirs, { id, roles: ['agent'] }, { notificationId, act: 'seen' });
        ended();
      };
      const commit: Table['commit'] = set => {
        by.set(set.commitId, mine);
        return table.commit(set);
      };
      const ports: TickPorts & PushPorts = {
        ...{
          ...world.ports,
          table: { ...table, commit },
          clock: { now: () => began },
          origin: 'https://care.example',
        },
        secrets: { read: async () => secrets },
        chat: { send: async () => ({ status: 200 }) },
        mail: {
          send: async message => {
            const key = message.effectKey;
            const before = mails.some(one => one.key === key && done.has(one.by));
            if (before) world.wrong.push('7: one mail for one effect');
            if (late(String(message.about))) world.wrong.push('6: no mail of what ended before');
            send('mail', String(message.to).split('@')[0] ?? '');
            if (whole.answers === 'later') return { result: 'later', detail: 'throttled' } as never;
            mails.push({ key, by: mine });
            return { result: 'sent', messageId: `m${mails.length}` };
          },
        },
        webPush: {
          send: async message => {
            const { payload, topic, endpoint } = broken.push?.(message) ?? message;
            const { notificationId, critical, tag } = JSON.parse(payload) as Record<string, string>;
            const known = tags.get(String(notificationId)) ?? topic;
            const isOther = [...tags].some(([id, one]) => one === topic && id !== notificationId);
            if (tag !== topic || topic !== known || isOther || !TOPIC.test(topic))
              world.wrong.push('7: all pushes of one matter take the place of one another, and of no other');
            tags.set(String(notificationId), topic);
            if (late(endpoint)) world.wrong.push('6: no push to a browser that was signed off');
            const row = whole.notes().find(({ id }) => id === notificationId);
            if (notificationId !== undefined && late(notificationId))
              world.wrong.push('6: no push of what ended before');
            const quiet = ![began, began - 3 * MINUTE].some(isOpen);
            if (row?.recipientId === 'anna' && !critical && !row.critical && quiet)
              world.wrong.push('8: quiet hours are kept');
            send('push', row?.recipientId ?? '-');
            if (whole.answers === 'looked' && row && isActive(world, row.recipientId)) await look(row);
            return { status: whole.answers === 'later' ? 503 : whole.answers === 'gone' ? 410 : 201 };
          },
        },
      };
      const ended = (answered?: Handled) => {
        done.add(mine);
        if (answered?.decision === 'nobody-reachable' && !broken.deaf)
          whole.rung.add(String(answered.detail?.['notification']));
      };
      return { ports, ended };
    },
  };
  return whole;
}

/** Handlers as their queues call them: what could not be done now comes again. */
export function earsOf(world: NotificationWorld) {
  const once = async (table: Table, work: (ports: TickPorts & PushPorts) => Promise<Handled>) => {
    const { ports, ended } = world.run(table);
    ended(await work(ports));
  };
  const hear = ({ table }: { readonly table: Table }, fact: Fact) =>
    once(table, async ports => {
      await answerFact(ports, fact);
      return pushNotification(world.broken.hear?.(ports, fact) ?? ports, fact);
    });
  const tick = async ({ table }: { readonly table: Table }, ticked: Tick) => {
    try {
      await once(table, ports => answerTick(ports, ticked));
    } catch (error) {
      if (!comesAgain(error)) throw error;
    }
  };
  /** At the end everything is brought until it is taken. */
  const insist = async (ports: { readonly table: Table }, fact: Fact) => {
    for (let n = 0; n < 12; n++)
      try {
        return await hear(ports, fact);
      } catch (error) {
        if (!comesAgain(error)) throw error;
        world.clock.set(world.clock.now() + MINUTE);
      }
  };
  return { hear, tick, insist };
}
