import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { newStock, type Stock } from '../../shared/domain/devices/stock.ts';
import type { StockAnswer, StockCommand } from '../../shared/domain/devices/stock-commands.ts';
import { HOUR } from '../../shared/kernel/instant.ts';

export const NOON = Date.parse('2026-03-02T12:00:00Z');

/** The answer to a command that the stock has to take. */
export function taken(stock: Stock, command: StockCommand, now = NOON): StockAnswer {
  const outcome = decideStock(stock, command, now);
  if (!outcome.ok) throw new Error(`${command.do} was refused: ${outcome.refusal}`);
  return outcome.value;
}

/** The word with which a command is refused. */
export function refusalOf(stock: Stock, command: StockCommand, now = NOON): string | undefined {
  const outcome = decideStock(stock, command, now);
  return outcome.ok ? undefined : outcome.refusal;
}

/** The stock after these commands, a second apart and all taken. */
export const stockAfter = (stock: Stock, ...commands: readonly StockCommand[]): Stock =>
  commands.reduce((held, command, n) => taken(held, command, NOON + n * 1_000).stock, stock);

/** A depot's phones with these serials ready, received a second apart. */
export const stockOf = (...serials: readonly string[]): Stock =>
  stockAfter(
    newStock('berlin', 'phone-1'),
    ...serials.map(serial => ({ do: 'receive', serial, ready: true }) as const),
  );

/** A reservation for four hours from noon. */
export const reserve = (caseId: string, promise?: string) =>
  ({
    do: 'reserve',
    caseId,
    expiresAt: NOON + 4 * HOUR,
    ...(promise === undefined ? {} : { promise }),
  }) as const satisfies StockCommand;
