import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import type { PushPorts, TickPorts } from '../../functions/notifications/ports.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import type { Delivery } from '../../shared/domain/notifications/delivery.ts';
import { type Notification, openStates } from '../../shared/domain/notifications/notification-state.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { agentKey } from '../../shared/store/keys.ts';
import { bare, type Table } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { officeHours } from '../support/bookings.ts';
import { clockwork } from '../support/notification-clockwork.ts';
import { START, secrets } from '../support/notifications.ts';
import { roundTheClock } from '../support/team.ts';
import { isOpen } from './slots-world.ts';
import { comesAgain } from './support/comes-again.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';
import { LostError } from './support/trouble.ts';

export const PEOPLE = ['anna', 'bruno', 'carmen'];
export { START };

const seeded = await seedRows();
async function seedRows() {
  const here = await clockwork(['anna', 'bruno']);
  await here.setAgent('anna', { hours: officeHours, zone: 'Europe/Berlin' });
  for (const id of ['bruno', 'carmen']) await here.setAgent(id, { hours: roundTheClock });
  return [...here.table.rows()];
}

/** How outside services answer: as they should, later, never again, or so that nobody hears it. */
export type Answers = 'well' | 'later' | 'gone' | 'unheard';
type Sent = { readonly key: string; readonly by: number };

export type NotificationWorld = TableWorld & {
  /** Ports of one run of a handler; `ended` says that it came to its end. */
  run(table: Table): { readonly ports: TickPorts & PushPorts; ended(): void };
  answers: Answers;
  notes(): Notification[];
  deliveries(): Delivery[];
  readonly said: Map<string, number>;
  readonly wanted: Set<string>;
};

const isActive = (world: TableWorld, id: string): boolean =>
  world.table.peek(agentKey(id))?.['active'] !== false;

/** Three people: one in office hours, one with a browser at any hour, one with mail alone. */
export function notificationWorld(sabotage?: (table: MemoryTable) => MemoryTable): NotificationWorld {
  const world = tableWorld({ rows: seeded, now: START, rings: /^(notification|bundle)\./, sabotage });
  const mails: Sent[] = [];
  const done = new Set<number>();
  /** When, counted in runs, somebody left and a notification ended. */
  const over = new Map<string, number>();
  let runs = 0;
  watchRows(world, id => over.set(id, runs));

  const whole: NotificationWorld = {
    ...world,
    ...{ answers: 'well', said: new Map(), wanted: new Set() },
    notes: () => world.rowsOf('notification').map(row => bare(row) as unknown as Notification),
    deliveries: () => world.rowsOf('delivery').map(row => bare(row) as unknown as Delivery),
    run: table => {
      const mine = ++runs;
      // No function lives for longer than seconds, whatever others do to the clock meanwhile.
      const began = world.clock.now();
      const late = (what: string) => (over.get(what) ?? mine) < mine;
      const send = (what: 'mail' | 'push', to: string) => {
        if (late(to) && !isActive(world, to)) world.wrong.push(`6: no ${what} to whoever left`);
        if (whole.answers === 'unheard') throw new LostError(`the answer to a ${what} was lost`);
      };
      const ports: TickPorts & PushPorts = {
        ...{ ...world.ports, table, clock: { now: () => began }, origin: 'https://care.example' },
        secrets: { read: async () => secrets },
        chat: { send: async () => ({ status: 200 }) },
        mail: {
          send: async message => {
            const key = message.effectKey;
            const before = mails.some(one => one.key === key && done.has(one.by));
            if (before) world.wrong.push('7: one mail for one effect');
            send('mail', String(message.to).split('@')[0] ?? '');
            if (whole.answers === 'later') return { result: 'later', detail: 'throttled' } as never;
            mails.push({ key, by: mine });
            return { result: 'sent', messageId: `m${mails.length}` };
          },
        },
        webPush: {
          send: async ({ payload }) => {
            const { notificationId, critical } = JSON.parse(payload) as Record<string, string>;
            const row = whole.notes().find(({ id }) => id === notificationId);
            if (notificationId !== undefined && late(notificationId))
              world.wrong.push('6: no push of what ended before');
            const quiet = ![began, began - 3 * MINUTE].some(isOpen);
            if (row?.recipientId === 'anna' && !critical && !row.critical && quiet)
              world.wrong.push('8: quiet hours are kept');
            send('push', row?.recipientId ?? '-');
            return { status: whole.answers === 'later' ? 503 : whole.answers === 'gone' ? 410 : 201 };
          },
        },
      };
      return { ports, ended: () => void done.add(mine) };
    },
  };
  return whole;
}

/** Rows say what they may never say again, whoever writes them. */
function watchRows(world: TableWorld, isOver: (id: string) => void): void {
  const rank = (state: string) => (openStates as readonly string[]).indexOf(state);
  world.table.onCommit(changes => {
    for (const { before, after } of changes) {
      const type = after?.['type'];
      if (type === 'agent' && after?.['active'] === false) isOver(String(after['id']));
      if (type === 'notification') {
        const [was, is] = [before as unknown as Notification | undefined, after as unknown as Notification];
        if (is.outcome !== undefined) isOver(is.id);
        if (was?.outcome !== undefined && (was.outcome !== is.outcome || was.outcomeAt !== is.outcomeAt))
          world.wrong.push('1: what ended stays as it ended');
        const again = (is.round ?? 1) > (was?.round ?? 1) || (is.times ?? 1) > (was?.times ?? 1);
        const back = was?.snooze !== undefined || is.snooze !== undefined;
        if (was && is.outcome === undefined && !again && !back && rank(is.state) < rank(was.state))
          world.wrong.push('1: open states only move forward');
      }
      if (type === 'delivery') world.wrong.push(...aboutAttempt(before, after, world.clock.now()));
    }
  });
}

function aboutAttempt(before: unknown, after: unknown, now: number): string[] {
  const [was, is] = [before as Delivery | undefined, after as Delivery];
  const takes = is.state === 'sending' && is.leaseUntil !== undefined && is.attemptId !== was?.attemptId;
  if (!takes || !was) return is.attempts > 5 ? ['4: five attempts at most'] : [];
  return [
    ...((was.leaseUntil ?? 0) > now ? ['3: one lease at a time'] : []),
    ...(was.state === 'sending' ? [] : ['3: what has an answer is not tried again']),
    ...((was.retryAt ?? 0) > now ? ['4: attempts keep their distance'] : []),
    ...(is.attempts > 5 ? ['4: five attempts at most'] : []),
  ];
}

/** Handlers as their queues call them: what could not be done now comes again. */
export function earsOf(world: NotificationWorld) {
  const once = async (table: Table, work: (ports: TickPorts & PushPorts) => Promise<unknown>) => {
    const { ports, ended } = world.run(table);
    await work(ports);
    ended();
  };
  const hear = ({ table }: { readonly table: Table }, fact: Fact) =>
    once(table, async ports => {
      await answerFact(ports, fact);
      await pushNotification(ports, fact);
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
