import { createHash } from 'node:crypto';
import type { Scope } from '../contracts/define-route.ts';
import { idPattern } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { DAY } from '../kernel/instant.ts';
import { apiKeyKey, lists, timeKey } from './keys.ts';
import type { Ports } from './ports.ts';
import type { Row, Table } from './table.ts';

export type ApiKey = {
  readonly keyId: string;
  /** Which system sends with it; stays the same when the key is changed for a new one. */
  readonly producer: string;
  readonly scopes: readonly Scope[];
  readonly state: 'active' | 'revoked';
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

/** 256 random bits in base64url behind a prefix that secret scanners can find. */
export const apiKeyPattern = /^fck_[A-Za-z0-9_-]{43}$/;
const KEPT_AFTER_DAYS = 90;

/** What the table knows a key by. Plain SHA-256 is enough for 256 random bits. */
const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Keeps the digest of a new key. Several of one producer are good side by side, so that a change needs no pause. */
export async function addApiKey(
  ports: Ports,
  key: string,
  about: Omit<ApiKey, 'state' | 'createdAt'>,
): Promise<void> {
  if (!apiKeyPattern.test(key) || !idPattern.test(about.producer)) throw new ApiKeyError('not a key of ours');
  const createdAt = ports.clock.now();
  const row: Row = {
    ...apiKeyKey(digestOf(key)),
    type: 'api-key',
    keyId: about.keyId,
    producer: about.producer,
    scopes: [...about.scopes],
    state: 'active',
    createdAt,
    goodUntil: about.expiresAt,
    list: lists.apiKeys,
    listKey: timeKey(createdAt, about.keyId),
    expiresAt: Math.floor((about.expiresAt + KEPT_AFTER_DAYS * DAY) / 1000),
  };
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [{ do: 'put', row, when: { is: 'absent' }, orElse: 'already-exists' }],
  });
  if (!answer.done) throw new ApiKeyError('this key is there already');
}

/** The key as the table knows it, whatever its state; nothing for a text that is no key. */
export async function findApiKey(table: Table, key: string): Promise<ApiKey | undefined> {
  if (!apiKeyPattern.test(key)) return undefined;
  const row = await table.get(apiKeyKey(digestOf(key)));
  return row && apiKeyOf(row);
}

/** All keys that were made, the newest first. Reads an index: a key of this second may be missing. */
export async function listApiKeys(table: Table): Promise<ApiKey[]> {
  return (await rowsOf(table)).map(apiKeyOf);
}

/** Revokes by id. False when there is no key of this id. */
export async function revokeApiKey({ table, ids }: Ports, keyId: string): Promise<boolean> {
  const row = (await rowsOf(table)).find(one => one['keyId'] === keyId);
  if (!row) return false;
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [
      {
        do: 'change',
        key: { pk: row.pk, sk: row.sk },
        set: { state: 'revoked' },
        when: { is: 'present' },
        orElse: 'gone',
      },
    ],
  });
  return answer.done;
}

async function rowsOf(table: Table): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      index: 'list',
      pk: lists.apiKeys,
      descending: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

const apiKeyOf = (row: Row): ApiKey => ({
  keyId: row['keyId'] as string,
  producer: row['producer'] as string,
  scopes: row['scopes'] as Scope[],
  state: row['state'] as ApiKey['state'],
  createdAt: row['createdAt'] as Instant,
  expiresAt: row['goodUntil'] as Instant,
});

class ApiKeyError extends Error {
  override readonly name = 'ApiKeyError';
}
