import { answerFacts } from '../../../functions/outreach/answer-facts.ts';
import { productAdded } from '../../../shared/events/account-events.ts';
import type { Fact } from '../../../shared/events/envelope.ts';
import * as outreach from '../../../shared/events/outreach-events.ts';
import { DAY, formatInstant, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { aFact } from '../../support/facts.ts';
import type { By } from '../api.ts';
import type { Tale } from '../tale.ts';
import { aCustomer, telephone } from './telephone.ts';
import { keyed } from './the-client.ts';

const lead = { staff: 'anna', roles: ['agent', 'lead'] } as const;
const SHOP = 'acme';
let reports = 0;

const dayOf = ({ world }: Tale, ahead: number): string =>
  formatInstant(world.clock.now() + ahead * DAY).slice(0, 10);

/** Facts of one account that came in one batch are handled together, as the product's queue does. */
async function together({ world }: Tale, facts: readonly Fact[]): Promise<void> {
  void world.act(`outreach ${facts[0]?.name}`, ports => answerFacts(ports, facts));
  await world.run({ until: world.clock.now() + SECOND });
}

const damages = ({ world }: Tale, accountId: string, daysAgo: readonly number[]): Fact[] =>
  daysAgo.map(ago => {
    const reportedAt = formatInstant(world.clock.now() - ago * DAY);
    const data = { reportId: `dmg-${++reports}`, value: 60, reportedAt };
    return aFact('damage.reported', { id: `fact-${reports}`, accountId, at: world.clock.now(), data });
  });
const everyThirdDay = Array.from({ length: 22 }, (_, n) => 4 + 3 * n);
const today = Array.from({ length: 14 }, () => 0);

/** Reports pile up: the owner rings and says what is known; the next pile finds no room in the budget. */
export async function aBurst(tale: Tale): Promise<void> {
  const { ask, fact, pass, rows, world } = tale;
  const { act, callOf } = telephone(tale);
  await aCustomer(tale, SHOP);
  await aCustomer(tale, 'globex');
  await together(tale, damages(tale, SHOP, everyThirdDay));
  await together(tale, damages(tale, 'globex', everyThirdDay));
  await world.settle();
  await together(tale, damages(tale, SHOP, today));
  fact(outreach.damageReported.of({ reportId: 'dmg-late', value: 40 }), SHOP);
  await pass(MINUTE);
  await together(tale, damages(tale, 'globex', today));
  const reportedAt = formatInstant(world.clock.now() - DAY);
  fact(outreach.damageCorrected.of({ reportId: 'dmg-1', reportedAt, value: 50 }), SHOP);
  fact(outreach.damageRetracted.of({ reportId: 'dmg-2' }), SHOP);
  await pass(HOUR);
  const call = callOf(SHOP);
  const owner: By = { staff: String(call['agentId']) };
  const results = (call['agenda'] as { id: string }[]).map(({ id: itemId }) => ({
    itemId,
    result: 'spoken',
  }));
  await act(owner, call, { do: 'start' });
  await act(owner, call, { do: 'end', outcome: 'reached', results });
  const outreachId = String(rows('outreach').find(one => one['accountId'] === SHOP)?.['id']);
  const judge = { by: owner, params: { outreachId } } as const;
  await ask('judge-outreach', { ...judge, body: { useful: false, note: 'known' }, ...keyed('judge-1') });
  await pass(DAY);
}

/** Claims near their end: the company's own work, a call to the customer, and what is not worth one. */
export async function claimsEnd(tale: Tale): Promise<void> {
  const { ask, fact, pass } = tale;
  await aCustomer(tale, SHOP);
  const opened = (claimId: string, value: number) =>
    outreach.claimOpened.of({
      ...{ claimId, marketplace: 'amazon-de', type: 'lost-inbound' },
      ...{ basisOn: dayOf(tale, -100), value },
    });
  const near = (claimId: string) => outreach.claimDeadlineSet.of({ claimId, closesOn: dayOf(tale, 6) });
  for (const [claimId, value, on] of [
    ['clm-1', 900, 'customer'],
    ['clm-2', 800, 'company'],
  ] as const) {
    fact(opened(claimId, value), SHOP);
    fact(near(claimId), SHOP);
    fact(outreach.claimWaiting.of({ claimId, on }), SHOP);
  }
  await pass(HOUR);
  fact(outreach.claimSubmitted.of({ claimId: 'clm-1' }), SHOP);
  fact(outreach.claimClosed.of({ claimId: 'clm-2', outcome: 'paid' }), SHOP);
  await pass(HOUR);
  await aCustomer(tale, 'globex');
  fact(opened('clm-3', 30), 'globex');
  fact(near('clm-3'), 'globex');
  fact(outreach.claimWaiting.of({ claimId: 'clm-3', on: 'customer' }), 'globex');
  await pass(HOUR);
  await ask('merge-accounts', {
    ...{ by: lead, params: { accountId: 'globex' }, body: { into: SHOP, reason: 'one shop' } },
  });
  await pass(HOUR);
}

/** A changed market is offered in writing; the customer books, and then wants no calls any more. */
export async function aNewMarket(tale: Tale): Promise<void> {
  const { ask, fact, pass, world } = tale;
  const { mailed } = telephone(tale);
  await aCustomer(tale, SHOP, 'repricer');
  fact(productAdded.of({ product: 'lost-and-found' }), SHOP);
  const changed = { marketplace: 'amazon-de', change: 'amazon-sells', articles: 12 } as const;
  fact(outreach.marketChanged.of(changed), SHOP);
  await pass(HOUR);
  const wanted = { want: 'slot', from: '2026-11-24T10:00:00Z' };
  await ask('ask-callback', { by: mailed('acme@shop.example'), body: wanted, ...keyed('offer-1') });
  const word = { contactId: 'c-1', purpose: 'service', word: 'objects', how: 'call' } as const;
  const about = { by: lead, params: { accountId: SHOP } } as const;
  await ask('record-permission', { ...about, body: word, ...keyed('word-1') });
  await pass(HOUR);
  fact(outreach.permissionRecorded.of({ ...word, word: 'allows' }), SHOP);
  await world.settle();
}
