import type { AgentDay } from '../../shared/domain/calls/agent-day.ts';
import type { Slot } from '../../shared/domain/calls/call-commands.ts';
import { freeTime } from '../../shared/domain/calls/take-time.ts';
import { agentDayChanged } from '../../shared/events/call-events.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { agentDayWrite, loadAgentDays, type StoredDay } from '../../shared/store/agent-day-store.ts';
import { agentDayKey } from '../../shared/store/keys.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** The agents' days that one commit is about: each is read once, and what was decided on others than it stood is stale. */
export type DayBook = {
  /** The days that the span touches, as they stand with what was changed in this book. */
  read(agentId: string, span: Pick<Slot, 'from' | 'to'>): Promise<readonly AgentDay[]>;
  change(days: readonly AgentDay[]): void;
  /** Takes an entry off the days it stands on. */
  free(entryId: string, at: Slot): Promise<void>;
  /** Days that changed, and checks of others of the same agents that were only read; what follows from the changes. */
  commit(): { readonly writes: readonly Write[]; readonly follows: readonly Follow[] };
};

/** Opens a book of agents' days for one try of a commit. */
export function dayBook(table: Table): DayBook {
  const held = new Map<string, StoredDay>();
  const changed = new Map<string, AgentDay>();
  const placeOf = ({ agentId, day }: AgentDay) => `${agentId}/${day}`;
  const read: DayBook['read'] = async (agentId, span) => {
    const days = await loadAgentDays(table, agentId, span);
    return days.map(day => {
      const place = placeOf(day);
      if (!held.has(place)) held.set(place, day);
      return changed.get(place) ?? (held.get(place) as StoredDay);
    });
  };
  const change: DayBook['change'] = days => {
    for (const day of days)
      if (isSame(held.get(placeOf(day)), day)) changed.delete(placeOf(day));
      else changed.set(placeOf(day), day);
  };
  return {
    read,
    change,
    free: async (entryId, at) => change(freeTime(await read(at.agentId, at), entryId)),
    commit: () => {
      const agents = new Set([...changed.values()].map(({ agentId }) => agentId));
      const days = [...held.values()].filter(({ agentId }) => agents.has(agentId));
      return {
        writes: days.map(day => {
          const next = changed.get(placeOf(day));
          return next ? agentDayWrite(next, day) : unchanged(day);
        }),
        follows: [...changed.values()].map(({ agentId, day }) => agentDayChanged.of({ agentId, day })),
      };
    },
  };
}

/** Entries are never changed in place. */
const isSame = (one: AgentDay | undefined, other: AgentDay): boolean =>
  one?.entries.length === other.entries.length &&
  one.entries.every((entry, at) => entry === other.entries[at]);

/** A booking next to midnight looks at the day beside it, on which nothing may be taken meanwhile. */
const unchanged = ({ agentId, day, version }: StoredDay): Write => ({
  do: 'check',
  key: agentDayKey(agentId, day),
  when: version === 0 ? { is: 'absent' } : { is: 'version', version },
  orElse: 'stale',
});
