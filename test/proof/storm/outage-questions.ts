import * as account from '../../../shared/events/account-events.ts';
import { notificationWanted } from '../../../shared/events/team-events.ts';
import { formatInstant, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Row } from '../../../shared/store/table.ts';
import { newApiKey } from '../../../tools/support/new-api-key.ts';
import { agentIds } from '../../simulation/product.ts';
import type { World } from '../../simulation/world.ts';
import { type Asked, askRoute, type By, type Told } from '../api.ts';
import { as, crm, lead } from './day.ts';
import { aCustomer, type Customer } from './people-of-calls.ts';

/** Something that is asked of the API. Its mark stands in what it leaves and nowhere else. */
export type Question = {
  readonly route: string;
  readonly asked: Asked;
  readonly mark?: string;
  /** How often it is done, as the table shows it. */
  readonly times: () => number;
};

const shop = { machine: 'shop', scopes: ['events:write'] } as const;
const markOf = (what: string, n: number) => `zz${what}${String(n).padStart(5, '0')}`;
export const marksIn = (text: string): Set<string> => new Set(text.match(/zz[a-z]+\d{5}/g));

/** What API Gateway says by itself when the function fails that looks callers up; nothing of ours can say more. */
export const GATEWAYS: Told = { status: 500, body: { message: 'Internal Server Error' } };

export const askOnce = async (
  world: World,
  { route, asked }: Pick<Question, 'route' | 'asked'>,
): Promise<Told | undefined> => {
  const done = await world.act(`ask ${route}`, ports => askRoute(ports, route, asked));
  if (done.ended === 'well') return done.value;
  return done.ended === 'thrown' ? GATEWAYS : undefined;
};

/** So many customers who hold a link each, notifications that wait for somebody, and what all of them will ask. */
export async function questionsOf(world: World, count: number): Promise<Question[]> {
  const customers = Array.from({ length: count }, (_, n) => aCustomer(n));
  for (const who of customers) await becomesKnown(world, who);
  await world.settle();
  const { key } = await newApiKey(
    { ...world, ids: { random: prefix => `${prefix}_outage` } },
    { producer: 'shop', scopes: ['events:write'], days: 1 },
  );
  const links: By[] = [];
  for (const { accountId, contactId } of customers) {
    const body = { purpose: 'callback', accountId, contactId };
    const url = (await askFor(world, { route: 'post-link', asked: { by: crm, body } }))?.body['url'];
    links.push({ link: String(/#(lnk_\w+)/.exec(String(url))?.[1]) });
  }
  for (let n = 0; n < count; n++) wanted(world, n);
  await world.run({ until: world.clock.now() + 2 * MINUTE });
  const open = rowsOf(world, 'notification').filter(({ outcome }) => outcome === undefined);
  return [
    ...customers.flatMap((who, n) => [
      ...events(world, n, key),
      ...callsOf(world, n, { who, by: links[n] ?? 'anybody' }),
    ]),
    ...open.slice(0, count).map(({ pk, sk, id, recipientId }) => ({
      route: 'acknowledge',
      asked: { by: as(recipientId), params: { notificationId: String(id) } },
      times: () => Number(world.table.peek({ pk, sk })?.['outcome'] === 'acknowledged'),
    })),
  ];
}

const rowsOf = ({ table }: World, type: string) => [...table.rows()].filter(row => row.type === type);

/** Nothing else goes on, so that time must be moved until the answer is there. */
async function askFor(world: World, question: Pick<Question, 'route' | 'asked'>): Promise<Told | undefined> {
  const asking = askOnce(world, question);
  await world.run({ until: world.clock.now() + MINUTE / 10 });
  return asking;
}

async function becomesKnown(world: World, who: Customer): Promise<void> {
  const { accountId, contactId, name, phone, email } = who;
  const where = { language: 'de', zone: 'Europe/Berlin', country: 'DE', contactId };
  const body = { name, phone, email, language: 'de', zone: 'Europe/Berlin' };
  await askFor(world, { route: 'put-contact', asked: { by: crm, params: { accountId, contactId }, body } });
  world.fact(account.signedUp.of({ product: 'repricer', ...where }), { accountId });
}

function wanted(world: World, n: number): void {
  const recipientId = agentIds[n % agentIds.length] ?? lead.staff;
  const about = { subjectKind: 'device-case', subjectId: `outage_${n}` } as const;
  const told = { recipientId, kind: 'device-warned', language: 'de', reason: 'on-duty' } as const;
  world.fact(notificationWanted.of({ ...told, ...about }), { accountId: `seller-${n % 40}` });
}

/** A shop's sign-up with a contact and without, and one of a shop whose key must be looked up first. */
function events(world: World, n: number, key: string): Question[] {
  const of = (what: string, by: By, contact?: object): Question => {
    const mark = markOf(what, n);
    const data = { product: 'repricer', language: 'de', ...(contact ? { contact } : {}) };
    const event = {
      ...{ specversion: '1.0', id: mark, source: 'shop', type: 'account.signed-up', subject: mark },
      ...{ time: formatInstant(world.clock.now()), datacontenttype: 'application/json', data },
    };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const times = () => rowsOf(world, 'account').filter(({ id }) => id === mark).length;
    return { route: 'post-events', asked: { by, headers, body: event }, mark, times };
  };
  return [
    of('contact', shop, { id: 'c-1', name: 'Cleo', phone: '+4930901821' }),
    of('event', shop),
    of('keyed', { key }),
  ];
}

/**
 * A visitor asks to be called; a customer with a link wants to be, or an agent promises them a call: one of these, since
 * both would be one call, about what was said last.
 */
function callsOf(world: World, n: number, { who, by }: { who: Customer; by: By }): Question[] {
  const [visit, call] = [markOf('visit', n), markOf('call', n)];
  const email = `${visit}@elsewhere.example`;
  const { accountId, contactId } = who;
  const dueAt = formatInstant(world.clock.now() + 30 * HOUR);
  const promised = { accountId, contactId, kind: 'follow-up', dueAt, about: `promised ${call}` };
  const headers = { 'idempotency-key': call };
  const isTheirs = (row: Row) => JSON.stringify(row).includes(call);
  const times = () => rowsOf(world, 'call').filter(isTheirs).length;
  return [
    {
      ...{ route: 'request-callback', mark: visit },
      asked: {
        ...{ by: 'anybody', headers: { 'x-forwarded-for': `198.${18 + (n >> 8)}.${n % 256}.7` } },
        body: { email, phone: `+493088${String(n).padStart(5, '0')}`, language: 'de' },
      },
      times: () => world.outbox.mails.filter(({ message }) => message.to === email).length,
    },
    n % 2 === 0
      ? {
          ...{ route: 'ask-callback', mark: call, times },
          asked: { by, headers, body: { want: 'now', about: `asks ${call}` } },
        }
      : { ...{ route: 'plan-call', mark: call, times }, asked: { by: lead, headers, body: promised } },
  ];
}
