import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import type { StockAnswer, StockCommand, StockRefusal } from '../../shared/domain/devices/stock-commands.ts';
import {
  replenishmentWanted,
  reservationDisplaced,
  stockChanged,
} from '../../shared/events/device-events.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import { replace } from '../../shared/store/journal.ts';
import { loadStock, type StoredStock, stockRow } from '../../shared/store/stock-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** The stocks that one decision touches: commands change them one after another, and one commit writes them. */
export type StockBook = {
  read(depotId: string, model: string): Promise<StoredStock>;
  apply(
    at: { readonly depotId: string; readonly model: string },
    command: StockCommand,
  ): Promise<Outcome<StockAnswer, StockRefusal>>;
  writes(): Write[];
  /** What others must hear of: that a stock changed, that it is short, that a case lost its unit. */
  follows(): Follow[];
};

/** Opens the books for one decision; every stock is read once. */
export function stockBook(table: Table, now: Instant): StockBook {
  const read = new Map<string, StoredStock>();
  const current = new Map<string, StoredStock>();
  const news: Follow[] = [];
  const load = async (depotId: string, model: string): Promise<StoredStock> => {
    const key = JSON.stringify([depotId, model]);
    const held = current.get(key) ?? (await loadStock(table, depotId, model));
    if (!read.has(key)) read.set(key, held);
    current.set(key, held);
    return held;
  };
  return {
    read: load,
    apply: async ({ depotId, model }, command) => {
      const held = await load(depotId, model);
      const answer = decideStock(held, command, now);
      if (!answer.ok) return answer;
      const { stock } = answer.value;
      current.set(JSON.stringify([depotId, model]), {
        ...stock,
        ...(held.version === undefined ? {} : { version: held.version }),
      });
      news.push(...newsOf(answer.value, { depotId, model }));
      return answer;
    },
    writes: () => changed(read, current).map(stock => replace(stockRow(stock), stock.version)),
    follows: () => [
      ...news,
      ...changed(read, current).map(({ depotId, model, version }) =>
        stockChanged.of({ depotId, model, stockVersion: (version ?? 0) + 1 }),
      ),
    ],
  };
}

const changed = (
  read: ReadonlyMap<string, StoredStock>,
  current: ReadonlyMap<string, StoredStock>,
): StoredStock[] =>
  [...current].filter(([key, stock]) => !sameStock(stock, read.get(key))).map(([, stock]) => stock);

/** An answer that changed nothing carries the very parts it was asked with. */
const sameStock = (one: StoredStock, other: StoredStock | undefined): boolean =>
  other !== undefined &&
  one.units === other.units &&
  one.withCustomer === other.withCustomer &&
  one.scrapped === other.scrapped &&
  one.received === other.received &&
  one.floors === other.floors &&
  one.short === other.short &&
  one.minimum === other.minimum;

function newsOf(
  { displaced, returned, alerts }: StockAnswer,
  at: { readonly depotId: string; readonly model: string },
): Follow[] {
  return [
    ...(displaced ? [reservationDisplaced.of({ ...displaced, ...at, why: 'displaced' })] : []),
    ...returned
      .filter(({ why }) => why === 'expired')
      .map(({ caseId, serial }) => reservationDisplaced.of({ caseId, serial, ...at, why: 'expired' })),
    ...alerts.map(alert =>
      replenishmentWanted.of({
        ...at,
        kind: alert.kind,
        ready: alert.ready,
        wanted: alert.kind === 'floor-touched' ? alert.ready + alert.short : alert.minimum,
        ...(alert.kind === 'floor-touched' ? { promise: alert.promise } : {}),
      }),
    ),
  ];
}
