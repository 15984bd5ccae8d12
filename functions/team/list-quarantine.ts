import { formatInstant } from '../../shared/kernel/instant.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';

/** What could not be taken in, the newest first; the text itself stays in the table. */
export async function listQuarantine(
  { table }: Ports,
  asked: { cursor?: string | undefined; limit: number },
) {
  const page = await table.query({
    index: 'list',
    pk: lists.quarantine,
    descending: true,
    limit: asked.limit,
    ...(asked.cursor === undefined ? {} : { cursor: asked.cursor }),
  });
  const items = page.rows.map(row => ({
    id: row.sk,
    at: formatInstant(Number(row['at'])),
    origin: String(row['origin']),
    reason: row['problem'] === undefined ? String(row['reason']) : `${row['reason']}: ${row['problem']}`,
    ...(row['field'] === undefined ? {} : { field: String(row['field']) }),
    bytes: Number(row['bytes']),
  }));
  return { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}
