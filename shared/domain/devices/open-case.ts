import type { DamageKind } from '../../events/device-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { DeviceCase } from './device-case.ts';
import type { MatchedPolicy } from './match-policy.ts';
import type { PolicySnapshot } from './policy.ts';

export type Report = {
  readonly caseId: string;
  readonly factId: string;
  readonly accountId: string;
  readonly serial: string;
  readonly model: string;
  readonly damage: DamageKind;
  readonly managed: boolean;
  readonly segment: string;
  readonly site?: string;
  readonly contactId?: string;
  readonly product?: string;
  readonly language: string;
  readonly zone: string;
  readonly reportedBy: string;
  readonly correlation: string;
  /** When it happened or was said, and when we heard of it. */
  readonly at: Instant;
  readonly now: Instant;
  readonly policy: PolicySnapshot | undefined;
  readonly matching: readonly MatchedPolicy[];
};

/** Nothing of it can come back or be repaired: it is to be locked, and replaced. */
export const isGone = (damage: DamageKind): boolean => damage === 'lost' || damage === 'stolen';

/**
 * The case a report opens. The clocks run from the report, in the leg `diagnose`. Only a device under management is
 * entitled to a policy's promise; others get advice. A lost or stolen one that is managed is to be locked at once.
 */
export function openCase(report: Report): DeviceCase {
  const { caseId, factId, at, now, managed, policy, site, contactId, product } = report;
  const { accountId, serial, model, damage, segment, language, zone, reportedBy, correlation } = report;
  const mark = { at, recordedAt: now } as const;
  return {
    ...{ accountId, serial, model, damage, segment, language, zone, reportedBy, correlation },
    id: caseId,
    state: 'reported',
    entitled: managed,
    ...(site === undefined ? {} : { site }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(product === undefined ? {} : { product }),
    openedAt: at,
    marks: [
      { ...mark, id: factId, is: 'started' },
      { ...mark, id: factId, is: 'leg', leg: 'diagnose' },
    ],
    records: [],
    ...(managed && policy ? { policy } : {}),
    matching: managed ? report.matching : [],
    noStock: false,
    help: [],
    owed: [],
    oldUnit: 'not-asked',
    ...(managed && isGone(damage) ? { lock: { state: 'wanted', serial, wantedAt: now } as const } : {}),
    escalations: [],
    reopened: 0,
  };
}
