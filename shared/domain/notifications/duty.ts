import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import { type Agent, absenceAt, isOnDuty, shareOf, speaks } from '../team/agent.ts';
import type { Who } from './escalation-chain.ts';
import type { NotificationReason } from './notification.ts';

export type Told = { readonly agentId: string; readonly reason: NotificationReason };
/** Who hears of a step now, and who will read of it when their hours begin. */
export type Meant = { readonly told: readonly Told[]; readonly held: readonly Told[] };

export type Asked = {
  readonly agents: readonly Agent[];
  readonly ownerId?: string | undefined;
  readonly language: string;
  readonly now: Instant;
  readonly wake: boolean;
  /** Heard of it in this round already: where one of several is chosen, somebody else is preferred. */
  readonly before: ReadonlySet<string>;
  /** Whoever is on duty by a duty schedule at an instant: planned and there. */
  readonly onDutyBy?: ((scheduleId: string, at: Instant) => string | undefined) | undefined;
};

/** People a step may mean, in the order of preference; `off` is their reason when they hear of it off duty, if they may. */
type Pool = {
  readonly people: readonly Agent[];
  readonly take: 'first' | 'all';
  readonly reason: NotificationReason;
  readonly off?: NotificationReason;
  /** On duty by a schedule, whatever their working hours. */
  readonly planned?: true;
};

/**
 * Whom a step means at this instant, from the roster as it stands: whoever of them is on duty. When none is, a step
 * that wakes reaches those who are not absent all the same, and one that does not leaves it for the start of their
 * hours (`held`): the owner, leads, and people meant by name or role. A cover may be woken and is never held; "on duty"
 * means on duty. Whoever a duty schedule has at this instant is on duty then, whatever their working hours, unless they
 * are absent; nobody takes their place. The owner comes before the cover; the cover named for an absence comes before
 * colleagues who speak the language, the least loaded first.
 */
export function whoIsMeant(who: Who, asked: Asked): Meant {
  const pools = poolsOf(who, asked);
  for (const { people, take, reason, planned } of pools) {
    const isHere = planned ? isThere : isOnDuty;
    const here = people.filter(agent => isHere(agent, asked.now));
    const told = take === 'all' ? here : here.slice(0, 1);
    if (told.length > 0) return { told: as(told, reason), held: [] };
  }
  for (const { people, take, off } of pools) {
    if (off === undefined) continue;
    const away = people.filter(agent => !asked.wake || absenceAt(agent, asked.now) === undefined);
    const reached = as(take === 'all' ? away : away.slice(0, 1), off);
    if (reached.length > 0) return asked.wake ? { told: reached, held: [] } : { told: [], held: reached };
  }
  return { told: [], held: [] };
}

const isThere = (agent: Agent, now: Instant): boolean => absenceAt(agent, now) === undefined;

const as = (people: readonly Agent[], reason: NotificationReason): Told[] =>
  people.map(agent => ({ agentId: agent.id, reason }));

function poolsOf(who: Who, asked: Asked): readonly Pool[] {
  const active = asked.agents.filter(agent => agent.active);
  const withRole = (role: string) => active.filter(agent => agent.roles.includes(role));
  const owner: Pool = {
    people: active.filter(agent => agent.id === asked.ownerId),
    take: 'all',
    reason: 'owner-on-duty',
    off: 'nobody-on-duty',
  };
  const cover: Pool = {
    people: coversOf(asked, withRole('agent')),
    take: 'first',
    reason: 'cover-on-duty',
    ...(asked.wake ? { off: 'cover-on-duty' } : {}),
  };
  if (typeof who === 'object' && 'schedule' in who) return [plannedBy(who.schedule, asked)];
  if (typeof who === 'object')
    return 'agent' in who
      ? [{ people: active.filter(({ id }) => id === who.agent), take: 'all', reason: 'named', off: 'named' }]
      : [{ people: withRole(who.role), take: 'all', reason: 'on-duty', off: 'named' }];
  switch (who) {
    case 'owner':
      return [owner];
    case 'cover':
      return [cover];
    case 'owner-or-cover':
      return [owner, cover];
    case 'lead':
      return [{ people: withRole('lead'), take: 'all', reason: 'lead', off: 'lead' }];
    case 'on-duty':
      return [{ people: byWorth(withRole('agent'), asked), take: 'first', reason: 'on-duty' }];
    case 'everyone-on-duty': {
      const people = active.filter(({ roles }) => roles.includes('agent') || roles.includes('lead'));
      return [{ people, take: 'all', reason: 'everyone-on-duty' }];
    }
  }
}

const plannedBy = (scheduleId: string, { agents, onDutyBy, now }: Asked): Pool => {
  const id = onDutyBy?.(scheduleId, now);
  const people = agents.filter(agent => agent.active && agent.id === id);
  return { people, take: 'all', reason: 'on-duty', planned: true };
};

/** Whoever may stand in for the owner: the cover named for the absence, then colleagues who speak the language. */
function coversOf(asked: Asked, agents: readonly Agent[]): Agent[] {
  const owner = asked.agents.find(agent => agent.id === asked.ownerId);
  const namedId = owner && absenceAt(owner, asked.now)?.coverId;
  const named = asked.agents.filter(agent => agent.id === namedId && agent.active);
  const others = agents.filter(
    agent => agent.id !== asked.ownerId && agent.id !== namedId && speaks(agent, asked.language),
  );
  return [...named, ...byWorth(others, asked)];
}

const byWorth = (agents: readonly Agent[], { language, before }: Asked): Agent[] => {
  const rank = (agent: Agent) => (before.has(agent.id) ? 2 : 0) + (speaks(agent, language) ? 0 : 1);
  return agents.toSorted((a, b) => rank(a) - rank(b) || shareOf(a) - shareOf(b) || (a.id < b.id ? -1 : 1));
};

const LOOK_EVERY = 15 * MINUTE;
const LOOK_AHEAD = 14 * DAY;

/**
 * When the agent is on duty: `now` itself, or the next full minute at which their hours begin and no absence stands in
 * the way. `undefined` when that is not within 14 days. Hours shorter than 15 minutes may be overlooked.
 */
export function nextDuty(agent: Omit<Agent, 'book'>, now: Instant): Instant | undefined {
  const onDuty = (at: Instant) => isOnDuty({ ...agent, book: 0 }, at);
  if (onDuty(now)) return now;
  const first = now - (now % LOOK_EVERY) + LOOK_EVERY;
  for (let at = first; at <= now + LOOK_AHEAD; at += LOOK_EVERY) {
    if (!onDuty(at)) continue;
    let start = at;
    while (start - MINUTE > now && onDuty(start - MINUTE)) start -= MINUTE;
    return start;
  }
  return undefined;
}
