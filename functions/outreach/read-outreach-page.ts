import type { OutreachPage } from '../../shared/contracts/outreach-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadOutreach, type StoredOutreach } from '../../shared/store/outreach-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { type Background, loadBackground } from './load-background.ts';
import { outreachOfAccount } from './outreach-of-account.ts';
import { outreachViewOf } from './outreach-view.ts';
import { reportChart } from './report-chart.ts';
import { suggestedText } from './suggested-text.ts';

type Asked = { readonly outreachId: string; readonly agentId: string };

/** Everything about one signal: what speaks for it, how the account looks, what to say and do, and how earlier ones went. */
export async function readOutreachPage(
  ports: Ports,
  { outreachId, agentId }: Asked,
): Promise<Outcome<OutreachPage, 'not-found'>> {
  const { table } = ports;
  const outreach = await loadOutreach(table, outreachId);
  if (!outreach) return refused('not-found');
  const [background, all, view, agent] = await Promise.all([
    loadBackground(ports, outreach.accountId),
    outreachOfAccount(table, outreach.accountId),
    outreachViewOf(table, outreach),
    loadAgent(table, agentId),
  ]);
  const { rules, row, settings } = background;
  return accepted({
    ...{ outreach: view, currency: rules.currency, sensitivity: row.sensitivity },
    chart: chartOf(outreach, background),
    claims: claimsOf(outreach, background),
    says: suggestedText(outreach, settings),
    steps: stepsOf(outreach, background, agent?.languages ?? []),
    earlier: all.filter(({ id }) => id !== outreachId).flatMap(endedLine),
  });
}

/** A burst that corrections took away keeps no mark. */
const chartOf = ({ evidence, ending }: StoredOutreach, { row, today, rules }: Background) =>
  reportChart(row, {
    ...{ today, alpha: rules.alpha, burst: ending === 'withdrawn' ? undefined : evidence.burst },
  });

function claimsOf({ evidence }: StoredOutreach, { claims }: Background): OutreachPage['claims'] {
  const own = new Set(evidence.claims?.map(({ claimId }) => claimId));
  return claims.map(line => ({ ...line, inOutreach: own.has(line.claimId) }));
}

/** The playbook of its cause, in the agent's first language or the company's. */
function stepsOf(
  { cause }: StoredOutreach,
  { rules, settings }: Background,
  spoken: readonly string[],
): OutreachPage['steps'] {
  const languages = [...spoken.slice(0, 1), ...settings.company.languages];
  const textIn = (words: Readonly<Record<string, string>>): string =>
    languages.flatMap(one => words[one] ?? words[one.split('-')[0] ?? one] ?? []).at(0) ??
    Object.values(words)[0] ??
    '';
  return (rules.playbooks[cause]?.steps ?? []).map(({ id, text }) => ({ id, text: textIn(text) }));
}

function endedLine({ id, cause, endedAt, ending, feedback }: StoredOutreach): OutreachPage['earlier'] {
  if (endedAt === undefined) return [];
  return [
    {
      ...{ id, cause, endedAt: formatInstant(endedAt), ending: ending ?? 'over' },
      ...(feedback === undefined ? {} : { useful: feedback.useful }),
    },
  ];
}
