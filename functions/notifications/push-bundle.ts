import { BUNDLE_PREFIX } from '../../shared/domain/notifications/bundle.ts';
import { PUSH_USEFUL } from '../../shared/domain/notifications/delivery.ts';
import { isUnseen, roundOf } from '../../shared/domain/notifications/notification.ts';
import type { Hold } from '../../shared/domain/notifications/pace.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { bundleClosed } from '../../shared/events/team-events.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { bundledIn, bundleWrite, loadBundle, type StoredBundle } from '../../shared/store/bundle-store.ts';
import { loadDeliveries } from '../../shared/store/delivery-store.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { howFor, loadReach, type Reach } from './bring.ts';
import { deliver } from './deliver.ts';
import { DeliveryUnderWayError } from './delivery-under-way.ts';
import { hoursOfBundle, mergeWrites } from './hold-bundle.ts';
import { markSent } from './move-notification.ts';
import type { PushPorts } from './ports.ts';
import { bundleMessage, textOf } from './push-message.ts';
import { counts, isLost, pushOne } from './push-one.ts';
import { skipRetries } from './skip-retries.ts';

/** Rows that are read or written side by side. */
export const ABREAST = 25;

/** As long as what was decided about a bundle's hours holds; what comes later was held up on its way. */
const FRESH = 2 * MINUTE;

/**
 * Pushes what waited together: one message that counts and names the kinds, or, when a single one is left that nobody
 * has seen, that one on its own; what is too old for that is counted and named, also when it is one. What it will be is
 * written down first, so that a repeat says the same. One that was held up until its person's hours were over waits for
 * the next ones.
 */
export async function pushBundle(
  ports: PushPorts,
  { data, recordedAt }: Fact<DataOf<typeof bundleClosed>>,
): Promise<Handled> {
  const detail = { bundle: data.bundleId };
  const found = await loadBundle(ports.table, data.bundleId);
  if (!found || found.state === 'open') return { decision: 'not-closed', detail };
  if (found.mergedInto !== undefined) return { decision: 'merged-before', detail };
  const reach = await loadReach(ports.table, found.recipientId);
  if (!reach.agent?.active) return { decision: 'recipient-inactive', detail };
  const waiting = await waitingIn(ports.table, found);
  const now = ports.clock.now();
  const isLate =
    waiting.length > 0 && now > recordedAt + FRESH && !(await isOut(ports.table, found, waiting));
  const hold = isLate ? hoursOfBundle(found, { ...reach, waiting }, now) : undefined;
  if (hold) return { ...(await waitForHours(ports, found, hold)), detail };
  const bundle = found.state === 'sending' ? found : await decideOn(ports, found, waiting);
  // What left it meanwhile, put away and back or told again, comes by a way of its own.
  if (bundle.only !== undefined && waiting.length > 0) return pushLast(ports, bundle, reach);
  if (bundle.count === 0 || waiting.length === 0) return nothingLeft(ports, bundle);
  return { ...(await pushMany(ports, { bundle, waiting, reach })), detail };
}

/** Some of it came out: a repeat says the same, and what is left of it follows. */
async function isOut(
  table: Table,
  { state, id, only }: StoredBundle,
  waiting: readonly StoredNotification[],
): Promise<boolean> {
  if (state !== 'sending') return false;
  const last = waiting.find(one => one.id === only);
  const deliveries = await loadDeliveries(table, only ?? id);
  return deliveries.some(
    ({ channel, state: is, round = 1 }) =>
      channel !== 'mail' && (is === 'sent' || is === 'delivered') && round === (last ? roundOf(last) : 1),
  );
}

/** Refused by another run of the same, or where the bundle that it joins just went: the queue brings it back. */
async function waitForHours(
  { table, clock, ids }: Ports,
  bundle: StoredBundle,
  hold: Hold,
): Promise<Handled> {
  const writes = mergeWrites(bundle, hold, clock.now());
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  if (!answer.done) throw new DeliveryUnderWayError(bundle.id);
  return { decision: 'too-late' };
}

async function nothingLeft(ports: PushPorts, { id }: StoredBundle): Promise<Handled> {
  await skipRetries(ports, await loadDeliveries(ports.table, id), 'seen');
  return { decision: 'nothing-left', detail: { bundle: id } };
}

/** What of a bundle, and of those that went into it, nobody has seen yet and waits in no other one, the newest last. */
export async function waitingIn(
  table: Table,
  { id, channel }: Pick<StoredBundle, 'id' | 'channel'>,
): Promise<readonly StoredNotification[]> {
  const ids = await bundledIn(table, id);
  const [parts, own] = [ids.filter(isBundle), ids.filter(one => !isBundle(one))];
  const all = await inParallel(own, ABREAST, one => loadNotification(table, one));
  const here = (one: StoredNotification | undefined): one is StoredNotification =>
    one !== undefined && isUnseen(one) && (channel === 'mail' || one.bundleId === id);
  const below = await inParallel(parts, ABREAST, part => waitingIn(table, { id: part, channel }));
  return [...all.filter(here), ...below.flat()].sort((a, b) => a.createdAt - b.createdAt);
}

const isBundle = (id: string): boolean => id.startsWith(BUNDLE_PREFIX);

/** Refused by nobody but another run of the same, which then has decided. */
export async function decideOn(
  { table, ids }: Ports,
  before: StoredBundle,
  waiting: readonly StoredNotification[],
): Promise<StoredBundle> {
  const [only] = waiting;
  const isItself = waiting.length === 1 && before.channel === 'push' && before.why !== 'stale';
  const one = isItself && only ? { only: only.id } : {};
  const sending = { ...before, state: 'sending', count: waiting.length, ...one } as const;
  const writes = [bundleWrite(sending, before)];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  if (!answer.done) throw new DeliveryUnderWayError(before.id);
  return { ...sending, version: before.version + 1 };
}

/** Of use for as long as the message that it would have been in. */
async function pushLast(
  ports: PushPorts,
  { only: id = '', dueAt: heldUntil }: StoredBundle,
  reach: Reach,
): Promise<Handled> {
  const last = await loadNotification(ports.table, id);
  if (!last || !isUnseen(last)) return { decision: 'seen-before', detail: { notification: id } };
  return pushOne(ports, { ...last, heldUntil }, reach);
}

type Many = {
  readonly bundle: StoredBundle;
  readonly waiting: readonly StoredNotification[];
  readonly reach: Reach;
};

async function pushMany(ports: PushPorts, { bundle, waiting, reach }: Many): Promise<Handled> {
  const { id, recipientId } = bundle;
  const now = ports.clock.now();
  const usefulUntil = bundle.dueAt + PUSH_USEFUL;
  const ttlSeconds = Math.max(1, Math.floor((usefulUntil - now) / SECOND));
  const text = textOf(bundle, waiting, { reach, origin: ports.origin });
  const hows = waiting.map(one => howFor(one, reach));
  const sent = await deliver(ports, {
    ...{ reach, subject: { id, recipientId, round: 1, usefulUntil }, chat: text.chat },
    how: { push: hows.some(({ push }) => push), chat: hows.some(({ chat }) => chat) },
    push: async () => bundleMessage(bundle, { text, reach, ttlSeconds }),
  });
  if (sent.includes('sent')) await inParallel(waiting, ABREAST, one => markSent(ports, one.id));
  const unreached = hows.some(how => isLost(sent, how) && how.mail === 'never');
  return { decision: unreached ? 'nobody-reachable' : 'bundle-pushed', detail: counts(sent) };
}
