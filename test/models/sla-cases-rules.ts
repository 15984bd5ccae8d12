import { answerTick } from '../../functions/devices/answer-tick.ts';
import { type DeviceCase, isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { HANDOVER } from '../../shared/domain/devices/policy.ts';
import { aroundTheClock, compileCalendar } from '../../shared/domain/time/business-calendar.ts';
import { type Calendars, readTarget, verdictOf } from '../../shared/domain/time/sla-clock.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import { casePk, timeKey } from '../../shared/store/keys.ts';
import { calendarKeyOf, type StoredCalendar, specOf } from '../../shared/store/promise-store.ts';
import type { Row } from '../../shared/store/table.ts';
import type { RowChange } from '../../tools/memory/memory-table.ts';
import { type DeviceWorld, START, ears as usual } from './device-world.ts';
import { unlessAgain } from './support/comes-again.ts';
import type { Rules } from './support/model.ts';
import type { Ears } from './support/table-world.ts';

const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};

const thresholdsOf = ({ records }: DeviceCase): string[] =>
  records.flatMap(one =>
    one.is === 'warned' ? `${one.target} ${one.threshold}` : one.is === 'breached' ? `${one.target} !` : [],
  );
const isBroken = ({ records }: DeviceCase, id: string): boolean =>
  records.some(({ is, target }) => is === 'breached' && target === id);

/** Each version of a calendar as it was written, compiled here. */
const compiled = new Map<string, ReturnType<typeof compileCalendar>>();
const calendarsIn = (world: DeviceWorld): Calendars => {
  const written = world.rowsOf('promise-version') as unknown as StoredCalendar[];
  return key => {
    const calendar = written.find(one => 'closedDays' in one && calendarKeyOf(one) === key);
    if (!calendar) return aroundTheClock;
    const spec = specOf(calendar);
    const text = JSON.stringify(spec);
    const known = compiled.get(text) ?? compileCalendar(spec, { from: START - DAY, to: START + 900 * DAY });
    compiled.set(text, known);
    return known;
  };
};

export const casesAlways: Rules<DeviceWorld> = {
  '5: each threshold of a target at most once': world =>
    find(world.cases(), held => new Set(thresholdsOf(held)).size < thresholdsOf(held).length),
  '5: none before its instant': world =>
    find(world.cases(), ({ records }) => records.some(one => 'noticedAt' in one && one.noticedAt < one.at)),
  '8: a case has one clock at most, and none when it is over': world =>
    find(world.cases(), held => {
      const timers = world.timers().filter(({ pk }) => pk === casePk(held.id));
      const isOver = held.state === 'closed' || held.state === 'cancelled';
      const isSettled = isOver && held.owed.length === 0 && (held.lock?.state ?? 'done') === 'done';
      return timers.length > 1 || (isSettled && timers.length > 0);
    }),
  '8: what is open and promised is watched until it is broken': world =>
    find(
      world.cases().filter(isOpenCase),
      held =>
        held.policy !== undefined &&
        !isBroken(held, HANDOVER) &&
        !world.timers().some(({ pk }) => pk === casePk(held.id)),
    ),
};

const NEVER = Date.UTC(9999, 0, 1);

export const casesAtRest: Rules<DeviceWorld> = {
  '9: due is what is promised now, and looked at by then': world => {
    const calendars = calendarsIn(world);
    const now = world.clock.now();
    const rows = world.rowsOf('device-case') as unknown as (StoredCase & { readonly listKey: string })[];
    return find(rows.filter(isOpenCase), held => {
      const target = held.policy?.targets.find(({ id }) => id === HANDOVER);
      const reading = target && readTarget({ marks: held.marks, target, calendars, now });
      const due = reading?.state === 'running' ? reading.deadline : undefined;
      if (held.listKey !== timeKey(due ?? NEVER, held.id)) return true;
      if (due === undefined || due <= now || isBroken(held, HANDOVER)) return false;
      const timer = world.timers().find(({ pk }) => pk === casePk(held.id));
      return timer === undefined || timer.dueAt > due;
    });
  },
  '9: a breach that was recorded stands, whatever is promised now': world => {
    const given = { calendars: calendarsIn(world), now: world.clock.now() };
    return find(world.cases(), held =>
      (held.policy?.targets ?? []).some(
        target =>
          isBroken(held, target.id) && ['open', 'kept'].includes(verdictOf({ ...held, ...given, target })),
      ),
    );
  },
};

/** Rows say what they may never say again; a promise that changes is said with it; no late ring moves a case. */
export function watchCases(world: DeviceWorld): CasesWorld {
  const rung = new Map<string, Tick>();
  world.table.onCommit((changes, { commitId }) => {
    const tick = rung.get(commitId);
    rung.delete(commitId);
    for (const { before, after } of changes) {
      if (after?.['type'] !== 'device-case' || !before) continue;
      const [was, is] = [before, after] as unknown as [DeviceCase, DeviceCase];
      const isKept = JSON.stringify(is.records.slice(0, was.records.length)) === JSON.stringify(was.records);
      if (!isKept) world.wrong.push('7: what was recorded stays recorded');
      if (tick && tick.epoch !== stoodAt(world, tick, changes)?.['epoch'])
        world.wrong.push('6: no ring of an old epoch does anything');
      if (JSON.stringify(was.policy) !== JSON.stringify(is.policy))
        world.wrong.push(...aboutPromise(was, is, changes));
    }
  });
  return { ...world, rung };
}
export type CasesWorld = DeviceWorld & { readonly rung: Map<string, Tick> };

/** The clock that stood there until the commit. */
function stoodAt({ table }: DeviceWorld, { pk, sk }: Tick, changes: readonly RowChange[]): Row | undefined {
  const moved = changes.find(({ before, after }) => {
    const row = before ?? after;
    return row?.pk === pk && row.sk === sk;
  });
  return moved ? moved.before : table.peek({ pk, sk });
}

/** Matched anew: in the history of the case for ever, with what is promised now; and nothing else is said of the past. */
function aboutPromise(was: DeviceCase, { id, policy, records }: DeviceCase, changes: readonly RowChange[]) {
  const entry = changes.map(({ after }) => after).find((row): row is Row => row?.['decision'] === 'rematch');
  const reason = (entry?.['reason'] ?? {}) as Record<string, unknown>;
  const isSaid =
    entry?.pk === casePk(id) &&
    entry.expiresAt === undefined &&
    reason['policyId'] === (policy?.id ?? '-') &&
    reason['policyVersion'] === (policy?.version ?? 0);
  const corrects = records.slice(was.records.length).some(one => one.is === 'corrected');
  return [
    ...(isSaid ? [] : ['9: what is promised anew stands in the history']),
    ...(corrects ? ['9: what a promise moves is no correction'] : []),
  ];
}

/** Rings as the queue brings them; what each of them commits is known by its name. */
export const caseEars = (world: CasesWorld, answer: typeof answerTick = answerTick): Ears => ({
  hear: usual.hear,
  tick: unlessAgain((ports, tick) => {
    const commit: typeof ports.table.commit = set => {
      world.rung.set(set.commitId, tick);
      return ports.table.commit(set);
    };
    return answer({ ...ports, table: { ...ports.table, commit } }, tick);
  }),
});
