import type { Ports } from '../../shared/store/ports.ts';
import { type MemoryTable, memoryTable } from '../../tools/memory/memory-table.ts';
import { NOW } from './facts.ts';

/** A table in memory, a clock that stands until it is set, and counted ids. */
export function testPorts(): Ports & { table: MemoryTable; clock: { now(): number; set(at: number): void } } {
  let at = NOW;
  let n = 0;
  const clock = {
    now: () => at,
    set: (to: number) => {
      at = to;
    },
  };
  return {
    table: memoryTable({ clock }),
    clock,
    ids: { random: prefix => `${prefix}_${(n++).toString(36)}` },
  };
}
