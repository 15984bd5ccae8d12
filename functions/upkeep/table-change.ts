import type { Row } from '../../shared/store/table.ts';

/** One record of the table's stream. */
export type TableChange = {
  readonly sequence: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
};
