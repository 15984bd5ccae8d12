import { newsOf } from '../../shared/domain/devices/case-news.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { promisedUntil, watchCase } from '../../shared/domain/devices/watch-case.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { caseRow, type StoredCase } from '../../shared/store/case-store.ts';
import { arm, disarm, journal, replace } from '../../shared/store/journal.ts';
import { casePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult, Write } from '../../shared/store/table.ts';

export const CAPABILITY = 'devices';

export type CaseChange = {
  readonly before: StoredCase | undefined;
  readonly after: DeviceCase;
  readonly cause: Fact;
  /** What was decided, as one kebab-case word, and why. */
  readonly decision: string;
  readonly reason?: Readonly<Record<string, unknown>>;
  /** Only the clocks were looked at. */
  readonly looked?: boolean;
  /** Rows of stocks and devices that change with it, and what follows from those. */
  readonly writes?: readonly Write[];
  readonly follows?: readonly Follow[];
};

/**
 * One commit for a change of a case, whatever caused it: the clocks are read and what they noticed is recorded, all that
 * follows is emitted, and the one timer stands at the next instant somebody must look, or is gone.
 */
export async function commitCase(
  ports: Ports,
  change: CaseChange,
): Promise<{ readonly answer: CommitResult; readonly after: StoredCase }> {
  const { before, cause } = change;
  const now = ports.clock.now();
  const calendars = await calendarsOf(ports.table, change.after, now);
  const evidence = { factId: cause.id, occurredAt: cause.occurredAt };
  const watched = watchCase(change.after, { calendars, now, cause: evidence });
  const dueAt = promisedUntil(watched.after, { calendars, now });
  const version = (before?.version ?? 0) + 1;
  const news = newsOf({ before, after: watched.after, due: watched.due, dueAt, now, version });
  // A look at which nothing was noticed and nothing moved leaves no line in the history; its one follow is a hint.
  const isQuiet =
    change.looked === true &&
    watched.due.length === 0 &&
    news.follows.length === 1 &&
    !change.follows?.length;
  const pk = casePk(news.after.id);
  const entry = journal({
    pk,
    capability: CAPABILITY,
    fact: cause,
    decision: change.decision,
    reason: { ...change.reason, ...(dueAt === undefined ? {} : { dueAt }), caseId: news.after.id },
    follows: [...news.follows, ...(change.follows ?? [])],
    now,
    shown: { accountId: news.after.accountId, inFeed: false },
  });
  const timer =
    watched.nextAt === undefined
      ? disarm(pk, 'device.due')
      : arm({ pk, kind: 'device.due', dueAt: watched.nextAt, epoch: version, now });
  const row = replace(caseRow(news.after, { dueAt, lookAt: watched.nextAt }), before?.version);
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [...(isQuiet ? [] : [entry]), row, timer, ...(change.writes ?? [])],
  });
  return { answer, after: { ...news.after, version } };
}
