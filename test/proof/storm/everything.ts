import * as account from '../../../shared/events/account-events.ts';
import * as device from '../../../shared/events/device-events.ts';
import type { Follow } from '../../../shared/events/envelope.ts';
import * as outreach from '../../../shared/events/outreach-events.ts';
import { derivedId } from '../../../shared/kernel/id.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { writeContact } from '../../../shared/store/contact-store.ts';
import { product, seedCompany } from '../../simulation/product.ts';
import { START, simulate, type World, type WorldSettings } from '../../simulation/world.ts';
import { aDevice, seedDevices } from '../../support/devices.ts';

const SELLERS = 40;
const CLIENT = 'mall-group';
const languages = ['de', 'en', 'es', 'fr', 'it'] as const;
/** Facts a second, as many as a busy company sends. */
export const PACE = 20;

/** The example company with a client of many devices and with sellers who may be called. */
export async function aCompany(
  settings: Partial<WorldSettings> & { seed: number; facts: number },
): Promise<World> {
  const world = simulate({ wiring: product, ...settings });
  await seedCompany(world, { expireHours: 1, kinds: {} });
  const { table, clock } = world;
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_e${n++}` } };
  const devices = Array.from({ length: Math.ceil(settings.facts / 15) }, (_, at) => aDevice(`D-${at}`));
  await seedDevices(ports, { devices, ready: Array.from({ length: 40 }, (_, at) => `U-${at}`) });
  world.fact(account.signedUp.of({ product: 'repricer', language: 'de' }), { accountId: CLIENT });
  for (let at = 0; at < SELLERS; at++) {
    const accountId = `seller-${at}`;
    const contact = { name: 'Cleo', phone: '+4930901820', zone: 'Europe/Berlin' };
    await writeContact(ports, { accountId, contactId: 'c-1', contact, asOf: START });
    const where = { language: 'de', zone: 'Europe/Berlin', country: 'DE', contactId: 'c-1' };
    world.fact(account.signedUp.of({ product: 'lost-and-found', ...where }), { accountId });
  }
  return world;
}

type Said = { readonly pace: number; readonly said: number; readonly among: number };
type Saying = { readonly accountId: string; readonly follow: Follow; readonly occurredAt?: Instant };

/** One of everything that systems say of customers, of their devices, their damages and claims; nothing in any order. */
function saying(world: World, n: number, facts: number): Saying {
  const { random } = world;
  const customer = `account-${random.int(0, Math.ceil(facts / 4))}`;
  const occurredAt = START - random.int(0, HOUR);
  const kind = random.int(1, 100);
  if (kind <= 45) return { accountId: customer, follow: moment(world), occurredAt };
  if (kind <= 55) return { accountId: CLIENT, follow: brokenDevice(n % Math.ceil(facts / 15)) };
  const seller = `seller-${random.int(0, SELLERS - 1)}`;
  if (kind <= 60) return { accountId: seller, follow: account.helpAsked.of({ language: 'de' }) };
  return { accountId: seller, follow: aboutDamage(world, n) };
}

const laterMoments: readonly (() => Follow)[] = [
  () => account.registrationCompleted.of({ product: 'repricer' }),
  () => account.trialStarted.of({ product: 'repricer', endsAt: formatInstant(START + 14 * DAY) }),
  () => account.converted.of({ product: 'repricer' }),
  () => account.contractRenewed.of({ product: 'repricer' }),
  () => account.contractAdjusted.of({ product: 'repricer', change: 'upgrade' }),
  () => account.cancelled.of({ product: 'repricer', effectiveAt: formatInstant(START + 30 * DAY) }),
  () => account.cancellationWithdrawn.of({ product: 'repricer' }),
  () => account.profileUpdated.of({ segment: 'key' }),
];
const moment = ({ random }: World): Follow =>
  random.chance(0.5)
    ? account.signedUp.of({ product: 'repricer', language: random.pick(languages) })
    : random.pick(laterMoments)();

const brokenDevice = (at: number): Follow =>
  device.deviceReported.of({ serial: `D-${at}`, damage: 'broken', language: 'de' });

function aboutDamage({ random, clock }: World, n: number): Follow {
  const claim = { claimId: `clm-${random.int(0, 200)}` };
  const report = { reportId: `dmg-${n}`, value: 40 };
  const says: readonly (() => Follow)[] = [
    () => outreach.claimWaiting.of({ ...claim, on: 'customer' }),
    () => outreach.claimClosed.of({ ...claim, outcome: 'paid' }),
    () => outreach.claimDeadlineSet.of({ ...claim, closesOn: formatInstant(START + 10 * DAY).slice(0, 10) }),
    () => outreach.marketChanged.of({ marketplace: 'amazon-de', change: 'amazon-sells', articles: 12 }),
  ];
  return random.chance(0.7)
    ? outreach.damageReported.of({
        ...report,
        reportedAt: formatInstant(clock.now() - random.int(0, 60) * DAY),
      })
    : random.pick(says)();
}

/** What becomes of a case: a handover, a parcel, or nothing at all. */
function goOn(world: World, reportId: string): void {
  const { random, clock } = world;
  const caseId = derivedId('case', reportId);
  const about = { accountId: CLIENT };
  clock.after(random.int(5 * MINUTE, HOUR), () => {
    const ends = random.int(1, 4);
    if (ends <= 2) world.fact(device.handoverConfirmed.of({ caseId }), about);
    else if (ends === 3) world.fact(device.shipmentMoved.of({ caseId, way: 'out', stage: 'delayed' }), about);
  });
}

/**
 * So many facts from outside at a steady pace, a fifth of them sent twice; what follows from them is not counted. `said`:
 * how many were said before them; `among`: of as many customers and devices as so many facts would be.
 */
export async function sayEverything(
  world: World,
  { facts, pace = PACE, said = 0, among = facts }: Record<'facts', number> & Partial<Said>,
) {
  const from = world.clock.now();
  for (let n = 0; n < facts; n++)
    world.clock.at(from + (n * SECOND) / pace, () => {
      const { accountId, follow, occurredAt } = saying(world, said + n, among);
      const fact = world.fact(follow, { accountId, ...(occurredAt === undefined ? {} : { occurredAt }) });
      if (fact.name === 'device.reported') goOn(world, fact.id);
      const again = () => world.produce({ ...fact, recordedAt: world.clock.now() });
      if (world.random.chance(0.2)) world.clock.after(world.random.int(SECOND, 5 * MINUTE), again);
    });
  await world.run({ until: from + (facts * SECOND) / pace });
}
