import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { instantOnDay, localDayOf } from '../../shared/domain/time/local-days.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { arm } from '../../shared/store/journal.ts';
import { timerKey } from '../../shared/store/keys.ts';
import { budgetPk } from '../../shared/store/outreach-keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRounds, roundsWrite } from '../../shared/store/round-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Put, Table } from '../../shared/store/table.ts';
import { rulesDigest } from './rules-digest.ts';

/** The round is in the morning where the company is. */
const MORNING = 7 * HOUR;

/**
 * Settings, the first watched account or the first look start the daily rounds; they go on by themselves. What
 * is looked at until then goes by the rules of now, or is told when they change.
 */
export async function startRounds(ports: Ports): Promise<void> {
  const { table, clock, ids } = ports;
  if (await table.get(timerKey(budgetPk, 'outreach.round'))) return;
  const timer = roundTimer(await nextMorning(table, clock.now()), 1, clock.now());
  const first = { ...timer, when: { is: 'absent' }, orElse: 'already-done' } as const;
  const rules = rulesDigest(outreachRules((await loadSettings(table)).outreach));
  const rounds = roundsWrite({ ...(await loadRounds(table)), rules });
  await table.commit({ commitId: ids.random('cmt'), writes: [first, rounds] });
}

/** The next morning after the instant, where the company is. */
export async function nextMorning(table: Table, after: Instant): Promise<Instant> {
  const { zone: named } = (await loadSettings(table)).company;
  const zone = isKnownZone(named) ? named : 'Etc/UTC';
  const today = localDayOf(zone, after);
  const morning = instantOnDay(zone, today, MORNING);
  return morning > after ? morning : instantOnDay(zone, today + 1, MORNING);
}

export const roundTimer = (dueAt: Instant, epoch: number, now: Instant): Put =>
  arm({ pk: budgetPk, kind: 'outreach.round', dueAt, epoch, now });
