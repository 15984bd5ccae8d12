import { type DeviceCase, isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { casePk } from '../../shared/store/keys.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { type DeviceDeed, deviceDeeds, performOnDevices } from './device-deeds.ts';
import { type DeviceWorld, deviceWorld, ears } from './device-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model, Rules } from './support/model.ts';
import { prove } from './support/prove.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};

const thresholdsOf = ({ records }: DeviceCase): string[] =>
  records.flatMap(one =>
    one.is === 'warned' ? `${one.target} ${one.threshold}` : one.is === 'breached' ? `${one.target} !` : [],
  );

const always: Rules<DeviceWorld> = {
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
    find(world.cases().filter(isOpenCase), held => {
      const isBroken = held.records.some(({ is, target }) => is === 'breached' && target === 'handover');
      return (
        held.policy !== undefined && !isBroken && !world.timers().some(({ pk }) => pk === casePk(held.id))
      );
    }),
};

/** Records are only ever added to. */
function watchRecords(world: DeviceWorld): DeviceWorld {
  world.table.onCommit(changes => {
    for (const { before, after } of changes) {
      if (after?.['type'] !== 'device-case' || !before) continue;
      const [was, is] = [before, after] as unknown as [DeviceCase, DeviceCase];
      const isKept = JSON.stringify(is.records.slice(0, was.records.length)) === JSON.stringify(was.records);
      if (!isKept) world.wrong.push('7: what was recorded stays recorded');
    }
  });
  return world;
}

const casesModel = (sabotage?: (table: MemoryTable) => MemoryTable): Model<DeviceWorld, DeviceDeed> => ({
  name: 'sla-cases',
  setup: () => watchRecords(deviceWorld(sabotage)),
  deeds: deviceDeeds,
  perform: async (world, deed, hands) => {
    // Nobody does two things with a case in one millisecond: which came first could not be told.
    world.clock.set(world.clock.now() + 1);
    await performOnDevices(world, deed, hands);
  },
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  always,
  settle: world => comeIn(world, ears),
  mayFail: comesAgain,
});

/** A clock that is not set again. */
const unwatched = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write =>
        write.do === 'put' && write.row['type'] === 'timer' && Number(write.row['epoch']) > 2 ? [] : write,
      ),
    }),
});

/** Whoever comes last wins a case. */
const careless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write =>
        write.do === 'put' && write.row['type'] === 'device-case' ? { do: 'put', row: write.row } : write,
      ),
    }),
});

prove({
  model: casesModel(),
  runs: 30,
  planted: [
    { bug: 'a clock that is not set again', breaks: /sla-cases 8:/, model: casesModel(unwatched) },
    {
      bug: 'a case that is written without a look at its version',
      breaks: /sla-cases [578]:/,
      model: casesModel(careless),
      among: 'actors',
    },
  ],
});
