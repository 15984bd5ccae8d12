import { languagesOf, segmentOf } from '../../shared/domain/accounts/account.ts';
import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { isGone, openCase } from '../../shared/domain/devices/open-case.ts';
import type { DamageKind } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import { type Device, deviceRow, loadDevice } from '../../shared/store/device-store.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { casePk } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { withUnitOf } from './case-unit.ts';
import { CAPABILITY, commitCase } from './commit-case.ts';
import { matchCase } from './match-case.ts';
import { stockBook } from './stock-book.ts';

export type Reported = {
  readonly serial: string;
  readonly damage: DamageKind;
  readonly contactId?: string;
  readonly language?: string;
  readonly site?: string;
};

/** What a report came to: the case it opened, or the open one that the device was in already. */
export type ReportAnswer = { readonly caseId: string; readonly known: boolean };

/** What a report is called that somebody enters, here or at a counter. */
export const ENTERED = 'device.report-entered';

/**
 * Opens the case of a report, whoever sent it; a device whose case is open joins that one. Nothing is told of one that
 * was entered for a device which is not theirs any more.
 */
export const openFor = (
  ports: Ports,
  cause: Fact,
  reported: Reported,
  tell: (answer: ReportAnswer | undefined) => void = () => undefined,
): Promise<Handled> => untilFresh(() => tryToOpen(ports, cause, reported, tell));

async function tryToOpen(
  ports: Ports,
  cause: Fact,
  reported: Reported,
  tell: (answer: ReportAnswer | undefined) => void,
): Promise<Attempt> {
  const registered = await loadDevice(ports.table, reported.serial);
  const held = registered?.caseId === undefined ? undefined : await loadCase(ports.table, registered.caseId);
  const caseId = derivedId('case', cause.id);
  if (held && held.accountId === cause.accountId && (isOpenCase(held) || held.id === caseId)) {
    tell({ caseId: held.id, known: held.id !== caseId });
    return joinCase(ports, cause, { held, damage: reported.damage });
  }
  const theirs = registered === undefined || registered.accountId === cause.accountId;
  // Whoever entered it read whose it is: it changed hands since, and they are told.
  if (!theirs && cause.name === ENTERED) {
    tell(undefined);
    return { answer: { done: true }, decision: 'not-theirs' };
  }
  tell({ caseId, known: false });
  const device = theirs ? registered : undefined;
  const opened = await caseOf(ports, cause, { reported, device, caseId });
  const book = stockBook(ports.table, ports.clock.now());
  const after = await withUnitOf({ table: ports.table, book, now: ports.clock.now() }, opened);
  const { answer } = await commitCase(ports, {
    before: undefined,
    after,
    cause,
    decision: 'case-opened',
    reason: whyEntitled(registered, theirs),
    writes: [...(theirs ? [inCase(after.accountId, reported, device, caseId)] : []), ...book.writes()],
    follows: book.follows(),
  });
  return { answer, decision: 'case-opened', detail: { case: caseId, account: cause.accountId } };
}

const whyEntitled = (device: Device | undefined, theirs: boolean) => {
  if (!device) return { entitled: false, why: 'not-registered' };
  if (!theirs) return { entitled: false, why: 'belongs-to-another-account' };
  return { entitled: device.managed, why: device.managed ? 'under-management' : 'not-managed' };
};

/** A serial that nobody registered is known from now on, as not managed: it is in one case at a time like any other. */
const inCase = (accountId: string, { serial }: Reported, device: Device | undefined, caseId: string) => {
  const { version, ...known } = device ?? {
    ...({ serial, model: 'unknown', accountId, managed: false, place: 'with-customer' } as const),
    version: undefined,
  };
  return replace(deviceRow({ ...known, caseId }), version);
};

/** A device reported again stays in its case; one that is now said to be lost or stolen is to be locked at once. */
async function joinCase(
  ports: Ports,
  fact: Fact,
  { held, damage }: { held: StoredCase; damage: DamageKind },
): Promise<Attempt> {
  const { table, clock, ids } = ports;
  const caseId = held.id;
  if (isGone(damage) && !isGone(held.damage) && isOpenCase(held)) {
    const { version: _read, ...before } = held;
    const lock = { state: 'wanted', serial: held.serial, wantedAt: clock.now() } as const;
    const after = { ...before, damage, ...(held.entitled ? { lock } : {}) };
    const { answer } = await commitCase(ports, {
      before: held,
      after,
      cause: fact,
      decision: `reported-${damage}`,
    });
    return { answer, decision: `reported-${damage}`, detail: { case: caseId } };
  }
  const entry = journal({
    pk: casePk(caseId),
    capability: CAPABILITY,
    fact,
    decision: 'reported-again',
    now: clock.now(),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
  return { answer, decision: 'reported-again', detail: { case: caseId } };
}

async function caseOf(
  { table, clock }: Ports,
  cause: Fact,
  given: { reported: Reported; device: Device | undefined; caseId: string },
) {
  const { reported, device, caseId } = given;
  const { accountId } = cause;
  const contactId = reported.contactId ?? device?.contactId;
  const [account, contact, settings] = await Promise.all([
    loadAccount(table, accountId),
    contactId === undefined ? undefined : loadContact(table, accountId, contactId),
    loadSettings(table),
  ]);
  const site = reported.site ?? device?.site;
  const segment = account ? segmentOf(account.state) : 'standard';
  const language =
    reported.language ??
    contact?.language ??
    (account && languagesOf(account.state)[0]) ??
    settings.company.languages[0] ??
    'en';
  const about = {
    ...(site === undefined ? {} : { site }),
    ...(device?.product === undefined ? {} : { product: device.product }),
  };
  const matched = await matchCase(table, { accountId, segment, damage: reported.damage, ...about });
  return openCase({
    ...{ caseId, factId: cause.id, accountId, segment, language, ...about, ...matched },
    serial: reported.serial,
    damage: reported.damage,
    model: device?.model ?? 'unknown',
    managed: device?.managed ?? false,
    ...(contactId === undefined ? {} : { contactId }),
    zone: contact?.zone ?? account?.state.profile.zone?.value ?? settings.company.zone,
    reportedBy: cause.producer,
    correlation: cause.correlation,
    at: Math.min(cause.occurredAt, clock.now()),
    now: clock.now(),
  });
}
