import {
  afterAll,
  type Hold,
  heldBy,
  opensAt,
  quietOf,
  roomAt,
} from '../../shared/domain/notifications/pace.ts';
import { absenceAt } from '../../shared/domain/team/agent.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { bundleWrite, joinWrites, type StoredBundle } from '../../shared/store/bundle-store.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { howFor, limitsFor, type Reach } from './bring.ts';

type Waiting = Reach & { readonly waiting: readonly StoredNotification[] };

/** A digest at a time of day keeps its time; everything else keeps to the hours of all that is in it, and to the cap. */
export function holdOfBundle(bundle: StoredBundle, reach: Waiting, now: Instant): Hold | undefined {
  if (!reach.agent?.active || keepsItsTime(bundle, reach, now)) return undefined;
  const { recipientId } = bundle;
  const { pace, settings } = reach;
  const hours = hoursOfBundle(bundle, reach, now);
  if (hours) return hours;
  const room = roomAt(pace.recent, limitsFor(settings, 'queued').perHour, now);
  return room > now ? heldBy(recipientId, { why: 'cap', until: room }) : undefined;
}

/** Until the hours of all that is in it begin, when they have not; a digest at a time of day is always in its hours. */
export function hoursOfBundle(bundle: StoredBundle, reach: Waiting, now: Instant): Hold | undefined {
  const { agent, person, waiting } = reach;
  if (!agent?.active || keepsItsTime(bundle, reach, now)) return undefined;
  const quiets = new Set(waiting.map(one => quietOf({ how: howFor(one, reach), notification: one })));
  const openings = [...quiets].map(quiet => opensAt({ agent, person, quiet }, now) ?? afterAll(waiting));
  const until = Math.max(...openings);
  const why = quiets.has('windows') ? 'quiet' : 'off-duty';
  return until > now ? heldBy(bundle.recipientId, { why, until }) : undefined;
}

function keepsItsTime({ why, digestId }: StoredBundle, { agent, person }: Waiting, now: Instant): boolean {
  const timed =
    why === 'digest' && person.digests.some(({ id, every }) => id === digestId && every === 'day');
  return timed && agent !== undefined && absenceAt({ ...agent, book: 0 }, now) === undefined;
}

/** It goes as one into the bundle of what waits for the same instant, so that no heap of messages comes then. */
export function mergeWrites(bundle: StoredBundle, hold: Hold, now: Instant): Write[] {
  const merged = { ...bundle, state: 'closed', mergedInto: hold.bundleId } as const;
  const { recipientId } = bundle;
  const into = { id: hold.bundleId, recipientId, channel: 'push', why: hold.why } as const;
  return [bundleWrite(merged, bundle), ...joinWrites({ ...into, dueAt: hold.until }, bundle.id, now)];
}
