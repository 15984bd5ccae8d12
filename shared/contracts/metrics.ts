/** Where a stage's numbers are published; two stages of one account stay apart. */
export const metricsNamespace = (stage: string): string => `firstcall-${stage}`;

/** Decisions that somebody must hear of, counted under their own name by the queue entries. */
export const ringingDecisions = [
  'quarantined',
  'nobody-reachable',
  'push-failed',
  'push-later',
  'mail-failed',
  'mail-later',
  'nobody-on-duty',
  'escalation-exhausted',
  'telling-failed',
  'callback-late',
  'outreach-short',
] as const;
export type RingingDecision = (typeof ringingDecisions)[number];

/** Under which service name decisions are counted. */
export const DECISIONS = 'decisions';
