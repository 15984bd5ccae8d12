import type { Around } from '../../shared/domain/outreach/around.ts';
import {
  type Outreach,
  type OutreachEffect,
  type Step,
  wishName,
} from '../../shared/domain/outreach/outreach.ts';
import { callUnwanted, callWanted } from '../../shared/events/call-events.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import type { OutreachCause } from '../../shared/events/outreach-events.ts';
import * as events from '../../shared/events/outreach-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { exemptWrite } from '../../shared/store/budget-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import {
  outreachWrite,
  type StoredOutreach,
  type StoredStanding,
  standingWrite,
} from '../../shared/store/outreach-store.ts';
import type { Put, Write } from '../../shared/store/table.ts';

export const CAPABILITY = 'outreach';

/** One cause with what was read of it and what was decided. */
export type CauseChange = {
  readonly before: {
    readonly standing?: StoredStanding | undefined;
    readonly outreach?: StoredOutreach | undefined;
  };
  readonly step: Step;
};

/** The item of a call's agenda that an outreach stands behind. */
export const itemOf = (wish: string): string => derivedId('itm', wish);

/** One piece of work of our own on claims, by how many there were of the account. */
export const workIdOf = (accountId: string, count: number | string): string =>
  derivedId('wrk', accountId, String(count));

/** Rows of a cause that changed: its standing and its outreach. */
export function causeWrites({ before, step }: CauseChange): Write[] {
  const { standing, outreach } = step;
  const was = before.outreach?.id === outreach?.id ? before.outreach : undefined;
  return [
    ...(differs(standing, before.standing) ? [standingWrite(standing, before.standing?.version)] : []),
    ...(outreach && differs(outreach, was) ? [outreachWrite(outreach, was?.version)] : []),
    ...exemptWrites(step),
  ];
}

/** Calls about claims are counted beside the budget. */
function exemptWrites({ outreach, effects }: Step): Write[] {
  if (outreach?.cause !== 'deadline') return [];
  if (effects.some(({ is }) => is === 'opened')) return [exemptWrite(outreach, true)];
  return effects.some(({ is }) => is === 'uncall') ? [exemptWrite(outreach, false)] : [];
}

function differs(now: object, before: { readonly version: number } | undefined): boolean {
  if (!before) return true;
  const { version: _read, ...said } = before;
  const { version: _same, ...is } = now as { readonly version?: number };
  return JSON.stringify(sorted(is)) !== JSON.stringify(sorted(said));
}

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What follows from a decision about one cause. */
export function causeFollows(
  { before, step }: CauseChange,
  around: Pick<Around, 'accountId' | 'today' | 'language'>,
): Follow[] {
  const { standing, outreach, effects } = step;
  if (outreach) {
    const read = before.outreach?.id === outreach.id ? before.outreach.version : 0;
    return effects.flatMap(effect => followOf(outreach, effect, read + 1));
  }
  // Small claims alone are told of without an outreach.
  const cause = standing.cause as OutreachCause;
  const outreachId = derivedId('out', around.accountId, cause, 'noted', around.today);
  const { language } = around;
  return effects.some(({ is }) => is === 'noted')
    ? [events.outreachNoted.of({ outreachId, cause, language })]
    : [];
}

function followOf(outreach: Outreach, effect: OutreachEffect, outreachVersion: number): Follow[] {
  const { id: outreachId, cause, language, product, contactId } = outreach;
  const of = { outreachId, cause };
  const about = { ...of, language, ...(product === undefined ? {} : { product }) };
  switch (effect.is) {
    case 'opened':
      return [events.outreachOpened.of({ ...about, dueAt: outreach.dueAt ?? outreach.openedAt })];
    case 'noted':
      return [events.outreachNoted.of(about)];
    case 'changed':
      return [events.outreachChanged.of({ ...of, outreachVersion })];
    case 'ended':
      return [events.outreachSettled.of({ ...of, ending: effect.ending })];
    case 'offer':
      return contactId === undefined ? [] : [events.outreachOffered.of({ outreachId, contactId })];
    case 'call':
      return [wishOf(outreach, effect)];
    case 'uncall':
      return [callUnwanted.of({ itemId: itemOf(effect.wish), why: effect.why })];
  }
}

const wishOf = (
  outreach: Outreach,
  { readyAt, dueAt }: { readonly readyAt: number; readonly dueAt: number },
) =>
  callWanted.of({
    ...{ itemId: itemOf(wishName(outreach)), language: outreach.language, readyAt, dueAt },
    kind: outreach.cause === 'market' ? 'consultation' : 'outreach',
    ...(outreach.contactId === undefined ? {} : { contactId: outreach.contactId }),
    ...(outreach.product === undefined ? {} : { product: outreach.product }),
    ...(outreach.purpose === undefined ? {} : { purpose: outreach.purpose }),
  });

/** The line in the account's history, with everything that follows. */
export const outreachEntry = (given: {
  readonly cause: Fact;
  readonly decision: string;
  readonly reason: Readonly<Record<string, unknown>>;
  readonly follows: readonly Follow[];
  readonly now: number;
}): Put =>
  journal({
    ...{ ...given, pk: accountPk(given.cause.accountId), capability: CAPABILITY, fact: given.cause },
    shown: { accountId: given.cause.accountId, inFeed: false },
  });

/** Enough for what follows from an outreach that is there. */
export const anyway = (accountId: string) => ({ accountId, today: '-', language: 'und' });
