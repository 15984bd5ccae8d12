import { assess } from '../../shared/domain/outreach/burst-detector.ts';
import { daysWithFloor } from '../../shared/domain/outreach/burst-floor.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayOfText, dayText, type LocalDay, localDayOf } from '../../shared/domain/time/local-days.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { damageCorrected, damageReported, damageRetracted } from '../../shared/events/outreach-events.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import {
  burstWrite,
  type DamageReport,
  type DamageWord,
  glanceAtBurstRow,
  loadBurstRow,
  putReport,
  putWord,
  type StoredBurstRow,
} from '../../shared/store/damage-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { armLook } from './arm-look.ts';
import { countDays, daysOfWord } from './count-damage.ts';
import { zoneOf } from './zone-of.ts';

/** Reports put side by side. */
const ABREAST = 8;

export const isDamage = (fact: Fact): boolean =>
  damageReported.is(fact) || damageCorrected.is(fact) || damageRetracted.is(fact);

/**
 * Damage reports of one account, as many as came together. Each is kept first; then their days are counted anew into
 * the account's history, in one write. Where it looks like a burst, or one is dealt with, the account is looked at now.
 */
export async function takeInDamage(
  ports: Ports,
  accountId: string,
  facts: readonly Fact[],
): Promise<Handled> {
  // At half the price, since a write that follows from an old row is refused and decided anew.
  const row = await glanceAtBurstRow(ports.table, accountId);
  if (row.mergedInto !== undefined) return takeInDamage(ports, row.mergedInto, facts);
  const zone = row.zone ?? (await zoneOf(ports.table, accountId));
  const words = facts.flatMap(fact => wordOf(fact, zone));
  // Whoever counts from now on looks for words too.
  if (words.length > 0 && !row.hasWords)
    await untilFresh(async () => {
      const read = await loadBurstRow(ports.table, accountId);
      return changed(ports, accountId, { read, after: { ...read, zone, hasWords: true } });
    });
  const reports = facts.flatMap(fact => reportOf(fact, zone));
  await inParallel(reports, ABREAST, report => putReport(ports, accountId, report));
  for (const word of words) await putWord(ports, accountId, word);
  const moved = await Promise.all(words.map(word => daysOfWord(ports.table, accountId, word)));
  const days = [...new Set([...reports.map(({ day }) => dayOfText(day)), ...moved.flat()])];
  if (days.length === 0) return { decision: 'unknown-report', detail: { account: accountId } };
  return recount(ports, accountId, { days, zone, glanced: words.length > 0 ? undefined : row });
}

type Recount = {
  readonly days: readonly LocalDay[];
  readonly zone: string;
  /** What the first try goes by. */
  readonly glanced: StoredBurstRow | undefined;
};

/** The days counted anew, and a look at the account where there may be something to do. */
async function recount(ports: Ports, accountId: string, { days, zone, glanced }: Recount): Promise<Handled> {
  let first = glanced;
  let after: StoredBurstRow | undefined;
  const handled = await untilFresh(async () => {
    const read = first ?? (await loadBurstRow(ports.table, accountId));
    first = undefined;
    // The facts come back, and find the account that they belong to now.
    if (read.mergedInto !== undefined)
      throw new Error('the account was merged while its reports were counted');
    const { hasWords = false } = read;
    const history = await countDays(ports.table, accountId, { history: read.history, days, hasWords });
    after = { ...read, zone: read.zone ?? zone, history };
    return changed(ports, accountId, { read, after });
  });
  if (after && mayBeBurst(after, localDayOf(zone, ports.clock.now()))) {
    await armLook(ports, accountId, ports.clock.now());
    return { ...handled, decision: 'to-be-looked-at' };
  }
  return handled;
}

async function changed(
  { table, ids }: Ports,
  accountId: string,
  { read, after }: { readonly read: StoredBurstRow; readonly after: StoredBurstRow },
): Promise<Attempt> {
  const detail = { account: accountId };
  if (JSON.stringify(after) === JSON.stringify(read))
    return { answer: { done: true }, decision: 'counted-before', detail };
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [burstWrite(accountId, after)],
  });
  return { answer, decision: 'counted', detail };
}

/** One of the last four days looks like a burst by what the last look went by, or something is open that news may change. */
function mayBeBurst(row: StoredBurstRow, today: LocalDay): boolean {
  if (row.isWatched) return true;
  const terms = {
    perYear: 365,
    alpha: row.alpha ?? outreachRules(undefined).alpha,
    sensitivity: row.sensitivity,
  } as const;
  const last = [0, 1, 2, 3].map(back => today - back);
  return daysWithFloor(row.history, last).some(day => assess(row.history, day, terms).isBurst);
}

/** Nothing was reported after it was said: the same day whenever, and however often, the fact comes. */
const dayIn = (zone: string, at: number, saidAt: number): string =>
  dayText(Math.min(localDayOf(zone, at), localDayOf(zone, saidAt)));

function reportOf(fact: Fact, zone: string): DamageReport[] {
  if (!damageReported.is(fact)) return [];
  const { reportId, reportedAt, value } = fact.data;
  const at = reportedAt === undefined ? fact.occurredAt : Date.parse(reportedAt);
  const said = { saidAt: fact.occurredAt, by: fact.id };
  const day = dayIn(zone, at, fact.occurredAt);
  return [{ reportId, day, ...said, ...(value === undefined ? {} : { value }) }];
}

function wordOf(fact: Fact, zone: string): DamageWord[] {
  const said = { saidAt: fact.occurredAt, by: fact.id };
  if (damageRetracted.is(fact)) return [{ reportId: fact.data.reportId, ...said }];
  if (!damageCorrected.is(fact)) return [];
  const { reportId, reportedAt, value } = fact.data;
  const day = dayIn(zone, Date.parse(reportedAt), fact.occurredAt);
  return [{ reportId, day, ...said, ...(value === undefined ? {} : { value }) }];
}
