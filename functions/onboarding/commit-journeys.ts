import { decideJourney } from '../../shared/domain/onboarding/decide-journey.ts';
import type { Journey } from '../../shared/domain/onboarding/journey.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { journal } from '../../shared/store/journal.ts';
import { journeyWrites, type StoredJourney } from '../../shared/store/journey-store.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult, Write } from '../../shared/store/table.ts';
import type { KnownAccount } from './known-account.ts';

export const CAPABILITY = 'onboarding';

/** A journey with what was learned, to be decided on. */
export type JourneyChange = { readonly before: StoredJourney | undefined; readonly held: Journey };

/** The journeys of one account that a fact may move. */
export type JourneysOf = { readonly known: KnownAccount; readonly changes: readonly JourneyChange[] };

type Given = {
  readonly cause: Fact;
  readonly accounts: readonly JourneysOf[];
  /** They may be speaking right now. */
  readonly talking?: boolean;
};
export type Committed = {
  readonly answer: CommitResult;
  readonly decision: string;
  readonly after: readonly StoredJourney[];
};

/**
 * One commit for the journeys that a fact moves: their rows and timers, what follows, and a line in the account's
 * history. A fact that moves nothing leaves nothing.
 */
export async function commitJourneys(ports: Ports, { cause, accounts, talking }: Given): Promise<Committed> {
  const now = ports.clock.now();
  const writes: Write[] = [];
  const after: StoredJourney[] = [];
  let decision = 'nothing-moved';
  for (const { known, changes } of accounts) {
    const moved = changes.flatMap(change => {
      const version = (change.before?.version ?? 0) + 1;
      const around = { ...known.aroundOf(change.held.product), talking };
      const decided = decideJourney(change.held, around, version);
      return decided.quiet && change.held === change.before ? [] : [{ ...change, ...decided, version }];
    });
    const first = moved[0];
    if (!first) continue;
    decision = first.journey.phase === first.before?.phase ? 'noted' : first.journey.phase;
    const entry = journal({
      pk: accountPk(known.id),
      capability: CAPABILITY,
      fact: { ...cause, accountId: known.id as Fact['accountId'] },
      decision,
      reason: { product: first.journey.product, phase: first.journey.phase },
      follows: moved.flatMap(({ follows }) => follows),
      now,
      shown: { accountId: known.id, inFeed: false },
    });
    writes.push(entry, ...moved.flatMap(one => journeyWrites(one.journey, one.before?.version, now)));
    after.push(...moved.map(({ journey, version }) => ({ ...journey, version })));
  }
  const answer: CommitResult =
    writes.length === 0
      ? { done: true }
      : await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  return { answer, decision, after };
}
