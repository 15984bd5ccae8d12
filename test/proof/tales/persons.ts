import { registrationCompleted } from '../../../shared/events/account-events.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { By } from '../api.ts';
import type { Tale } from '../tale.ts';
import { shop, telephone } from './telephone.ts';
import { keyed } from './the-client.ts';

const ACME = 'acme';
export const lead = { staff: 'anna', roles: ['agent', 'lead'] } as const;
const product = 'repricer';
export const cleo = { accountId: ACME, contactId: 'c-1' };
export const dora = { accountId: ACME, contactId: 'c-2' };

/** What is said of the one who is erased later, each part in words that stand nowhere else. */
export const cleoSays = {
  name: 'Cleo Canaria',
  email: 'cleo@canary.example',
  phone: '+4930901820',
  typedIn: '+4930901899',
  about: 'the invoice of Cleo',
  notes: 'her dog is called Bello',
  difficulty: 'finds the page too yellow',
  why: 'she was in a hurry',
  text: 'friendly, said the canary',
  note: 'wants to sing as well',
} as const;
/** A visitor who is erased before they were ever called. */
export const visitor = { email: 'wanda@canary.example', phone: '+4930901821', company: 'Wanda Wanders' };

/** Somebody is called, says how it was and has another appointment; a colleague of theirs is known too. */
export async function aLifeOf(tale: Tale): Promise<void> {
  const { ask, fact, pass, world } = tale;
  const { act, callOf, goTo, linkFor, mailed } = telephone(tale);
  const { name, email, phone, typedIn, about, notes, difficulty, why, text, note } = cleoSays;
  const body = { name, email, phone, language: 'de', zone: 'Europe/Berlin' };
  await ask('put-contact', { by: shop, params: cleo, body });
  fact(registrationCompleted.of({ product, contactId: 'c-1' }), ACME);
  await pass(MINUTE);
  const link = await linkFor(ACME);
  const from = '2026-11-25T10:00:00Z';
  await ask('ask-callback', {
    by: link,
    body: { want: 'slot', from, phone: typedIn, about },
    ...keyed('p-ask'),
  });
  await goTo(Date.parse(from));
  const agent: By = { staff: String(callOf(ACME)['agentId']) };
  await act(agent, callOf(ACME), { do: 'start' });
  const items = callOf(ACME)['agenda'] as { id: string; kind: string }[];
  const itemId = String(items.find(({ kind }) => kind === 'callback')?.id);
  await act(agent, callOf(ACME), { do: 'step', itemId, stepId: 'reason', state: 'skipped', why });
  const difficulties = [{ topic: 'billing', text: difficulty }];
  await act(agent, callOf(ACME), { do: 'note', notes, difficulties });
  const strategy = { by: agent, params: { accountId: ACME, product }, body: { strategy: 'buy-box', note } };
  await ask('agree-strategy', { ...strategy, ...keyed('p-agree') });
  const results = items.map(({ id }) => ({ itemId: id, result: 'answered' }));
  const next = { do: 'book', kind: 'follow-up', from: '2026-11-27T10:00:00Z' };
  await act(agent, callOf(ACME), { do: 'end', outcome: 'reached', results, next });
  await pass(2 * HOUR);
  await ask('give-feedback', { by: mailed(email), body: { rating: 4, text } });
  const colleague = { name: 'Dora Dohle', email: 'dora@canary.example', phone: '+4930901830' };
  await ask('put-contact', { by: shop, params: dora, body: { ...colleague, language: 'de' } });
  const dueAt = formatInstant(world.clock.now() + 3 * DAY);
  const plan = { ...dora, kind: 'help', dueAt, about: 'the roof of Dora' };
  await ask('plan-call', { by: lead, body: plan, ...keyed('p-plan') });
  await act(lead, callOf(ACME), { do: 'hand-over', to: 'emil', why: 'Emil knows Dora' });
}

/** A customer's person is given out and erased while an appointment stands; a visitor is, while nobody has called yet. */
export async function erasures(tale: Tale): Promise<void> {
  const { ask, refused, pass } = tale;
  const { mailed } = telephone(tale);
  await aLifeOf(tale);
  const why = { reason: 'asked for it by letter' };
  await ask('get-personal-data', { by: lead, params: cleo, query: why, ...keyed('p-out') });
  await refused('erase-person', { by: lead, params: cleo, body: { reason: 'letter of Cleo Canaria' } }, 422);
  await ask('erase-person', { by: lead, params: cleo, body: why });
  await ask('erase-person', { by: lead, params: cleo, body: why });
  const again = { name: 'Cleo Canaria', email: cleoSays.email };
  await refused('put-contact', { by: shop, params: cleo, body: again }, 422);
  await pass(25 * MINUTE);
  await ask('erase-person', { by: lead, params: cleo, body: why });
  await ask('request-callback', { by: 'anybody', body: { ...visitor, language: 'de' } });
  const asked = { want: 'slot', from: '2026-11-27T14:00:00Z' };
  await ask('ask-callback', { by: mailed(visitor.email), body: asked, ...keyed('p-visit') });
  const call = tale.rows('call').findLast(({ accountId }) => String(accountId).startsWith('visitor-'));
  const theirs = { accountId: String(call?.['accountId']), contactId: 'main' };
  await ask('erase-person', { by: lead, params: theirs, body: why });
  await pass(25 * MINUTE);
}
