import { type StoredAgent, stillAs } from '../../shared/store/roster-store.ts';
import type { Check } from '../../shared/store/table.ts';

/** Whoever gets work must still be as they were seen when they were chosen: on the roster, with no other absences. */
export const stillThere = (
  seen: readonly StoredAgent[],
  ...chosen: readonly ({ readonly agentId: string } | undefined)[]
): Check[] => seen.filter(({ id }) => chosen.some(one => one?.agentId === id)).map(stillAs);
