import { describe, expect, test } from '@jest/globals';
import { audit } from '../../functions/upkeep/audit.ts';
import { newNotification } from '../../shared/domain/notifications/notification.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { journeyWrites } from '../../shared/store/journey-store.ts';
import { heartbeatKey } from '../../shared/store/keys.ts';
import { newNotificationWrites } from '../../shared/store/notification-store.ts';
import type { Row, Table, Write } from '../../shared/store/table.ts';
import { bytesOfRow } from '../../tools/bench/write-units.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { NOW } from '../support/facts.ts';
import { anAgent, seedTeam } from '../support/team.ts';

/** `AUDIT_OPEN=100000` takes longer and says the same. */
const OPEN = Number(process.env['AUDIT_OPEN'] ?? 30_000);
const RUNS = Math.ceil(OPEN / 10_000) + 1;
const clock = { now: () => NOW };

const rowsOf = (writes: readonly Write[]): Row[] =>
  writes.flatMap(write => (write.do === 'put' ? [write.row] : []));

/** As many open promises, half of them notifications of one person and half of them onboardings. */
const openRows = (): Row[] =>
  Array.from({ length: OPEN / 2 }, (_, n) => {
    const about = { id: `ntf_${n}`, accountId: `acc-${n}`, occurredAt: NOW, correlation: `evt_${n}` };
    const wanted = {
      recipientId: 'anna',
      kind: 'signed-up',
      language: 'de',
      reason: 'owner-on-duty',
    } as const;
    const notification = newNotification(wanted, { ...about, now: NOW, expireHours: 30 });
    const lookAt = NOW + HOUR + n * MINUTE;
    const journey = { accountId: `acc-${n}`, product: 'repricer', lookAt } as never;
    return [
      ...rowsOf(newNotificationWrites(notification)),
      ...rowsOf(journeyWrites(journey, undefined, NOW)),
    ];
  }).flat();

/** A unit for each begun 4 KB of what is read for sure, half of one for what may lag, as an index does. */
function counted(memory: Table): { table: Table; reads: { units: number } } {
  const reads = { units: 0 };
  const count = (rows: readonly Row[], price: number) => {
    const bytes = rows.reduce((sum, row) => sum + bytesOfRow(row), 0);
    reads.units += price * Math.max(1, Math.ceil(bytes / 4096));
  };
  const table: Table = {
    ...memory,
    get: async key => {
      const row = await memory.get(key);
      count(row ? [row] : [], 1);
      return row;
    },
    query: async query => {
      const page = await memory.query(query);
      count(page.rows, query.index || query.mayLag ? 0.5 : 1);
      return page;
    },
  };
  return { table, reads };
}

describe('an audit of more open promises than one run looks at', () => {
  test('reads no more in one run than it may, and comes round in the runs that follow', async () => {
    const memory = memoryTable({ clock, rows: openRows() });
    const { table, reads } = counted(memory);
    let n = 0;
    const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_${n++}` } };
    await seedTeam(ports, [anAgent('anna')]);
    const lost = [...memory.rows()].filter(row => row.type === 'timer').filter((_, at) => at % 5_000 === 0);
    for (const { pk, sk } of lost)
      await memory.commit({ commitId: `lost ${pk}`, writes: [{ do: 'delete', key: { pk, sk } }] });
    const units: number[] = [];
    let mended = 0;
    for (let runs = 0; runs < RUNS; runs++) {
      const before = reads.units;
      const report = await audit(ports);
      units.push(reads.units - before);
      mended += report.mended;
      expect(report.complete).toBe(false);
      expect(report.looked).toBeLessThanOrEqual(10_100);
    }
    const most = Math.max(...units);
    console.info(`at most ${Math.round(most)} read units in a run of 10,000; ${units.map(Math.round)}`);
    expect(most).toBeLessThan(8_000);
    expect(mended).toBe(lost.length);
    expect(memory.peek(heartbeatKey('auditor'))?.['memory']).toHaveProperty('place');
  }, 120_000);
});
