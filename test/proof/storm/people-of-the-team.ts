import { DAY, formatInstant, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import type { Row } from '../../../shared/store/table.ts';
import { weekly } from '../../support/duty.ts';
import { exampleSettings } from '../../support/team.ts';
import { as, type Day, lead } from './day.ts';

const { agents } = exampleSettings();
const AGENTS = ['anna', 'bruno', 'carmen', 'emil', 'fatima'] as const;
/** Who leaves for good; who joins; who is away for a month, and is back sooner. */
export const LEAVER = 'denise';
const JOINERS = ['gesa', 'henrik'] as const;
const TRAVELLER = 'bruno';

/** What a team does on a day: plans who is on duty, is away, comes and goes, and hands work on. */
export function runTheTeam(day: Day): Promise<void>[] {
  const work = Array.from({ length: day.oneFor(8) }, async () => {
    await day.sometime();
    await worksOnSomething(day);
  });
  const absences = Array.from({ length: day.oneFor(120) }, (_, n) => isAway(day, n));
  return [...work, ...absences, plansDuty(day), isAwayForLong(day), ...JOINERS.map(id => joins(day, id))];
}

const put = ({ ask }: Day, agentId: string, body: object) =>
  ask('put-agent', { by: lead, params: { agentId }, body });

async function joins(day: Day, agentId: string): Promise<void> {
  await day.sometime();
  const languages = ['en', 'de', 'es', 'fr', 'it'];
  const newcomer = { ...agents['anna'], name: agentId, email: `${agentId}@acorn.example`, roles: ['agent'] };
  await put(day, agentId, { ...newcomer, languages, capacity: Math.min(10_000, 400 + day.oneFor(1)) });
  await put(day, 'carmen', { ...agents['carmen'], capacity: 300 });
  if (agentId === JOINERS[0]) await put(day, LEAVER, { ...agents[LEAVER], active: false });
}

async function isAway(day: Day, n: number): Promise<void> {
  const { ask, pause, sometime, world } = day;
  const { random, clock } = world;
  await sometime();
  const agentId = random.pick(AGENTS);
  const coverId = random.pick(AGENTS.filter(id => id !== agentId));
  const params = { agentId, absenceId: `away-${n}` };
  const from = clock.now() + random.int(0, 20) * HOUR + MINUTE;
  const body = { from: formatInstant(from), to: formatInstant(from + random.int(1, 20) * HOUR) };
  await ask('put-absence', { by: lead, params, body: random.chance(0.7) ? { ...body, coverId } : body });
  await pause(MINUTE, 3 * HOUR);
  if (random.chance(0.5)) await ask('delete-absence', { by: lead, params });
}

async function isAwayForLong({ ask, pause, sometime, world }: Day): Promise<void> {
  await sometime();
  const params = { agentId: TRAVELLER, absenceId: 'voyage' };
  const from = world.clock.now() + MINUTE;
  const away = { from: formatInstant(from), to: formatInstant(from + 20 * DAY) };
  await ask('put-absence', { by: lead, params, body: away });
  await pause(HOUR, 2 * HOUR);
  const to = formatInstant(world.clock.now() + MINUTE);
  await ask('put-absence', { by: lead, params, body: { ...away, to } });
}

async function plansDuty({ ask, pause, sometime, world }: Day): Promise<void> {
  const params = { scheduleId: 'nights' };
  const inHours = (hours: number) => formatInstant(world.clock.now() + hours * HOUR);
  await sometime();
  await ask('put-duty-schedule', { by: lead, params, body: weekly });
  const override = { ...params, overrideId: 'theatre' };
  const evening = { from: inHours(8), to: inHours(12), agentId: 'anna', reason: 'the theatre' };
  await ask('put-duty-override', { by: lead, params: override, body: evening });
  await pause(MINUTE, HOUR);
  if (world.random.chance(0.5)) await ask('delete-duty-override', { by: lead, params: override });
  const give = { from: inHours(24), to: inHours(48), agentId: 'emil' };
  const take = { from: inHours(192), to: inHours(216), agentId: 'anna' };
  await ask('swap-shifts', { by: as('emil'), params, body: { give, take, reason: 'a wedding' } });
  const url = 'https://calendar.google.com/calendar/ical/emil/basic.ics';
  await ask('put-outside-calendar', { by: as('emil'), body: { url } });
  await pause(HOUR, 2 * HOUR);
  await ask('delete-outside-calendar', { by: as('emil') });
}

/** A task from the queue, a task handed on, an account given away, a notification put away. */
async function worksOnSomething(day: Day): Promise<void> {
  const { world } = day;
  const drawn = world.random.next();
  if (drawn < 0.55) await worksOnATask(day);
  else if (drawn < 0.65) await givesAnAccount(day);
  else await reads(day);
}

async function worksOnATask({ ask, open, world }: Day): Promise<void> {
  const { random } = world;
  const task = open.any('task');
  if (!task) return;
  const params = { taskId: String(task['id']) };
  const { agentId } = task;
  if (agentId === undefined) {
    // Two come for one.
    const both = [random.pick(AGENTS), random.pick(AGENTS)];
    const account = { accountId: String(task['accountId']) };
    const [route, place] =
      task['kind'] === 'find-owner'
        ? (['claim-account', account] as const)
        : (['claim-task', params] as const);
    await Promise.all(both.map(id => ask(route, { by: as(id), params: place, body: {} })));
    return;
  }
  const body = { to: random.pick(AGENTS), reason: 'on the telephone' };
  if (random.chance(0.3)) await ask('transfer-task', { by: as(agentId), params, body });
  else await ask('finish-task', { by: as(agentId), params, body: {} });
}

async function givesAnAccount({ ask, open, world }: Day): Promise<void> {
  const { random } = world;
  const row = open.any('ownership');
  if (!row) return;
  const params = { accountId: String(row['accountId']) };
  if (row['state'] === 'queued')
    return void (await ask('claim-account', { by: as(random.pick(AGENTS)), params, body: {} }));
  const body = { to: random.pick([...AGENTS, LEAVER, ...JOINERS]), reason: 'knows the shop' };
  await ask('transfer-account', {
    by: lead,
    params,
    body: random.chance(0.3) ? { ...body, force: true } : body,
  });
}

async function reads({ ask, open, pause, world }: Day): Promise<void> {
  const { random, clock } = world;
  const isAlarm = ({ escalationId }: Row) => escalationId !== undefined;
  const row = (random.chance(0.4) && open.any('notification', isAlarm)) || open.any('notification');
  if (!row) return;
  const one = { by: as(row['recipientId']), params: { notificationId: String(row['id']) }, body: {} };
  const drawn = random.next();
  if (drawn < 0.3) return void (await ask('mark-seen', one));
  if (drawn < 0.6) return void (await ask('acknowledge', one));
  const until = formatInstant(clock.now() + random.int(3, 90) * MINUTE);
  await ask('snooze-notification', { ...one, body: { until } });
  await pause(SECOND, HOUR);
  if (random.chance(0.4)) await ask('unsnooze-notification', one);
}
