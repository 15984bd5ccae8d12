import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import { type Advance, advance, type Given } from '../../shared/domain/notifications/advance-escalation.ts';
import { type Run, startRun } from '../../shared/domain/notifications/escalation.ts';
import type { Chain, Step, Who } from '../../shared/domain/notifications/escalation-chain.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { escalationEnded, escalationWanted } from '../../shared/events/escalation-events.ts';
import type { Tick, TimerKind } from '../../shared/events/timers.ts';
import { chainWrites, readChainPlace } from '../../shared/store/chain-store.ts';
import type { StoredRun } from '../../shared/store/escalation-store.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { escalationKey, escalationPk, ownershipKey, timerKey } from '../../shared/store/keys.ts';
import type { Handled } from '../../shared/store/ports.ts';
import { NOW } from './facts.ts';
import { factOf, type Room, room } from './notifications.ts';
import { anAgent, roundTheClock } from './team.ts';

/** Anna owns the account, Bert can cover, Lena leads; all of them round the clock. */
export const team = [anAgent('anna'), anAgent('bert'), anAgent('lena', { roles: ['lead'] })];
export const asleep = { hours: {} };

export const notify = (who: Who, more: Partial<Extract<Step, { do: 'notify' }>> = {}): Step => ({
  do: 'notify',
  who,
  ...more,
});
export const wait = (minutes: number, share?: number): Step =>
  share === undefined ? { do: 'wait', minutes } : { do: 'wait', minutes, share };
export const repeat = (times: number): Step => ({ do: 'repeat', times });
export const aChain = (...steps: readonly Step[]): Chain => ({ steps, ackMinutes: 30 });

/** A run of the chain that starts now, before its first step. */
export const aRun = (chain: Chain, about: { fixBy?: number; now?: number } = {}): Run =>
  startRun(
    {
      escalationId: 'esc_1',
      chain: 'breach',
      subjectKind: 'device-case',
      subjectId: 'case_1',
      kind: 'device-breached',
      language: 'de',
      ...(about.fixBy === undefined ? {} : { fixBy: about.fixBy }),
    },
    { token: 'evt_1', chain, accountId: 'acme', correlation: 'evt_1', now: about.now ?? NOW },
  );

export const advanced = (run: Run, given: Partial<Given> = {}): Advance =>
  advance(run, { agents: team, ownerId: 'anna', now: NOW, zone: 'Europe/Berlin', ...given });

export const told = ({ tell }: Advance): string[] =>
  tell.map(({ agentId, reason }) => `${agentId} ${reason}`);

/** The company in which the chain `breach` is this one, and agents keep their hours only where a test says so. */
export async function escalationRoom(chain: Chain): Promise<Room & EscalationRoom> {
  const here = room();
  await here.seed();
  for (const id of ['anna', 'bruno', 'carmen', 'denise', 'emil', 'fatima'])
    await here.setAgent(id, { hours: roundTheClock });
  await here.put({
    ...ownershipKey('acme'),
    type: 'ownership',
    accountId: 'acme',
    state: 'owned',
    ownerId: 'emil',
  });
  const setChain = async (next: Chain) => {
    const { read } = await readChainPlace(here.table, 'breach');
    await here.table.commit({
      commitId: here.ports.ids.random('cmt'),
      writes: chainWrites({ ...next, id: 'breach', changedAt: here.ports.clock.now() }, read),
    });
  };
  await setChain(chain);
  const delivered = new Set<string>();
  const fresh = () =>
    [...here.table.rows()].flatMap(row => followsOf(row)).filter(({ id }) => !delivered.has(id));
  const timer = (kind: TimerKind) => here.peek(timerKey(escalationPk('esc_1'), kind)) as TimerRow | undefined;
  return {
    ...here,
    setChain,
    timerOf: timer,
    run: () => here.peek(escalationKey('esc_1')) as unknown as StoredRun,
    tick: async kind => {
      const row = timer(kind);
      if (!row) throw new Error(`no timer ${kind}`);
      here.moveTo(Math.max(here.ports.clock.now(), row.dueAt));
      return answerTick(here.ports, row as unknown as Tick);
    },
    deliver: async () => {
      for (let facts = fresh(); facts.length > 0; facts = fresh())
        for (const fact of facts) {
          delivered.add(fact.id);
          await answerFact(here.ports, fact);
          await pushNotification(here.ports, fact);
        }
    },
    told: () =>
      here
        .rowsOf('notification')
        .map(row => `${row['recipientId']} ${row['state']} ${row['outcomeReason'] ?? '-'}`)
        .sort(),
    notificationOf: recipientId => {
      const theirs = here.rowsOf('notification').filter(one => one['recipientId'] === recipientId);
      const open = theirs.find(one => one['outcome'] === undefined);
      return String((open ?? theirs[0])?.['id'] ?? 'none');
    },
  };
}

type EscalationRoom = {
  setChain(chain: Chain): Promise<void>;
  timerOf(kind: TimerKind): TimerRow | undefined;
  run(): StoredRun;
  /** Lets the clock reach the timer and delivers its tick. */
  tick(kind: TimerKind): Promise<Handled>;
  /** Brings what follows to notifications and push, until nothing new follows. */
  deliver(): Promise<void>;
  told(): string[];
  /** An open one, where there is one. */
  notificationOf(recipientId: string): string;
};

export const wantedEscalation = (id = 'w1', data: { fixBy?: number; chain?: string } = {}): Fact =>
  factOf(
    escalationWanted.of({
      ...{ escalationId: 'esc_1', chain: 'breach', subjectKind: 'device-case', subjectId: 'case_1' },
      ...{ kind: 'device-breached', language: 'de' },
      ...data,
    }),
    { id },
  );
export const endedEscalation = (id = 'e1'): Fact =>
  factOf(escalationEnded.of({ escalationId: 'esc_1', why: 'resolved' }), { id });
