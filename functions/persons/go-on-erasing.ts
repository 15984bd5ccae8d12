import { command } from '../../shared/events/envelope.ts';
import { personErased } from '../../shared/events/person-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import {
  LAST_LOOK,
  loadTombstone,
  type PersonPlace,
  type Tombstone,
  tombstoneWrites,
} from '../../shared/store/person-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { type Scrubbed, scrubRows } from './scrub-rows.ts';

export const CAPABILITY = 'persons';

/**
 * One step of an erasure: rows are scrubbed, and the timer is set for the next step. It is over when nothing came to light
 * since an earlier step, so long that no index is behind and no run of before goes on.
 */
export const goOnErasing = (ports: Ports, place: PersonPlace, finishes: Write): Promise<Handled> =>
  untilFresh(async () => {
    const { table, ids, clock } = ports;
    const commit = (writes: readonly Write[]) => table.commit({ commitId: ids.random('cmt'), writes });
    const stone = await loadTombstone(table, place);
    if (stone?.lookAt === undefined)
      return { answer: await commit([finishes]), decision: stone ? 'erased-before' : 'not-erased' };
    const done = await scrubRows(ports, stone);
    const now = clock.now();
    const stillAt = stillSince(stone, done, now);
    const isOver = stillAt !== undefined && now >= stillAt + LAST_LOOK;
    const writes = isOver ? [...overWrites(stone, now), finishes] : nextWrites({ stone, done, stillAt }, now);
    const decision = isOver ? 'person-gone' : 'goes-on';
    return { answer: await commit(writes), decision, detail: { rows: done.rows } };
  });

/** Since when nothing of theirs comes to light and no call with them waits to be ended. */
function stillSince(
  { stillAt }: Tombstone,
  { rows, isMore, isCalled }: Scrubbed,
  now: Instant,
): Instant | undefined {
  if (isMore || isCalled) return undefined;
  return rows > 0 ? now : (stillAt ?? now);
}

type Step = {
  readonly stone: Tombstone;
  readonly done: Scrubbed;
  readonly stillAt: Instant | undefined;
};

/** When to go on: at once while there is more, else for the last look; later and later while a call of theirs does not end. */
function nextWrites({ stone, done, stillAt }: Step, now: Instant): Write[] {
  const { version, stillAt: _before, ...said } = stone;
  const pause = Math.min(HOUR, Math.max(MINUTE, Math.ceil((now - stone.erasedAt) / 2)));
  const after = done.isMore ? SECOND : done.isCalled ? pause : LAST_LOOK;
  const still = stillAt === undefined ? {} : { stillAt };
  return [
    ...tombstoneWrites({ ...said, ...still, lookAt: now + after }, version, now),
    ...(done.isCalled && now >= stone.erasedAt + MINUTE ? [saidAgain(stone, now)] : []),
  ];
}

/** Calls did not hear of it, or began while it was done. */
const saidAgain = (stone: Tombstone, now: number) =>
  journal({
    ...{ pk: accountPk(stone.accountId), capability: CAPABILITY, decision: 'erasure-goes-on', now },
    fact: causeOf(stone, `person.erasure-goes-on`, now),
    follows: [personErased.of({ contactId: stone.contactId })],
  });

function overWrites(stone: Tombstone, now: number): Write[] {
  const { version, lookAt: _look, stillAt: _still, number: _trace, ...said } = stone;
  const { accountId, contactId } = stone;
  return [
    ...tombstoneWrites(said, version, now),
    journal({
      ...{ pk: accountPk(accountId), capability: CAPABILITY, decision: 'person-gone', now },
      ...{ fact: causeOf(stone, 'person.gone', now), reason: { contactId } },
      ...(stone.unknown ? {} : { shown: { accountId, inFeed: false } }),
    }),
  ];
}

const causeOf = ({ accountId, contactId, version }: Tombstone, name: string, now: number) =>
  command({
    id: derivedId('evt', name, accountId, contactId, version),
    ...{ name, accountId: accountId as AccountId, principal: 'firstcall', now, data: { contactId } },
  });
