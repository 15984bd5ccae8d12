import type * as z from 'zod/mini';
import type { dryRunChain as dryRunRoute } from '../../shared/contracts/escalations-contract.ts';
import { type DryLine, type DryRun, dryRun } from '../../shared/domain/notifications/dry-run-chain.ts';
import { type Run, startRun } from '../../shared/domain/notifications/escalation.ts';
import type { Chain } from '../../shared/domain/notifications/escalation-chain.ts';
import { formatInstant, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadChain } from '../../shared/store/chain-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { loadDuty } from './load-duty.ts';
import { type ChainRefusal, wrongWithChain } from './put-chain.ts';

type Asked = z.infer<typeof dryRunRoute.body>;
type Shown = z.infer<typeof dryRunRoute.answer>;
type Refusal = ChainRefusal | 'unknown-chain' | 'unknown-account';

/** Stands for what is not asked about. */
const NOT_SAID = '-';

/**
 * Who would be told when, for an escalation of this chain that begins at the instant and that nobody answers: with the
 * roster, the owner and the holidays as they are known now. Nothing is written.
 */
export async function dryRunChain(ports: Ports, asked: Asked): Promise<Outcome<Shown, Refusal>> {
  const { accountId = NOT_SAID } = asked;
  if (asked.accountId !== undefined && !(await loadAccount(ports.table, asked.accountId)))
    return refused('unknown-account', {
      field: 'body.accountId',
      problem: 'There is no account with this id.',
    });
  const chain = await chainOf(ports.table, asked);
  if (!chain.ok) return chain;
  const duty = await loadDuty(ports, { accountId, chain: chain.value });
  return accepted(shown(dryRun(runOf(asked, chain.value), now => ({ ...duty, now }))));
}

async function chainOf(table: Table, { chain, chainId }: Asked): Promise<Outcome<Chain, Refusal>> {
  if (chain) return (await wrongWithChain(table, chain, 'body.chain')) ?? accepted(chain);
  const kept = chainId === undefined ? undefined : await loadChain(table, chainId);
  return kept
    ? accepted(kept)
    : refused('unknown-chain', {
        field: 'body.chainId',
        problem: 'Name a chain that is there, or send one.',
      });
}

function runOf(
  { at, accountId = NOT_SAID, language, kind = 'device-breached', fixBy }: Asked,
  chain: Chain,
): Run {
  const fix = fixBy === undefined ? undefined : parseInstant(fixBy);
  return startRun(
    {
      ...{ escalationId: NOT_SAID, chain: NOT_SAID, subjectKind: 'device-case', subjectId: NOT_SAID },
      ...{ kind, language },
      ...(fix === undefined ? {} : { fixBy: fix }),
    },
    { token: NOT_SAID, correlation: NOT_SAID, chain, accountId, now: parseInstant(at) ?? 0 },
  );
}

const shown = ({ lines, endsAt }: DryRun): Shown => ({
  lines: lines.map(lineOf),
  ...(endsAt === undefined ? {} : { endsAt: formatInstant(endsAt) }),
});

const lineOf = ({ at, held, told, alarms, ...line }: DryLine): Shown['lines'][number] => ({
  ...line,
  at: formatInstant(at),
  told: [...told],
  held: held.map(({ agentId, until }) => ({
    agentId,
    ...(until === undefined ? {} : { until: formatInstant(until) }),
  })),
  alarms: [...alarms],
});
