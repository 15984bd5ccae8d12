import type { Ids } from '../kernel/id.ts';
import type { Clock } from '../kernel/instant.ts';
import type { Table } from './table.ts';

/** What every use case gets: the table, the time and where random roots come from. */
export type Ports = { readonly table: Table; readonly clock: Clock; readonly ids: Ids };

/** What a use case did with a fact or tick: one kebab-case word for the log, with ids that explain it. */
export type Handled = {
  readonly decision: string;
  readonly detail?: Readonly<Record<string, string | number>>;
};
