import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PermissionWord } from '../../shared/domain/accounts/permissions.ts';
import type { MarketNews, Outreach } from '../../shared/domain/outreach/outreach.ts';
import type { Purpose } from '../../shared/events/outreach-events.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';
import { marketplaceName } from '../../shared/messages/customer/offer-mail.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { findCustomerLink } from '../../shared/store/link-store.ts';
import { loadOffer } from '../../shared/store/offer-store.ts';
import { loadOutreach, outreachWrite } from '../../shared/store/outreach-store.ts';
import { permissionWrite } from '../../shared/store/permission-store.ts';
import { saveSettings } from '../../shared/store/settings-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';
import { writtenCalls } from '../support/written-calls.ts';

let ports: ReturnType<typeof testPorts>;
let written: ReturnType<typeof writtenCalls>;
let n = 0;
const wanted = aFact('outreach.offer-wanted', { data: { outreachId: 'out_1', contactId: 'c-1' } });
const tell = () => written.tell(wanted);
const contact = (part: object) =>
  writeContact(ports, { ...{ accountId: 'acme', contactId: 'c-1', asOf: ++n }, contact: part as never });
const says = (purpose: Purpose, word: PermissionWord['word'], at = NOW) =>
  ports.table.commit({
    commitId: `word-${n++}`,
    writes: [
      permissionWrite('acme', {
        ...{ contactId: 'c-1', purpose, word, how: 'call', at, by: 'anna', eventId: `evt_${n}` },
      }),
    ],
  });
const news = (part: Partial<MarketNews> = {}): MarketNews => ({
  ...{ at: NOW, marketplace: 'amazon-de', change: 'amazon-sells', articles: 12, ...part },
});
async function offered(part: Partial<Outreach> = {}) {
  const held = await loadOutreach(ports.table, 'out_1');
  const outreach: Outreach = {
    ...{ id: 'out_1', accountId: 'acme', cause: 'market', state: 'offered', rank: 1, exempt: false },
    ...{ language: 'de', product: 'repricer', contactId: 'c-1', wishes: 0, updates: 0 },
    ...{ openedAt: NOW, updatedAt: NOW, evidence: { market: [news()] }, ...part },
  };
  await ports.table.commit({ commitId: `out-${n++}`, writes: [outreachWrite(outreach, held?.version)] });
}
const text = () => String(written.mails.at(-1)?.text);
async function linkOfLast() {
  const token = /\/book\/#(\S+)/.exec(text())?.[1] ?? '';
  return findCustomerLink(ports.table, token);
}

beforeEach(async () => {
  ports = testPorts();
  let ids = 0;
  Object.assign(ports.ids, {
    random: (prefix: string) => `${prefix}_${String(ids++).padStart(24, '0')}`,
  });
  written = writtenCalls(ports);
  await seedTeam(ports, [anAgent('anna')]);
  await contact({ email: 'user@mall.example', language: 'es' });
  await offered();
});

describe('an offer', () => {
  test('says in the reader’s language what changed where, and leads to a time of their choice', async () => {
    expect(await tell()).toMatchObject({ decision: 'telling-sent', detail: { outreach: 'out_1' } });
    expect(written.mails.map(({ to, fromName }) => [to, fromName])).toEqual([['user@mall.example', 'Acorn']]);
    expect(text()).toContain('Amazon DE: ahora el propio Amazon vende 12 de sus artículos.');
    expect(await linkOfLast()).toMatchObject({
      ...{ purpose: 'callback', accountId: 'acme', contactId: 'c-1', product: 'repricer', proved: true },
      until: NOW + 14 * DAY,
    });
    expect((await linkOfLast())?.callId).toBeUndefined();
    expect(await loadOffer(ports.table, 'out_1')).toMatchObject({ state: 'sent', attempts: 1, at: NOW });
  });

  test('tells of one change on one marketplace once, the latest first, and of no number nobody knows', async () => {
    const { articles: _, ...unknown } = news({ marketplace: 'otto', change: 'new-competitor', at: NOW + 1 });
    await contact({ language: 'en' });
    await offered({ evidence: { market: [news({ articles: 3 }), unknown, news({ articles: 1, at: NOW })] } });
    await tell();
    expect(
      text()
        .match(/^\S+( DE)?: .*/gm)
        ?.slice(0, 2),
    ).toEqual([
      'Otto: a new competitor sells articles of yours.',
      'Amazon DE: Amazon itself now sells one of your articles.',
    ]);
    expect(text()).not.toMatch(/\{\w+\}/);
  });

  test('goes out though its outreach ended with being offered, as one in writing does at once', async () => {
    await offered({ state: 'ended', ending: 'offered', endedAt: NOW });
    expect(await tell()).toMatchObject({ decision: 'telling-sent' });
  });

  test('goes out once for an outreach, however often it is wanted', async () => {
    await tell();
    expect(await tell()).toMatchObject({ decision: 'already-told' });
    expect(written.mails).toHaveLength(1);
  });

  test('that the mail service put off goes out later; one whose answer was lost never does', async () => {
    written.answers.push({ result: 'later', why: 'throttled' }, new Error('socket hang up'));
    await expect(tell()).rejects.toThrow('under way');
    await expect(tell()).rejects.toThrow('socket');
    ports.clock.set(NOW + MINUTE);
    expect(await tell()).toMatchObject({ decision: 'telling-superseded' });
    expect(await loadOffer(ports.table, 'out_1')).toMatchObject({ detail: 'answer-lost' });
    expect(written.mails).toEqual([]);
  });
});

describe('no offer goes out', () => {
  const silent = async (detail: string) => {
    expect(await tell()).toMatchObject({ decision: 'telling-superseded' });
    expect(await loadOffer(ports.table, 'out_1')).toMatchObject({ state: 'superseded', detail });
    expect(written.mails).toEqual([]);
  };

  test('once the outreach has ended', async () => {
    await offered({ state: 'ended', endedAt: NOW });
    await silent('ended');
  });

  test('to a contact who wants none', async () => {
    await contact({ offers: 'none' });
    await silent('wants-no-offers');
  });

  test('against an objection, also one that came after it was wanted', async () => {
    written.answers.push({ result: 'later', why: 'throttled' });
    await expect(tell()).rejects.toThrow('under way');
    await says('service', 'objects');
    await silent('objected');
  });

  test('without consent where the company calls it marketing', async () => {
    const settings = exampleSettings();
    const market = { products: ['repricer'], purpose: 'marketing' as const };
    const { agents: _, ...kept } = { ...settings, outreach: { products: ['lost-and-found'], market } };
    await saveSettings(ports, kept as never);
    await silent('objected');
  });

  test('without an address', async () => {
    await contact({ email: undefined });
    expect(await tell()).toMatchObject({ decision: 'telling-no-address' });
  });

  test('about an outreach that nobody knows', async () => {
    const other = aFact('outreach.offer-wanted', { data: { outreachId: 'out_2', contactId: 'c-1' } });
    expect(await written.tell(other)).toMatchObject({ decision: 'no-such-outreach' });
  });
});

test('who objected once and allows it since is written to', async () => {
  await says('service', 'objects', NOW - DAY);
  await says('service', 'allows');
  expect(await tell()).toMatchObject({ decision: 'telling-sent' });
});

test.each([
  ['amazon-de', 'Amazon DE'],
  ['otto', 'Otto'],
  ['walmart-marketplace', 'Walmart Marketplace'],
])('%s is read as %s', (id, name) => expect(marketplaceName(id)).toBe(name));
