import { useCalendars } from '../../api/promise-queries.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useSchedules } from '../../api/team-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import type { Telling } from './chain-words.ts';

/** Words and names for chains; an id stands for itself until its name is read. */
export function useTelling(): Telling {
  const m = useMessages();
  const format = useFormat();
  const agent = useAgentNames();
  const schedules = useSchedules().data?.schedules ?? [];
  const calendars = useCalendars().data?.calendars ?? [];
  const nameIn = (all: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
    all.find(one => one.id === id)?.name ?? id;
  return { m, format, agent, schedule: nameIn(schedules), calendar: nameIn(calendars) };
}
