import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { answerTick as answerCallTick } from '../../functions/calls/answer-tick.ts';
import { answerTick as answerPersonTick } from '../../functions/persons/answer-tick.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { namesFor } from '../../shared/events/catalog.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { linkDigest, putCustomerLink } from '../../shared/store/link-store.ts';
import { isTombstone } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable, RowChange } from '../../tools/memory/memory-table.ts';
import { seedAccount, seedCalls } from '../support/call-room.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { unlessAgain } from './support/comes-again.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';

export const START = NOW + 60_000;

/** Somebody of an account, with what stands for them wherever it is said: nobody else's words hold it. */
export type Somebody = {
  readonly accountId: string;
  readonly contactId: string;
  readonly mark: string;
  readonly phone: string;
};
/** Two people of each of two accounts, some of them with the same ids. */
export const people: readonly Somebody[] = [
  { accountId: 'acme', contactId: 'c-1', mark: 'zzaczz', phone: '+4930901811' },
  { accountId: 'acme', contactId: 'c-2', mark: 'zzadzz', phone: '+4930901812' },
  { accountId: 'globex', contactId: 'c-1', mark: 'zzgczz', phone: '+4930901813' },
  { accountId: 'globex', contactId: 'c-3', mark: 'zzgezz', phone: '+4930901814' },
];
export const contactOf = ({ mark, phone }: Somebody, n = 0) => ({
  ...{ name: `Name ${mark} ${n}`, email: `${mark}@mail.example`, phone },
  ...{ language: 'de', zone: 'Europe/Berlin' },
});
const tokenOf = ({ mark }: Somebody) => `lnk_0123456789abcdefghij${mark}`;
/** Who comes by the link that each of them was sent long ago. */
export const byLink = (who: Somebody) => ({
  ...({ kind: 'link', id: linkDigest(tokenOf(who)), purpose: 'callback' } as const),
});

const seeded = await seedRows();
async function seedRows() {
  const ports = testPorts();
  await seedCalls(ports, { contact: contactOf(people[0] as Somebody) });
  await seedAccount(ports, 'globex', { owner: 'emil', contact: contactOf(people[2] as Somebody) });
  for (const who of people) {
    await writeContact(ports, { ...who, contact: contactOf(who), asOf: ports.clock.now() });
    const link = { purpose: 'callback', accountId: who.accountId, contactId: who.contactId } as const;
    const times = { createdBy: 'crm', createdAt: NOW, until: NOW + 90 * DAY, proved: true };
    const writes = [putCustomerLink(tokenOf(who), { ...link, ...times })];
    await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  }
  return [...ports.table.rows()];
}

const consumers = [
  { names: new Set(namesFor('accounts')), answer: takeInFact },
  { names: new Set(namesFor('calls')), answer: answerCallFact },
];
export const ears = {
  hear: async (ports: Ports, fact: Fact) => {
    for (const { names, answer } of consumers) if (names.has(fact.name)) await answer(ports, fact);
  },
  tick: unlessAgain((ports: Ports, tick: Tick) =>
    tick.kind === 'person.erase' ? answerPersonTick(ports, tick) : answerCallTick(ports, tick),
  ),
};

/** What nobody of this world hears is over once it is said. */
export const forgetUnheard = ({ facts }: PersonWorld): void => {
  const heard = facts.filter(({ name }) => consumers.some(({ names }) => names.has(name)));
  facts.splice(0, facts.length, ...heard);
};

export type PersonWorld = TableWorld & {
  /** Marks of people whose tombstone stands, and of those of whom all was said to be gone. */
  readonly erased: Set<string>;
  readonly gone: Set<string>;
  /** When a deed was said first: the same deed again says the same. */
  readonly said: Map<string, number>;
};

export const callsOf = (world: PersonWorld): Call[] => world.rowsOf('call') as unknown as Call[];

/** What stands for somebody in a row; their number is the same as their mark. */
export const marksIn = (row: Row | undefined): readonly string[] => {
  if (!row) return [];
  const text = JSON.stringify(row);
  return people.filter(({ mark, phone }) => text.includes(mark) || text.includes(phone)).map(one => one.mark);
};

/** Both are counted and shown for ever, whoever they were with. */
const COUNTED = new Set(['call', 'feedback', 'permission']);
const KEPT = [
  'state',
  'ending',
  'endedAt',
  'list',
  'listKey',
  'timeline',
  'timelineKey',
  'rating',
  'language',
];
const isOver = (row: Row): boolean => row['type'] === 'feedback' || row['state'] === 'ended';

/** Two accounts with two people each; whoever was erased is looked for in every commit from then on. */
export function personWorld(which: number, sabotage?: (table: MemoryTable) => MemoryTable): PersonWorld {
  const rings = /^(person\.erase|call\.due)$/;
  const lagMs = which % 2 === 0 ? 0 : 3_000;
  const world = tableWorld({ rows: seeded, now: START, lagMs, rings, sabotage });
  const [erased, gone] = [new Set<string>(), new Set<string>()];
  const places = new Map<string, Set<string>>();
  const look = ({ before, after }: RowChange) => {
    if (before && !after && COUNTED.has(String(before['type'])))
      world.wrong.push(`5: what is counted stays – ${before.pk}`);
    if (before && after && COUNTED.has(String(after['type'])) && isOver(before))
      for (const field of KEPT)
        if (before[field] !== after[field])
          world.wrong.push(`5: what is counted stays – ${field} of ${after.pk}`);
    const [was, is] = [marksIn(before), marksIn(after)];
    for (const mark of is)
      if (gone.has(mark)) world.wrong.push(`4: none comes back – ${mark} in ${JSON.stringify(after)}`);
    if (after?.['type'] === 'contact') follow(after, was);
    else if (before && after && before['type'] === 'call')
      for (const mark of was)
        if (!is.includes(mark) && !erased.has(mark))
          world.wrong.push(`6: nobody else is touched – ${after.pk}`);
  };
  const follow = (row: Row, was: readonly string[]) => {
    const place = `${row.pk} ${row.sk}`;
    for (const mark of was) places.set(mark, (places.get(mark) ?? new Set()).add(place));
    if (!isTombstone(row)) return;
    for (const mark of was) erased.add(mark);
    if (row['lookAt'] !== undefined) return;
    for (const [mark, all] of places) {
      all.delete(place);
      if (all.size === 0 && erased.has(mark)) gone.add(mark);
    }
  };
  world.table.onCommit(changes => changes.forEach(look));
  return { ...world, erased, gone, said: new Map() };
}
