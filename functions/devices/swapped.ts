import type * as z from 'zod/mini';
import type { swapDevice } from '../../shared/contracts/depots-contract.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { HANDOVER } from '../../shared/domain/devices/policy.ts';
import { type Mark, reachedAt, readTarget } from '../../shared/domain/time/sla-clock.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import type { Table } from '../../shared/store/table.ts';

export type Swapped = z.infer<typeof swapDevice.answer>;

/** What a swap came to: the unit that went out, when, until when one was promised, and whether that was kept. */
export async function swappedOf(table: Table, held: DeviceCase, now: Instant): Promise<Swapped> {
  const { id, marks, policy, replacement } = held;
  const stops = stopsOf(marks);
  const target = policy?.targets.find(one => one.id === HANDOVER);
  const said = {
    caseId: id,
    handedOut: replacement?.serial ?? held.serial,
    model: replacement?.model ?? held.model,
    at: formatInstant(Math.min(...stops.map(({ at }) => at), now)),
  };
  if (!target) return said;
  const calendars = await calendarsOf(table, held, now);
  const running = marks.filter(mark => !stops.includes(mark));
  const dueAt = reachedAt({ marks: running, target, calendars }, target.goalMs);
  const { met } = readTarget({ marks, target, calendars, now });
  return {
    ...said,
    ...(met === undefined ? {} : { kept: met }),
    ...(dueAt === undefined ? {} : { dueAt: formatInstant(dueAt) }),
  };
}

/** Where the work stopped since it was last opened again. */
function stopsOf(marks: readonly Mark[]): Mark[] {
  const again = marks.filter(({ is }) => is === 'reopened').map(({ at }) => at);
  const since = Math.max(...again, Number.NEGATIVE_INFINITY);
  return marks.filter(({ is, at }) => is === 'stopped' && at > since);
}
