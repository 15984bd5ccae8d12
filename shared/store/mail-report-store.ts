import { DAY, type Instant } from '../kernel/instant.ts';
import { mailReportKey } from './mail-keys.ts';
import type { Ports } from './ports.ts';
import type { Table } from './table.ts';

/** Longer than any mail is waited for. */
const KEPT = 2 * DAY;

/** Notes that the mail service took a customer's mail, by its effect key; the first report is enough. */
export async function noteMailLeft({ table, ids }: Ports, effect: string, at: Instant): Promise<void> {
  const row = {
    ...mailReportKey(effect),
    ...{ type: 'mail-report', at, expiresAt: Math.ceil((at + KEPT) / 1000) },
  };
  await table.commit({
    commitId: ids.random('cmt'),
    writes: [{ do: 'put', row, when: { is: 'absent' }, orElse: 'already-done' }],
  });
}

/** True when the mail service has reported anything of this mail: it left, whatever became of its answer to us. */
export const hasMailLeft = async (table: Table, effect: string): Promise<boolean> =>
  (await table.get(mailReportKey(effect))) !== undefined;
