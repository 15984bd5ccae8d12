import type { CaseLine, CaseView, TargetView } from '../../../shared/contracts/devices-contract.ts';
import { actionsOf } from '../../../shared/domain/devices/case-actions.ts';
import { isOpenCase, legOf, waitOf } from '../../../shared/domain/devices/device-case.ts';
import { HANDOVER } from '../../../shared/domain/devices/policy.ts';
import { isOpen, nextOpening, openBetween } from '../../../shared/domain/time/business-calendar.ts';
import {
  legSpent,
  reachedAt,
  readTarget,
  type Target,
  thresholdKey,
  thresholdMs,
  verdictOf,
} from '../../../shared/domain/time/sla-clock.ts';
import { DAY, formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import { calendarOf, caseCalendars, type MockCase } from './mock-cases.ts';

export type Names = { readonly account: (n: number) => string; readonly agent: (id: string) => string };
const utc = (at: Instant | undefined) => (at === undefined ? undefined : formatInstant(at));
/** Without the parts that are undefined, as JSON would have it. */
const trim = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A case as a row of the board. */
export function lineOf(one: MockCase, now: Instant, names: Names): CaseLine {
  const { held, account, ownerId, version } = one;
  const leg = legOf(held);
  const wait = waitOf(held);
  return trim({
    ...{ id: held.id, serial: held.serial, model: held.model, damage: held.damage, state: held.state },
    ...{ path: held.path, entitled: held.entitled, noStock: held.noStock, language: held.language, version },
    ...{ zone: held.zone, site: held.site, openedAt: formatInstant(held.openedAt) },
    ...{ accountId: `acc-${account}`, accountName: names.account(account) },
    ...{ ownerId, ownerName: names.agent(ownerId) },
    ...{ leg, legOwner: leg && (held.policy?.legOwners[leg] ?? 'owner') },
    ...{ waitingOn: wait?.on, waitReason: wait?.reason, depotId: held.reservation?.depotId },
    ...{ policyId: held.policy?.id, policyName: held.policy?.name },
    ...clockOf(one, now),
  }) as CaseLine;
}

function clockOf({ held: { marks, records, policy } }: MockCase, now: Instant) {
  const target = policy?.targets.find(({ id }) => id === HANDOVER);
  if (!target) return { verdict: 'none' };
  const given = { marks, target, calendars: calendarOf, now };
  const reading = readTarget(given);
  const calendar = calendarOf(target.calendar);
  const open = isOpen(calendar, now);
  const turn = open ? openBetween(calendar, now, now + 10 * DAY)[0]?.[1] : nextOpening(calendar, now);
  const own = records.filter(record => record.target === HANDOVER);
  const warned = own.findLast(record => record.is === 'warned');
  return {
    verdict: verdictOf({ ...given, records }),
    dueAt: reading.state === 'running' ? utc(reading.deadline) : undefined,
    reached: own.some(({ is }) => is === 'breached') ? 'breached' : warned?.threshold,
    left:
      reading.state === 'stopped'
        ? undefined
        : {
            ...{
              ms: reading.leftMs,
              asOf: formatInstant(now),
              counting: reading.state === 'running' && open,
            },
            turnsAt: target.calendar === 'always' ? undefined : utc(turn),
          },
  };
}

function targetOf({ held: { marks, records, policy } }: MockCase, target: Target, now: Instant): TargetView {
  const given = { marks, target, calendars: calendarOf, now };
  const reading = readTarget(given);
  const [calendar = '', calendarVersion = '0'] = target.calendar.split('@');
  const known = caseCalendars[calendar as keyof typeof caseCalendars];
  return trim({
    ...{ id: target.id, goalMs: target.goalMs, pausedBy: [...target.pausedBy], leg: target.leg },
    owner: target.leg && policy?.legOwners[target.leg],
    ...{ calendar, calendarVersion: Number(calendarVersion), calendarName: known?.name ?? calendar },
    calendarZone: known?.zone ?? 'UTC',
    ...{ state: reading.state, spentMs: reading.spentMs, leftMs: reading.leftMs, met: reading.met },
    dueAt: reading.state === 'paused' ? undefined : utc(reading.deadline),
    endedAt: utc(reading.endedAt),
    verdict: verdictOf({ ...given, records }),
    thresholds: target.thresholds.map(threshold => {
      const key = thresholdKey(threshold);
      const said = records.find(
        one => one.is === 'warned' && one.target === target.id && one.threshold === key,
      );
      const due = reachedAt(given, thresholdMs(threshold, target.goalMs));
      return {
        key,
        dueAt: utc(due),
        at: utc(said?.at),
        noticedAt: said?.is === 'warned' ? utc(said.noticedAt) : undefined,
      };
    }),
    steps: reading.steps.map(({ from, to, ...step }) => ({
      from: formatInstant(from),
      to: utc(to),
      ...step,
    })),
  }) as TargetView;
}

/** A case as its page shows it. */
export function viewOf(one: MockCase, now: Instant, names: Names): CaseView {
  const { held, history, tellings, escalation } = one;
  const { policy, marks, reservation, replacement, lock, wipe, contactId, product } = held;
  const target = policy?.targets.find(({ id }) => id === HANDOVER);
  const order = (given: typeof lock) =>
    given && {
      state: given.state,
      wantedAt: formatInstant(given.wantedAt),
      answeredAt: utc(given.answeredAt),
    };
  return trim({
    ...lineOf(one, now, names),
    ...{ contactId, product, reportedBy: held.reportedBy, policyVersion: policy?.version, replacement },
    targets: policy?.targets.map(each => targetOf(one, each, now)) ?? [],
    legs: target
      ? Object.entries(legSpent({ marks, target, calendars: calendarOf, now })).map(([leg, spentMs]) => ({
          ...{ leg, owner: policy?.legOwners[leg] ?? 'owner', spentMs },
        }))
      : [],
    records: held.records.map(record => ({
      ...record,
      at: formatInstant(record.at),
      ...('noticedAt' in record ? { noticedAt: formatInstant(record.noticedAt) } : {}),
      ...('evidence' in record
        ? { evidence: { ...record.evidence, occurredAt: formatInstant(record.evidence.occurredAt) } }
        : {}),
    })),
    matching: held.matching,
    reservation: reservation && { ...reservation, until: formatInstant(reservation.until) },
    help: held.help.map(help => ({
      ...help,
      units: 'n' in help ? help.n : 1,
      at: 'at' in help ? utc(help.at) : undefined,
    })),
    oldUnit: held.owed.length > 0 ? 'owed' : held.oldUnit,
    lock: order(lock),
    wipe: wipe && { ...order(wipe), confirmedBy: wipe.confirmedBy },
    tellings: tellings.map(telling => ({ ...telling, at: formatInstant(telling.at) })),
    escalation,
    history: history.map(entry => ({
      ...entry,
      at: formatInstant(entry.at),
      recordedAt: formatInstant(entry.at),
    })),
    actions: [...actionsOf(held)],
  }) as unknown as CaseView;
}

/** True while work on it goes on. */
export const isListed = ({ held }: MockCase): boolean => isOpenCase(held);
