import { answerFact } from '../../functions/team/answer-fact.ts';
import { answerTick } from '../../functions/team/answer-tick.ts';
import { putAgent } from '../../functions/team/edit-agent.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import type { AgentInput } from '../../shared/contracts/team-contract.ts';
import { newAccount } from '../../shared/domain/accounts/account.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { TimerKind } from '../../shared/events/timers.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { accountRow } from '../../shared/store/account-store.ts';
import { followsOf, replace, type TimerRow } from '../../shared/store/journal.ts';
import { absencePk, timerKey } from '../../shared/store/keys.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { type Task, taskWrites } from '../../shared/store/task-store.ts';
import { aFact, NOW } from './facts.ts';
import { testPorts } from './ports.ts';
import { exampleSettings, seedTeam } from './team.ts';

/** A team in memory whose own facts reach it again, and whose absences begin and end when the clock is moved there. */
export async function teamRoom(agents: readonly Agent[], team: Partial<Settings['team']> = {}) {
  const ports = testPorts();
  const settings = exampleSettings();
  await seedTeam(ports, agents, { ...settings, team: { ...settings.team, ...team } });
  const emitted = (): Fact[] =>
    [...ports.table.rows()].filter(row => row['type'] === 'journal').flatMap(followsOf);
  const brought = new Set<string>();
  const room = {
    ports,
    emitted,
    /** Everything the team hears of its own decisions, until it is quiet. */
    settle: async () => {
      const own = new Set(['agent.changed', 'account.owner-assigned']);
      for (let rounds = 0; rounds < 30; rounds++) {
        const due = emitted().filter(fact => own.has(fact.name) && !brought.has(fact.id));
        if (due.length === 0) return;
        for (const fact of due) {
          brought.add(fact.id);
          await answerFact(ports, fact);
        }
      }
      throw new Error('it never ends');
    },
    /** A change of an account, as it comes in. */
    change: (accountId: string, moment = 'signed-up', data: Record<string, unknown> = {}) =>
      answerFact(
        ports,
        aFact('account.changed', {
          id: `${accountId}-${moment}`,
          accountId,
          at: ports.clock.now(),
          data: { moment, ...data },
        }),
      ),
    /** The tick of an absence's timer, if one stands there. */
    tick: async (agentId: string, kind: Extract<TimerKind, `absence.${string}`>, absenceId = 'a') => {
      const row = await ports.table.get(timerKey(absencePk(agentId, absenceId), kind));
      if (!row) return undefined;
      const { pk, sk, epoch, dueAt } = row as TimerRow;
      return answerTick(ports, { pk, sk, kind, epoch, dueAt });
    },
    edit: async (agentId: string, changed: Partial<AgentInput>) => {
      const held = await loadAgent(ports.table, agentId);
      if (!held) throw new Error(`no agent ${agentId}`);
      const { id: _i, version: _v, absences: _a, settling: _s, handedOnAt: _h, ...input } = held;
      const edited = { ...(input as unknown as AgentInput), ...changed };
      return putAgent(ports, { agentId, input: edited, principal: 'lead' });
    },
    /** The account is of a segment. */
    segment: async (id: string, segment: string) => {
      const profile = { segment: { value: segment, at: NOW, by: 'evt_x' } } as never;
      const account = { id, name: id.toUpperCase(), origin: 'live', createdAt: NOW } as const;
      const row = accountRow({ ...account, state: { ...newAccount, profile } });
      await ports.table.commit({ commitId: `account-${id}`, writes: [replace(row, undefined)] });
    },
    task: async (given: Pick<Task, 'id' | 'dueAt'> & Partial<Task>) => {
      const kind = 'device-case' as const;
      const task = {
        ...{ kind, accountId: 'acme', state: 'open' as const, language: 'de' },
        ...{ openedAt: ports.clock.now(), reason: 'owner', ...given },
      };
      await ports.table.commit({ commitId: `task-${given.id}`, writes: taskWrites(task, undefined) });
    },
    /** Facts of one name as short lines. */
    lines: (name: string, line: (data: Record<string, unknown>, accountId: AccountId) => string) =>
      emitted()
        .filter(fact => fact.name === name)
        .map(fact => line(fact.data, fact.accountId))
        .sort(),
  };
  return {
    ...room,
    told: () =>
      room.lines('notification.wanted', ({ kind, recipientId, taskId }, accountId) =>
        [kind, '→', recipientId, accountId, ...(taskId === undefined ? [] : [taskId])].join(' '),
      ),
    handedOver: () =>
      room.lines('notification.reassigned', ({ fromId, toId = '-', taskId, reason }, accountId) =>
        [fromId, '→', toId, taskId ?? accountId, reason].join(' '),
      ),
  };
}
