import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { slotsModel } from './slots-model.ts';
import { prove } from './support/prove.ts';

/** Whoever comes last wins an agent's day. */
const careless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write =>
        write.do === 'put' && write.row['type'] === 'agent-day' ? { do: 'put', row: write.row } : write,
      ),
    }),
});

prove({
  model: slotsModel(),
  runs: 40,
  planted: [
    {
      bug: 'a day that is written without a look at its version',
      breaks: /slots [124]:/,
      model: slotsModel(careless),
      among: 'actors',
    },
  ],
});
