import { planCall } from '../../functions/calls/plan-call.ts';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY, formatInstant, HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { followsOf } from '../../shared/store/journal.ts';
import type { Row } from '../../shared/store/table.ts';
import { type OutreachRoom, outreachRoom } from '../support/outreach-room.ts';
import { yearsRules } from './outreach-claims.ts';
import { FIRST, HEARD_AT, type Heard, YEAR } from './outreach-days.ts';
import type { Seller, Year } from './outreach-year.ts';
import { type Random, randomOf } from './random.ts';

/** Somebody rang a contact. */
export type Rung = {
  readonly at: Instant;
  readonly accountId: string;
  readonly items: readonly { readonly id: string; readonly kind: string; readonly state: string }[];
  /** Claims that the outreach behind the items spoke of at that time. */
  readonly claims: readonly string[];
};
export type Opened = {
  readonly at: Instant;
  readonly accountId: string;
  readonly cause: string;
  readonly id: string;
};
/** What can be seen from outside: events, and what was done with calls. */
export type Ledger = {
  readonly opened: Opened[];
  readonly ended: Map<string, { readonly at: Instant; readonly ending: string }>;
  readonly rung: Rung[];
  readonly offers: { readonly at: Instant; readonly accountId: string }[];
  /** Which outreach an item of a call is about. */
  readonly behind: Map<string, { readonly outreachId: string; readonly cause: string }>;
  readonly refused: Map<string, number>;
  readonly told: Map<string, number>;
};

/** The budget, and what decides how calls go. */
export type Way = { readonly seed: number; readonly percent: number };

/** Lives through a year: facts come three times a day, those of one account as one batch, and an agent rings three times. */
export async function liveThrough(year: Year, { seed, percent }: Way): Promise<Ledger> {
  const random = randomOf(seed);
  const claimRules = yearsRules.map(rule => ({ ...rule }));
  const room = await outreachRoom({ claimRules, budgetPercent: percent });
  room.ports.clock.set(FIRST);
  const ledger = ledgerOf(room);
  const next = inTurn(year.heard);
  for (let day = 0; day < YEAR; day++) {
    for (const seller of year.sellers) if (seller.from === day) await settle(room, seller, random);
    for (const hour of HEARD_AT) {
      const at = FIRST + day * DAY + hour * HOUR;
      await room.goTo(at);
      for (const batch of batchesOf(next(at), random)) await room.take(batch);
      await room.goTo(at + 1.5 * HOUR);
      if (day % 7 < 5) await ring(room, ledger, random);
    }
    if (day % 7 < 5) await askSurvey(room, ledger, random.pick(year.sellers));
  }
  return ledger;
}

function inTurn(heard: readonly Heard[]) {
  let at = 0;
  return (until: Instant): Fact[] => {
    const from = at;
    while (at < heard.length && (heard[at] as Heard).at <= until) at++;
    return heard.slice(from, at).map(({ fact }) => fact);
  };
}

/** By account, in any order, sometimes as two batches. */
function batchesOf(facts: readonly Fact[], random: Random): Fact[][] {
  return [...Map.groupBy(facts, ({ accountId }) => accountId).values()].flatMap(group => {
    const mixed = group.toSorted(() => random.next() - 0.5);
    const cut = random.chance(0.2) ? random.int(0, mixed.length) : mixed.length;
    return [mixed.slice(0, cut), mixed.slice(cut)].filter(({ length }) => length > 0);
  });
}

async function settle(room: OutreachRoom, seller: Seller, random: Random): Promise<void> {
  const { id, country, zone, repricer, hasPhone } = seller;
  const offers = random.chance(0.4) ? { offers: 'call' as const } : {};
  const contact = { email: `${id}@seller.example`, ...offers };
  await room.signUp(id, { country, zone, contact, ...(hasPhone ? {} : { without: 'phone' }) });
  if (repricer) await room.say('account.product-added', id, { product: 'repricer' });
}

/** Whoever can be rung now is rung. Four in five are reached. */
async function ring(room: OutreachRoom, { refused }: Ledger, random: Random): Promise<void> {
  const now = room.ports.clock.now();
  for (const row of [...room.calls.values()]) {
    if (Number(row['readyAt']) > now) continue;
    const id = String(row['id']);
    const began = await room.act(id, { do: 'start' });
    if (!began.ok) {
      refused.set(began.refusal, (refused.get(began.refusal) ?? 0) + 1);
      continue;
    }
    await room.goTo(room.ports.clock.now());
    const ended = await room.act(id, endOf(began.value, random));
    if (!ended.ok) throw new Error(ended.refusal);
  }
  await room.goTo(room.ports.clock.now());
}

function endOf({ agenda }: Call, random: Random): CallAction {
  const drawn = random.next();
  if (drawn < 0.12) return { do: 'end', outcome: 'no-answer' };
  if (drawn < 0.14) return { do: 'end', outcome: 'wrong-number' };
  if (drawn < 0.17) return { do: 'end', outcome: 'declined' };
  const open = agenda.filter(({ state }) => state === 'open');
  const spoken = drawn < 0.2 ? open.slice(1) : open;
  return {
    do: 'end',
    outcome: 'reached',
    results: spoken.map(({ id: itemId }) => ({ itemId, result: 'spoken' })),
  };
}

/** Somebody tries to have a customer asked what they think. */
async function askSurvey(room: OutreachRoom, { refused }: Ledger, { id, from }: Seller): Promise<void> {
  const now = room.ports.clock.now();
  if (from * DAY + FIRST > now) return;
  const dueAt = formatInstant(now + 20 * HOUR);
  const input = { accountId: id, contactId: 'c-1', kind: 'survey', dueAt } as const;
  const planned = await planCall(room.ports, { input, agentId: 'anna' });
  await room.flow();
  if (!planned.ok) refused.set(planned.refusal, (refused.get(planned.refusal) ?? 0) + 1);
}

/** Watches the table's stream: facts that follow, calls that are made, outreach as it changes. */
function ledgerOf({ ports }: OutreachRoom): Ledger {
  const ledger: Ledger = {
    ...{ opened: [], ended: new Map(), rung: [], offers: [] },
    ...{ behind: new Map(), refused: new Map(), told: new Map() },
  };
  const claimsOf = new Map<string, readonly string[]>();
  ports.table.onCommit(changes => {
    for (const { after } of changes) {
      const { id, evidence } = (after ?? {}) as Partial<Outreach>;
      if (after?.type === 'outreach' && id)
        claimsOf.set(
          id,
          (evidence?.claims ?? []).map(({ claimId }) => claimId),
        );
    }
    for (const { before, after } of changes) {
      if (after?.type === 'journal' && !before) note(ledger, followsOf(after));
      if (after?.type === 'call') noteRing(ledger, { before, after, claimsOf });
    }
  });
  return ledger;
}

function note({ opened, ended, offers, behind, told }: Ledger, facts: readonly Fact[]): void {
  let about = { outreachId: '-', cause: '-' };
  for (const { name, data, accountId, recordedAt: at } of facts) {
    told.set(name, (told.get(name) ?? 0) + 1);
    if (name.startsWith('outreach.'))
      about = { outreachId: String(data['outreachId']), cause: String(data['cause']) };
    if (name === 'outreach.opened') opened.push({ at, accountId, cause: about.cause, id: about.outreachId });
    if (name === 'outreach.ended') ended.set(about.outreachId, { at, ending: String(data['ending']) });
    if (name === 'outreach.offer-wanted') offers.push({ at, accountId });
    if (name === 'call.wanted') behind.set(String(data['itemId']), about);
  }
}

type Seen = {
  readonly before: Row | undefined;
  readonly after: Row;
  readonly claimsOf: ReadonlyMap<string, readonly string[]>;
};

function noteRing({ rung, behind }: Ledger, { before, after, claimsOf }: Seen): void {
  const [call, was] = [after as unknown as Call, before as unknown as Call | undefined];
  if (call.state !== 'running' || was?.state === 'running') return;
  const at = call.attempts.at(-1)?.at ?? 0;
  const items = call.agenda.map(({ id, kind, state }) => ({ id, kind, state }));
  const open = items.filter(({ state }) => state === 'open');
  const claims = open.flatMap(({ id }) => claimsOf.get(behind.get(id)?.outreachId ?? '-') ?? []);
  rung.push({ at, accountId: call.accountId, items, claims });
}
