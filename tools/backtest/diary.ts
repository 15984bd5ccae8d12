import { itemOf } from '../../functions/outreach/commit-outreach.ts';
import type { ClaimRule } from '../../shared/contracts/outreach-contract.ts';
import type { Claim } from '../../shared/domain/outreach/claim.ts';
import { ruleOn } from '../../shared/domain/outreach/claim-deadline.ts';
import { type Evidence, type HoldReason, wishName } from '../../shared/domain/outreach/outreach.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import {
  budgetExceeded,
  claimWorkWanted,
  type OutreachCause,
  outreachNoted,
} from '../../shared/events/outreach-events.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { claimKey } from '../../shared/store/outreach-keys.ts';
import type { StoredOutreach } from '../../shared/store/outreach-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import type { MemoryTable, RowChange } from '../memory/memory-table.ts';

/** One reason to call somebody, as it was when it was acted on, and what became of it. */
export type Signal = {
  readonly id: string;
  readonly accountId: string;
  readonly cause: OutreachCause;
  readonly raisedAt: Instant;
  evidence: Evidence;
  /** By which a claim of the evidence closes; those that the marketplace named a day for have none. */
  rules: Readonly<Record<string, ClaimRule>>;
  value?: number | undefined;
  readonly exempt: boolean;
  /** Every time it was held back for another reason. */
  readonly held: { readonly at: Instant; readonly why: HoldReason }[];
  notedAt?: Instant;
  offeredAt?: Instant;
  /** When the call was wanted, and which call it became; none when the signal lost its reason before. */
  calledAt?: Instant;
  call?: number;
  ending?: string;
};

type Told = { readonly at: Instant; readonly accountId: string };
/** What the product decided in a replay. */
export type Diary = {
  readonly signals: Map<string, Signal>;
  /** By the item of a call’s agenda. */
  readonly behind: Map<string, Signal>;
  /** How many accounts were watched from when on. */
  readonly watched: { readonly at: Instant; readonly accounts: number }[];
  readonly everWatched: Set<string>;
  readonly digests: (Told & { readonly outreachId: string; readonly cause: OutreachCause })[];
  /** Claims that wait for the company itself: each piece of work once. */
  readonly work: Map<string, Told>;
  /** When more was needed than allowed. */
  readonly exceeded: { readonly at: Instant; readonly needed: number; readonly limit: number }[];
};

export const emptyDiary = (): Diary => ({
  ...{ signals: new Map(), behind: new Map(), watched: [], everWatched: new Set() },
  ...{ digests: [], work: new Map(), exceeded: [] },
});

/** Writes down what a commit says of signals and of who is watched. */
export async function keepDiary(diary: Diary, table: MemoryTable, now: () => Instant): Promise<void> {
  const { claimRules } = outreachRules((await loadSettings(table)).outreach);
  table.onCommit(changes => {
    for (const change of changes) {
      const type = (change.after ?? change.before)?.['type'];
      if (type === 'outreach') follow(diary, change, { table, claimRules, now: now() });
      if (type === 'watched') count(diary, change, now());
    }
  });
}

type Room = { readonly table: MemoryTable; readonly claimRules: readonly ClaimRule[]; readonly now: Instant };

function follow({ signals, behind }: Diary, { before, after }: RowChange, room: Room): void {
  if (!after) return;
  const is = bare(after) as unknown as StoredOutreach;
  const was = before && (bare(before) as unknown as StoredOutreach);
  const signal = signals.get(is.id) ?? begun(is, room.now);
  signals.set(is.id, signal);
  if (signal.calledAt === undefined) Object.assign(signal, { evidence: is.evidence, value: is.value });
  if (is.state === 'held' && (was?.state !== 'held' || was.why !== is.why))
    signal.held.push({ at: room.now, why: is.why ?? 'budget' });
  if (is.state === 'noted') signal.notedAt ??= room.now;
  if (is.state === 'open') behind.set(itemOf(wishName(is)), signal);
  if (is.state === 'open' && signal.calledAt === undefined) {
    signal.calledAt = room.now;
    signal.rules = rulesOf(is, room);
  }
  if (is.state !== 'ended') return;
  if (is.ending === 'offered') signal.offeredAt ??= room.now;
  signal.ending ??= is.ending ?? 'ended';
}

const begun = ({ id, accountId, cause, evidence, exempt }: StoredOutreach, now: Instant): Signal => ({
  ...{ id, accountId, cause, evidence, exempt, raisedAt: now },
  ...{ rules: {}, held: [] },
});

function rulesOf({ accountId, evidence }: StoredOutreach, { table, claimRules }: Room): Signal['rules'] {
  const found = (evidence.claims ?? []).flatMap(({ claimId, by }) => {
    const claim = table.peek(claimKey(accountId, claimId)) as (Row & Claim) | undefined;
    const rule = by === 'rule' && claim?.opened ? ruleOn(claim.opened.value, claimRules) : undefined;
    return rule ? [[claimId, rule] as const] : [];
  });
  return Object.fromEntries(found);
}

function count({ watched, everWatched }: Diary, { before, after }: RowChange, at: Instant): void {
  const accounts = (watched.at(-1)?.accounts ?? 0) + (after ? 1 : 0) - (before ? 1 : 0);
  watched.push({ at, accounts });
  if (after) everWatched.add(String(after['accountId']));
}

/** Writes down what was told of without being called about. */
export function tellDiary(diary: Diary, fact: Fact, at: Instant): void {
  const { accountId } = fact;
  if (outreachNoted.is(fact)) diary.digests.push({ at, accountId, ...fact.data });
  else if (claimWorkWanted.is(fact)) {
    if (!diary.work.has(fact.data.workId)) diary.work.set(fact.data.workId, { at, accountId });
  } else if (budgetExceeded.is(fact)) diary.exceeded.push({ at, ...fact.data });
}
