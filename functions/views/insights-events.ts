import type {
  AnswerLine,
  CallLine,
  FeedbackLine,
  OutreachLine,
} from '../../shared/domain/insights/figures.ts';
import { answerBuckets } from '../../shared/domain/team/answer-times.ts';
import { DAY, formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Feedback } from '../../shared/store/feedback-store.ts';
import { insightLists } from '../../shared/store/insight-keys.ts';
import { responsesPk } from '../../shared/store/keys.ts';
import { outreachLists } from '../../shared/store/outreach-keys.ts';
import type { StoredOutreach } from '../../shared/store/outreach-store.ts';
import { bare, type Row, type Table } from '../../shared/store/table.ts';
import { type Gathered, gatherBack, monthsBack, NEVER } from './insights-lists.ts';

export const MOST_CALLS = 5_000;
export const MOST_OUTREACH = 3_000;
const ABREAST = 16;

type Range = { readonly from: Instant; readonly to: Instant };

/** Calls that ended between the two. */
export const gatherCalls = (table: Table, { from, to }: Range): Promise<Gathered<CallLine>> =>
  gatherBack(table, {
    ...{ index: 'timeline', pks: monthsBack(from, to).map(insightLists.callsEnded), most: MOST_CALLS },
    linesOf: rows => rows.map(callLine),
  });

function callLine(row: Row): CallLine {
  const call = bare(row) as unknown as StoredCall;
  const { accountId, agentId = '-', attempts, dueAt, endedAt = dueAt, ending = 'cancelled' } = call;
  const late = call.lateToldAt !== undefined || (call.booking?.told ?? []).includes('late');
  return {
    ...{ accountId, endedAt, ending, late, agentId: attempts.at(-1)?.agentId ?? agentId },
    outcomes: attempts.map(({ outcome }) => outcome),
  };
}

/** What customers said of calls between the two. */
export const gatherFeedback = (table: Table, { from, to }: Range): Promise<Gathered<FeedbackLine>> =>
  gatherBack(table, {
    ...{ index: 'list', pks: monthsBack(from, to).map(insightLists.feedback), most: MOST_CALLS },
    linesOf: rows =>
      rows.map(row => {
        const { accountId, at, rating } = bare(row) as unknown as Feedback;
        return { accountId, at, rating };
      }),
  });

/** Outreach that ended since, whenever it was opened, and what is open or held back now. */
export async function gatherOutreach(table: Table, { from, to }: Range): Promise<Gathered<OutreachLine>> {
  const read = (pks: readonly string[]) =>
    gatherBack(table, {
      ...{ index: 'list', pks, most: MOST_OUTREACH },
      linesOf: rows => rows.map(row => bare(row) as unknown as StoredOutreach),
    });
  const [ended, open, held] = await Promise.all([
    read(monthsBack(from, to).map(outreachLists.ended)),
    read([outreachLists.open]),
    read([outreachLists.held]),
  ]);
  const byId = new Map(
    [...open.lines, ...held.lines, ...ended.lines].map(one => [one.id, outreachLine(one)]),
  );
  const isShort = open.countedFrom !== undefined || held.countedFrom !== undefined;
  const countedFrom = isShort ? NEVER : ended.countedFrom;
  return { lines: [...byId.values()], ...(countedFrom === undefined ? {} : { countedFrom }) };
}

const outreachLine = (outreach: StoredOutreach): OutreachLine => {
  const { accountId, openedAt, endedAt, ending, exempt, feedback } = outreach;
  return { accountId, openedAt, endedAt, ending, exempt, useful: feedback?.useful };
};

/** Times to answer are kept so long. */
const KEPT = 400 * DAY;

/** One row a day and agent; days to come have none, and older ones none any more. */
export async function gatherAnswers(
  table: Table,
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: Instant },
): Promise<Gathered<AnswerLine>> {
  const first = Math.max(Date.parse(from), Date.parse(formatInstant(now - KEPT).slice(0, 10)));
  const last = Math.min(Date.parse(to), now);
  const days = Array.from(
    { length: Math.max(0, Math.floor((last - first) / DAY) + 1) },
    (_, n) => first + n * DAY,
  );
  const pages = await inParallel(days, ABREAST, day => table.query({ pk: responsesPk(day) }));
  const lines = pages.flatMap(({ rows }, at) =>
    rows.map(row => ({
      ...{ day: formatInstant(days[at] ?? 0).slice(0, 10), agentId: row.sk },
      counts: answerBuckets.map(bucket => Number(row[bucket] ?? 0)),
    })),
  );
  return { lines, ...(first > Date.parse(from) ? { countedFrom: first } : {}) };
}
