import type { Chain } from '../../shared/domain/notifications/escalation-chain.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadChains } from '../../shared/store/chain-store.ts';
import { dropSchedule, loadSchedule } from '../../shared/store/duty-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { entryOf } from './change-schedule.ts';

/** Takes a schedule away with its overrides; one that chains name stays, and the chains are named. */
export async function deleteSchedule(
  ports: Ports,
  { scheduleId, principal }: { readonly scheduleId: string; readonly principal: string },
): Promise<Outcome<Record<string, never>, 'not-found' | 'in-use'>> {
  const { table, ids } = ports;
  const eventId = ids.random('evt') as EventId;
  let answered: Outcome<Record<string, never>, 'not-found' | 'in-use'> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const [held, chains] = await Promise.all([loadSchedule(table, scheduleId), loadChains(table)]);
    if (!held) return { answer: { done: true }, decision: 'not-found' };
    const naming = chains.filter(chain => names(chain, scheduleId)).map(({ id }) => id);
    if (naming.length > 0) {
      answered = refused('in-use', { problem: `Chains tell whoever it has on duty: ${naming.join(', ')}.` });
      return { answer: { done: true }, decision: 'in-use' };
    }
    answered = accepted({});
    const { name, zone, rotations } = held;
    const deed = { scheduleId, principal, eventId, decision: 'schedule-taken-away' as const };
    const writes = [entryOf(ports, { ...deed, data: { name, zone, rotations } }), dropSchedule(held)];
    return {
      answer: await table.commit({ commitId: ids.random('cmt'), writes }),
      decision: deed.decision,
    };
  });
  return answered;
}

const names = ({ steps }: Chain, scheduleId: string): boolean =>
  steps.some(
    step =>
      step.do === 'notify' &&
      typeof step.who === 'object' &&
      'schedule' in step.who &&
      step.who.schedule === scheduleId,
  );
