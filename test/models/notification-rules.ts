import type { Bundle } from '../../shared/domain/notifications/bundle.ts';
import { isOpen, isUnseen, type Notification } from '../../shared/domain/notifications/notification.ts';
import { bundleClosed } from '../../shared/events/team-events.ts';
import { bundlePk, timerKey } from '../../shared/store/keys.ts';
import type { NotificationWorld } from './notification-world.ts';
import type { Rules } from './support/model.ts';

const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};

/** What brings it when the hours begin that it waits for: its bundle with its timer, what was said of that, or a push. */
function isCarried(world: NotificationWorld, { id, bundleId, round = 1 }: Notification): boolean {
  const bundles = world.rowsOf('bundle') as unknown as Bundle[];
  let bundle = bundles.find(one => one.id === bundleId);
  while (bundle?.mergedInto !== undefined) {
    const { mergedInto } = bundle;
    bundle = bundles.find(one => one.id === mergedInto);
  }
  if (!bundle) return false;
  const { id: carrier, dueAt, state } = bundle;
  if (state === 'open')
    return world.table.peek(timerKey(bundlePk(carrier), 'bundle.due'))?.['dueAt'] === dueAt;
  const isSaid = world.facts.some(fact => bundleClosed.is(fact) && fact.data.bundleId === carrier);
  const tried = world.deliveries().filter(({ channel }) => channel !== 'mail');
  const isTried = tried.some(
    one => one.notificationId === carrier || (one.notificationId === id && (one.round ?? 1) === round),
  );
  return isSaid || isTried;
}

export const notificationAlways: Rules<NotificationWorld> = {
  '7: one open notification of a person and a matter': world => {
    const open = world.notes().filter(isOpen);
    return find(open, one =>
      open.some(
        ({ id, recipientId, matter }) =>
          id !== one.id && recipientId === one.recipientId && matter === one.matter,
      ),
    );
  },
  '8: what waits for the hours comes with them, and is not dropped': world => {
    const { unpushed, putAway } = world.watched;
    // Nothing of this model is an import, which alone may be held back for good.
    return find(world.notes(), note => {
      const waits = isUnseen(note) && (note.heldWhy === 'off-duty' || note.heldWhy === 'quiet');
      const isOut = unpushed.has(note.recipientId) || putAway.has(note.id);
      return note.outcome === 'suppressed' || (waits && !isOut && !isCarried(world, note));
    });
  },
  '5: no mail before its time, unless no push gets through': world => {
    const deliveries = world.deliveries();
    return find(
      deliveries.filter(({ channel, state }) => channel === 'mail' && state === 'sent'),
      ({ notificationId, at }) => {
        const note = world.notes().find(({ id }) => id === notificationId);
        // Among several, news may be of a run that began before the one that made it.
        const broughtAt = Math.min(note?.createdAt ?? 0, note?.listedAt ?? Number.POSITIVE_INFINITY);
        const early = note !== undefined && at < broughtAt + 20_000;
        const isWished = world.watched.atOnce.some(
          ({ who, from, to }) => who === note?.recipientId && from <= at && to >= note.createdAt,
        );
        const lost = ['failed', 'gone', 'skipped'];
        const own = deliveries.filter(one => one.notificationId === notificationId && one.channel === 'push');
        return early && !isWished && !own.some(({ state }) => lost.includes(state));
      },
    );
  },
};

export const notificationAtRest: Rules<NotificationWorld> = {
  '2: exactly one outcome, and by time at the limit of its kind': world =>
    find(
      world.notes(),
      // While no tick came through, a person may still take on what should have ended.
      ({ outcome, outcomeAt = 0, openUntil }) =>
        outcome === undefined || ((outcome === 'expired' || outcome === 'failed') && outcomeAt > openUntil),
    ),
  '2: whatever was wanted is one notification, or renewed one': world => {
    const answered = new Set(
      world
        .rowsOf('journal')
        .filter(row => row['name'] === 'notification.wanted')
        .map(row => String(row['eventId'])),
    );
    return find([...world.wanted], id => !answered.has(id));
  },
  '5: before that whoever wants mails, and did not look, was mailed': world =>
    find(world.notes(), ({ id, recipientId, outcome, seenAt, createdAt, openUntil }) => {
      const isUnheeded = (outcome === 'failed' || outcome === 'expired') && seenAt === undefined;
      const isWished = !world.watched.unmailed.has(recipientId);
      const slow = { from: createdAt, to: world.watched.madeAt.get(id) ?? createdAt };
      const dark = [slow, ...world.outages].filter(({ from, to }) => from < openUntil && to > createdAt);
      // Where nothing rang for as long as it was open, its end may ring first.
      const isDark = dark.reduce((sum, { from, to }) => sum + to - from, 20_000) >= openUntil - createdAt;
      const isMailed = world
        .deliveries()
        .some(({ notificationId, channel }) => notificationId === id && channel === 'mail');
      return isUnheeded && isWished && !isDark && !isMailed;
    }),
  '5: where every channel ends, people hear that nothing reached somebody': world =>
    find([...world.watched.failedBy], ([id, run]) => world.isDone(run) && !world.rung.has(id)),
  '5: whoever nothing reached is failed with a reason': world =>
    find(world.notes(), ({ outcomeReason }) => outcomeReason === undefined),
};
