import { checkCalendarUrl } from '../../shared/domain/team/outside-calendar.ts';
import { refused } from '../../shared/kernel/outcome.ts';
import { arm, disarm } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import {
  dropOutsideCalendar,
  loadOutsideCalendar,
  type OutsideCalendar,
  outsideCalendarWrite,
} from '../../shared/store/outside-calendar-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { type Answer, changeOwnCalendar, readOwnCalendar } from './own-calendar.ts';

/** Where my other calendar is. It is read at once, and regularly from then on; what was read from another one is forgotten. */
export async function putOutsideCalendar(
  ports: Ports,
  { agentId, url }: { readonly agentId: string; readonly url: string },
): Answer<'not-found' | 'calendar-url-malformed' | 'calendar-host-not-allowed'> {
  const { table, clock } = ports;
  const [agent, settings] = await Promise.all([loadAgent(table, agentId), loadSettings(table)]);
  if (!agent?.active) return refused('not-found');
  const host = checkCalendarUrl(url, settings.notifications.calendarHosts ?? []);
  if (!host.ok) return host;
  await changeOwnCalendar(
    ports,
    { agentId, decision: 'outside-calendar-put', host: host.value },
    async () => {
      const held = await loadOutsideCalendar(table, agentId);
      if (held?.url === url && waitsForFirst(held)) return [];
      const now = clock.now();
      const known = held?.url === url ? held : { busy: [], since: now };
      return [
        outsideCalendarWrite({ ...known, agentId, url, host: host.value, tries: 0 }, held?.version),
        arm({ ...fetchOf(agentId), dueAt: now, epoch: (held?.version ?? 0) + 1, now }),
      ];
    },
  );
  return readOwnCalendar(ports, agentId);
}

/** Put and not read yet: it is read at once anyway. */
const waitsForFirst = ({ tries, fetchedAt, failing }: OutsideCalendar): boolean =>
  tries === 0 && fetchedAt === undefined && failing === undefined;

/** The timer at which an agent's calendar is read. */
export const fetchOf = (agentId: string) => ({ pk: agentPk(agentId), kind: 'calendar.fetch' }) as const;

/** My other calendar is forgotten, with what was read from it; there may be none. */
export async function forgetOutsideCalendar(ports: Ports, agentId: string): Answer {
  await changeOwnCalendar(ports, { agentId, decision: 'outside-calendar-forgotten' }, async () => {
    const held = await loadOutsideCalendar(ports.table, agentId);
    return held ? [dropOutsideCalendar(held), disarm(agentPk(agentId), 'calendar.fetch')] : [];
  });
  return readOwnCalendar(ports, agentId);
}
