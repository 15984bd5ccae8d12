import { policyChanged } from '../../shared/events/device-events.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { journal } from '../../shared/store/journal.ts';
import { promisePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Kinds, promiseWrites, type Unkept } from '../../shared/store/promise-store.ts';

type Edit<K extends 'calendar' | 'policy'> = {
  readonly value: Unkept<K>;
  /** The version that stands now; none when it is new. */
  readonly held: Kinds[K] | undefined;
  readonly principal: string;
  readonly decision: 'calendar-edited' | 'closures-taken' | 'policy-edited';
};

/** Keeps what somebody wrote as the next version, with who wrote it; open consoles hear of it. Said again it stands as it is. */
export async function keepVersion<K extends 'calendar' | 'policy'>(
  { table, clock, ids }: Ports,
  kind: K,
  { value, held, principal, decision }: Edit<K>,
): Promise<Outcome<Kinds[K], 'stale'>> {
  if (held && isSameData(said(held), said(value))) return accepted(held);
  const now = clock.now();
  const version = (held?.version ?? 0) + 1;
  const kept = { ...value, version, changedAt: now, changedBy: principal } as unknown as Kinds[K];
  const fact = command({
    id: ids.random('evt') as EventId,
    name: `${kind}.edited`,
    accountId: NO_ACCOUNT,
    principal,
    now,
  });
  const entry = journal({
    pk: promisePk(kind, kept.id),
    capability: 'promises',
    fact,
    decision,
    reason: { by: principal, version },
    follows: [policyChanged.of({ kind, subjectId: kept.id, subjectVersion: version })],
    now,
  });
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [entry, ...promiseWrites(kind, kept, held?.version)],
  });
  // The event id is our own: an answer that got lost before is the only way to meet it.
  return answer.done || answer.refusal === 'already-done'
    ? accepted(kept)
    : refused('stale', { problem: 'Somebody else just changed it; look again.' });
}

/** What is written, without what tells its versions apart. */
const said = (written: object): object => ({
  ...written,
  ...{ version: undefined, changedAt: undefined, changedBy: undefined },
});
