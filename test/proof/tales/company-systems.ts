import * as account from '../../../shared/events/account-events.ts';
import { permissionRecorded } from '../../../shared/events/outreach-events.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';
import { anna, bruno, crm, inTime, once, shop } from './people.ts';

/** What the company's systems and its agents say of customers: the life of two accounts that turn out to be one. */
export async function companySystems(tale: Tale): Promise<void> {
  await lifeOfAnAccount(tale);
  await wordsOfThePast(tale);
  await oneAndTheSame(tale);
}

/** One fact of each kind, in the order in which a customer's life goes. */
async function lifeOfAnAccount({ fact, pass, world }: Tale): Promise<void> {
  const at = (days: number) => formatInstant(world.clock.now() + days * DAY);
  const product = 'repricer';
  const life = [
    account.helpAsked.of({ product, language: 'de', contactId: 'main' }),
    account.signedUp.of({ product, language: 'de', contactId: 'main' }),
    account.registrationCompleted.of({ product }),
    account.trialStarted.of({ product, endsAt: at(14) }),
    account.trialExtended.of({ product, endsAt: at(28) }),
    account.converted.of({ product, plan: 'business' }),
    account.contractAdjusted.of({ product, change: 'upgrade' }),
    account.contractRenewed.of({ product, until: at(365) }),
    account.cancelled.of({ product, effectiveAt: at(60), reason: 'too-expensive' }),
    account.cancellationWithdrawn.of({ product }),
    account.productAdded.of({ product: 'lost-and-found' }),
    account.profileUpdated.of({ segment: 'key', languages: ['de', 'en'], country: 'AT' }),
    permissionRecorded.of({ purpose: 'survey', word: 'allows', how: 'page' }),
  ];
  for (const moment of life) {
    fact(moment, 'acme');
    await pass(MINUTE);
  }
}

/** Facts with a contact over HTTP, a contact alone, and an import, of which one line is wrong. */
async function wordsOfThePast(tale: Tale): Promise<void> {
  const { ask, refused, pass } = tale;
  const event = {
    ...{ specversion: '1.0', id: 'shop-1', source: 'shop', type: 'account.signed-up', subject: 'nordwind' },
    ...{ time: inTime(tale, -HOUR), datacontenttype: 'application/json' },
    data: {
      ...{ product: 'repricer', language: 'es', zone: 'Europe/Madrid' },
      contact: { id: 'main', name: 'Nuria Norte', email: 'nuria@nordwind.example', phone: '+34910000001' },
    },
  };
  const headers = { 'content-type': 'application/cloudevents+json' };
  await ask('post-events', { by: shop, headers, body: event });
  await refused('post-events', { by: shop, headers, body: { ...event, type: 'account.dreamt-of' } }, 400);
  const contact = { accountId: 'nordwind', contactId: 'main' };
  await ask('put-contact', {
    by: crm,
    params: contact,
    body: { name: 'Nuria Norte', company: 'Nordwind SL', email: 'nuria@nordwind.example', language: 'es' },
  });
  const row = { language: 'fr', product: 'repricer', status: 'active', since: '2025-03-01T00:00:00Z' };
  await ask('post-import', {
    by: crm,
    params: { importId: 'past-1' },
    body: [
      { ...row, accountId: 'vieux', name: 'Vieux Port', ownerId: 'denise', contactPhone: '+33100000001' },
      { ...row, accountId: 'rochers', name: 'Rochers', ownerId: 'nobody-here' },
      { ...row, accountId: 'brume', name: 'Brume', status: 'sleeping' },
    ],
  });
  await pass(HOUR);
}

/** An account made by hand turns out to be a duplicate; what was learned of it goes on with the other. */
async function oneAndTheSame({ ask, refused, fact, pass }: Tale): Promise<void> {
  const made = {
    by: anna,
    headers: once('hand-1'),
    body: {
      ...{ id: 'acme-2', name: 'Acme zwei', language: 'de', product: 'repricer' },
      contact: { name: 'Ada Acker', email: 'ada@acme.example', phone: '+4930000001' },
    },
  };
  await ask('create-account', made);
  await refused('create-account', { ...made, headers: once('hand-2') }, 409);
  await ask('put-seller-profile', {
    by: anna,
    params: { accountId: 'acme-2' },
    headers: once('profile-1'),
    body: { skus: 1200, assortment: 'brands' },
  });
  await ask('record-permission', {
    by: anna,
    params: { accountId: 'acme-2' },
    headers: once('word-1'),
    body: { contactId: 'main', purpose: 'marketing', word: 'objects', how: 'call' },
  });
  const merge = { params: { accountId: 'acme-2' }, body: { into: 'acme', reason: 'the same company' } };
  await refused('merge-accounts', { by: bruno, ...merge }, 403);
  await ask('merge-accounts', { by: anna, ...merge });
  fact(account.converted.of({ product: 'repricer' }), 'acme-2');
  await pass(HOUR);
}
