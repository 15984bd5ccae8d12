import { dutyPlan } from '../../shared/domain/team/duty-plan.ts';
import { dateOf } from '../../shared/domain/time/open-hours.ts';
import { wallTimeAt } from '../../shared/domain/time/zone-offsets.ts';
import { digest } from '../../shared/kernel/id.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { type FeedTexts, feedTexts } from '../../shared/messages/calendar-feed.ts';
import { pickLanguage } from '../../shared/messages/languages.ts';
import { fill } from '../../shared/messages/render.ts';
import { loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { loadCall } from '../../shared/store/call-store.ts';
import { feedOwner, loadSchedules, type StoredSchedule } from '../../shared/store/duty-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent, type StoredAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { type IcalEntry, icalFile } from './ical-file.ts';

/** The window moves in steps, so that a shift which reaches out of it keeps its start, and with it its id, for a while. */
const STEP = 28 * DAY;
const STEPS_SHOWN = 6;
/** Nothing can be booked further ahead. */
const CALLS_AHEAD = 60 * DAY;

/**
 * One agent's duty, absences and booked calls as a calendar file, for whoever has its secret address: duty a month or two
 * back and four ahead, calls from yesterday to 60 days ahead.
 * A token that is wrong, taken back, or of somebody who left is the same to the caller: there is nothing.
 */
export async function readFeed(ports: Ports, token: string): Promise<Outcome<string, 'not-found'>> {
  const { table, clock } = ports;
  const agentId = await feedOwner(table, token);
  const agent = agentId === undefined ? undefined : await loadAgent(table, agentId);
  if (!agent?.active) return refused('not-found');
  const [schedules, { company }] = await Promise.all([loadSchedules(table), loadSettings(table)]);
  const texts = feedTexts[pickLanguage(agent.languages, company.languages)];
  const now = clock.now();
  const from = (Math.floor(now / STEP) - 1) * STEP;
  const range = { from, to: from + STEPS_SHOWN * STEP };
  return accepted(
    icalFile({ name: fill(texts.name, { brand: company.brand }), brand: company.brand, now }, [
      ...schedules.flatMap(schedule => shiftsOf(schedule, agent.id, { range, texts })),
      ...absencesOf(agent, range, texts),
      ...(await callsOf(ports, agent.id, texts)),
    ]),
  );
}

type Range = { readonly from: Instant; readonly to: Instant };

const uidOf = (kind: string, ...parts: readonly (string | number)[]): string =>
  `${kind}-${digest(...parts)}@firstcall`;

/** Turns do not make anybody busy: being on duty is not being in a meeting. */
const shiftsOf = (
  schedule: StoredSchedule,
  agentId: string,
  { range, texts }: { readonly range: Range; readonly texts: FeedTexts },
): IcalEntry[] =>
  dutyPlan(schedule, range)
    .filter(shift => shift.agentId === agentId)
    .map(({ from, to }) => ({
      uid: uidOf('shift', schedule.id, agentId, from),
      at: { from, to },
      summary: fill(texts.duty, { schedule: schedule.name }),
      category: 'DUTY',
      isBusy: false,
    }));

const absencesOf = ({ id, zone, absences }: StoredAgent, range: Range, texts: FeedTexts): IcalEntry[] =>
  Object.entries(absences)
    .filter(([, { from, to }]) => from < range.to && to > range.from)
    .map(([absenceId, { from, to }]) => ({
      uid: uidOf('absence', id, absenceId),
      at: wholeDays(zone, { from, to }) ?? { from, to },
      summary: texts.absent,
      category: 'ABSENCE',
      isBusy: true,
    }));

/** Each booked call once, though it may stand in two days; of the customer it says the account's id alone. */
async function callsOf({ table, clock }: Ports, agentId: string, texts: FeedTexts): Promise<IcalEntry[]> {
  const now = clock.now();
  const days = await loadAgentDays(table, agentId, { from: now - DAY, to: now + CALLS_AHEAD });
  const booked = days.flatMap(({ entries }) => entries).filter(entry => entry.is === 'booking');
  const once = [...new Map(booked.map(entry => [entry.id, entry])).values()];
  return inParallel(once, 10, async ({ id, callId, from, to }) => {
    const call = callId === undefined ? undefined : await loadCall(table, callId);
    return {
      uid: uidOf('call', callId ?? id),
      at: { from, to },
      summary: fill(texts.call, { account: call?.accountId ?? '-' }),
      category: 'CALL',
      isBusy: true,
    };
  });
}

/** An absence from one midnight of the agent's to another is one of whole days. */
function wholeDays(zone: string, { from, to }: Range): { fromDay: string; toDay: string } | undefined {
  const [start, end] = [wallTimeAt(zone, from), wallTimeAt(zone, to)];
  if (start % DAY !== 0 || end % DAY !== 0) return undefined;
  return { fromDay: dateOf(start / DAY), toDay: dateOf(end / DAY) };
}
