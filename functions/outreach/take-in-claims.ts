import { type Claim, hearClaim, newClaim } from '../../shared/domain/outreach/claim.ts';
import { claimSignals } from '../../shared/domain/outreach/claim-signals.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayOfText, dayText, instantOnDay, localDayOf } from '../../shared/domain/time/local-days.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadClaim, putClaim } from '../../shared/store/claim-store.ts';
import { loadBurstRow } from '../../shared/store/damage-store.ts';
import { loadStandings } from '../../shared/store/outreach-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { armLook } from './arm-look.ts';
import { zoneOf } from './zone-of.ts';

/** Claims kept side by side. */
const ABREAST = 8;
/** How far days off may move a signal forward. */
const MOST_DAYS_OFF = 6;

/**
 * What was said of the claims of one account: each claim hears its facts and is kept in one write. The account is looked
 * at when the first of them may be a signal; the look knows the days off.
 */
export async function takeInClaims(
  ports: Ports,
  accountId: string,
  facts: readonly Fact[],
): Promise<Handled> {
  const { mergedInto } = await loadBurstRow(ports.table, accountId);
  if (mergedInto !== undefined) return takeInClaims(ports, mergedInto, facts);
  const byClaim = Map.groupBy(facts, fact => String(fact.data['claimId']));
  const heard = await inParallel([...byClaim.keys()], ABREAST, id =>
    untilFresh(() => hear(ports, { accountId, id, facts: byClaim.get(id) ?? [] })),
  );
  // What was put down here after everything had moved on moves on too.
  const since = await loadBurstRow(ports.table, accountId);
  if (since.mergedInto !== undefined) return takeInClaims(ports, since.mergedInto, facts);
  const news = heard.some(({ decision }) => decision === 'heard');
  await lookInTime(ports, accountId, [...byClaim.keys()]);
  return {
    decision: news ? 'claims-heard' : 'claims-known',
    detail: { account: accountId, claims: byClaim.size },
  };
}

async function hear(
  ports: Ports,
  given: { readonly accountId: string; readonly id: string; readonly facts: readonly Fact[] },
): Promise<Attempt> {
  const { accountId, id, facts } = given;
  const held = await loadClaim(ports.table, accountId, id);
  const { version, ...before } = held ?? { ...newClaim(id), version: undefined };
  const after = facts.reduce<Claim>(hearClaim, before);
  if (held && JSON.stringify(after) === JSON.stringify(before))
    return { answer: { done: true }, decision: 'known' };
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [putClaim(accountId, after, version)],
  });
  return { answer, decision: 'heard' };
}

async function lookInTime(ports: Ports, accountId: string, ids: readonly string[]): Promise<void> {
  const { table, clock } = ports;
  const now = clock.now();
  const standings = await loadStandings(table, accountId);
  // Something is open that the news may change or end.
  if (standings.some(({ isOpen, cause }) => isOpen && cause !== 'burst'))
    return armLook(ports, accountId, now);
  const [rules, zone, claims] = await Promise.all([
    loadSettings(table).then(({ outreach }) => outreachRules(outreach)),
    zoneOf(table, accountId),
    inParallel(ids, ABREAST, id => loadClaim(table, accountId, id)),
  ]);
  const { due, nextDay } = claimSignals(
    claims.filter(claim => claim !== undefined),
    {
      rules: rules.claimRules,
      distances: rules.distances,
      today: dayText(localDayOf(zone, now)),
      workdayOnOrBefore: day => dayText(dayOfText(day) - MOST_DAYS_OFF),
    },
  );
  if (due.length > 0) await armLook(ports, accountId, now);
  else if (nextDay !== undefined) await armLook(ports, accountId, instantOnDay(zone, dayOfText(nextDay)));
}
