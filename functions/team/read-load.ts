import type { AgentLoad, TeamLoad } from '../../shared/contracts/team-contract.ts';
import { nextDuty } from '../../shared/domain/notifications/duty.ts';
import { awayAt } from '../../shared/domain/team/absences.ts';
import { isOnDuty } from '../../shared/domain/team/agent.ts';
import { answerCounts, answerQuantile } from '../../shared/domain/team/answer-times.ts';
import { calibratedShare } from '../../shared/domain/team/settling.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { lists, responsesPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Row } from '../../shared/store/table.ts';
import { loadTasksOf } from '../../shared/store/task-store.ts';
import { readQueue } from './read-queue.ts';
import { settlingView } from './read-team.ts';

/** As much is counted of one agent's lists; whoever has more knows it. */
const MOST_COUNTED = 1_000;
const ABREAST = 8;
const WEEK = 7;
const MOST_DAYS = 31;

type Member = Awaited<ReturnType<typeof loadRoster>>[number];

/**
 * What the team has on its hands: of everybody who works on it (a client's clerks do not) book, open work, what is
 * unread, and how fast they answered in the last days (UTC, today included); and what waits for somebody.
 */
export async function readLoad(ports: Ports, asked: { days?: string | undefined }): Promise<TeamLoad> {
  const now = ports.clock.now();
  const days = Math.min(MOST_DAYS, Math.max(1, Number(asked.days ?? WEEK)));
  const [roster, answered, queue] = await Promise.all([
    loadRoster(ports.table),
    loadAnswered(ports, days),
    readQueue(ports),
  ]);
  const team = roster
    .filter(({ active, roles }) => active && roles.some(role => role !== 'clerk'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const agents = await inParallel(team, ABREAST, agent =>
    loadOf(
      ports,
      agent,
      answered.filter(({ sk }) => sk === agent.id),
    ),
  );
  return { agents, team: timesOf(answered), queue, at: formatInstant(now) };
}

async function loadAnswered({ table, clock }: Ports, days: number): Promise<Row[]> {
  const daysBack = Array.from({ length: days }, (_, back) => clock.now() - back * DAY);
  const pages = await inParallel(daysBack, ABREAST, at => table.query({ pk: responsesPk(at) }));
  return pages.flatMap(({ rows }) => rows);
}

function timesOf(rows: readonly Row[]): TeamLoad['team'] {
  const counts = answerCounts(rows);
  const median = answerQuantile(counts, 0.5);
  const p90 = answerQuantile(counts, 0.9);
  return {
    acknowledged: counts.reduce((sum, count) => sum + count, 0),
    ...(median === undefined ? {} : { medianSeconds: Math.round(median) }),
    ...(p90 === undefined ? {} : { p90Seconds: Math.round(p90) }),
  };
}

async function loadOf({ table, clock }: Ports, agent: Member, answered: readonly Row[]): Promise<AgentLoad> {
  const now = clock.now();
  const count = async (pk: string) =>
    (await table.query({ index: 'list', pk, limit: MOST_COUNTED })).rows.length;
  const [{ tasks }, unread, snoozed] = await Promise.all([
    loadTasksOf(table, agent.id, { limit: MOST_COUNTED }),
    count(lists.unseen(agent.id)),
    count(lists.snoozed(agent.id)),
  ]);
  const { id, name, languages, roles, book, capacity, weight } = agent;
  const onDuty = isOnDuty(agent, now);
  const away = awayAt(agent, now);
  const next = onDuty ? undefined : nextDuty(agent, now);
  return {
    ...{ id, name, languages: [...languages], roles: [...roles], book, capacity, weight, onDuty },
    ...(away ? { absentUntil: formatInstant(away.to) } : {}),
    ...(next === undefined ? {} : { nextDutyAt: formatInstant(next) }),
    share: Math.round(calibratedShare(agent, now) * 100) / 100,
    ...settlingView(agent, now),
    openTasks: tasks.length,
    overdueTasks: tasks.filter(({ dueAt }) => dueAt < now).length,
    ...{ unread, snoozed },
    ...timesOf(answered),
  };
}
