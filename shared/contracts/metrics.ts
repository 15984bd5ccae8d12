/** Where a stage's numbers are published; two stages of one account stay apart. */
export const metricsNamespace = (stage: string): string => `firstcall-${stage}`;

/** Counts what could not be taken in and was set aside with its reason. */
export const quarantinedMetric = { service: 'quarantine', name: 'quarantined' } as const;
