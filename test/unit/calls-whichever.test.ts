import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { logCall } from '../../functions/calls/log-call.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { answerTick } from '../../functions/persons/answer-tick.ts';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { accountPk, contactKey, timerKey } from '../../shared/store/keys.ts';
import { ANNA_PHONE, followed, seedCalls, theCall, theOpenCall, wish } from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

const CLEO = { accountId: 'acme', contactId: 'c-1' };
const ABOUT = 'the roof of Cleo';
let ports: ReturnType<typeof testPorts>;
let callId: string;

/** A call with whichever contact: nobody was known when it was wished for, and Cleo is by now. */
beforeEach(async () => {
  ports = testPorts();
  await seedCalls(ports);
  const cleo = contactKey('acme', 'c-1');
  await ports.table.commit({ commitId: 'nobody', writes: [{ do: 'delete', key: cleo }] });
  await wish(ports, { itemId: 'itm-1', kind: 'welcome', contactId: undefined });
  ({ id: callId } = await theOpenCall(ports));
  const contact = { name: 'Cleo', phone: ANNA_PHONE };
  await writeContact(ports, { ...CLEO, contact, asOf: ports.clock.now() });
});

async function erased(): Promise<void> {
  await erasePerson(ports, { ...CLEO, reason: 'asked by letter', principal: 'anna' });
  for (const fact of followed(ports, 'person.erased')) await answerCallFact(ports, fact);
  for (let n = 0; n < 9; n++) {
    const timer = await ports.table.get(timerKey(accountPk('acme'), 'person.erase', 'c-1'));
    if (!timer) return;
    ports.clock.set(Math.max(ports.clock.now(), Number(timer['dueAt'])));
    await answerTick(ports, timer as unknown as Tick);
  }
}
const rowsWith = (text: string) => [...ports.table.rows()].filter(row => JSON.stringify(row).includes(text));

describe('what is said of somebody named in a call with whichever contact', () => {
  test('when it is planned makes it theirs, and goes with them', async () => {
    const dueAt = formatInstant(ports.clock.now() + HOUR);
    const input = { ...CLEO, kind: 'help', about: ABOUT, dueAt } as const;
    expect(await planCall(ports, { input, agentId: 'anna' })).toMatchObject({
      value: { id: callId, contactId: 'c-1', about: ABOUT },
    });
    await erased();
    expect(rowsWith(ABOUT)).toEqual([]);
    expect(await theCall(ports, callId)).toMatchObject({ state: 'ended', ending: 'withdrawn' });
  });

  test('when they rang goes with them, and what is noted of the conversation is not kept', async () => {
    const input = { ...CLEO, about: ABOUT } as const;
    expect(await logCall(ports, { input, agentId: 'anna' })).toMatchObject({ value: { id: callId } });
    await erased();
    expect(rowsWith(ABOUT)).toEqual([]);
    expect(await theCall(ports, callId)).toMatchObject({ state: 'running', erased: true });
  });
});
