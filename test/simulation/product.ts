import type { OutsideCalendars } from '../../shared/adapters/outside-calendar.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { putSocket } from '../../shared/store/socket-store.ts';
import { subscribeWrites } from '../../shared/store/subscription-store.ts';
import { exampleSettings, seedTeam } from '../support/team.ts';
import * as today from './functions.ts';
import type { Known } from './known.ts';
import { type Run, ServiceError } from './runs.ts';
import type { Wiring, World } from './world.ts';

const appointment = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN', 'BEGIN:VEVENT', 'UID:dentist'],
  ...['DTSTAMP:20261101T080000Z', 'DTSTART:20261126T100000Z', 'DTEND:20261126T110000Z', 'SUMMARY:x'],
  ...['END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');
/** Calendars elsewhere: one appointment in each. What the host does wrong is an answer too. */
const calendarsFor = (run: Run): OutsideCalendars => ({
  read: () =>
    run
      .call('calendar.read', [30, 400], () => ({ is: 'read', text: appointment }) as const)
      .catch(error => {
        if (error instanceof ServiceError) return { is: 'failed', why: 'unreachable' };
        throw error;
      }),
});

/** What a release brings; an earlier one may lack what later ones have. */
export type Functions = {
  readonly facts: typeof today.facts;
  readonly ticks: Partial<typeof today.ticks>;
  readonly mailReports: typeof today.mailReports;
  readonly upkeep: typeof today.upkeep;
  readonly known: Known;
  readonly asked: typeof today.asked;
};

/** A release's use cases behind their queues. */
export function wiringOf({ facts, ticks, ...beside }: Functions): Wiring {
  const { 'calendars-clock': calendars, ...others } = ticks;
  return {
    ...beside,
    facts: { ...facts, outreach: (ports, fact) => facts.outreach(ports, [fact]) },
    ticks: {
      ...others,
      ...(calendars
        ? {
            'calendars-clock': (ports, tick, run) =>
              calendars({ ...ports, calendars: calendarsFor(run) }, tick),
          }
        : {}),
    },
  };
}

/** The product's own, as they are today. */
export const product: Wiring = wiringOf(today);

const settings = exampleSettings();
export const agentIds = Object.keys(settings.agents);

/** The example company, in which notifications end after so many hours: its team, each with a browser that takes pushes, one with an open console. */
export async function seedCompany(
  { table, clock }: World,
  given: { expireHours: number; kinds?: (typeof settings.notifications)['kinds'] },
): Promise<void> {
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_seed${n++}` } };
  const agents = Object.entries(settings.agents).map(
    ([id, agent]) => ({ ...agent, id, absences: {}, book: 0 }) as Agent,
  );
  const { kinds = settings.notifications.kinds, expireHours } = given;
  const notifications = { ...settings.notifications, expireHours, kinds };
  await seedTeam(ports, agents, { ...settings, notifications });
  for (const [at, agentId] of agentIds.entries()) {
    const subscription = {
      id: `sub-${agentId}`,
      agentId,
      endpoint: `https://fcm.googleapis.com/fcm/send/${agentId}`,
      keys: { p256dh: 'p', auth: 'a' },
      renewedAt: clock.now(),
    };
    await table.commit({
      commitId: ports.ids.random('cmt'),
      writes: subscribeWrites(subscription, { owner: undefined }),
    });
    if (at > 0) continue;
    const socket = { connectionId: `console-${agentId}`, agentId, openedAt: clock.now() };
    await table.commit({ commitId: ports.ids.random('cmt'), writes: [putSocket(socket)] });
  }
}
