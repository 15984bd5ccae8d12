import type { Instant } from '../../shared/kernel/instant.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { arm } from '../../shared/store/journal.ts';
import { timerKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Put, Row } from '../../shared/store/table.ts';
import type { Guard, Missing, Must, Reader } from './guard.ts';
import { asItStands, atAGlance } from './readers.ts';
import { type Place, stationsOf, walk } from './walk.ts';

/** What the auditor remembers from run to run. */
export type Memory = {
  /** Where it goes on; absent when the last run came all the way round. */
  readonly place?: Place;
  /** Timers that were missing once and may have been so for a moment alone. */
  readonly suspects?: readonly string[];
};

export type Mended = {
  /** Open promises looked at in this run, and whether these are all there are. */
  readonly looked: number;
  readonly complete: boolean;
  /** Those that had lost their next step, and how many of these have one again. */
  readonly unguarded: number;
  readonly mended: number;
  readonly memory: Memory;
};

/**
 * Promises looked at in one run, and for how long: at most 10,000 reads of half a unit (a notification's of up to two)
 * and 100 pages of a list, whatever is open. What is left over is looked at by the next runs.
 */
export type AuditLimits = { readonly rows: number; readonly timeMs: number };
export const usualLimits: AuditLimits = { rows: 10_000, timeMs: 14 * SECOND };

const AT_ONCE = 20;
const MOST_SUSPECTS = 500;

/** Looks for open work without a timer and arms one for when its next step is or was due. */
export async function mendPromises(ports: Ports, memory: Memory = {}, limits = usualLimits): Promise<Mended> {
  const tally = { looked: 0, unguarded: 0, mended: 0 };
  const known = new Set(memory.suspects);
  const suspects: string[] = [];
  const stopAt = ports.clock.now() + limits.timeMs;
  const visit = async (guard: Guard, rows: readonly Row[]): Promise<boolean> => {
    await inParallel(rows, AT_ONCE, async row => {
      for (const missing of await missingOf(ports, guard, row)) {
        const name = nameOf(missing.must);
        if (guard.twice && !known.has(name)) suspects.push(name);
        else await mendOne(ports, missing, tally);
      }
    });
    tally.looked += rows.length;
    return tally.looked < limits.rows && ports.clock.now() < stopAt;
  };
  const place = await walk(ports.table, await stationsOf(ports.table), { from: memory.place, visit });
  return {
    ...tally,
    complete: place === undefined,
    memory: { ...(place ? { place } : {}), suspects: suspects.slice(0, MOST_SUSPECTS) },
  };
}

/** A glance first; only what is missing at a glance is read as it stands. */
async function missingOf(ports: Ports, guard: Guard, row: Row): Promise<readonly Missing[]> {
  const look = (readerOf: (ports: Ports) => Reader) => guard.missing(readerOf(ports), row);
  return (await look(atAGlance)).length > 0 ? look(asItStands) : [];
}

const nameOf = ({ pk, kind, name }: Must): string => {
  const key = timerKey(pk, kind, name);
  return `${key.pk} ${key.sk}`;
};

type Tally = { unguarded: number; mended: number };

/** Not counted when the work moved on or somebody armed the timer since it was read: then nothing was wrong. */
async function mendOne({ table, ids, clock }: Ports, missing: Missing, tally: Tally): Promise<void> {
  const writes = [missing.still, timerAgain(missing, clock.now())];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes }).catch(() => undefined);
  if (answer?.done !== false) tally.unguarded++;
  if (answer?.done) tally.mended++;
}

/** The timer as it must be; one that stands and is in no index keeps its instant and its epoch. */
function timerAgain({ must, held }: Missing, now: Instant): Put {
  const { dueAt, epoch } = held ?? must;
  const timer = arm({ ...must, dueAt, epoch, now });
  return {
    ...timer,
    when: held ? { is: 'equal', field: 'epoch', value: held.epoch } : { is: 'absent' },
    orElse: 'armed-again',
  };
}
