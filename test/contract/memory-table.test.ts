import { describe, test } from '@jest/globals';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { tableConformance } from './table-conformance.ts';

describe('the table in memory', () => {
  test.each(tableConformance)('$name', async ({ run }) => {
    const table = memoryTable({ clock: { now: () => 0 } });
    await run({ table, pk: 'conformance', eventually: check => check() });
  });
});
