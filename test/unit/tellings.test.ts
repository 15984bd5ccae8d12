import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { readCase } from '../../functions/devices/read-case.ts';
import { takeMailEvent } from '../../functions/notifications/answer-mail-event.ts';
import { answerFact } from '../../functions/tellings/answer-fact.ts';
import type { MailMessage, MailResult } from '../../shared/adapters/mail.ts';
import { tellingKinds } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { customerMail, customerTexts } from '../../shared/messages/customer/customer-mail.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { aDevice, berlin, passTo, report, seedDevices } from '../support/devices.ts';
import { bouncedEvent, deliveredEvent, sentEvent } from '../support/mail-events.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
let mails: MailMessage[];
let answers: (MailResult | Error)[];
const mail = {
  send: async (message: MailMessage): Promise<MailResult> => {
    const answer = answers.shift() ?? { result: 'sent', messageId: 'm' };
    if (answer instanceof Error) throw answer;
    if (answer.result === 'sent') mails.push(message);
    return answer;
  },
};
const tell = (fact: Fact) => answerFact({ ...ports, mail, origin: 'https://care.example' }, fact);
const wanted = (): Fact[] =>
  [...ports.table.rows()]
    .filter(row => row.type === 'journal')
    .flatMap(followsOf)
    .filter(fact => fact.name === 'contact.telling-wanted');
const tellings = () => [...ports.table.rows()].filter(row => row.type === 'telling');
const the = (kind: string): Fact => {
  const fact = wanted().find(({ data }) => data['kind'] === kind);
  if (!fact) throw new Error(`nothing of kind ${kind} is wanted`);
  return fact;
};
let caseId: string;

beforeEach(async () => {
  ports = testPorts();
  mails = [];
  answers = [];
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('lea', { roles: ['agent', 'lead'] })]);
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  await writeContact(ports, {
    ...{ accountId: 'mall-group', contactId: 'c-1', asOf: 1 },
    contact: { email: 'user@mall.example', language: 'de', zone: 'Europe/Lisbon' },
  });
  caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
});

describe('a customer', () => {
  test('is told of the promise in their language and time, with a link of their own', async () => {
    expect(await tell(the('report-received'))).toMatchObject({ decision: 'telling-sent' });
    const [message] = mails;
    expect(message?.to).toBe('user@mall.example');
    expect(message?.text).toContain('bis Montag, 23. November');
    expect(message?.text).toMatch(/11:05 (WEZ|UTC|GMT)/);
    expect(message?.text).toMatch(/https:\/\/care\.example\/device\/#lnk_\w+/);
    const spoken = { language: 'de', languageOf: 'contact' };
    expect(tellings()).toMatchObject([
      { state: 'sent', kind: 'report-received', dueAt: berlin('12:05'), ...spoken },
    ]);
    expect(await readCase(ports, caseId)).toMatchObject({ value: { tellings: [spoken] } });
  });

  test('who reports half an hour before closing is told when the time goes on', async () => {
    ports.clock.set(berlin('19:30'));
    await seedDevices(ports, { devices: [aDevice('LATE')], depotId: 'elsewhere' });
    await report(ports, 'LATE', { at: berlin('19:30') });
    const late = wanted().find(({ data }) => data['dueAt'] === berlin('10:30', '2026-11-24'));
    await tell(late as Fact);
    expect(mails[0]?.text).toMatch(/24\. November um 09:30/);
    expect(mails[0]?.text).toMatch(
      /Vorher schließen wir; die Zeit läuft weiter ab Dienstag, 24\. November um 08:00/,
    );
  });

  test('is told once, however often the fact comes', async () => {
    await tell(the('report-received'));
    expect(await tell(the('report-received'))).toMatchObject({ decision: 'already-told' });
    expect(mails).toHaveLength(1);
  });

  test('hears of another time while it is not over, and not of one that has changed again', async () => {
    const act = (action: object) =>
      actOnCase(ports, { caseId, action: action as never, principal: 'anna', roles: ['agent'] });
    ports.clock.set(berlin('10:30'));
    await act({ do: 'wait', on: 'customer', reason: 'photo' });
    ports.clock.set(berlin('10:50'));
    await act({ do: 'go-on' });
    const changes = wanted().filter(({ data }) => data['kind'] === 'promise-changed');
    expect(changes.map(({ data }) => data['dueAt'])).toEqual([undefined, berlin('12:25')]);
    expect(await tell(changes[0] as Fact)).toMatchObject({ decision: 'telling-superseded' });
    expect(await tell(changes[1] as Fact)).toMatchObject({ decision: 'telling-sent' });
    expect(mails.map(({ text }) => /11:25/.test(text))).toEqual([true]);
  });

  test('is warned before the promise is broken', async () => {
    await passTo(ports, caseId, berlin('11:53'));
    expect(await tell(the('promise-at-risk'))).toMatchObject({ decision: 'telling-sent' });
    expect(ports.clock.now()).toBeLessThan(berlin('12:05'));
  });

  test('without an address is told by nobody, and the case says so', async () => {
    await writeContact(ports, {
      ...{ accountId: 'mall-group', contactId: 'c-1', asOf: 2 },
      contact: { email: undefined as never },
    });
    await tell(the('report-received'));
    expect(tellings()).toMatchObject([{ state: 'no-address' }]);
  });
});

describe('a mail that does not go out', () => {
  test('is tried again later, at most five times, and then rings', async () => {
    const later: MailResult = { result: 'later', why: 'throttled' };
    for (let attempt = 1; attempt <= 5; attempt++) {
      answers = [later];
      await expect(tell(the('report-received'))).rejects.toThrow('under way');
    }
    expect(await tell(the('report-received'))).toMatchObject({ decision: 'telling-failed' });
    expect(tellings()).toMatchObject([{ state: 'failed', attempts: 5 }]);
  });

  test('whose answer was lost waits six minutes for the mail service’s report, and is sent again without one', async () => {
    answers = [new Error('socket hang up')];
    await expect(tell(the('report-received'))).rejects.toThrow('socket');
    for (const time of ['10:05', '10:06', '10:10']) {
      ports.clock.set(berlin(time));
      await expect(tell(the('report-received'))).rejects.toThrow('under way');
    }
    ports.clock.set(berlin('10:11'));
    expect(await tell(the('report-received'))).toMatchObject({ decision: 'telling-sent' });
    expect(tellings()).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  test.each([
    ['took it', sentEvent],
    ['delivered it', deliveredEvent],
    ['had it back', bouncedEvent],
  ])(
    'whose answer was lost is not sent again when the mail service says that it %s, though its case goes on',
    async (_, event) => {
      let effect = '';
      const losing = {
        send: async ({ effectKey }: MailMessage): Promise<MailResult> => {
          effect = effectKey;
          throw new Error('socket hang up');
        },
      };
      const worker = { ...ports, mail: losing, origin: 'https://care.example' };
      await expect(answerFact(worker, the('report-received'))).rejects.toThrow('socket');
      const action = { do: 'wait', on: 'customer', reason: 'photo' } as never;
      await actOnCase(ports, { caseId, action, principal: 'anna', roles: ['agent'] });
      const text = event({ to: 'user@mall.example', about: '', effect });
      await takeMailEvent(ports, { origin: 'mail-events', text });
      ports.clock.set(berlin('10:06'));
      expect(await tell(the('report-received'))).toMatchObject({ decision: 'telling-sent' });
      expect(mails).toEqual([]);
      expect(tellings()).toMatchObject([
        { state: 'sent', attempts: 1, detail: 'mail-service-reported', language: 'de' },
      ]);
    },
  );

  test('that was put off for later is sent again at once, for it certainly did not leave', async () => {
    answers = [{ result: 'later', why: 'throttled' }];
    await expect(tell(the('report-received'))).rejects.toThrow('under way');
    expect(await tell(the('report-received'))).toMatchObject({ decision: 'telling-sent' });
  });

  test('that was refused for good ends as failed', async () => {
    answers = [{ result: 'refused', why: 'suppressed' }];
    expect(await tell(the('report-received'))).toMatchObject({ decision: 'telling-failed' });
  });
});

describe('texts to customers', () => {
  const languages = Object.keys(customerTexts) as (keyof typeof customerTexts)[];
  test.each(languages.flatMap(language => tellingKinds.map(kind => [language, kind] as const)))(
    'in %s of kind %s leave no gap and escape what is put in',
    (language, kind) => {
      const { subject, text, html } = customerMail({
        ...{
          kind,
          language,
          brand: 'A & B',
          device: '<b>',
          zone: 'Europe/Berlin',
          companyZone: 'Europe/Berlin',
        },
        ...{ due: berlin('12:05'), goesOn: berlin('09:00'), link: 'https://care.example/device/#x' },
      });
      expect(`${subject}${text}${html}`).not.toMatch(/[{}]|undefined/);
      expect(html).not.toContain('<b>');
      expect(text).toContain('https://care.example/device/#x');
    },
  );
});
