import { digest } from '../../kernel/id.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';
import type { Agent } from '../team/agent.ts';
import { BUNDLE_PREFIX } from './bundle.ts';
import { nextDigestAt } from './digest-times.ts';
import { nextDuty } from './duty.ts';
import type { HoldReason, Notification } from './notification.ts';
import { digestFor, type Effective, type Preferences } from './preferences.ts';

/** Pushes a person got in the last hour, the oldest first, each with what it was of. */
export type Pace = readonly { readonly at: Instant; readonly of: string }[];

export type Limits = { readonly collapseMs: number; readonly perHour: number; readonly usefulMs: number };
/** A push leaves within a minute of its decision, so that no hour of leaving has more than an hour of decisions. */
const WINDOW = HOUR + MINUTE;
/** More than any cap; what is critical is counted and never held. */
const KEPT = 1_000;

export const usualLimits: Limits = { collapseMs: 60 * SECOND, perHour: 30, usefulMs: 12 * HOUR };

/** Waits in a bundle, which is named by whose it is, why, of what, and when it is due: the same for all that share it. */
export type Hold = {
  readonly why: HoldReason;
  readonly until: Instant;
  readonly bundleId: string;
  readonly digestId?: string;
};

type Asked = {
  readonly notification: Pick<
    Notification,
    'kind' | 'accountId' | 'recipientId' | 'occurredAt' | 'openUntil' | 'escalationId' | 'critical'
  >;
  readonly agent: Omit<Agent, 'book'>;
  readonly person: Preferences;
  readonly how: Effective;
  readonly pace: Pace;
  readonly limits: Limits;
  readonly now: Instant;
};

/** What collapses into one push: the same kind about the same account. */
export const collapseKey = ({ kind, accountId }: Pick<Notification, 'kind' | 'accountId'>): string =>
  digest('collapse', kind, accountId).slice(0, 10);

/**
 * Whether a push goes out now (`undefined`), or with which others and when: what is critical goes now, a critical step of
 * an escalation that does not wake when its person's hours begin. Else, in this
 * order: a kind that is in a push digest waits for it; outside of the person's hours for the next ones; what is too old
 * for a push comes in a summary at the next full minute; more of the same kind about the same account within the
 * collapse time comes once, at its end; and beyond so many in an hour (any hour) as soon as there is room.
 */
export function holdFor(asked: Asked): Hold | undefined {
  const { how, person, notification, now, limits } = asked;
  if (how.critical) return wakes(notification) ? undefined : outsideHours(asked);
  const digestOf = digestFor(person, 'push', notification.kind);
  if (digestOf) {
    const until = nextDigestAt(digestOf, asked.agent.zone, now);
    return { ...held(asked, 'digest', until, digestOf.id), digestId: digestOf.id };
  }
  const outside = outsideHours(asked);
  if (outside) return outside;
  if (now - notification.occurredAt > limits.usefulMs) return staleHold(notification.recipientId, now);
  return crowded(asked);
}

/** A step of an escalation wakes when its chain says so, and for no other reason. */
const wakes = ({ escalationId, critical }: Asked['notification']): boolean =>
  escalationId === undefined || critical === true;

function outsideHours(asked: Asked): Hold | undefined {
  const quiet = quietOf(asked);
  const opens = opensAt({ ...asked, quiet }, asked.now) ?? afterAll([asked.notification]);
  return opens > asked.now ? held(asked, quiet === 'windows' ? 'quiet' : 'off-duty', opens) : undefined;
}

function crowded(asked: Asked): Hold | undefined {
  const { pace, limits, now, notification } = asked;
  const key = collapseKey(notification);
  const same = pace.findLast(one => one.of === key && now < one.at + limits.collapseMs);
  if (same) return held(asked, 'collapsed', same.at + limits.collapseMs, key);
  const room = roomAt(pace, limits.perHour, now);
  return room > now ? held(asked, 'cap', room) : undefined;
}

/** When there is room for one push more: now, or when the oldest of as many as are allowed is more than an hour ago. */
export function roomAt(pace: Pace, perHour: number, now: Instant): Instant {
  const recent = pace.filter(({ at }) => at > now - WINDOW);
  const oldest = recent[recent.length - perHour];
  return oldest === undefined ? now : oldest.at + WINDOW;
}

/** The pace with one push more; what counts no longer falls away. */
export const paced = (pace: Pace, push: Pace[number]): Pace => [
  ...pace.filter(({ at }) => at > push.at - WINDOW).slice(1 - KEPT),
  push,
];

/** A step of an escalation that does not wake waits for working hours, whatever hours the person chose. */
export const quietOf = ({
  how,
  notification,
}: {
  readonly how: Pick<Effective, 'quiet'>;
  readonly notification: Pick<Notification, 'escalationId'>;
}): Effective['quiet'] =>
  notification.escalationId !== undefined && how.quiet === 'always' ? 'duty' : how.quiet;

/**
 * The next instant at which pushes may come: now, or when the hours begin that the person chose, or their working hours;
 * never in an absence. `undefined` when none are in sight.
 */
export function opensAt(
  given: Pick<Asked, 'agent' | 'person'> & { readonly quiet: Effective['quiet'] },
  now: Instant,
): Instant | undefined {
  const { agent, person, quiet } = given;
  if (quiet === 'always') return now;
  const hours = quiet === 'windows' ? (person.windows ?? agent.hours) : agent.hours;
  return nextDuty({ ...agent, hours }, now);
}

/** When the last of them has ended by itself: whoever has no hours in sight is not pushed at other ones. */
export const afterAll = (notifications: readonly Pick<Notification, 'openUntil'>[]): Instant =>
  Math.max(...notifications.map(({ openUntil }) => openUntil)) + MINUTE;

/** What is too old for a push of its own comes with others like it at the next full minute. */
export const staleHold = (recipientId: string, now: Instant): Hold =>
  heldBy(recipientId, { why: 'stale', until: Math.floor(now / MINUTE) * MINUTE + MINUTE });

const held = ({ notification: { recipientId } }: Asked, why: HoldReason, until: Instant, of = '-'): Hold =>
  heldBy(recipientId, { why, until, of });

/** The bundle of everything of a person that waits for the same reason until the same instant. */
export const heldBy = (
  recipientId: string,
  { why, until, of = '-' }: { why: HoldReason; until: Instant; of?: string },
): Hold => ({ why, until, bundleId: `${BUNDLE_PREFIX}${digest('bundle', recipientId, why, of, until)}` });
