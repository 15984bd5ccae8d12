import { formatInstant, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { stockKey } from '../../../shared/store/keys.ts';
import type { Row } from '../../../shared/store/table.ts';
import { type Day, lead } from './day.ts';

const clara = { staff: 'clara', roles: ['clerk'] } as const;
const model = 'tab-8';

/** What is done with devices by hand: cases are worked on, units come, go, are counted, lent and swapped. */
export function mindTheStore(day: Day): Promise<void>[] {
  return [
    ...Array.from({ length: day.oneFor(20) }, async () => {
      await day.sometime();
      const row = day.open.any('device-case');
      if (row) await worksOnACase(day, row);
    }),
    ...Array.from({ length: day.oneFor(40) }, async (_, n) => {
      await day.sometime();
      await movesUnits(day, n);
    }),
  ];
}

async function worksOnACase({ ask, pause, world }: Day, row: Row): Promise<void> {
  const { random, clock } = world;
  const act = (body: object) => ask('act-on-case', { by: lead, params: { caseId: String(row['id']) }, body });
  const dueBackAt = formatInstant(clock.now() + random.int(1, 30) * HOUR);
  const ways: readonly (readonly object[])[] = [
    [{ do: 'triage', path: 'replace' }, { do: 'ship', trackingId: 'TR-1' }, { do: 'hand-over' }],
    [{ do: 'reserve' }, { do: 'hand-over' }, { do: 'return', fate: 'returned', depotId: 'mall' }],
    [{ do: 'loan', dueBackAt }, { do: 'hand-over' }, { do: 'return', fate: 'waived' }],
    [{ do: 'wait', on: 'customer', reason: 'photo' }, { do: 'go-on' }],
    [
      { do: 'cancel', reason: 'found' },
      { do: 'reopen', reason: 'was-another' },
    ],
    [{ do: 'hand-over' }, { do: 'return', fate: 'written-off' }, { do: 'close' }],
    [{ do: 'excuse', target: 'handover', reason: 'the mall was closed' }],
  ];
  for (const step of random.pick(ways)) {
    await act(step);
    await pause(SECOND, random.chance(0.5) ? MINUTE : HOUR);
  }
}

/** The counter of the store in the mall, where most of the devices are. */
async function movesUnits(day: Day, n: number): Promise<void> {
  const { ask, world } = day;
  const { random } = world;
  const by = random.chance(0.5) ? clara : lead;
  const move = (body: object, depotId = 'mall') =>
    ask('move-stock', { by: lead, params: { depotId }, body: { model, ...body } });
  const units = unitsIn(day);
  const serial = units.length > 0 ? random.pick(units) : 'nowhere';
  const drawn = random.next();
  if (drawn < 0.2) await move({ do: 'receive', serials: [`N-${n}a`, `N-${n}b`], ready: true });
  else if (drawn < 0.3) await move({ do: 'set-ready', serial, ready: random.chance(0.5) });
  else if (drawn < 0.45) {
    const found = units.filter(() => random.chance(0.95));
    await move({ do: 'count', found: [...found, `X-${n}`].slice(0, 500), reason: 'end of the day' });
  } else if (drawn < 0.55) await move({ do: 'move', serial, to: 'central' });
  else if (drawn < 0.6) await move({ do: 'write-off', serial, reason: 'broken glass' });
  else {
    const row = day.open.any('device-case');
    const oldSerial = row && random.chance(0.7) ? String(row['serial']) : `D-${random.int(0, 20)}`;
    const body = { oldSerial, oldReturned: random.chance(0.7) };
    await ask('swap-device', { by, params: { depotId: 'mall' }, body });
  }
}

/** Serials that the store's books have, whatever is done with them just now. */
function unitsIn({ world }: Day): string[] {
  const stock = world.table.peek(stockKey('mall', model));
  return Object.keys((stock?.['units'] ?? {}) as object);
}
