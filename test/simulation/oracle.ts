import { namesFor } from '../../shared/events/catalog.ts';
import type { Consumer } from '../../shared/events/consumers.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { isAwake } from '../../shared/store/wake.ts';
import type { World } from './world.ts';

export type Verdict = {
  /** Facts that came from outside, and all facts that followed from them. */
  readonly injected: number;
  readonly facts: number;
  /** State effects counted: one per fact and capability that keeps a journal. */
  readonly effects: number;
  /** Facts that some consumer never took in, as `consumer id`. */
  readonly lost: readonly string[];
  /** Facts that had an effect more than once. */
  readonly doubled: readonly string[];
  /** Journal rows whose facts still wait to be sent. */
  readonly unsent: number;
  /** Readable messages that ended in a DLQ. */
  readonly dead: number;
};

/** Capabilities that write a journal row for every fact they answer; the others only have to finish with it. */
const journalKeepers: ReadonlySet<Consumer> = new Set(['accounts', 'team', 'notifications', 'devices']);
/** Facts that are answered without a row of their own. */
const withoutJournal: ReadonlySet<string> = new Set([
  'team agent.changed',
  'team account.owner-assigned',
  'notifications task.done',
  'notifications call.settled',
  'notifications outreach.ended',
  'notifications escalation.changed',
  'notifications notification.reassigned',
]);

const keepsJournal = (consumer: Consumer, name: string) =>
  journalKeepers.has(consumer) && !withoutJournal.has(`${consumer} ${name}`);

/** Judges a world at rest: each fact must have had exactly one effect at each capability it concerns. */
export function judge(world: World): Verdict {
  const rows = [...world.table.rows()].filter(row => row.type === 'journal');
  const facts = new Map<string, Fact>(world.injected.map(fact => [fact.id, fact]));
  for (const row of rows) for (const fact of followsOf(row)) facts.set(fact.id, fact);
  const names = new Map(world.consumers.map(consumer => [consumer, new Set(namesFor(consumer))]));
  const journalled = new Set([...world.effects.keys()].map(effect => effect.split(' ', 2).join(' ')));
  const lost: string[] = [];
  let effects = 0;
  for (const fact of facts.values())
    for (const consumer of world.consumers) {
      if (!names.get(consumer)?.has(fact.name)) continue;
      const done = keepsJournal(consumer, fact.name) ? journalled : world.handled;
      if (!done.has(`${consumer} ${fact.id}`)) lost.push(`${consumer} ${fact.name} ${fact.id}`);
      else if (done === journalled) effects++;
    }
  const doubled = [...world.effects].filter(([, times]) => times > 1).map(([effect]) => effect);
  const dead = Object.values(world.queues)
    .flatMap(queue => queue.dlq)
    .filter(message => message.body.startsWith('{"')).length;
  const unsent = rows.filter(isAwake).length;
  return { injected: world.injected.length, facts: facts.size, effects, lost, doubled, unsent, dead };
}

/** What a world must look like after everything came to rest. */
export const clean = { lost: [], doubled: [], unsent: 0, dead: 0 } as const;
