import type { EscalationView } from '../../shared/contracts/escalations-contract.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import { listRuns } from '../../shared/store/escalation-list-store.ts';
import { type EscalationList, loadRun } from '../../shared/store/escalation-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { escalationView } from './escalation-view.ts';

/** Lines of its log that an escalation shows in a list. */
const SHOWN_IN_LIST = 10;

/** Escalations that are not solved, the oldest first: of one state, or of all. */
export async function listEscalations(
  { table }: Ports,
  asked: { readonly state?: EscalationList | undefined; readonly limit: number; readonly cursor?: string },
): Promise<{ escalations: EscalationView[]; cursor?: string }> {
  const { runs, cursor } = await listRuns(table, asked);
  const names = await loadAccountNames(
    table,
    runs.map(({ accountId }) => accountId),
  );
  const escalations = runs.map(run =>
    escalationView({ ...run, log: run.log.slice(-SHOWN_IN_LIST) }, names.get(run.accountId)),
  );
  return { escalations, ...(cursor === undefined ? {} : { cursor }) };
}

/** One escalation with its whole log. One that ended before it began has nothing to show. */
export async function getEscalation(
  { table }: Ports,
  escalationId: string,
): Promise<Outcome<EscalationView, 'not-found'>> {
  const run = await loadRun(table, escalationId);
  if (run?.startedAt === undefined) return refused('not-found');
  const names = await loadAccountNames(table, [run.accountId]);
  return accepted(escalationView(run, names.get(run.accountId)));
}
