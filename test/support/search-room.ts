import { indexChanges } from '../../functions/views/index-changes.ts';
import { search } from '../../functions/views/search.ts';
import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import type { HitKind } from '../../shared/contracts/views-contract.ts';
import { newAccount } from '../../shared/domain/accounts/account.ts';
import { accountRow, type StoredAccount } from '../../shared/store/account-store.ts';
import { type Device, deviceRow } from '../../shared/store/device-store.ts';
import { caseKey, contactKey } from '../../shared/store/keys.ts';
import type { Key, Row, Write } from '../../shared/store/table.ts';
import type { RowChange } from '../../tools/memory/memory-table.ts';
import { NOW } from './facts.ts';
import { testPorts } from './ports.ts';

/** The row of an account, as far as a search looks at it. */
export const namedAccount = (id: string, name?: string, more: Partial<StoredAccount> = {}): Row =>
  accountRow({
    ...{ id, state: newAccount, origin: 'live', createdAt: NOW, ...more },
    ...(name === undefined ? {} : { name }),
  });
export const person = (accountId: string, id: string, contact: Contact): Row => ({
  ...contactKey(accountId, id),
  ...{ type: 'contact', contact, asOf: NOW },
});
export const device = (serial: string, more: Partial<Device> = {}): Row =>
  deviceRow({ serial, model: 'tab-8', managed: true, place: 'with-customer', ...more });
export const deviceCase = (id: string, serial: string, accountId: string): Row => ({
  ...caseKey(id),
  ...{ type: 'device-case', id, serial, accountId, model: 'tab-8', state: 'triaged' },
});

/** A table whose changes wait until the index is brought up to them, and a search over it. */
export function searchRoom() {
  const ports = testPorts();
  const waiting: RowChange[] = [];
  ports.table.onCommit(changes => void waiting.push(...changes));
  const write = async (...writes: Write[]) => {
    for (const one of writes) await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [one] });
  };
  let sequence = 0;
  return {
    ports,
    write,
    put: (...rows: Row[]) => write(...rows.map(row => ({ do: 'put', row }) as const)),
    erase: (...keys: Key[]) =>
      write(...keys.map(({ pk, sk }) => ({ do: 'delete', key: { pk, sk } }) as const)),
    /** Everything that changed since the last time, as the stream tells it. */
    index: () =>
      indexChanges(
        ports,
        waiting.splice(0).map(change => ({ ...change, sequence: String(sequence++) })),
      ),
    find: (q: string, { kind, limit = 8 }: { kind?: HitKind; limit?: number } = {}) =>
      search(ports.table, { q, kind, limit }),
    /** What the index holds, as text. */
    words: () => [...ports.table.rows()].filter(({ type }) => type === 'search-word'),
  };
}

export type SearchRoom = ReturnType<typeof searchRoom>;
