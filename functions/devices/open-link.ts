import type { LinkView } from '../../shared/contracts/device-links-contract.ts';
import { type DeviceCase, isOpenCase, legOf, waitOf } from '../../shared/domain/devices/device-case.ts';
import { isGone } from '../../shared/domain/devices/open-case.ts';
import { HANDOVER } from '../../shared/domain/devices/policy.ts';
import { isBreached, promisedUntil } from '../../shared/domain/devices/watch-case.ts';
import { isOpen, nextOpening } from '../../shared/domain/time/business-calendar.ts';
import { tellingMarks } from '../../shared/domain/time/sla-segments.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { type DeviceLink, loadLink } from '../../shared/store/link-store.ts';
import { isErased } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadDepot } from '../../shared/store/promise-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';

/** The link of a token. A wrong, ended or foreign one, or one of somebody who was erased, is the same to the caller: there is none. */
export async function linkOf(
  { table, clock }: Ports,
  token: string,
): Promise<Outcome<DeviceLink, 'not-found'>> {
  const link = await loadLink(table, token);
  if (!link || link.until <= clock.now()) return refused('not-found');
  const { accountId, contactId = '-' } = link;
  return (await isErased(table, { accountId, contactId })) ? refused('not-found') : accepted(link);
}

/** What the holder of a link sees: the device, its case, the promise. No names, and nothing of any other case. */
export async function openLink(ports: Ports, token: string): Promise<Outcome<LinkView, 'not-found'>> {
  const found = await linkOf(ports, token);
  return found.ok ? accepted(await linkViewOf(ports, found.value)) : found;
}

export async function linkViewOf(ports: Ports, link: DeviceLink): Promise<LinkView> {
  const { table, clock } = ports;
  const now = clock.now();
  const [{ company }, device, account, contact] = await Promise.all([
    loadSettings(table),
    loadDevice(table, link.serial),
    loadAccount(table, link.accountId),
    link.contactId === undefined ? undefined : loadContact(table, link.accountId, link.contactId),
  ]);
  const caseId = link.caseId ?? device?.caseId;
  const found = caseId === undefined ? undefined : await loadCase(table, caseId);
  const held = found?.accountId === link.accountId ? found : undefined;
  return {
    purpose: link.purpose,
    brand: company.brand,
    language: link.language ?? contact?.language ?? company.languages[0] ?? 'en',
    zone: held?.zone ?? contact?.zone ?? account?.state.profile.zone?.value ?? company.zone,
    now: formatInstant(now),
    expiresAt: formatInstant(link.until),
    device: {
      serial: link.serial,
      model: held?.model ?? (device?.accountId === link.accountId ? device.model : 'unknown'),
    },
    ...(held ? { case: await caseOf(ports, held, { mayWipe: contact?.authorised === true, now }) } : {}),
  };
}

type CasePart = NonNullable<LinkView['case']>;

async function caseOf(
  { table }: Ports,
  held: StoredCase,
  { mayWipe, now }: { mayWipe: boolean; now: Instant },
): Promise<CasePart> {
  const calendars = await calendarsOf(table, held, now);
  const dueAt = promisedUntil(held, { calendars, now });
  const target = held.policy?.targets.find(({ id }) => id === HANDOVER);
  const calendar = target && calendars(target.calendar);
  const goesOn =
    calendar && dueAt !== undefined && !isOpen(calendar, now) ? nextOpening(calendar, now) : undefined;
  const wait = waitOf(held);
  const depot = held.reservation && (await loadDepot(table, held.reservation.depotId));
  const collects = stateOf(held) === 'to-collect' && depot !== undefined;
  return {
    state: stateOf(held),
    damage: held.damage,
    openedAt: formatInstant(held.openedAt),
    ...(dueAt === undefined ? {} : { dueAt: formatInstant(dueAt) }),
    ...(goesOn === undefined ? {} : { goesOnAt: formatInstant(goesOn) }),
    late: isOpenCase(held) && isBreached(held.records),
    ...(wait?.on === 'customer' && isOpenCase(held) ? { waitsForYou: wait.reason } : {}),
    ...(collects ? { collectAt: depot.name } : {}),
    ...(held.lock ? { lock: held.lock.state } : {}),
    wipe: wipeOf(held, mayWipe),
    confirmed: held.confirmedAt !== undefined,
    steps: stepsOf(held),
  };
}

function wipeOf({ damage, wipe, lock }: DeviceCase, mayWipe: boolean): CasePart['wipe'] {
  if (wipe && wipe.state !== 'failed') return wipe.state;
  if (isGone(damage) && lock !== undefined && mayWipe) return 'possible';
  return wipe?.state ?? 'not-possible';
}

/** A unit that waits at a counter of the client's own building is to be collected; others are sent. */
function stateOf(held: DeviceCase): CasePart['state'] {
  const { state, reservation, policy } = held;
  if (state === 'closed' || state === 'cancelled' || state === 'handed-over') return state;
  if (legOf(held) === 'ship') return 'on-the-way';
  if (reservation && policy?.reserve === 'at-report') return 'to-collect';
  return state === 'reported' ? 'reported' : 'at-work';
}

const stepsOf = (held: DeviceCase): CasePart['steps'] =>
  tellingMarks(held.marks)
    .filter(mark => mark.is !== 'leg' || mark.leg === 'ship')
    .map(mark => ({
      what: mark.is === 'leg' ? 'shipped' : mark.is === 'waiting' ? `waiting-${mark.on}` : mark.is,
      at: formatInstant(mark.at),
    }));
