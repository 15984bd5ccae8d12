import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { type Act, actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import { type Asked, listNotifications } from '../../functions/notifications/read-notifications.ts';
import type { PushResult } from '../../shared/adapters/web-push.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { noPreferences, type Preferences } from '../../shared/domain/notifications/preferences.ts';
import { days, type WorkingHours } from '../../shared/domain/time/working-hours.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { preferencesKey, settingsKey } from '../../shared/store/keys.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Row } from '../../shared/store/table.ts';
import { browser } from './browser.ts';
import { room, wanted } from './notifications.ts';

/** A push as it came out at a browser, and when. */
export type CameOut = { readonly at: number; readonly notificationId: string; readonly topic: string };

export const aroundTheClock: WorkingHours = Object.fromEntries(
  days.map(day => [day, [['00:00', '24:00']]] as const),
);
const phones = new Map<string, ReturnType<typeof browser>['subscription']>();
const phoneOf = (id: string) => {
  const phone = phones.get(id) ?? browser(id).subscription;
  phones.set(id, phone);
  return phone;
};

type Wanted = Partial<Parameters<typeof notificationWanted.of>[0]>;
type About = { readonly id?: string; readonly accountId?: string; readonly occurredAt?: number };

/** The room with its clock wound up: what is said is heard, and every timer fires when its time has come. */
export async function clockwork(recipients: readonly string[] = ['anna']) {
  const here = room();
  const heard: Fact[] = [];
  const timers = new Map<string, TimerRow>();
  const cameOut: CameOut[] = [];
  const decisions: string[] = [];
  let told = 0;
  let answer: (pushed: CameOut) => PushResult = () => ({ status: 201 });
  const now = () => here.ports.clock.now();
  here.table.onCommit(changes => {
    for (const { before, after } of changes) {
      const { pk, sk } = (after ?? before) as Row;
      if (after?.['type'] === 'timer') timers.set(`${pk} ${sk}`, after as TimerRow);
      else timers.delete(`${pk} ${sk}`);
      if (after?.['type'] === 'journal' && !before) heard.push(...followsOf(after));
    }
  });
  here.script.push = ({ payload, topic }) => {
    const pushed = { at: now(), notificationId: String(JSON.parse(payload).notificationId), topic };
    const answered = answer(pushed);
    if (answered.status === 201) cameOut.push(pushed);
    return answered;
  };
  await here.seed();
  const company = async (change: Partial<Settings['notifications']>) => {
    const settings = await loadSettings(here.table);
    const notifications = { mailFallbackSeconds: 20, expireHours: 72, ...change };
    await here.put({
      ...settingsKey,
      type: 'settings',
      settings: { ...settings, notifications },
      version: 2,
    });
  };
  await company({});
  for (const id of recipients) await putSubscription(here.ports, id, phoneOf(id));

  const hear = async (fact: Fact) => {
    const answered = notificationWanted.is(fact)
      ? await answerFact(here.ports, fact)
      : await pushNotification(here.ports, fact);
    decisions.push(answered.decision);
  };
  const settle = async () => {
    for (let fact = heard.shift(); fact; fact = heard.shift()) await hear(fact);
  };
  const tickOf = ({ pk, sk, kind, epoch, dueAt }: TimerRow): Tick => ({ pk, sk, kind, epoch, dueAt });
  const due = () => [...timers.values()].sort((a, b) => a.dueAt - b.dueAt || (a.sk < b.sk ? -1 : 1))[0];
  /** Lets the time go by until then; every tick comes once, at its instant, or as late as it is. */
  const runTo = async (instant: number) => {
    await settle();
    for (let next = due(); next && next.dueAt <= instant; next = due()) {
      here.moveTo(Math.max(now(), next.dueAt));
      await answerTick(here.ports, tickOf(next));
      if (timers.get(`${next.pk} ${next.sk}`) === next) throw new Error(`${next.kind} stays for ever`);
      await settle();
    }
    here.moveTo(Math.max(now(), instant));
  };
  return {
    ...here,
    now,
    settle,
    runTo,
    cameOut,
    /** What was decided about each fact that was heard. */
    decisions,
    runFor: (milliseconds: number) => runTo(now() + milliseconds),
    timers: () => [...timers.values()],
    tickOf,
    whenPushed: (what: (pushed: CameOut) => PushResult) => {
      answer = what;
    },
    /** One fact that somebody must be told of, heard at once; a matter of its own unless its task is named. */
    tell: async (data: Wanted = {}, about: About = {}) => {
      const { id = `told-${++told}`, accountId = 'acme', occurredAt = now() } = about;
      const made = wanted({ taskId: `tsk_${id}`, ...data }, { id });
      const fact = { ...made, accountId: accountId as Fact['accountId'], occurredAt, recordedAt: now() };
      const { decision, detail } = await answerFact(here.ports, fact);
      await settle();
      return { fact, decision, id: String(detail?.['notification']) };
    },
    note: async (id: string) => {
      const found = await loadNotification(here.table, id);
      if (!found) throw new Error(`there is no ${id}`);
      return found;
    },
    act: async (notificationId: string, act: Act, by = 'anna') => {
      const viewer = { id: by, roles: ['agent'] };
      const done = await actOnNotification(here.ports, viewer, { notificationId, act });
      await settle();
      return done;
    },
    inbox: async (filter?: Asked['filter'], as = 'anna') => {
      const asked = { limit: 100, ...(filter === undefined ? {} : { filter }) };
      const listed = await listNotifications(here.ports, { id: as, roles: ['agent'] }, asked);
      if (!listed.ok) throw new Error(listed.refusal);
      return { ...listed.value, ids: listed.value.notifications.map(({ id }) => id) };
    },
    prefer: (agentId: string, chosen: Partial<Preferences>) =>
      here.put({ ...preferencesKey(agentId), type: 'preferences', ...noPreferences, ...chosen, version: 1 }),
    /** What the company says of notifications; nothing but this and what it must. */
    company,
  };
}
export type Clockwork = Awaited<ReturnType<typeof clockwork>>;
