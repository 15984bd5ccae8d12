import { answerTick } from '../../functions/devices/answer-tick.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import type { Write } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';

/** A table that is given other writes than were meant. */
const written =
  (change: (write: Write, table: MemoryTable) => readonly Write[]) =>
  (table: MemoryTable): MemoryTable => ({
    ...table,
    commit: set => table.commit({ ...set, writes: set.writes.flatMap(write => change(write, table)) }),
  });
const typeOf = (write: Write) => (write.do === 'put' ? write.row['type'] : undefined);

/** A clock that rang is taken away and not set again. */
export const unwatched = written(write => {
  if (write.do !== 'put' || typeOf(write) !== 'timer' || Number(write.row['epoch']) <= 2) return [write];
  return [{ do: 'delete', key: keyOfWrite(write) }];
});

/** The clock of what is over goes on. */
export const undying = written((write, table) => {
  const timer =
    write.do === 'delete' && write.key.sk.includes('device.due') ? table.peek(write.key) : undefined;
  return timer ? [{ do: 'put', row: { ...timer, dueAt: Number(timer['dueAt']) + 1_000 * DAY } }] : [write];
});

/** Whoever comes last wins a case. */
export const careless = written(write =>
  write.do === 'put' && typeOf(write) === 'device-case' ? [{ do: 'put', row: write.row }] : [write],
);

/** Nobody writes down that something else is promised now. */
export const silent = written(write =>
  write.do === 'put' && write.row['decision'] === 'rematch' ? [] : [write],
);

/** Something else is promised, and the case stays due when it was. */
export const settled = written((write, table) => {
  if (write.do !== 'put' || typeOf(write) !== 'device-case') return [write];
  const before = table.peek(keyOfWrite(write));
  const promised = (row: object | undefined) => JSON.stringify((row as DeviceCase | undefined)?.policy);
  const isSame = !before || promised(before) === promised(write.row);
  return [isSame ? write : { ...write, row: { ...write.row, listKey: String(before['listKey']) } }];
});

/** Whatever rings is believed: nobody looks whether its clock stands as it was set. */
export const eager: typeof answerTick = (ports, tick) => {
  const get: typeof ports.table.get = async key => {
    const row = await ports.table.get(key);
    return row && key.sk === tick.sk ? { ...row, epoch: tick.epoch, dueAt: tick.dueAt } : row;
  };
  return answerTick({ ...ports, table: { ...ports.table, get } }, tick);
};

const recorded = (change: (records: DeviceCase['records'], before: number) => DeviceCase['records']) =>
  written((write, table) => {
    if (write.do !== 'put' || typeOf(write) !== 'device-case') return [write];
    const { records } = write.row as unknown as DeviceCase;
    const before = (table.peek(write.row) as unknown as DeviceCase | undefined)?.records ?? [];
    return [{ ...write, row: { ...write.row, records: change(records, before.length) } }];
  });

/** What was noticed before is noticed once more. */
export const nagging = recorded((records, before) => [...records, ...records.slice(0, before).slice(-1)]);

/** A breach is forgotten with the next thing that happens. */
export const forgiving = recorded((records, before) =>
  records.filter((one, n) => one.is !== 'breached' || n >= before),
);
