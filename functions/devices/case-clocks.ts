import type { CaseView, TargetView } from '../../shared/contracts/devices-contract.ts';
import { HANDOVER, type PolicySnapshot } from '../../shared/domain/devices/policy.ts';
import {
  type Calendars,
  legSpent,
  reachedAt,
  readTarget,
  type Target,
  thresholdKey,
  thresholdMs,
  verdictOf,
} from '../../shared/domain/time/sla-clock.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import type { StoredCase } from '../../shared/store/case-store.ts';
import { loadCalendar } from '../../shared/store/promise-store.ts';
import type { Table } from '../../shared/store/table.ts';

type Asked = { readonly calendars: Calendars; readonly now: Instant };
const time = (name: string, at: Instant | undefined) =>
  at === undefined ? {} : { [name]: formatInstant(at) };

/** Every clock of a case with its arithmetic, segment by segment. */
export async function targetsOf(table: Table, held: StoredCase, asked: Asked): Promise<TargetView[]> {
  const { policy } = held;
  if (!policy) return [];
  return Promise.all(
    policy.targets.map(async target => ({
      ...targetOf(held, target, asked),
      ...(await calendarOf(table, target.calendar)),
      ...(target.leg === undefined
        ? {}
        : { leg: target.leg, owner: policy.legOwners[target.leg] ?? 'owner' }),
    })),
  );
}

async function calendarOf(table: Table, key: string) {
  const [calendar = '', version = '0'] = key.split('@');
  const stored = key === 'always' ? undefined : await loadCalendar(table, calendar, Number(version));
  return {
    calendar,
    calendarVersion: Number(version),
    calendarName: stored?.name ?? calendar,
    calendarZone: stored?.zone ?? 'UTC',
  };
}

function targetOf({ marks, records }: StoredCase, target: Target, { calendars, now }: Asked) {
  const reading = readTarget({ marks, target, calendars, now });
  return {
    id: target.id,
    goalMs: target.goalMs,
    pausedBy: [...target.pausedBy],
    state: reading.state,
    spentMs: reading.spentMs,
    leftMs: reading.leftMs,
    ...time('dueAt', reading.state === 'paused' ? undefined : reading.deadline),
    ...time('endedAt', reading.endedAt),
    ...(reading.met === undefined ? {} : { met: reading.met }),
    verdict: verdictOf({ marks, target, records, calendars, now }),
    thresholds: target.thresholds.map(threshold => {
      const key = thresholdKey(threshold);
      const said = records.find(
        record => record.is === 'warned' && record.target === target.id && record.threshold === key,
      );
      return {
        key,
        ...time('dueAt', reachedAt({ marks, target, calendars }, thresholdMs(threshold, target.goalMs))),
        ...(said?.is === 'warned' ? { ...time('at', said.at), ...time('noticedAt', said.noticedAt) } : {}),
      };
    }),
    steps: reading.steps.map(({ from, to, waitingOn, reason, leg, counts, ms, sumMs }) => ({
      from: formatInstant(from),
      ...time('to', to),
      ...(waitingOn === undefined ? {} : { waitingOn }),
      ...(reason === undefined ? {} : { reason }),
      ...(leg === undefined ? {} : { leg }),
      ...{ counts, ms, sumMs },
    })),
  };
}

/** The customer's time by leg: together it is what the promise has used up. */
export function legsOf({ marks, policy }: StoredCase, { calendars, now }: Asked): CaseView['legs'] {
  const target = policy?.targets.find(({ id }) => id === HANDOVER);
  if (!policy || !target) return [];
  return Object.entries(legSpent({ marks, target, calendars, now })).map(([leg, spentMs]) => ({
    leg,
    owner: ownerOf(policy, leg),
    spentMs,
  }));
}

const ownerOf = ({ legOwners }: PolicySnapshot, leg: string): string => legOwners[leg] ?? 'owner';
