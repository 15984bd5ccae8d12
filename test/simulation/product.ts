import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { answerTick as answerCallTick } from '../../functions/calls/answer-tick.ts';
import { answerFact as answerDeviceFact } from '../../functions/devices/answer-fact.ts';
import { answerTick as answerDeviceTick } from '../../functions/devices/answer-tick.ts';
import { answerTick as answerCalendarTick } from '../../functions/duty/answer-tick.ts';
import { answerFact as answerWanted } from '../../functions/notifications/answer-fact.ts';
import { takeMailEvent } from '../../functions/notifications/answer-mail-event.ts';
import { answerTick as answerNotificationTick } from '../../functions/notifications/answer-tick.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import { answerFact as answerOnboardingFact } from '../../functions/onboarding/answer-fact.ts';
import { answerTick as answerOnboardingTick } from '../../functions/onboarding/answer-tick.ts';
import { answerFacts as answerOutreachFacts } from '../../functions/outreach/answer-facts.ts';
import { answerTick as answerOutreachTick } from '../../functions/outreach/answer-tick.ts';
import { answerTick as answerPersonTick } from '../../functions/persons/answer-tick.ts';
import { answerFact as answerTeamFact } from '../../functions/team/answer-fact.ts';
import { answerTick as answerTeamTick } from '../../functions/team/answer-tick.ts';
import { answerFact as tellContact } from '../../functions/tellings/answer-fact.ts';
import { hintConsoles } from '../../functions/views/hint-consoles.ts';
import type { OutsideCalendars } from '../../shared/adapters/outside-calendar.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { putSocket } from '../../shared/store/socket-store.ts';
import { subscribeWrites } from '../../shared/store/subscription-store.ts';
import { exampleSettings, seedTeam } from '../support/team.ts';
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

/** The product's own use cases behind their queues. */
export const product: Wiring = {
  facts: {
    accounts: takeInFact,
    team: answerTeamFact,
    notifications: answerWanted,
    push: pushNotification,
    views: hintConsoles,
    devices: answerDeviceFact,
    tellings: tellContact,
    calls: answerCallFact,
    onboarding: answerOnboardingFact,
    outreach: (ports, fact) => answerOutreachFacts(ports, [fact]),
  },
  mailReports: takeMailEvent,
  ticks: {
    'team-clock': answerTeamTick,
    'notifications-clock': answerNotificationTick,
    'devices-clock': answerDeviceTick,
    'calls-clock': answerCallTick,
    'onboarding-clock': answerOnboardingTick,
    'outreach-clock': answerOutreachTick,
    'persons-clock': answerPersonTick,
    'calendars-clock': (ports, tick, run) =>
      answerCalendarTick({ ...ports, calendars: calendarsFor(run) }, tick),
  },
};

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
