import { describe, expect, test } from '@jest/globals';
import { checkApiKey } from '../../functions/access/check-api-key.ts';
import { permits } from '../../shared/contracts/define-route.ts';
import { postEvents } from '../../shared/contracts/intake-contract.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { principalOf } from '../../shared/runtime/principal.ts';
import { addApiKey, listApiKeys, revokeApiKey } from '../../shared/store/api-key-store.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { newApiKey } from '../../tools/support/new-api-key.ts';

function room() {
  let now = Date.parse('2026-11-22T09:00:00Z');
  let counter = 0;
  let reads = 0;
  const clock = { now: () => now };
  const inner = memoryTable({ clock });
  const get: typeof inner.get = key => {
    reads++;
    return inner.get(key);
  };
  return {
    table: { ...inner, get },
    clock,
    ids: { random: (prefix: string) => `${prefix}_${String(counter++).padStart(6, '0')}` },
    reads: () => reads,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}
const shop = { producer: 'shop', scopes: ['events:write'], days: 30 } as const;
const bearer = (key: string) => `Bearer ${key}`;

describe('an API key', () => {
  test('opens what its scopes say, in the name of its producer', async () => {
    const ports = room();
    const { key, keyId } = await newApiKey(ports, shop);
    expect(key).toMatch(/^fck_[A-Za-z0-9_-]{43}$/);
    const answer = await checkApiKey(ports, bearer(key));
    expect(answer).toEqual({
      isAuthorized: true,
      context: { keyId, producer: 'shop', scopes: 'events:write' },
    });
    const principal = principalOf({ lambda: answer.isAuthorized ? answer.context : null });
    expect(principal).toEqual({ kind: 'machine', id: 'shop', scopes: ['events:write'] });
    expect(permits(postEvents.access, principal)).toBe(true);
    expect(permits({ to: 'machine', scope: 'accounts:write' }, principal)).toBe(false);
    expect(permits({ to: 'staff' }, principal)).toBe(false);
  });

  test('is nowhere in the table; only its digest is', async () => {
    const ports = room();
    const { key } = await newApiKey(ports, shop);
    expect(JSON.stringify([...ports.table.rows()])).not.toContain(key.slice(4, 20));
  });

  test('unknown, expired and revoked ones get the same answer after the same single read', async () => {
    const answers = [];
    for (const spoil of [
      async (_: ReturnType<typeof room>) => `fck_${'A'.repeat(43)}`,
      async (ports: ReturnType<typeof room>) => {
        const { key } = await newApiKey(ports, shop);
        ports.pass(30 * DAY);
        return key;
      },
      async (ports: ReturnType<typeof room>) => {
        const { key, keyId } = await newApiKey(ports, shop);
        expect(await revokeApiKey(ports, keyId)).toBe(true);
        return key;
      },
    ]) {
      const ports = room();
      const key = await spoil(ports);
      const before = ports.reads();
      answers.push({ answer: await checkApiKey(ports, bearer(key)), reads: ports.reads() - before });
    }
    expect(answers).toEqual(Array(3).fill({ answer: { isAuthorized: false }, reads: 1 }));
  });

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic fck_x',
    'Bearer fck_short',
    `Bearer fck_${'A'.repeat(44)}`,
    `Bearer fck_${'A'.repeat(42)}!`,
    `fck_${'A'.repeat(43)}`,
    `Bearer fck_${'A'.repeat(43)} x`,
    `Bearer ${'x'.repeat(100_000)}`,
  ])('of no shape that a key has is not even looked up: %#', async authorization => {
    const ports = room();
    expect(await checkApiKey(ports, authorization)).toEqual({ isAuthorized: false });
    expect(ports.reads()).toBe(0);
  });

  test('may be changed without a pause: two of a producer are good side by side', async () => {
    const ports = room();
    const old = await newApiKey(ports, shop);
    const next = await newApiKey(ports, shop);
    for (const { key } of [old, next])
      expect((await checkApiKey(ports, bearer(key))).isAuthorized).toBe(true);
    await revokeApiKey(ports, old.keyId);
    expect((await checkApiKey(ports, bearer(old.key))).isAuthorized).toBe(false);
    expect((await checkApiKey(ports, bearer(next.key))).isAuthorized).toBe(true);
    const listed = await listApiKeys(ports.table);
    expect(listed.map(({ keyId, state }) => [keyId, state])).toEqual([
      [next.keyId, 'active'],
      [old.keyId, 'revoked'],
    ]);
  });

  test('that does not exist cannot be revoked, and one key is never kept twice', async () => {
    const ports = room();
    expect(await revokeApiKey(ports, 'key_none')).toBe(false);
    const { key } = await newApiKey(ports, shop);
    const about = { keyId: 'k', producer: 'shop', scopes: [], expiresAt: 1 };
    await expect(addApiKey(ports, key, about)).rejects.toThrow('there already');
    await expect(addApiKey(ports, 'fck_x', about)).rejects.toThrow('not a key');
  });
});
