import { pickHeld, type Room, roomFor } from '../../shared/domain/outreach/budget.ts';
import { type OutreachRules, outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayText, localDayOf } from '../../shared/domain/time/local-days.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { countWatched, loadBudget } from '../../shared/store/budget-store.ts';
import { loadBurstRow } from '../../shared/store/damage-store.ts';
import { outreachLists } from '../../shared/store/outreach-keys.ts';
import {
  listOutreach,
  loadOutreach,
  outreachWrite,
  type StoredOutreach,
} from '../../shared/store/outreach-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadRounds } from '../../shared/store/round-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { applyRules, isUnderWay } from './apply-rules.ts';
import { armLook } from './arm-look.ts';
import { termsOf } from './load-desk.ts';
import { nextMorning, roundTimer } from './start-rounds.ts';
import { zoneOf } from './zone-of.ts';

/** Signals held back that a round reads at once, the highest ranks first, and so often. */
const AT_ONCE = 200;
const MOST_PAGES = 50;

/**
 * The daily round: room that is left goes to the strongest signals held back, and when the rules changed since the last
 * one everybody whom they concern is told, a page of them at a time; room is given at the first of these alone.
 */
export async function dailyRound(ports: Ports, tick: Tick): Promise<Handled> {
  const read = await readTimer(ports, tick);
  if (!read.ok) return { decision: read.refusal };
  const { table, clock } = ports;
  const rules = outreachRules((await loadSettings(table)).outreach);
  const picked = isUnderWay(await loadRounds(table)) ? 0 : await giveRoom(ports, rules);
  const isDone = await applyRules(ports, rules);
  const now = clock.now();
  const next = isDone ? await nextMorning(table, now) : now;
  const epoch = read.value.epoch;
  await table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      {
        ...roundTimer(next, epoch + 1, now),
        when: { is: 'equal', field: 'epoch', value: epoch },
        orElse: 'stale',
      },
    ],
  });
  return { decision: 'round-made', detail: { picked } };
}

async function giveRoom(ports: Ports, rules: OutreachRules): Promise<number> {
  const { table, clock } = ports;
  const [{ grants }, accounts] = await Promise.all([loadBudget(table), countWatched(table)]);
  const room = roomFor('-', grants, { accounts, terms: termsOf(rules), now: clock.now() });
  if (room.used >= room.limit) return 0;
  const picks = await strongest(table, room);
  for (const pick of picks) await pickOne(ports, pick);
  return picks.length;
}

/** The highest ranks among those that wait for room, whoever waits for something else before them. */
async function strongest(table: Table, room: Room): Promise<readonly StoredOutreach[]> {
  const waiting: StoredOutreach[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await listOutreach(table, { pk: outreachLists.held, limit: AT_ONCE, cursor });
    waiting.push(...page.outreach.filter(({ why }) => why === 'budget' || why === 'weaker'));
    cursor = page.cursor;
    if (cursor === undefined || pickHeld(waiting, room).length < waiting.length) break;
  }
  return pickHeld(waiting, room);
}

/** It is given room for this day; the look at its account decides whether there is still a reason. */
async function pickOne(ports: Ports, { id, accountId }: StoredOutreach): Promise<void> {
  const { table, clock, ids } = ports;
  await untilFresh(async () => {
    const held = await loadOutreach(table, id);
    if (held?.state !== 'held') return { answer: { done: true }, decision: 'gone' } as const;
    const { version, ...said } = held;
    const { zone = await zoneOf(table, accountId) } = await loadBurstRow(table, accountId);
    const picked = dayText(localDayOf(zone, clock.now()));
    const writes = [outreachWrite({ ...said, picked }, version)];
    return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: 'picked' };
  });
  await armLook(ports, accountId, clock.now());
}
