import type { OutreachView } from '../../shared/contracts/outreach-contract.ts';
import { type Evidence, type Outreach, wishName } from '../../shared/domain/outreach/outreach.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import { callIdOfItem } from '../../shared/store/call-store.ts';
import { loadStandings, type StoredOutreach } from '../../shared/store/outreach-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { itemOf } from './commit-outreach.ts';

/** Signals read side by side. */
const ABREAST = 10;

/** Signals as the console shows them, with names, calls and pauses. */
export async function outreachViews(
  table: Table,
  outreach: readonly StoredOutreach[],
): Promise<OutreachView[]> {
  const names = await loadAccountNames(
    table,
    outreach.map(({ accountId }) => accountId),
  );
  return inParallel(outreach, ABREAST, async one => {
    const [callId, pausedUntil] = await Promise.all([callOf(table, one), pauseAfter(table, one)]);
    return {
      ...viewOf(one),
      accountName: names.get(one.accountId) ?? one.accountId,
      ...(callId === undefined ? {} : { callId }),
      ...(pausedUntil === undefined ? {} : { pausedUntil: formatInstant(pausedUntil) }),
    };
  });
}

export const outreachViewOf = async (table: Table, outreach: StoredOutreach): Promise<OutreachView> =>
  (await outreachViews(table, [outreach]))[0] as OutreachView;

/** The call that its last wish went to. */
const callOf = async (table: Table, outreach: Outreach): Promise<string | undefined> =>
  outreach.wishes === 0 ? undefined : callIdOfItem(table, itemOf(wishName(outreach)));

/** Until when the cause rests, as long as nothing came after this one. */
async function pauseAfter(table: Table, outreach: Outreach): Promise<Instant | undefined> {
  if (outreach.state !== 'ended') return undefined;
  const standing = (await loadStandings(table, outreach.accountId)).find(
    ({ outreachId }) => outreachId === outreach.id,
  );
  const until = standing?.pausedUntil;
  return until === undefined || until <= (outreach.endedAt ?? 0) ? undefined : until;
}

function viewOf(outreach: StoredOutreach): Omit<OutreachView, 'accountName'> {
  const { id, accountId, cause, state, why, ending, rank, value, exempt, language } = outreach;
  const { contactId, openedAt, updatedAt, dueAt, endedAt, updates, feedback, version } = outreach;
  return {
    ...{ id, accountId, cause, state, rank, exempt, language, updates, version },
    ...(why === undefined ? {} : { why }),
    ...(ending === undefined ? {} : { ending }),
    ...(value === undefined ? {} : { value }),
    ...(contactId === undefined ? {} : { contactId }),
    evidence: evidenceView(outreach.evidence),
    openedAt: formatInstant(openedAt),
    updatedAt: formatInstant(updatedAt),
    ...(dueAt === undefined ? {} : { dueAt: formatInstant(dueAt) }),
    ...(endedAt === undefined ? {} : { endedAt: formatInstant(endedAt) }),
    ...(feedback === undefined ? {} : { feedback: { ...feedback, at: formatInstant(feedback.at) } }),
  };
}

const evidenceView = ({ burst, claims, market }: Evidence): OutreachView['evidence'] => ({
  ...(burst === undefined ? {} : { burst: { ...burst, excluded: [...burst.excluded] } }),
  ...(claims === undefined ? {} : { claims: [...claims] }),
  ...(market === undefined ? {} : { market: market.map(one => ({ ...one, at: formatInstant(one.at) })) }),
});
