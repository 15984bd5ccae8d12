import { mendPromises } from '../../../functions/upkeep/mend-promises.ts';
import type { Absence } from '../../../shared/domain/team/agent.ts';
import { isWithin } from '../../../shared/domain/time/working-hours.ts';
import { agentKey } from '../../../shared/store/keys.ts';
import { isTombstone } from '../../../shared/store/person-store.ts';
import type { Row } from '../../../shared/store/table.ts';
import { bookingOracle } from '../../simulation/booking-oracle.ts';
import type { World } from '../../simulation/world.ts';
import type { Day } from './day.ts';

/** Watches a world from its beginning for what nobody sees at its end any more. */
export function watching(world: World) {
  const { table, clock } = world;
  const works = (agentId: string, { from, to }: { from: number; to: number }): boolean => {
    const row = table.peek(agentKey(agentId));
    const away = Object.values((row?.['absences'] ?? {}) as Record<string, Absence>);
    const [hours, zone] = [row?.['hours'] as Parameters<typeof isWithin>[0], String(row?.['zone'])];
    return (
      row?.['active'] === true &&
      [from, to - 1].every(at => isWithin(hours, zone, at)) &&
      !away.some(one => one.from < to && from < one.to)
    );
  };
  const oracle = bookingOracle(table, { now: () => clock.now(), works, aheadOnly: true });
  const gone = goneIn(world);
  let mended = 0;
  table.onCommit(changes => {
    for (const { after } of changes)
      if (after?.type === 'heartbeat' && after.sk === 'auditor')
        mended += Number((after['report'] as { mended: number }).mended);
  });
  return {
    /** How many bookings, holds and moves there were, and what was wrong with them. */
    bookings: oracle.found,
    complaints: async ({ confirmed, wrong }: Day): Promise<string[]> => {
      const counts = {
        ...{ 'appointments that clash': oracle.pairs(), 'times of no call': oracle.orphans() },
        ...{ 'appointments that were told and never stood': oracle.lost(confirmed) },
        ...{ 'timers that were lost and armed again': mended + (await lostTimers(world)) },
      };
      return [
        ...wrong,
        ...oracle.notes.map(note => `appointments: ${note}`),
        ...Object.entries(counts).flatMap(([what, n]) => (n > 0 ? [`${n} ${what}`] : [])),
        ...aboutErased(world, gone),
      ];
    },
    /** So many were erased. */
    erased: () => gone.size,
  };
}

/** Open promises of any kind that have no next step, as the auditor looks for them, all of them at once. */
async function lostTimers({ table, clock }: World): Promise<number> {
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_look${n++}` } };
  const limits = { rows: Number.POSITIVE_INFINITY, timeMs: 1_000 };
  const { memory, unguarded } = await mendPromises(ports, {}, limits);
  return unguarded + (await mendPromises(ports, memory, limits)).unguarded;
}

/** A name's mark and a number as customers of the storm have them: nothing else looks like that. */
const MARKS = /zz\d+zz|\+4930[67]7\d{5}/g;
const marksIn = (row: Row | undefined): string[] => JSON.stringify(row ?? '').match(MARKS) ?? [];

/** What stood for people who were erased wherever they had been known, and nowhere else: it grows with every erasure. */
function goneIn({ table }: World): ReadonlySet<string> {
  const gone = new Set<string>();
  const placesOf = new Map<string, Set<string>>();
  const ever = new Map<string, Set<string>>();
  table.onCommit(changes => {
    for (const { after } of changes) {
      if (after?.type !== 'contact') continue;
      const place = `${after.pk} ${after.sk}`;
      const there = ever.get(place) ?? new Set();
      ever.set(place, there);
      for (const mark of marksIn(after)) {
        there.add(mark);
        placesOf.set(mark, (placesOf.get(mark) ?? new Set()).add(place));
        // A number may be somebody else's, too, and become so later.
        if (mark.startsWith('+')) gone.delete(mark);
      }
      if (!isTombstone(after)) continue;
      for (const mark of there) {
        placesOf.get(mark)?.delete(place);
        if (placesOf.get(mark)?.size === 0) gone.add(mark);
      }
    }
  });
  return gone;
}

/** Nothing of an erased person stands in any row. */
const aboutErased = ({ table }: World, gone: ReadonlySet<string>): string[] =>
  [...table.rows()].flatMap(row =>
    [...new Set(marksIn(row))]
      .filter(mark => gone.has(mark))
      .map(mark => `${mark} was erased and stands in ${row.pk} ${row.sk}`),
  );
