import type { Instant } from '../../kernel/instant.ts';
import { MINUTE } from '../../kernel/instant.ts';

export const watchers = ['sweep', 'auditor'] as const;
/** Who looks, again and again, whether anything that was promised is left undone. */
export type Watcher = (typeof watchers)[number];

/** How often each runs; silent is who missed two runs in a row and the time a run may take. */
export const rhythm: Readonly<Record<Watcher, { readonly everyMs: number; readonly silentAfterMs: number }>> =
  {
    sweep: { everyMs: MINUTE, silentAfterMs: 3 * MINUTE },
    auditor: { everyMs: 5 * MINUTE, silentAfterMs: 11 * MINUTE },
  };

/** What the watchers counted in their last runs, as far as somebody must hear of it. */
export type Counted = {
  readonly overdue: number;
  readonly late: number;
  readonly unguarded: number;
  readonly stuck: number;
};

export const findings = ['sweep-silent', 'auditor-silent', 'overdue', 'late', 'stuck', 'unguarded'] as const;
export type Finding = (typeof findings)[number];

/** The heading of docs/runbook.md that says what to do. */
export const runbookHeading: Readonly<Record<Finding, string>> = {
  'sweep-silent': 'Watcher silent',
  'auditor-silent': 'Watcher silent',
  overdue: 'Promises overdue',
  late: 'Promises late',
  stuck: 'Promises stuck',
  unguarded: 'Promises unguarded',
};

/** True when a watcher has not run for as long as it may take; one that never ran is silent. */
export const isSilent = (watcher: Watcher, beatAt: Instant | undefined, now: Instant): boolean =>
  beatAt === undefined || beatAt < now - rhythm[watcher].silentAfterMs;

export type Watch = {
  readonly beats: Readonly<Record<Watcher, Instant | undefined>>;
  readonly counted: Counted;
  readonly now: Instant;
};
export type WatchState = 'well' | 'late' | 'silent';

/**
 * Whether everything is watched and on time: `silent` when a watcher does not run, for then nothing is known for
 * certain; else `late` when they found anything; else `well`. The findings come in the order in which to see to them.
 */
export function judgeWatch({ beats, counted, now }: Watch): {
  readonly state: WatchState;
  readonly findings: readonly Finding[];
} {
  const silent = watchers
    .filter(watcher => isSilent(watcher, beats[watcher], now))
    .map(watcher => `${watcher}-silent` as const);
  const found = (['overdue', 'late', 'stuck', 'unguarded'] as const).filter(what => counted[what] > 0);
  const state = silent.length > 0 ? 'silent' : found.length > 0 ? 'late' : 'well';
  return { state, findings: [...silent, ...found] };
}
