import * as account from '../../shared/events/account-events.ts';
import type { Consumer } from '../../shared/events/consumers.ts';
import { deviceReported } from '../../shared/events/device-events.ts';
import { damageReported } from '../../shared/events/outreach-events.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { type TimerKind, timers } from '../../shared/events/timers.ts';
import { formatInstant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { arm } from '../../shared/store/journal.ts';
import { loadSettings, saveSettings } from '../../shared/store/settings-store.ts';
import { type Alarm, type AlarmState, Metrics, stateOf } from '../support/alarms.ts';
import { aDevice, seedDevices } from '../support/devices.ts';
import { publishMetrics } from './cloud-metrics.ts';
import { agentIds, product, seedCompany } from './product.ts';
import { simulate, type World, type WorldSettings } from './world.ts';

export const DEVICES = 60;

/** The example company at work: something for every consumer and every clock queue, minute after minute. */
export async function watchedWorld(settings: Partial<WorldSettings> = {}): Promise<World> {
  const world = simulate({ seed: 91, wiring: product, ...settings });
  await seedCompany(world, { expireHours: 12 });
  let n = 0;
  const ports = { table: world.table, clock: world.clock, ids: { random: (p: string) => `${p}_w${n++}` } };
  await seedDevices(ports, { devices: Array.from({ length: DEVICES }, (_, at) => aDevice(`D-${at}`)) });
  const held = await loadSettings(world.table);
  await saveSettings(ports, { ...held, notifications: { ...held.notifications, mailFallbackSeconds: 60 } });
  let turn = 0;
  const again = () => {
    world.clock.after(10 * SECOND, again);
    say(world, turn++);
  };
  again();
  const everyMinute = () => {
    world.clock.after(MINUTE, everyMinute);
    void armOne(world, turn);
  };
  everyMinute();
  return world;
}

function say(world: World, n: number): void {
  const recipientId = agentIds[n % agentIds.length] ?? 'anna';
  const about = { subjectKind: 'device-case', subjectId: `told_${n}` } as const;
  const wanted = { recipientId, kind: 'device-warned', language: 'de', reason: 'on-duty' } as const;
  world.fact(notificationWanted.of({ ...wanted, ...about }), { accountId: `told-${n}` });
  if (n % 3 !== 0) return;
  const accountId = `seller-${n}`;
  world.fact(account.signedUp.of({ product: 'lost-and-found', language: 'de' }), { accountId });
  const reportedAt = formatInstant(world.clock.now());
  world.fact(damageReported.of({ reportId: `r-${n}`, value: 40, reportedAt }), { accountId });
  const serial = `D-${(n / 3) % DEVICES}`;
  world.fact(deviceReported.of({ serial, damage: 'broken', language: 'de' }), { accountId: 'mall-group' });
}

/** A timer of every clock queue about something that is not there: its handler looks, and takes it away. */
async function armOne({ table, clock }: World, n: number): Promise<void> {
  const now = clock.now();
  const kinds = new Map(Object.entries(timers).map(([kind, { queue }]) => [queue, kind as TimerKind]));
  const gone: Partial<Record<TimerKind, TimerKind>> = {
    'escalation.ack-reminder': 'notification.expire',
    'account.transferred-look': 'task.unowned',
    'board.roll': 'call.due',
    'outreach.round': 'outreach.look',
  };
  const writes = [...kinds.values()].map(last => {
    const kind = gone[last] ?? last;
    return arm({
      pk: `${places[kind] ?? 'account'}#nobody-${n}`,
      kind,
      dueAt: now + 5 * SECOND,
      epoch: 1,
      now,
    });
  });
  await table.commit({ commitId: `arm-${n}`, writes });
}
const places: Partial<Record<TimerKind, string>> = {
  'notification.expire': 'notification',
  'device.due': 'case',
  'call.due': 'call',
  'calendar.fetch': 'agent',
};

/** A part of the product, how it is switched off, and the alarm that must ring for it. */
export type Watched = {
  readonly name: string;
  readonly settings?: Partial<WorldSettings>;
  readonly off: (world: World) => void;
  /** What the metric of the alarm says, and the heading of the runbook that it leads to. */
  readonly rings: { readonly metric: string; readonly heading: string };
};

/** Looks at every alarm every minute: which of them rang, and when first. */
export function watch(world: World, alarms: readonly Alarm[]): ReadonlyMap<string, number> {
  const metrics = new Metrics();
  publishMetrics(world, metrics);
  const states = new Map<string, AlarmState>(alarms.map(({ id }) => [id, 'OK']));
  const rang = new Map<string, number>();
  const begun = world.clock.now();
  const everyMinute = () => {
    world.clock.after(MINUTE, everyMinute);
    const now = world.clock.now();
    for (const alarm of alarms) {
      const before = states.get(alarm.id) ?? 'OK';
      // Before it has been watched for so long, what is missing was not there to be seen.
      const isYoung = now - begun < alarm.periodMs * (alarm.periods + 2) && alarm.missing === 'breaching';
      const state = isYoung ? 'OK' : stateOf(alarm, metrics, { now, before });
      states.set(alarm.id, state);
      if (state === 'ALARM' && !rang.has(alarm.id)) rang.set(alarm.id, now);
    }
  };
  world.clock.after(MINUTE, everyMinute);
  return rang;
}

export type { Consumer };
