import * as device from '../../events/device-events.ts';
import type { Follow } from '../../events/envelope.ts';
import { escalationEnded, escalationWanted } from '../../events/escalation-events.ts';
import { derivedId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Due } from '../time/sla-records.ts';
import { type DeviceCase, type EscalationWhy, isOpenCase, legOf } from './device-case.ts';
import { HANDOVER } from './policy.ts';
import { isBreached } from './watch-case.ts';

export type Change = {
  readonly before: DeviceCase | undefined;
  readonly after: DeviceCase;
  /** What the clocks noticed with this change. */
  readonly due: readonly Due[];
  /** Until when it is promised now; `undefined` while nothing is. */
  readonly dueAt: Instant | undefined;
  readonly now: Instant;
  /** The version that the case gets. */
  readonly version: number;
};
export type News = { readonly after: DeviceCase; readonly follows: readonly Follow[] };

/**
 * Everything that follows from a change of a case, told from the difference alone: who hears of it, what the customer
 * is told, which escalations begin and end, what the device management is asked. The case remembers what the customer
 * was told and which escalations run.
 */
export function newsOf(change: Change): News {
  const escalated = escalations(change);
  const told = tellings({ ...change, after: escalated.after });
  return {
    after: told.after,
    follows: [
      ...opening(change),
      ...orders(change),
      ...warnings(change),
      ...escalated.follows,
      ...told.follows,
      ...closing(change),
    ],
  };
}

const due = (dueAt: Instant | undefined) => (dueAt === undefined ? {} : { dueAt });

function opening({ before, after, dueAt }: Change): Follow[] {
  const { id, damage, language, policy } = after;
  if (!before)
    return [
      device.caseOpened.of({
        ...{ caseId: id, damage, language },
        ...due(dueAt),
        ...(policy ? { policyId: policy.id } : {}),
      }),
    ];
  const again = !isOpenCase(before) && isOpenCase(after);
  return again ? [device.caseReopened.of({ caseId: id, damage, language, ...due(dueAt) })] : [];
}

function closing({ before, after, version }: Change): Follow[] {
  const { id, state } = after;
  const settled =
    before && isOpenCase(before) && (state === 'handed-over' || state === 'closed' || state === 'cancelled');
  return [
    ...(settled ? [device.caseSettled.of({ caseId: id, state })] : []),
    device.caseChanged.of({ caseId: id, state, caseVersion: version }),
  ];
}

function orders({ before, after }: Change): Follow[] {
  const { id, serial, lock, wipe } = after;
  const wantedNow = (now: typeof lock, then: typeof lock) =>
    now?.state === 'wanted' && (then?.state !== 'wanted' || then.wantedAt !== now.wantedAt);
  return [
    ...(wantedNow(lock, before?.lock) ? [device.lockWanted.of({ caseId: id, serial })] : []),
    ...(wipe && wantedNow(wipe, before?.wipe)
      ? [device.wipeWanted.of({ caseId: id, serial, confirmedBy: wipe.confirmedBy })]
      : []),
  ];
}

/** Of a leg or a response that was missed the owner hears as of a warning; a broken promise escalates. */
function warnings({ after, due: noticed, dueAt, now }: Change): Follow[] {
  const { id, language } = after;
  return noticed.flatMap(one => {
    const { target, threshold, at } = one;
    const broken = threshold === 'breach';
    const overtaken = one.overtaken || one.afterStop || !isOpenCase(after);
    return [
      ...(broken ? [device.slaBreached.of({ caseId: id, target, at, noticedAt: now })] : []),
      ...(broken && target === HANDOVER
        ? []
        : [
            device.slaWarned.of({
              ...{ caseId: id, target, threshold, at, language, overtaken },
              ...due(dueAt),
            }),
          ]),
    ];
  });
}

function escalations({ before, after, due: noticed, dueAt }: Change): News {
  const { policy } = after;
  const over = before !== undefined && isOpenCase(before) && !isOpenCase(after);
  /** Open again although its promise was broken before: nobody is left to care for it. */
  const again = before !== undefined && !isOpenCase(before) && isBreached(after.records);
  const stock = after.noStock && !before?.noStock && isOpenCase(after);
  const breach = noticed.some(one => one.target === HANDOVER && one.threshold === 'breach' && !one.afterStop);
  const unlocked =
    (after.lock?.state === 'failed' && before?.lock?.state !== 'failed') ||
    (after.wipe?.state === 'failed' && before?.wipe?.state !== 'failed');
  const begin: EscalationWhy[] = [
    ...((breach || again) && isOpenCase(after) ? (['breached'] as const) : []),
    ...(stock ? (['no-stock'] as const) : []),
    ...(unlocked ? (['not-locked'] as const) : []),
  ];
  const locked = after.lock?.state !== 'failed' && after.wipe?.state !== 'failed';
  const ends = (why: EscalationWhy) =>
    why === 'not-locked' ? locked : over || (why === 'no-stock' && !after.noStock);
  const running = after.escalations.map(one => (one.ended || !ends(one.why) ? one : { ...one, ended: true }));
  const begun = begin.map((why, n) => ({
    id: derivedId('esc', after.id, why, after.escalations.length + n),
    why,
    ended: false,
  }));
  if (begun.length === 0 && running.every((one, n) => one === after.escalations[n]))
    return { after, follows: [] };
  const ended = running.filter((one, n) => one !== after.escalations[n]);
  return {
    after: { ...after, escalations: [...running, ...begun] },
    follows: [
      ...ended.map(({ id }) =>
        escalationEnded.of({ escalationId: id, why: after.state === 'cancelled' ? 'cancelled' : 'resolved' }),
      ),
      ...begun.map(({ id, why }) =>
        escalationWanted.of({
          escalationId: id,
          chain: chainFor(why, policy),
          subjectKind: 'device-case',
          subjectId: after.id,
          kind: `device-${why}`,
          language: after.language,
          ...(after.product === undefined ? {} : { product: after.product }),
          ...(why === 'no-stock' && dueAt !== undefined ? { fixBy: dueAt } : {}),
        }),
      ),
    ],
  };
}

/** A case without a policy escalates by the chain that the settings call `breach`. */
const chainFor = (why: EscalationWhy, policy: DeviceCase['policy']): string =>
  (why === 'no-stock' ? policy?.noStockChain : policy?.breachChain) ?? 'breach';

/**
 * What the customer hears: that the report came in and until when; that the promise is another one, before the old one
 * is over; that it may take longer; that the device is on its way or was handed over.
 */
function tellings({ before, after, due: noticed, dueAt, version }: Change): News {
  const { contactId, policy } = after;
  if (contactId === undefined) return { after, follows: [] };
  const nowTold = dueAt ?? 'none';
  const open = isOpenCase(after);
  const moved =
    open && after.toldDueAt !== undefined && after.toldDueAt !== nowTold && !isBreached(after.records);
  const atRisk = noticed.some(
    one =>
      one.target === HANDOVER && one.threshold === policy?.tellCustomerAt && !one.overtaken && !one.afterStop,
  );
  const shipped = legOf(after) === 'ship' && before !== undefined && legOf(before) !== 'ship';
  const handed = after.state === 'handed-over' && before !== undefined && isOpenCase(before);
  const kinds: device.TellingKind[] = [
    ...(before ? [] : ([after.entitled ? 'report-received' : 'advice'] as const)),
    ...(moved ? (['promise-changed'] as const) : []),
    ...(atRisk && open ? (['promise-at-risk'] as const) : []),
    ...(shipped ? (['shipped'] as const) : []),
    ...(handed ? (['handed-over'] as const) : []),
  ];
  const again = before !== undefined && !isOpenCase(before) && open;
  const toldDueAt = policy && open && (!before || moved || again) ? nowTold : after.toldDueAt;
  return {
    after: toldDueAt === after.toldDueAt || toldDueAt === undefined ? after : { ...after, toldDueAt },
    follows: kinds.map(kind =>
      device.tellingWanted.of({
        ...{ caseId: after.id, contactId, kind, language: after.language, caseVersion: version },
        ...due(dueAt),
      }),
    ),
  };
}
