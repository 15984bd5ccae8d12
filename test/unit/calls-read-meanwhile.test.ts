import { beforeEach, describe, expect, test } from '@jest/globals';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import { callKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { act, followed, seedAccount, seedCalls, theCall, theOpenCall, wish } from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

const NUMBER = '+4930901877';
let ports: ReturnType<typeof testPorts>;

beforeEach(async () => {
  ports = testPorts();
  await seedCalls(ports);
  await wish(ports, { itemId: 'w', kind: 'help', contactId: 'c-1' });
});

describe('what a call is about while it is dealt with', () => {
  test('goes to whoever can be called when its contact is erased before a merge is heard of, and not on their number', async () => {
    const { id } = await theOpenCall(ports);
    const typed = { do: 'change', key: callKey(id), set: { phone: NUMBER } } as const;
    await ports.table.commit({ commitId: 'typed', writes: [typed] });
    await seedAccount(ports, 'acme-2', { owner: 'emil', contact: { name: 'Else', phone: '+4930901899' } });
    const by = { principal: 'anna', reason: 'by letter' };
    const merging = { accountId: 'acme', into: 'acme-2', why: 'the same', roles: ['lead'], ...by };
    expect(await mergeAccounts(ports, merging)).toMatchObject({ ok: true });
    expect(await erasePerson(ports, { accountId: 'acme', contactId: 'c-1', ...by })).toMatchObject({
      ok: true,
    });
    for (const fact of followed(ports, 'account.merged')) await answerFact(ports, fact);
    const there = await theOpenCall(ports, 'acme-2');
    expect(there).toMatchObject({ contactId: 'c-1', agenda: [{ id: 'w' }] });
    expect(there.phone).toBeUndefined();
  });

  test('begins another call when the one that it was to join ends while it is read', async () => {
    const { id } = await theOpenCall(ports);
    let talks = true;
    const get: typeof ports.table.get = async key => {
      const row = await ports.table.get(key);
      if (talks && key.sk.startsWith('open-call#')) {
        talks = false;
        await act(ports, id, { do: 'start' });
        await act(ports, id, {
          ...{ do: 'end', outcome: 'reached' },
          results: [{ itemId: 'w', result: 'answered' }],
        } as never);
      }
      return row;
    };
    const slow: Ports = { ...ports, table: { ...ports.table, get } };
    await wish(slow, { itemId: 'next', kind: 'help', contactId: 'c-1' });
    expect(await theCall(ports, id)).toMatchObject({ state: 'ended' });
    expect((await theOpenCall(ports)).agenda).toMatchObject([{ id: 'next' }]);
  });
});
