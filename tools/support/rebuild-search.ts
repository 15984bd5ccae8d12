import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { indexOne } from '../../functions/views/index-changes.ts';
import { indexChange } from '../../shared/domain/search/index-change.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  type Findable,
  findableName,
  findableOf,
  foundByOf,
  loadFindable,
  loadSearchEntry,
  searchedOf,
} from '../../shared/store/search-store.ts';
import type { Row } from '../../shared/store/table.ts';

const ABREAST = 10;

/** Every row of the table, page by page. */
export async function* rowsOfTable(client: DynamoDBClient, TableName: string): AsyncGenerator<Row[]> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    yield Items.map(item => unmarshall(item) as Row);
}

/**
 * Looks at everything that can be searched for or that the index says is there, and indexes again what is not found by
 * what it is called now. What is in order costs no write.
 */
export async function rebuildSearch(
  ports: Ports,
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): Promise<{ looked: number; indexed: number }> {
  const done = new Set<string>();
  let indexed = 0;
  for await (const rows of pages) {
    const fresh = new Map<string, Findable>();
    for (const of of rows.flatMap(row => findableOf(row) ?? searchedOf(row) ?? []))
      if (!done.has(findableName(of))) fresh.set(findableName(of), of);
    await inParallel([...fresh.values()], ABREAST, async of => {
      if (await isInOrder(ports, of)) return;
      await indexOne(ports, of);
      indexed++;
    });
    for (const name of fresh.keys()) done.add(name);
  }
  return { looked: done.size, indexed };
}

async function isInOrder({ table }: Ports, of: Findable): Promise<boolean> {
  const entry = await loadSearchEntry(table, of);
  return indexChange(entry?.found, foundByOf(await loadFindable(table, of))) === undefined;
}
