import * as account from '../../../shared/events/account-events.ts';
import { DAY, formatInstant, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import type { By, Told } from '../api.ts';
import { crm, type Day } from './day.ts';

/** Somebody who is called. What is said of them holds their mark, which nothing else does. */
export type Customer = {
  readonly accountId: string;
  readonly contactId: string;
  readonly mark: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
};

const digits = (n: number) => String(n).padStart(5, '0');
export const aCustomer = (n: number): Customer => ({
  ...{ accountId: `shop-${n}`, contactId: 'c-1', mark: `zz${digits(n)}zz`, name: `Cleo zz${digits(n)}zz` },
  ...{ phone: `+493077${digits(n)}`, email: `zz${digits(n)}zz@shop.example` },
});

/** A shop of its own for every two dozen facts; all speak German, so that they contend for the same few. */
export const customersOf = (day: Day): Customer[] =>
  Array.from({ length: Math.max(8, day.oneFor(25)) }, (_, n) => aCustomer(n));

/** Somebody becomes known, in whatever order their company's systems say it. */
export async function comesIn(day: Day, who: Customer): Promise<void> {
  const { ask, world, pause } = day;
  const { accountId, contactId, name, phone, email } = who;
  const product = world.random.pick(['repricer', 'lost-and-found']);
  const where = { language: 'de', zone: 'Europe/Berlin', country: 'DE', contactId };
  const contact = { name, phone, email, language: 'de', zone: 'Europe/Berlin' };
  const known = () => ask('put-contact', { by: crm, params: { accountId, contactId }, body: contact });
  if (world.random.chance(0.2)) return signsUp(day, who);
  const isFirst = world.random.chance(0.5);
  if (isFirst) await known();
  world.fact(account.signedUp.of({ product, ...where }), { accountId });
  if (!isFirst) await known();
  if (product === 'repricer' && world.random.chance(0.5)) {
    world.fact(account.registrationCompleted.of({ product, contactId }), { accountId });
    const endsAt = formatInstant(world.clock.now() + 14 * DAY);
    world.fact(account.trialStarted.of({ product, endsAt }), { accountId });
  }
  await pause(SECOND, MINUTE);
}

/** The company's shop says it, with the contact in one event. */
async function signsUp({ ask, world }: Day, who: Customer): Promise<void> {
  const { accountId, contactId, name, phone, email } = who;
  const event = {
    ...{ specversion: '1.0', id: `sign-up-${accountId}`, source: 'shop', type: 'account.signed-up' },
    ...{ subject: accountId, time: formatInstant(world.clock.now()), datacontenttype: 'application/json' },
    data: {
      ...{ product: 'repricer', language: 'de', zone: 'Europe/Berlin', country: 'DE' },
      contact: { id: contactId, name, phone, email },
    },
  };
  const headers = { 'content-type': 'application/cloudevents+json' };
  await ask('post-events', { by: { machine: 'shop', scopes: ['events:write'] }, headers, body: event });
}

/** The link that their shop's page shows them. */
async function linkFor({ ask }: Day, { accountId, contactId }: Customer): Promise<By | undefined> {
  const told = await ask('post-link', { by: crm, body: { purpose: 'callback', accountId, contactId } });
  const token = /#(lnk_\w+)/.exec(String(told?.body['url']))?.[1];
  return token === undefined ? undefined : { link: token };
}

type Offer = { readonly from: string };
type Mine = { id?: string; kept?: Offer & { readonly holdId: string }; offers: readonly Offer[] };

/** Looks at times, keeps one, books, moves and cancels, as most do; a few are called now. */
export async function books(day: Day, who: Customer): Promise<void> {
  const { ask, world, pause } = day;
  const { random } = world;
  const first = await linkFor(day, who);
  if (!first) await pause(MINUTE, 5 * MINUTE);
  const by = first ?? (await linkFor(day, who));
  if (!by) return;
  const mine: Mine = { offers: [] };
  const keep = (told: Told | undefined): void => {
    const { id, version, state, from } = (told?.body ?? {}) as Record<string, string>;
    if (!told || told.status >= 300 || id === undefined) return;
    mine.id = id;
    if (state === 'booked' && from !== undefined) day.confirmed.push({ id, version: Number(version), from });
  };
  const look = async () => {
    const told = await ask('list-slots', { by, query: { limit: '6', days: '5' } });
    mine.offers = (told?.body['slots'] ?? []) as readonly Offer[];
  };
  /** All want the first that are free. */
  const start = (): Offer =>
    mine.offers.length > 0
      ? { from: random.pick(mine.offers).from }
      : { from: formatInstant(Math.ceil(world.clock.now() / HOUR) * HOUR + random.int(1, 40) * 15 * MINUTE) };
  const hold = async () => {
    const told = await ask('hold-slot', { by, body: start() });
    const { holdId, from } = (told?.body ?? {}) as Record<string, string>;
    if (told?.status === 201 && holdId && from) mine.kept = { holdId, from };
  };
  const request = async () => {
    const slot = mine.kept && random.chance(0.7) ? mine.kept : start();
    delete mine.kept;
    const said = random.chance(0.3) ? { about: `asks ${who.mark}` } : {};
    keep(await ask('ask-callback', { by, body: { want: 'slot', ...slot, ...said } }));
  };
  const change = async (body: object) =>
    keep(await ask('change-callback', { by, params: { callbackId: mine.id ?? '-' }, body }));
  for (let deed = random.int(3, 7); deed > 0; deed--) {
    const drawn = random.next();
    if (mine.offers.length === 0 || drawn < 0.15) await look();
    else if (drawn < 0.35) await hold();
    else if (drawn < 0.45) keep(await ask('ask-callback', { by, body: { want: 'now' } }));
    else if (drawn < 0.7 || !mine.id) await request();
    else if (drawn < 0.85) await change({ ...start(), agent: random.pick(['same', 'any']) });
    else if (drawn < 0.9) await change({ reminders: [2] });
    else keep(await ask('cancel-callback', { by, params: { callbackId: mine.id } }));
    await pause(SECOND, random.chance(0.7) ? MINUTE : HOUR);
  }
  await pause(HOUR, 3 * HOUR);
  const mail = day.mailed(who.email);
  if (mail === 'anybody') return;
  await ask('give-feedback', { by: mail, body: { rating: 4, text: `says ${who.mark}` } });
}

/** Somebody whom nobody knows leaves an address, proves it and books. */
export async function visits(day: Day, n: number): Promise<void> {
  const { ask, pause, sometime } = day;
  const email = `visitor-${n}@elsewhere.example`;
  await sometime();
  await ask('request-callback', {
    by: 'anybody',
    body: { email, phone: `+493088${digits(n)}`, language: 'de' },
  });
  await pause(MINUTE, 10 * MINUTE);
  const by = day.mailed(email);
  if (by === 'anybody') return;
  const told = await ask('list-slots', { by, query: { limit: '6' } });
  const [first] = (told?.body['slots'] ?? []) as readonly Offer[];
  if (first) await ask('ask-callback', { by, body: { want: 'slot', from: first.from } });
}
