import type { EscalationView } from '../../shared/contracts/escalations-contract.ts';
import type { Logged } from '../../shared/domain/notifications/escalation.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import type { StoredRun } from '../../shared/store/escalation-store.ts';

/** An escalation as staff see it; an account without a name goes by its id. */
export function escalationView(run: StoredRun, accountName = run.accountId): EscalationView {
  const { id, state, kind, chainId, accountId, subjectKind, subjectId, step, cycle, version } = run;
  const { acknowledgedBy, snoozedBy, chainVersion } = run;
  return {
    ...{ id, state, kind, chain: chainId, accountId, accountName, subjectKind, subjectId },
    ...{ step, steps: run.chain.steps.length, cycle, version },
    ...(chainVersion === undefined ? {} : { chainVersion }),
    startedAt: formatInstant(run.startedAt),
    ...instants({
      nextAt: run.nextAt,
      fixBy: run.fixBy,
      acknowledgedAt: run.acknowledgedAt,
      confirmBy: run.confirmBy,
      snoozedAt: run.snoozedAt,
    }),
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
    ...(snoozedBy === undefined ? {} : { snoozedBy }),
    log: run.log.map(lineOf),
  };
}

/** Those that are known. */
const instants = <N extends string>(
  given: Readonly<Record<N, Instant | undefined>>,
): Partial<Record<N, string>> =>
  Object.fromEntries(
    Object.entries<Instant | undefined>(given).flatMap(([name, at]) =>
      at === undefined ? [] : [[name, formatInstant(at)]],
    ),
  ) as Partial<Record<N, string>>;

const lineOf = ({ at, step, cycle, why, told, held = [], by }: Logged): EscalationView['log'][number] => ({
  ...{ at: formatInstant(at), step, cycle, why, told: [...told], held: [...held] },
  ...(by === undefined ? {} : { by }),
});
