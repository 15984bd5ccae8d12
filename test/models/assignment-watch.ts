import type { Absence } from '../../shared/domain/team/agent.ts';
import { DAY, HOUR, type Instant } from '../../shared/kernel/instant.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import type { RowChange } from '../../tools/memory/memory-table.ts';
import { AGENTS, LONG, type TeamWorld } from './assignment-world.ts';
import { type WhoseCommits, whoseCommits } from './support/whose-commit.ts';

/** How often was looked at: a choice between equals, the books of a team of equals, and who had something before. */
export const looked = { 'choices between equals': 0, 'books of equals': 0, 'former owners': 0 };

/** The books as they stood from a commit on, and which commit an agent was last edited by. */
type Past = {
  n: number;
  readonly books: { readonly since: number; readonly of: Readonly<Record<string, number>> }[];
  readonly edited: Map<string, number>;
};
export type Watching = {
  /** Ports whose commits say since when their decision was under way. */
  readonly from: <P extends { readonly table: Table }>(ports: P) => P;
};

/** Away so long that nothing is theirs meanwhile, told by hand: absences here never touch each other. */
const isLong = ({ from, to }: Absence): boolean => to - from >= LONG * DAY - HOUR;
export const isAwayLong = ({ absences }: StoredAgent, now: Instant): boolean =>
  Object.values(absences).some(one => one.from <= now && now < one.to && isLong(one));
/** Away for long, or within a day. */
export const leavesForLong = ({ absences }: StoredAgent, now: Instant): boolean =>
  Object.values(absences).some(one => one.from - DAY <= now && now < one.to && isLong(one));
export const isAgent = ({ active, roles }: StoredAgent): boolean => active && roles.includes('agent');
const isSkilled = ({ products }: StoredAgent): boolean => products.includes('repricer');

/** Watches every commit with an account that gets an owner. */
export function watchOwners(world: TeamWorld): Watching {
  const whose: WhoseCommits<number> = whoseCommits();
  const past: Past = { n: 0, books: [], edited: new Map() };
  const note = () => {
    const of = Object.fromEntries(AGENTS.map(id => [id, world.book(id)]));
    past.books.push({ since: past.n, of });
  };
  note();
  world.table.onCommit((changes, set) => {
    const since = whose.of(set.commitId) ?? past.n;
    for (const { before, after } of changes) {
      if (after?.['type'] === 'ownership' && after['reason'] === 'claimed' && before?.['state'] !== 'queued')
        world.wrong.push('4: of two claims one wins');
      if (isNewOwner({ before, after }))
        world.wrong.push(
          ...aboutNewOwner(world, after as Row),
          ...unfair(world, after as Row, { past, since }),
        );
    }
    past.n++;
    if (changes.some(({ after }) => after?.['type'] === undefined && after?.['open'] !== undefined)) note();
    for (const { after } of changes)
      if (after?.['type'] === 'agent') past.edited.set(String(after['id']), past.n);
  });
  return { from: ports => ({ ...ports, table: whose.table(ports.table, past.n) }) };
}

export const isNewOwner = ({ before, after }: RowChange): boolean =>
  after?.['type'] === 'ownership' && after['state'] === 'owned' && after['ownerId'] !== before?.['ownerId'];

function aboutNewOwner(world: TeamWorld, after: Row): string[] {
  const owner = world.agent(String(after['ownerId']));
  const [reason, language, at] = [
    String(after['reason']),
    String(after['language']),
    Number(after['decidedAt']),
  ];
  const forced = reason === 'transferred' && world.forced.includes(String(after['accountId']));
  const byRule = reason.endsWith('-language');
  const away = byRule ? leavesForLong(owner, at) : isAwayLong(owner, at) && reason !== 'claimed';
  return [
    ...(isAgent(owner) ? [] : [`2: the owner is on the roster (${reason})`]),
    ...(forced || [...owner.languages, 'und'].includes(language)
      ? []
      : [`2: the owner speaks ${language} (${reason})`]),
    ...(away ? ['2: the owner is not away for long'] : []),
    ...(world.book(owner.id) > owner.capacity && !forced ? ['3: load within the cap unless forced'] : []),
  ];
}

/**
 * Whom the rule chose had no more than anybody as able, with room and not settling in. Books are compared as they stood at
 * any time since the decision began: what others do meanwhile is in flight.
 */
function unfair(world: TeamWorld, after: Row, { past, since }: { past: Past; since: number }): string[] {
  if (!String(after['reason']).endsWith('-language')) return [];
  const [language, at] = [String(after['language']), Number(after['decidedAt'])];
  const first = past.books.findLastIndex(one => one.since <= since);
  const stood = past.books.slice(Math.max(0, first));
  const chosen = world.agent(String(after['ownerId']));
  const least = Math.min(...stood.map(({ of }) => of[chosen.id] ?? 0));
  return AGENTS.map(world.agent).flatMap(other => {
    const most = Math.max(...stood.map(({ of }) => of[other.id] ?? 0));
    const isAble = isAgent(other) && other.languages.includes(language) && !leavesForLong(other, at);
    const isEqual = isAble && other.id !== chosen.id && (isSkilled(other) || !isSkilled(chosen));
    const stands = (past.edited.get(other.id) ?? -1) <= since && other.settling === undefined;
    if (!isEqual || !stands || most >= other.capacity) return [];
    looked['choices between equals']++;
    return least > most ? [`7: ${chosen.id} has ${least} and ${other.id} only ${most}`] : [];
  });
}
