import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import type { StockRefusal } from '../../shared/domain/devices/stock-commands.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { Write } from '../../shared/store/table.ts';

/** Which unit, and which depot, a command is about. */
export type UnitMove = {
  readonly serial?: string | undefined;
  readonly depotId?: string | undefined;
  readonly dueBackAt?: Instant;
};

/** What the units add to a command. */
export type Moved = {
  /** The command with what the stock added to it. */
  readonly command: CaseCommand;
  /** The case as the stock leaves it, before the command is decided on. */
  readonly held: DeviceCase;
  /** Rows of the devices that move, once the case is decided on. */
  readonly devices: (after: DeviceCase) => Promise<Write[]>;
};
export type UnitAnswer = Outcome<
  Moved,
  StockRefusal | 'unknown-unit' | 'in-a-case' | 'not-with-the-customer'
>;

/** A command that moves no unit. */
export const plain = (held: DeviceCase, command: CaseCommand): UnitAnswer =>
  accepted({ command, held, devices: async () => [] });
