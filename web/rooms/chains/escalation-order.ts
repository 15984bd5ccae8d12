import type { EscalationView } from '../../../shared/contracts/escalations-contract.ts';

const ranks: Readonly<Record<EscalationView['state'], number>> = {
  exhausted: 0,
  running: 1,
  snoozed: 2,
  acknowledged: 3,
  resolved: 4,
};

/** What nobody took on first, then what runs, then what somebody has; each the oldest first. */
export const byUrgency = (one: EscalationView, other: EscalationView): number =>
  ranks[one.state] - ranks[other.state] || Date.parse(one.startedAt) - Date.parse(other.startedAt);

/** The instant an escalation counts down to: its next step, or the end of the time to confirm; none when it is over. */
export function turnOf({ state, nextAt, confirmBy }: EscalationView): number | undefined {
  const at =
    state === 'acknowledged' ? confirmBy : state === 'running' || state === 'snoozed' ? nextAt : undefined;
  return at === undefined ? undefined : Date.parse(at);
}
