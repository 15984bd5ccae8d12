import { beforeEach, describe, expect, test } from '@jest/globals';
import { readTimeline } from '../../functions/accounts/read-history.ts';
import { callViewOf, readerOf } from '../../functions/calls/call-view.ts';
import { answerTick } from '../../functions/persons/answer-tick.ts';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import { giveOutPerson } from '../../functions/persons/give-out-person.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { loadAccountView } from '../../shared/store/account-view.ts';
import { accountPk, timerKey } from '../../shared/store/keys.ts';
import { seedCalls, theOpenCall, wish } from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

const ACME = { accountId: 'acme', contactId: 'c-1' };
let ports: ReturnType<typeof testPorts>;
const asked = { ...ACME, reason: 'asked by letter', principal: 'anna' };
const contactShown = async () => (await loadAccountView(ports.table, 'acme'))?.contacts[0];

beforeEach(async () => {
  ports = testPorts();
  await seedCalls(ports, { contact: { name: 'Cleo Canaria', email: 'cleo@canary.example' } });
});

describe('an erased person', () => {
  test('is shown with when it was, and whether all of it is gone', async () => {
    const erasedAt = formatInstant(ports.clock.now());
    await erasePerson(ports, asked);
    expect(await contactShown()).toEqual({ id: 'c-1', erased: { at: erasedAt, state: 'going' } });
    for (let n = 0; n < 3; n++) {
      const timer = await ports.table.get(timerKey(accountPk('acme'), 'person.erase', 'c-1'));
      if (!timer) break;
      ports.clock.set(Number(timer['dueAt']));
      await answerTick(ports, timer as unknown as Tick);
    }
    expect(await contactShown()).toEqual({ id: 'c-1', erased: { at: erasedAt, state: 'gone' } });
  });

  test('is said of a call with them, in the place of a name', async () => {
    await wish(ports, { itemId: 'itm-1', kind: 'help', contactId: 'c-1' });
    const call = await theOpenCall(ports);
    const shown = async () => callViewOf(ports.table, call, await readerOf(ports.table, 'anna'));
    expect(await shown()).toMatchObject({ contactName: 'Cleo Canaria' });
    expect(await shown()).not.toHaveProperty('contactErased');
    await erasePerson(ports, asked);
    expect(await shown()).toMatchObject({ contactId: 'c-1', contactErased: true });
    expect(await shown()).not.toHaveProperty('contactName');
  });
});

test('the history says who gave out and who erased, and why, for as long as it is kept', async () => {
  await giveOutPerson(ports, { ...asked, key: 'k-1' });
  await erasePerson(ports, { ...asked, principal: 'bruno', reason: 'asked once more' });
  const read = await readTimeline(ports, 'acme', { limit: 10 });
  const lines = read.ok ? read.value.entries.filter(({ name }) => name.startsWith('person.')) : [];
  const of = (decision: string) => lines.find(line => line.decision === decision);
  expect(of('person-given-out')).toMatchObject({
    ...{ name: 'person.given-out', reason: { contactId: 'c-1', by: 'anna' } },
    data: { reason: 'asked by letter' },
  });
  expect(of('person-erased')).toMatchObject({
    ...{ name: 'person.erase-ordered', reason: { contactId: 'c-1', by: 'bruno' } },
    data: { reason: 'asked once more' },
  });
});
