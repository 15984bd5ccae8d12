import { paced } from '../../shared/domain/notifications/pace.ts';
import { NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { bundleClosed } from '../../shared/events/team-events.ts';
import type { Tick } from '../../shared/events/timers.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { bundleWrite, loadBundle, type StoredBundle } from '../../shared/store/bundle-store.ts';
import { finish, journal, type TimerRow } from '../../shared/store/journal.ts';
import { bundleIdOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { paceWrite } from '../../shared/store/preferences-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { loadReach, type Reach } from './bring.ts';
import { CAPABILITY } from './capability.ts';
import { holdOfBundle, mergeWrites } from './hold-bundle.ts';
import { mailBundle } from './mail-bundle.ts';
import type { TickPorts } from './ports.ts';
import { waitingIn } from './push-bundle.ts';
import { tickFact } from './tick-fact.ts';

/**
 * A bundle is due: nothing joins it any more, and it is said that it is to be pushed, or mailed here and now. When its
 * person's hours do not allow a push now, or too many came in the last hour, it goes as one into the bundle of what waits
 * for the same instant, so that no heap of messages comes then.
 */
export async function closeBundle(ports: TickPorts, tick: Tick): Promise<Handled> {
  const bundle = await loadBundle(ports.table, bundleIdOf(tick.pk));
  if (bundle?.channel === 'mail') return mailBundle(ports, tick);
  return untilFresh(async (): Promise<Attempt> => {
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: { done: true }, decision: read.refusal };
    return close(ports, read.value);
  }, ['bundle-closed']);
}

async function close(ports: Ports, timer: TimerRow): Promise<Attempt> {
  const { table, clock, ids } = ports;
  const bundle = await loadBundle(table, bundleIdOf(timer.pk));
  const now = clock.now();
  const commit = (writes: readonly Write[]) => table.commit({ commitId: ids.random('cmt'), writes });
  if (!bundle) return { answer: await commit([finish(timer)]), decision: 'not-found' };
  const reach = await loadReach(table, bundle.recipientId);
  const detail = { bundle: bundle.id, why: bundle.why };
  const waiting = bundle.state === 'open' ? await waitingIn(table, bundle) : [];
  const hold = waiting.length > 0 ? holdOfBundle(bundle, { ...reach, waiting }, now) : undefined;
  if (hold) {
    const writes = [finish(timer), ...mergeWrites(bundle, hold, now)];
    return { answer: await commit(writes), decision: 'bundle-merged', detail };
  }
  const entry = journal({
    pk: timer.pk,
    capability: CAPABILITY,
    fact: tickFact({ accountId: NO_ACCOUNT, correlation: bundle.id }, timer, now),
    decision: 'bundle-closed',
    follows: [bundleClosed.of({ bundleId: bundle.id, recipientId: bundle.recipientId })],
    now,
  });
  const writes = [entry, finish(timer), ...(bundle.state === 'open' ? closing(bundle, reach, now) : [])];
  return { answer: await commit(writes), decision: 'bundle-closed', detail };
}

const closing = (bundle: StoredBundle, { pace }: Reach, now: Instant): Write[] => [
  bundleWrite({ ...bundle, state: 'closed' }, bundle),
  paceWrite(bundle.recipientId, paced(pace.recent, { at: now, of: bundle.id }), { read: pace.version, now }),
];
