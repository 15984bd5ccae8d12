import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFacts } from '../../functions/outreach/answer-facts.ts';
import { answerTick } from '../../functions/outreach/answer-tick.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { namesFor } from '../../shared/events/catalog.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { timers } from '../../shared/events/timers.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { saveSettings, withoutSeeds } from '../../shared/store/settings-store.ts';
import { type Heap, heapOf } from '../memory/heap.ts';
import { type MemoryTable, memoryTable } from '../memory/memory-table.ts';
import { callDesk, type Desk } from './call-desk.ts';
import { type Diary, emptyDiary, keepDiary, tellDiary } from './diary.ts';
import type { Recorded } from './recorded.ts';

export type Replay = {
  readonly settings: Settings;
  /** In the order in which they were heard. */
  readonly facts: readonly Recorded[];
  readonly until: Instant;
  readonly onStep?: ((at: Instant, heard: number) => void) | undefined;
};
/** What is to be done at an instant; of what is due at once, what was planned first. */
export type Due = { readonly at: Instant; readonly order: number; readonly act: () => Promise<unknown> };
export type World = {
  readonly ports: Ports;
  readonly table: MemoryTable;
  readonly diary: Diary;
  readonly plan: (at: Instant, act: Due['act']) => void;
  /** Facts that followed and were not handed on yet. */
  readonly waiting: Fact[];
};

const takenIn = new Set(namesFor('accounts'));
const answered = new Set(namesFor('outreach'));

/**
 * Lets the product hear recorded facts at the instants at which they were heard, on a table in memory: its own use cases
 * take them in, its own timers are due in between, and what follows is handed on at once. Nothing else is decided here.
 */
export async function replay({ settings, facts, until, onStep }: Replay): Promise<Diary> {
  const time = { now: (facts[0]?.heardAt ?? until) - 1 };
  const { world, agenda } = await worldOf(settings, time);
  const desk = callDesk(world);
  let next = 0;
  for (;;) {
    const heardAt = facts[next]?.heardAt ?? Number.POSITIVE_INFINITY;
    const dueAt = agenda.first()?.at ?? Number.POSITIVE_INFINITY;
    if (Math.min(heardAt, dueAt) > until) return world.diary;
    time.now = Math.max(time.now, Math.min(heardAt, dueAt));
    if (heardAt <= dueAt) {
      const together = togetherAt(facts, next);
      next += together.length;
      await hear(world, together, desk);
    } else {
      await agenda.take()?.act();
      await handOn(world, desk);
    }
    onStep?.(time.now, next);
  }
}

async function worldOf(
  settings: Settings,
  time: { readonly now: Instant },
): Promise<{ world: World; agenda: Heap<Due> }> {
  const clock = { now: () => time.now };
  const table = memoryTable({ clock });
  let [ids, order] = [0, 0];
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_${(ids++).toString(36)}` } };
  const agenda = heapOf<Due>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  const plan = (at: Instant, act: Due['act']) => agenda.put({ at, order: order++, act });
  const world: World = { ports, table, diary: emptyDiary(), plan, waiting: [] };
  await saveSettings(ports, withoutSeeds(settings));
  await keepDiary(world.diary, table, clock.now);
  table.onCommit(changes => {
    for (const { before, after } of changes) {
      if (after?.['type'] === 'journal' && !before) world.waiting.push(...followsOf(after));
      if (after?.['type'] === 'timer') planTick(world, after as TimerRow);
    }
  });
  return { world, agenda };
}

/** A tick is sent when its timer is due and stands as it was set: of one that was moved or removed there is none. */
function planTick({ ports, plan, table }: World, { pk, sk, kind, epoch, dueAt }: TimerRow): void {
  if (timers[kind].queue !== 'outreach-clock') return;
  plan(dueAt, async () => {
    const { epoch: present, dueAt: moved } = (table.peek({ pk, sk }) ?? {}) as Partial<TimerRow>;
    if (present === epoch && moved === dueAt) await answerTick(ports, { pk, sk, kind, epoch, dueAt });
  });
}

/** Facts of one account that were heard at once; they come in one batch. */
function togetherAt(facts: readonly Recorded[], from: number): Recorded[] {
  const first = facts[from];
  let to = from;
  while (facts[to]?.heardAt === first?.heardAt && facts[to]?.fact.accountId === first?.fact.accountId) to++;
  return facts.slice(from, to);
}

async function hear(world: World, together: readonly Recorded[], desk: Desk): Promise<void> {
  const { ports } = world;
  const facts = together.map(({ fact }) => fact);
  for (const { contact } of together) if (contact) await writeContact(ports, contact);
  for (const fact of facts.filter(({ name }) => takenIn.has(name))) await takeInFact(ports, fact);
  await handOn(world, desk);
  const ours = facts.filter(({ name }) => answered.has(name));
  if (ours.length > 0) await answerFacts(ports, ours);
  await handOn(world, desk);
}

/** What followed goes to whoever acts on it, and what follows from that. */
async function handOn({ ports, diary, waiting }: World, desk: Desk): Promise<void> {
  for (let fact = waiting.shift(); fact; fact = waiting.shift()) {
    tellDiary(diary, fact, ports.clock.now());
    await desk.hear(fact);
    if (takenIn.has(fact.name)) await takeInFact(ports, fact);
    if (answered.has(fact.name)) await answerFacts(ports, [fact]);
  }
}
