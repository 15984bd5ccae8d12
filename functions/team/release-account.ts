import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { accountMerged } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { disarm, journal, replace } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { loadOwnership, type Ownership, ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { givesPlaceBack } from '../../shared/store/roster-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { assign } from './assign.ts';
import { leavesQueue } from './find-owner-task.ts';

/**
 * The account lives on as another: its owner's book gets the place back, its timer goes, and what still waited to be
 * told is told to the other's owner. The row is written even when nobody owned the account yet: the change that would
 * find an owner may come after this.
 */
export async function releaseAccount(ports: Ports, fact: Fact): Promise<Attempt> {
  if (!accountMerged.is(fact)) throw new TypeError('not a merge');
  const held = await loadOwnership(ports.table, fact.accountId);
  if (held?.state === 'queued' && held.waiting.length > 0) {
    const told = await tellSurvivor(ports, fact, { held, into: fact.data.into });
    // Done before, in a delivery that broke off between the two commits, is done.
    if (!told.answer.done && told.answer.refusal !== 'already-done') return told;
  }
  const pk = accountPk(fact.accountId);
  const now = ports.clock.now();
  const decision = held?.state === 'owned' ? 'released' : 'nothing-to-release';
  const released = ownershipRow({
    ...(held ?? { accountId: fact.accountId, language: UNKNOWN_LANGUAGE, ranking: [] }),
    state: 'released',
    mergedInto: fact.data.into,
    reason: 'merged',
    waiting: [],
    decidedAt: now,
  });
  const writes = [
    journal({ pk, capability: 'team', fact, decision, now }),
    ...(held?.state === 'released' ? [] : [replace(released, held?.version)]),
    ...(held?.state === 'queued' ? [disarm(pk, 'task.unowned'), leavesQueue(fact.accountId)] : []),
    ...(held?.state === 'owned' && held.ownerId !== undefined ? [givesPlaceBack(held.ownerId)] : []),
  ];
  const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  return { answer, decision, detail: { account: fact.accountId } };
}

/** What waited with the merged account joins what the surviving one's owner is told, or waits there. */
async function tellSurvivor(
  ports: Ports,
  fact: Fact,
  { held, into }: { held: Ownership; into: string },
): Promise<Attempt> {
  const survivor = await loadOwnership(ports.table, into);
  const product = survivor?.product ?? held.product;
  return assign(ports, {
    accountId: into,
    language: survivor && survivor.language !== UNKNOWN_LANGUAGE ? survivor.language : held.language,
    ...(product === undefined ? {} : { product }),
    changes: [...(survivor?.state === 'queued' ? survivor.waiting : []), ...held.waiting],
    held: survivor,
    cause: { ...fact, accountId: into as Fact['accountId'] },
  });
}
