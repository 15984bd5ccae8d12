import { BUNDLE_PREFIX } from '../../shared/domain/notifications/bundle.ts';
import { nextDigestAt } from '../../shared/domain/notifications/digest-times.ts';
import { type Notification, roundOf } from '../../shared/domain/notifications/notification.ts';
import {
  collapseKey,
  type Hold,
  holdFor,
  type Limits,
  paced,
  usualLimits,
} from '../../shared/domain/notifications/pace.ts';
import {
  digestFor,
  type Effective,
  effective,
  works,
} from '../../shared/domain/notifications/preferences.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { notificationChanged, notificationQueued } from '../../shared/events/team-events.ts';
import { digest } from '../../shared/kernel/id.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { joinWrites } from '../../shared/store/bundle-store.ts';
import { arm } from '../../shared/store/journal.ts';
import { notificationPk } from '../../shared/store/keys.ts';
import {
  loadPace,
  loadPreferences,
  paceWrite,
  type StoredPace,
  type StoredPreferences,
} from '../../shared/store/preferences-store.ts';
import { loadAgent, type StoredAgent } from '../../shared/store/roster-store.ts';
import { loadSettings, type StoredSettings } from '../../shared/store/settings-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** Everything that decides how a person is reached now. */
export type Reach = {
  readonly agent: StoredAgent | undefined;
  readonly person: StoredPreferences;
  readonly pace: StoredPace;
  readonly settings: StoredSettings;
  /** A mail about it is due by then already: news upon news do not put it off. */
  readonly mailDueAt?: Instant;
};

export async function loadReach(table: Table, agentId: string): Promise<Reach> {
  const [agent, person, pace, settings] = await Promise.all([
    loadAgent(table, agentId),
    loadPreferences(table, agentId),
    loadPace(table, agentId),
    loadSettings(table),
  ]);
  return { agent, person, pace, settings };
}

export type Brought = {
  readonly notification: Notification;
  readonly writes: readonly Write[];
  readonly follow: (version: number) => Follow;
};

/**
 * How this notification is told to its recipient, after company, person and kind were asked. A step of an escalation
 * whose kind is critical cannot be turned off, but whether it wakes is for its chain to say.
 */
export const howFor = (
  { kind, critical = false }: Pick<Notification, 'kind' | 'critical'>,
  { settings, person }: Pick<Reach, 'settings' | 'person'>,
): Effective =>
  effective(kind, {
    ...{ company: settings.notifications, person },
    critical: critical || undefined,
  });

/** The company's limits of pushes for a kind. */
export function limitsFor({ notifications }: StoredSettings, kind: Notification['kind']): Limits {
  const { collapseSeconds, pushesPerHour, kinds } = notifications;
  const useful = kinds?.[kind]?.usefulMinutes;
  return {
    collapseMs: collapseSeconds === undefined ? usualLimits.collapseMs : collapseSeconds * SECOND,
    perHour: pushesPerHour ?? usualLimits.perHour,
    usefulMs: useful === undefined ? usualLimits.usefulMs : useful * MINUTE,
  };
}

/**
 * Brings a notification that is new, or new again, before its recipient: pushed at once and counted, or held with others
 * until it may; its mail armed, or gathered for a digest. Nothing here is sent: what is said makes others send.
 */
export function bring(fresh: Notification, reach: Reach & { agent: StoredAgent }, now: Instant): Brought {
  const how = howFor(fresh, reach);
  const pushes = how.push || (how.chat && hasChat(reach));
  const hold = pushes ? holdOf(fresh, reach, { how, now }) : undefined;
  const alone = !pushes && how.mail === 'never';
  const mail = mailWay(fresh, reach, now);
  const { mailAt: _before, ...rest } = fresh;
  const notification: Notification = {
    ...rest,
    ...(mail && 'mailAt' in mail ? mail : {}),
    ...(hold ? { heldUntil: hold.until, heldWhy: hold.why, bundleId: hold.bundleId } : {}),
    // Whoever chose the console alone is told by it.
    ...(alone ? { state: 'sent' } : {}),
  };
  const goesNow = pushes && !hold;
  return {
    notification,
    writes: [
      ...(goesNow ? [counted(fresh, reach, now)] : []),
      ...(hold ? joins(fresh, { ...hold, channel: 'push', now }) : []),
      ...mailWrites(fresh, reach, now),
    ],
    follow: notificationVersion =>
      (goesNow ? notificationQueued : notificationChanged).of({
        ...{ notificationId: fresh.id, recipientId: fresh.recipientId, notificationVersion },
      }),
  };
}

const hasChat = ({ person }: Reach): boolean => person.chatUrl !== undefined && works(person, 'chat');

type How = { readonly how: Effective; readonly now: Instant };

const holdOf = (notification: Notification, reach: Reach & { agent: StoredAgent }, { how, now }: How) =>
  holdFor({
    ...{ notification, agent: reach.agent, person: reach.person, how, now },
    pace: reach.pace.recent,
    limits: limitsFor(reach.settings, notification.kind),
  });

const counted = (notification: Notification, { pace }: Reach, now: Instant): Write =>
  paceWrite(notification.recipientId, paced(pace.recent, { at: now, of: collapseKey(notification) }), {
    read: pace.version,
    now,
  });

function joins(
  { id, recipientId }: Notification,
  hold: Hold & { channel: 'push' | 'mail'; now: Instant },
): Write[] {
  const { bundleId, until, why, channel, now, digestId } = hold;
  const digestOf = digestId === undefined ? {} : { digestId };
  return joinWrites({ id: bundleId, recipientId, channel, why, dueAt: until, ...digestOf }, id, now);
}

/** Held until a given instant for a reason of its own: joins that bundle. */
export const holdWrites = (notification: Notification, hold: Hold, now: Instant): Write[] =>
  joins(notification, { ...hold, channel: 'push', now });

/** Retries count on from here within a round, so that no two mails of a notification share a timer's number. */
export const mailEpoch = (notification: Notification): number => roundOf(notification) * 100;

/** The mail for somebody who does not look: due in its time, or gathered for the digest its kind is in. */
export function mailWrites(
  notification: Notification,
  reach: Reach & { agent: StoredAgent },
  now: Instant,
): Write[] {
  const { id, recipientId } = notification;
  const way = mailWay(notification, reach, now);
  if (way === undefined) return [];
  if ('gathered' in way) {
    const { gathered } = way;
    const until = nextDigestAt(gathered, reach.agent.zone, now);
    const bundleId = `${BUNDLE_PREFIX}${digest('bundle', recipientId, 'mail', gathered.id, until)}`;
    return joins(notification, {
      bundleId,
      until,
      why: 'digest',
      channel: 'mail',
      now,
      digestId: gathered.id,
    });
  }
  return [
    arm({
      ...{ pk: notificationPk(id), kind: 'notification.mail-fallback', dueAt: way.mailAt, now },
      epoch: mailEpoch(notification),
    }),
  ];
}

/** By a mail of its own at an instant, gathered for a digest, or not at all. */
function mailWay(notification: Notification, reach: Reach, now: Instant) {
  const { kind } = notification;
  const how = howFor(notification, reach);
  if (how.mail === 'never') return undefined;
  const gathered = how.critical ? undefined : digestFor(reach.person, 'mail', kind);
  if (gathered) return { gathered };
  const { notifications } = reach.settings;
  const wait = notifications.kinds?.[kind]?.mailFallbackSeconds ?? notifications.mailFallbackSeconds;
  const { mailDueAt = Number.POSITIVE_INFINITY } = reach;
  return { mailAt: Math.min(mailDueAt, how.mail === 'always' ? now : now + wait * SECOND) };
}
