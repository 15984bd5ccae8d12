import type { OperationsView } from '../../shared/contracts/operations-contract.ts';
import {
  isSilent,
  judgeWatch,
  rhythm,
  runbookHeading,
  watchers,
} from '../../shared/domain/operations/watchers.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { heartbeatKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import type { AuditReport } from './audit.ts';
import type { SweepReport } from './sweep.ts';

/** Whether everything promised is watched and on time, by what sweep and auditor wrote down in their last runs. */
export async function readOperations({
  table,
  clock,
}: Pick<Ports, 'table' | 'clock'>): Promise<OperationsView> {
  const now = clock.now();
  const [swept, audited] = await Promise.all(watchers.map(watcher => table.get(heartbeatKey(watcher))));
  const beats = { sweep: beatOf(swept), auditor: beatOf(audited) };
  const sweep = swept?.['report'] as SweepReport | undefined;
  const audit = audited?.['report'] as AuditReport | undefined;
  const counted = {
    ...{ overdue: audit?.overdue ?? 0, late: audit?.late ?? 0 },
    ...{ unguarded: audit?.unguarded ?? 0, stuck: sweep?.stuck ?? 0 },
  };
  const { state, findings } = judgeWatch({ beats, counted, now });
  return {
    state,
    findings: findings.map(finding => ({ finding, runbook: runbookHeading[finding] })),
    watchers: watchers.map(id => ({
      id,
      ...(beats[id] === undefined ? {} : { beatAt: formatInstant(beats[id]) }),
      everyMs: rhythm[id].everyMs,
      silent: isSilent(id, beats[id], now),
    })),
    ...(audit ? { audit: shownAudit(audit) } : {}),
    ...(sweep ? { sweep: shownSweep(sweep) } : {}),
    now: formatInstant(now),
  };
}

const beatOf = (row: Row | undefined): number | undefined =>
  typeof row?.['at'] === 'number' ? row['at'] : undefined;

const shownAudit = ({ sweepBeats, ...audit }: AuditReport): OperationsView['audit'] => audit;
const shownSweep = ({ leased, ...sweep }: SweepReport): OperationsView['sweep'] => sweep;
