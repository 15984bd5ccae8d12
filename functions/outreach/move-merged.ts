import { isOpenCall } from '../../shared/domain/calls/call.ts';
import { endOutreach } from '../../shared/domain/outreach/new-outreach.ts';
import { isOpenOutreach, type Outreach, wishName } from '../../shared/domain/outreach/outreach.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { claimWorkEnded } from '../../shared/events/outreach-events.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { isWatched, watchWrites } from '../../shared/store/budget-store.ts';
import { callIdOfItem, loadCall } from '../../shared/store/call-store.ts';
import { burstWrite, loadBurstRow } from '../../shared/store/damage-store.ts';
import { disarm } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import {
  loadOutreach,
  loadStandings,
  type StoredStanding,
  standingWrite,
} from '../../shared/store/outreach-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { armLook } from './arm-look.ts';
import { carryOver } from './carry-over.ts';
import {
  anyway,
  type CauseChange,
  causeFollows,
  causeWrites,
  itemOf,
  outreachEntry,
  workIdOf,
} from './commit-outreach.ts';
import { survivorOf } from './survivor-of.ts';
import { watchAccount } from './watch-account.ts';

/**
 * The account lives on as another, which may have been merged since: what is reported of it counts with the last from
 * now on, its claims, its news, its pauses and what was spoken of go along, and what is open with it ends. A call that
 * its customer waits for, or has a time for, goes on as it is. What it reported before stays its own history.
 */
export async function moveMerged(ports: Ports, fact: Fact, merged: string): Promise<Handled> {
  const { table, clock } = ports;
  let into = await survivorOf(table, merged);
  const handled = await untilFresh(() => leave(ports, fact, into), ['already-so']);
  await carryOver(ports, fact.accountId, into);
  // It was merged meanwhile: whoever moved it may have looked before all of this was there.
  for (let next = await movedTo(table, into); next !== undefined; next = await movedTo(table, next)) {
    await carryOver(ports, fact.accountId, next);
    into = next;
  }
  await watchAccount(ports, into);
  await armLook(ports, into, clock.now());
  return handled;
}

const movedTo = async (table: Table, accountId: string): Promise<string | undefined> =>
  (await loadBurstRow(table, accountId)).mergedInto;

async function leave(ports: Ports, fact: Fact, into: string) {
  const { table, clock, ids } = ports;
  const { accountId } = fact;
  const [row, standings, watched] = await Promise.all([
    loadBurstRow(table, accountId),
    loadStandings(table, accountId),
    isWatched(table, accountId),
  ]);
  const now = clock.now();
  const changes = (await Promise.all(standings.map(standing => ended(table, standing, now)))).flat();
  const work = endedWork(standings);
  const follows = [...changes.flatMap(change => causeFollows(change, anyway(accountId))), ...work.follows];
  const entry = outreachEntry({ cause: fact, decision: 'outreach-moved', reason: { into }, follows, now });
  const writes = [
    ...(follows.length > 0 ? [entry] : []),
    // A look that is under way is refused.
    disarm(accountPk(accountId), 'outreach.look'),
    ...(row.mergedInto === into ? [] : [burstWrite(accountId, { ...row, mergedInto: into })]),
    ...(watched ? watchWrites(accountId, false) : []),
    ...changes.flatMap(causeWrites),
    ...work.writes,
  ];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  return { answer, decision: 'outreach-moved', detail: { account: accountId, into } };
}

async function ended(table: Table, standing: StoredStanding, now: Instant): Promise<CauseChange[]> {
  const { outreachId } = standing;
  const outreach = outreachId === undefined ? undefined : await loadOutreach(table, outreachId);
  if (!isOpenOutreach(outreach) || (await isAwaited(table, outreach))) return [];
  const { version: _standing, ...stood } = standing;
  const { version: _outreach, ...said } = outreach as Outreach & { readonly version: number };
  return [{ before: { standing, outreach }, step: endOutreach(stood, said, { ending: 'merged', now }) }];
}

/** The customer waits for the call about it, or has a time for it. */
async function isAwaited(table: Table, outreach: Outreach): Promise<boolean> {
  if (outreach.state !== 'open') return false;
  const callId = await callIdOfItem(table, itemOf(wishName(outreach)));
  const call = callId === undefined ? undefined : await loadCall(table, callId);
  return call?.accountId === outreach.accountId && isOpenCall(call) && call.state !== 'due';
}

/** Work of our own on its claims goes on where they live on. */
function endedWork(standings: readonly StoredStanding[]): { writes: Write[]; follows: Follow[] } {
  const held = standings.find(({ cause, isOpen }) => cause === 'work' && isOpen);
  if (!held) return { writes: [], follows: [] };
  const { version, ...standing } = held;
  return {
    writes: [standingWrite({ ...standing, isOpen: false, noted: {} }, version)],
    follows: [claimWorkEnded.of({ workId: workIdOf(held.accountId, standing.count) })],
  };
}
