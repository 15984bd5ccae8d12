import { signedUp } from '../../shared/events/account-events.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import * as outreach from '../../shared/events/outreach-events.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { loadSettings, saveSettings } from '../../shared/store/settings-store.ts';
import type { FaultMix } from './faults.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate, type World } from './world.ts';

const ACCOUNTS = 20;
const names = Array.from({ length: ACCOUNTS }, (_, n) => `seller-${n}`);

/** The example company, in which every account may be called about a burst, with sellers who have signed up; one of them objects to calls. */
export async function sellersIn(seed: number, faults: FaultMix): Promise<World> {
  const world = simulate({ seed, wiring: product, faults });
  await seedCompany(world, { expireHours: 1, kinds: {} });
  const ports = {
    table: world.table,
    clock: world.clock,
    ids: { random: (prefix: string) => `${prefix}_s` },
  };
  const settings = await loadSettings(world.table);
  if (!settings.outreach) throw new Error('the example has no outreach');
  await saveSettings(ports, { ...settings, outreach: { ...settings.outreach, budgetPercent: 100 } });
  for (const [n, accountId] of names.entries()) {
    const contact = { name: 'Cleo', phone: '+4930901820', email: `${accountId}@seller.example` };
    const place = { accountId, contactId: 'c-1', asOf: START };
    let writes = 0;
    const ids = { random: (prefix: string) => `${prefix}_${accountId}_${writes++}` };
    await writeContact({ ...ports, ids }, { ...place, contact: { ...contact, zone: 'Europe/Berlin' } });
    const signUp = { language: 'de', zone: 'Europe/Berlin', country: 'DE', contactId: 'c-1' };
    world.fact(signedUp.of({ ...signUp, product: 'lost-and-found' }), { accountId });
    if (n % 2 === 1) world.fact(signedUp.of({ ...signUp, product: 'repricer' }), { accountId });
  }
  const objects = { contactId: 'c-1', purpose: 'service', word: 'objects', how: 'call' } as const;
  world.fact(outreach.permissionRecorded.of(objects), { accountId: 'seller-8' });
  await world.settle();
  return world;
}

type Saying = { readonly accountId: string; readonly follow: Follow };

/** What is said of all sellers: reports of ten weeks, bursts, words about them, claims and news. The same whatever fails. */
export function sayings(): Saying[] {
  return names.flatMap((accountId, n) => {
    const report = (id: string, ago: number): Follow =>
      outreach.damageReported.of({
        ...{ reportId: `${accountId}-${id}`, value: 40, reportedAt: formatInstant(START - ago * DAY) },
      });
    const claim = { claimId: `${accountId}-clm` };
    const closesOn = formatInstant(START + 10 * DAY).slice(0, 10);
    const own = { claimId: `${accountId}-own` };
    const follows = [
      ...Array.from({ length: 20 }, (_, at) => report(`old-${at}`, 5 + ((at * 13 + n) % 66))),
      ...Array.from({ length: n % 4 === 3 ? 0 : 24 }, (_, at) => report(`new-${at}`, 0)),
      outreach.damageCorrected.of({
        ...{ reportId: `${accountId}-old-3`, value: 40, reportedAt: formatInstant(START - 30 * DAY) },
      }),
      outreach.damageRetracted.of({ reportId: `${accountId}-old-7` }),
      outreach.claimOpened.of({
        ...claim,
        marketplace: 'none',
        type: 'none',
        basisOn: '2026-10-01',
        value: 640,
      }),
      outreach.claimDeadlineSet.of({ ...claim, closesOn }),
      outreach.claimWaiting.of({ ...claim, on: 'customer' }),
      ...(n % 3 === 0
        ? [
            outreach.claimDeadlineSet.of({ ...own, closesOn }),
            outreach.claimWaiting.of({ ...own, on: 'company' }),
          ]
        : []),
      ...(n % 5 === 4 ? [outreach.claimClosed.of({ ...claim, outcome: 'paid' })] : []),
      ...(n % 2 === 1
        ? [outreach.marketChanged.of({ marketplace: 'amazon-de', change: 'amazon-sells', articles: 12 })]
        : []),
    ];
    return follows.map(follow => ({ accountId, follow }));
  });
}

/** Says it all within so long, in an order of chance, some of it twice. */
export async function sayAll(world: World, within: Instant): Promise<void> {
  const from = world.clock.now();
  for (const { accountId, follow } of sayings())
    world.clock.at(from + world.random.int(0, within), () => {
      const fact: Fact = world.fact(follow, { accountId, occurredAt: START });
      if (!world.random.chance(0.2)) return;
      const again = () => world.produce({ ...fact, recordedAt: world.clock.now() });
      world.clock.after(world.random.int(SECOND, 5 * MINUTE), again);
    });
  await world.run({ until: from + within });
  await world.settle();
}

const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row.type === type);

/** Every call that may be made is made, and the customer reached; somebody tries until it is answered. */
export async function callAll(world: World): Promise<void> {
  const open = rowsOf(world, 'call').filter(({ state }) => state !== 'ended');
  for (const { id, agenda } of open) {
    const who = { id: 'anna', roles: ['agent', 'lead'] };
    const items = (agenda as { id: string }[]).map(item => ({ itemId: item.id, result: 'spoken' }));
    const attempt = async () => {
      const done = await world.act('agent', async ports => {
        const began = await world
          .asked()
          .actOnCall(ports, { callId: String(id), action: { do: 'start' }, who });
        if (!began.ok && began.refusal !== 'running') return began.refusal;
        const end = { do: 'end', outcome: 'reached', results: items } as const;
        return (await world.asked().actOnCall(ports, { callId: String(id), action: end, who })).ok
          ? 'ended'
          : 'not-ended';
      });
      if (done.ended !== 'well') world.clock.after(SECOND, () => void attempt());
    };
    void attempt();
  }
  await world.run({ until: world.clock.now() + 10 * MINUTE });
  await world.settle();
}

/** What is to be done about whom, by what evidence; not when it was found. */
export const decisionsIn = (world: World) =>
  rowsOf(world, 'outreach')
    .filter(({ state, ending }) => state !== 'ended' || ending === 'offered')
    .map(({ accountId, cause, state, why, evidence, value }) => ({
      accountId,
      cause,
      state,
      why,
      evidence,
      value,
    }))
    .sort((a, b) => (`${a.accountId} ${a.cause}` < `${b.accountId} ${b.cause}` ? -1 : 1));

/** Counted reports, by account. */
export const countedIn = (world: World) =>
  rowsOf(world, 'burst-history')
    .map(({ pk, history }) => ({ pk, history }))
    .sort((a, b) => (a.pk < b.pk ? -1 : 1));

/** Calls that are planned about outreach, by whom they are with. */
export const plannedIn = (world: World) =>
  rowsOf(world, 'call')
    .filter(({ state }) => state !== 'ended')
    .map(({ accountId, agenda }) => {
      const items = (agenda as { kind: string; state: string }[]).filter(({ state }) => state === 'open');
      return `${accountId} ${items
        .map(({ kind }) => kind)
        .sort()
        .join(' ')}`;
    })
    .sort();

/** Until what nobody looked at has expired. */
export const A_WHILE = 3 * HOUR;
