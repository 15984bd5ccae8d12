import { putOutsideCalendar } from '../../functions/duty/put-outside-calendar.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { putAbsence } from '../../functions/team/edit-absence.ts';
import * as account from '../../shared/events/account-events.ts';
import { deviceReported } from '../../shared/events/device-events.ts';
import { escalationWanted } from '../../shared/events/escalation-events.ts';
import * as outreach from '../../shared/events/outreach-events.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { chainWrites, readChainPlace } from '../../shared/store/chain-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { preferencesWrite } from '../../shared/store/preferences-store.ts';
import { loadSettings, saveSettings } from '../../shared/store/settings-store.ts';
import { aDevice, seedDevices } from '../support/devices.ts';
import { agentIds, product, seedCompany } from './product.ts';
import { START, simulate, type World, type WorldPorts } from './world.ts';

type Size = { readonly accounts: number; readonly waiting: number; readonly devices: number };
export const usual: Size = { accounts: 40, waiting: 30, devices: 40 };

/** Somebody does it in the console, again and again until it is answered. */
export function byHand(world: World, work: (ports: WorldPorts) => Promise<unknown>): void {
  const attempt = async () => {
    const done = await world.act('console', work);
    if (done.ended !== 'well') world.clock.after(SECOND, () => void attempt());
  };
  void attempt();
}

/**
 * The example company on a working day with something open of every kind: calls, onboardings, device cases with
 * escalations, accounts that wait for an owner, absences, calendars elsewhere, claims and bursts, notifications in every
 * state.
 */
export async function busyWorld(
  settings: Partial<Parameters<typeof simulate>[0]>,
  size: Size = usual,
): Promise<World> {
  const world = simulate({ seed: 1, wiring: product, ...settings });
  await seedCompany(world, { expireHours: 30 });
  let n = 0;
  const ports = { table: world.table, clock: world.clock, ids: { random: (p: string) => `${p}_busy${n++}` } };
  await seedDevices(ports, {
    devices: Array.from({ length: size.devices }, (_, at) => aDevice(`D-${at}`)),
    ready: Array.from({ length: size.devices }, (_, at) => `U-${at}`),
  });
  const held = await loadSettings(world.table);
  if (!held.outreach) throw new Error('the example has no outreach');
  const notifications = {
    ...held.notifications,
    calendarHosts: ['calendar.example'],
    mailFallbackSeconds: 3 * 3_600,
  };
  const team = { ...held.team, fallbackLanguages: [] };
  await saveSettings(ports, {
    ...held,
    team,
    notifications,
    outreach: { ...held.outreach, budgetPercent: 50 },
  });
  const none = { kinds: {}, digests: [], off: [] };
  const digest = { id: 'd', channel: 'mail', every: 'day', at: '16:30', kinds: ['cancelled'] } as const;
  for (const [at, id] of agentIds.entries())
    await world.table.commit({
      commitId: `preferences-${id}`,
      writes: [preferencesWrite(id, at % 2 === 0 ? { ...none, digests: [digest] } : none, 0)],
    });
  await seedChain(world);
  await signUps(world, size);
  for (const [at, id] of agentIds.entries()) {
    const from = START + (at + 2) * DAY;
    const input = { from: formatInstant(from), to: formatInstant(from + 3 * DAY) };
    byHand(world, own => putAbsence(own, { agentId: id, absenceId: `abs-${at}`, principal: 'lead', input }));
    byHand(world, own => putOutsideCalendar(own, { agentId: id, url: `https://calendar.example/${id}.ics` }));
  }
  for (let at = 0; at < size.devices; at++)
    world.clock.at(START + (at % 20) * MINUTE, () => {
      const reported = deviceReported.of({ serial: `D-${at}`, damage: 'broken', language: 'de' });
      world.fact(reported, { accountId: 'mall-group' });
    });
  world.clock.at(START + 65 * MINUTE, () => escalate(world));
  await world.run({ until: START + 75 * MINUTE });
  putAway(world);
  takeOn(world);
  world.channels.push = () => ({ status: 429, retryAfter: '7200' });
  tellThem(world);
  await world.run({ until: START + 80 * MINUTE });
  world.channels.push = () => ({ status: 201 });
  return world;
}

/** Whoever owns it is told, the leads an hour later, three times over. */
async function seedChain({ table }: World): Promise<void> {
  const steps = [
    { do: 'notify', who: 'owner-or-cover' },
    { do: 'wait', minutes: 60 },
    { do: 'notify', who: 'lead' },
    { do: 'wait', minutes: 60 },
    { do: 'repeat', times: 3 },
  ] as const;
  const { read } = await readChainPlace(table, 'watched');
  const writes = chainWrites({ id: 'watched', steps, ackMinutes: 240, changedAt: START }, read);
  await table.commit({ commitId: 'chain', writes });
}

/** Sellers on trial whose claims close and who report more damage than usual; and some in a language that nobody speaks. */
async function signUps(world: World, { accounts, waiting }: Size): Promise<void> {
  const ids = { random: (prefix: string) => `${prefix}_contact${world.random.next()}` };
  world.fact(account.signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'mall-group' });
  for (let n = 0; n < waiting; n++)
    world.fact(account.signedUp.of({ product: 'repricer', language: 'fi' }), { accountId: `fi-${n}` });
  for (let n = 0; n < accounts; n++) {
    const accountId = `seller-${n}`;
    const contact = {
      name: 'Cleo',
      phone: '+4930901820',
      email: `${accountId}@seller.example`,
      zone: 'Europe/Berlin',
    };
    await writeContact({ ...world, ids }, { accountId, contactId: 'c-1', asOf: START, contact });
    const said = { language: 'de', zone: 'Europe/Berlin', country: 'DE', contactId: 'c-1' };
    for (const one of ['lost-and-found', 'repricer'] as const)
      world.fact(account.signedUp.of({ ...said, product: one }), { accountId });
    const endsAt = formatInstant(START + 14 * DAY);
    world.fact(account.registrationCompleted.of({ product: 'repricer' }), { accountId });
    world.fact(account.trialStarted.of({ product: 'repricer', endsAt }), { accountId });
    world.clock.at(START + 5 * MINUTE + n * SECOND, () => sayOf(world, accountId, n));
  }
}

function sayOf(world: World, accountId: string, n: number): void {
  const claimId = `${accountId}-clm`;
  const said = { marketplace: 'none', type: 'none', basisOn: '2026-10-01', value: 640 };
  const closesOn = formatInstant(START + (12 + (n % 9)) * DAY).slice(0, 10);
  const report = (id: string, ago: number) =>
    outreach.damageReported.of({
      ...{ reportId: `${accountId}-${id}`, value: 40, reportedAt: formatInstant(START - ago * DAY) },
    });
  const follows = [
    outreach.claimOpened.of({ ...said, claimId }),
    outreach.claimDeadlineSet.of({ claimId, closesOn }),
    outreach.claimWaiting.of({ claimId, on: 'customer' }),
    ...(n % 2 === 0
      ? [
          ...Array.from({ length: 20 }, (_, at) => report(`old-${at}`, 5 + ((at * 13 + n) % 66))),
          ...Array.from({ length: 24 }, (_, at) => report(`new-${at}`, 0)),
        ]
      : []),
  ];
  for (const follow of follows) world.fact(follow, { accountId, occurredAt: START });
}

function escalate(world: World): void {
  for (let n = 0; n < 40; n++) {
    const about = {
      escalationId: `esc_${n}`,
      subjectKind: 'device-case',
      subjectId: `watched_${n}`,
    } as const;
    const follow = escalationWanted.of({
      ...about,
      chain: 'watched',
      kind: 'device-breached',
      language: 'de',
    });
    world.fact(follow, { accountId: `seller-${n % usual.accounts}` });
  }
}

/** Told to everybody in turn; some browsers do not answer now. */
function tellThem(world: World): void {
  for (let n = 0; n < 60; n++) {
    const recipientId = agentIds[n % agentIds.length] ?? 'anna';
    const kind =
      (['device-warned', 'contract-adjusted', 'cancelled', 'signed-up'] as const)[n % 4] ?? 'cancelled';
    const about = { subjectKind: 'device-case', subjectId: `told_${n}` } as const;
    const follow = notificationWanted.of({ recipientId, kind, language: 'de', reason: 'on-duty', ...about });
    world.fact(follow, { accountId: `told-${n}` });
  }
}

/** Every fifth open notification is put away for some hours, for those who see them later. */
function putAway(world: World): void {
  const open = rowsOf(world, 'notification').filter(({ outcome }) => outcome === undefined);
  for (const [n, { id, recipientId }] of open.entries()) {
    if (n % 5 !== 0) continue;
    const who = { id: String(recipientId), roles: ['agent'] };
    const act = { do: 'snooze', until: world.clock.now() + 5 * HOUR } as const;
    byHand(world, ports => actOnNotification(ports, who, { notificationId: String(id), act }));
  }
}

/** Every second escalation is taken on by whoever was told of it. */
function takeOn(world: World): void {
  for (const [n, { id }] of rowsOf(world, 'escalation').entries()) {
    if (n % 2 !== 0) continue;
    const told = rowsOf(world, 'notification').find(row => row['escalationId'] === id);
    if (!told) continue;
    const who = { id: String(told['recipientId']), roles: ['agent'] };
    byHand(world, ports =>
      actOnNotification(ports, who, { notificationId: String(told['id']), act: 'acknowledge' }),
    );
  }
}

export const rowsOf = (world: World, type: string) =>
  [...world.table.rows()].filter(row => row.type === type);

export const timersIn = (world: World): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [
      ...Map.groupBy(
        world.awake().filter(row => row.type === 'timer'),
        row => String(row.kind),
      ),
    ].map(([kind, rows]) => [kind, rows.length]),
  );

export type { Instant };
