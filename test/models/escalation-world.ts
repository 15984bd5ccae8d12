import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import type { TickPorts } from '../../functions/notifications/ports.ts';
import type { Run } from '../../shared/domain/notifications/escalation.ts';
import type { Notification } from '../../shared/domain/notifications/notification.ts';
import type { StoredRun } from '../../shared/store/escalation-store.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { escalationKey, escalationPk, timerKey } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { aChain, escalationRoom, notify, repeat, wait, wantedEscalation } from '../support/escalation.ts';
import type { Moved, Race } from '../support/escalation-race.ts';
import { START } from '../support/notifications.ts';
import { unlessAgain } from './support/comes-again.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';

/** Somebody, somebody else, a person who is gone, with a wait of their own, all who lead, and all of it once more. */
export const chain = aChain(
  notify({ agent: 'anna' }),
  notify({ agent: 'bruno' }),
  wait(5),
  notify({ agent: 'gone' }),
  wait(10),
  notify({ agent: 'carmen' }),
  wait(20),
  notify('lead'),
  wait(60),
  repeat(1),
);
export const PEOPLE = ['anna', 'bruno', 'carmen', 'denise', 'fatima'];
export const LEADS = ['anna', 'fatima'];

const seeded = await seedRows();
async function seedRows() {
  const here = await escalationRoom(chain);
  await answerFact(here.ports, wantedEscalation());
  return { rows: [...here.table.rows()], outside: here.ports, wanted: here.emitted('notification.wanted') };
}

export type EscalationWorld = TableWorld & {
  readonly ports: TickPorts;
  readonly race: Race;
  run(): StoredRun;
  notificationOf(who: string): string;
  readonly tick: typeof ears.tick;
};

/** One escalation from its first step on, with everything that moved it. */
export function escalationWorld(sabotage?: (table: MemoryTable) => MemoryTable): EscalationWorld {
  const rings = /^(escalation|notification)\./;
  const world = tableWorld({ rows: seeded.rows, now: START, rings, sabotage });
  // What followed from the first step is still to be heard.
  world.facts.push(...seeded.wanted);
  const history: Moved[] = [];
  const run = () => world.table.peek(escalationKey('esc_1')) as unknown as StoredRun;
  world.table.onCommit(changes => {
    const move = changes.find(({ after }) => after?.['type'] === 'escalation');
    const follows = changes.flatMap(({ before, after }) => (after && !before ? followsOf(after) : []));
    const told = follows.filter(({ name }) => name === 'notification.wanted').length;
    // Whoever tells people without moving it is seen as well.
    if (!move && told === 0) return;
    const { before, after } = move ?? { before: run(), after: run() };
    history.push({ before: before as Run, after: after as Run, told, at: world.clock.now() });
  });
  const ports = { ...seeded.outside, ...world.ports };
  const notifications = () => world.rowsOf('notification') as unknown as Notification[];
  const before = seeded.rows.filter(row => row['type'] === 'journal');
  const race = {
    ...{ history, run, ports, notifications, mails: [], wanted: seeded.wanted[0] },
    chain: JSON.stringify(run().chain),
    timer: (kind: TimerRow['kind'], pk = escalationPk('esc_1')) =>
      world.table.peek(timerKey(pk, kind)) as TimerRow | undefined,
    reach: (instant: number) => world.clock.set(instant),
    emitted: (name: string) =>
      (world.rowsOf('journal') as Row[]).flatMap(followsOf).filter(fact => fact.name === name),
    timers: () => world.rowsOf('timer'),
    decisions: () => [...before, ...world.rowsOf('journal')].map(row => String(row['decision'])),
  } as unknown as Race;
  const notificationOf = (who: string) => {
    const theirs = notifications().filter(one => one.recipientId === who);
    return String((theirs.find(one => one.outcome === undefined) ?? theirs[0])?.id ?? 'none');
  };
  return { ...world, ports, race, run, notificationOf, tick: ears.tick };
}

export const ears = { hear: answerFact, tick: unlessAgain(answerTick) };
