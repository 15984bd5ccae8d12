import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import type { ErasedView } from '../../shared/contracts/persons-contract.ts';
import { carriedWords } from '../../shared/domain/persons/carried-words.ts';
import { namesPerson } from '../../shared/domain/persons/parts.ts';
import { command } from '../../shared/events/envelope.ts';
import { personErased } from '../../shared/events/person-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { contactTold } from '../../shared/store/contact-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountKey, accountPk, contactKey } from '../../shared/store/keys.ts';
import { loadWords, permissionWrite } from '../../shared/store/permission-store.ts';
import {
  erasedOf,
  FIRST_LOOK,
  loadTombstone,
  numberDigest,
  type PersonPlace,
  type Tombstone,
  tombstoneWrites,
} from '../../shared/store/person-store.ts';
import { phoneGone } from '../../shared/store/phone-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './go-on-erasing.ts';
import { type Places, placesOfPerson } from './places-of-person.ts';

export type Erasing = PersonPlace & { readonly reason: string; readonly principal: string };
type Refusal = 'not-found' | 'reason-names-person';

/**
 * Erases a customer's person wherever they are known by this id: in one commit their contact data goes, a tombstone takes
 * its place, and the fact follows by which calls end and rows are scrubbed. Asked again it says how far that is.
 */
export async function erasePerson(ports: Ports, erasing: Erasing): Promise<Outcome<ErasedView, Refusal>> {
  let answered: Outcome<ErasedView, Refusal> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const stone = await loadTombstone(ports.table, erasing);
    if (stone) answered = accepted(viewOf(stone));
    if (stone) return quiet('erased-before');
    const places = await placesOfPerson(ports.table, erasing);
    const own = places.known.find(one => isAt(one, erasing));
    if (!own) return quiet('no-such-contact');
    if (places.known.some(({ contact }) => namesOf(erasing.reason, contact))) {
      answered = refused('reason-names-person', {
        field: 'body.reason',
        problem: 'The reason is kept for ever: say it without the person’s name, address or number.',
      });
      return quiet('reason-names-person');
    }
    const now = ports.clock.now();
    const writes = await eraseWrites(ports, places, { erasing, now });
    if (!writes)
      return { answer: { done: false, refusal: 'stale', at: 0, row: undefined }, decision: 'stale' };
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
    answered = accepted(viewOf({ ...erasing, erasedAt: now, lookAt: now }));
    return { answer, decision: 'person-erased' };
  });
  return answered;
}

const quiet = (decision: string): Attempt => ({ answer: { done: true }, decision });
const isAt = (one: PersonPlace, other: PersonPlace): boolean =>
  one.accountId === other.accountId && one.contactId === other.contactId;

/** What a person goes by. */
type Named = {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
};
export const namesOf = (reason: string, { name, email, phone }: Named): boolean =>
  namesPerson(reason, [name, email, phone]);

function viewOf(stone: Omit<Tombstone, 'version'>): ErasedView {
  const { at: erasedAt, state } = erasedOf(stone);
  return { accountId: stone.accountId, contactId: stone.contactId, erasedAt, state };
}

type Now = { readonly erasing: Erasing; readonly now: Instant };

/**
 * All places at once, as they were read; nothing where one changed since. A merge that goes on makes the person known
 * nowhere else, and what others of the account must not be called for because of them is said of these themselves.
 */
async function eraseWrites(ports: Ports, places: Places, at: Now): Promise<Write[] | undefined> {
  const { root, known, vacant } = places;
  const rows = await Promise.all(known.map(one => ports.table.get(contactKey(one.accountId, one.contactId))));
  if (rows.some((row, n) => row?.['asOf'] !== known[n]?.contact.asOf)) return undefined;
  const phone = known.find(({ contact }) => contact.phone !== undefined)?.contact.phone;
  const stones = await Promise.all([
    ...known.map((one, n) => stoneWrites(ports, { ...one, version: rows[n]?.version }, at)),
    ...vacant.map(one => stoneWrites(ports, { ...one, contact: { phone }, version: undefined }, at)),
  ]);
  const carried = await carriedWrites(ports.table, places);
  return [...stones.flat(), ...carried, ...(root ? [unchanged(root)] : [])];
}

const unchanged = ({ id, version }: { readonly id: string; readonly version: number }): Write => ({
  ...{ do: 'check', key: accountKey(id), when: { is: 'version', version }, orElse: 'stale' },
});

/** What those who stay must not be called for, because the one who goes is the same person. */
async function carriedWrites(table: Table, { known, others }: Places): Promise<Write[]> {
  const ids = [...new Set([...known, ...others].map(({ accountId }) => accountId))];
  const words = new Map(await Promise.all(ids.map(async id => [id, await loadWords(table, id)] as const)));
  const said = ({ accountId, contact }: Places['known'][number]) => ({
    ...{ accountId, contact, words: words.get(accountId) ?? [] },
  });
  return carriedWords(known.map(said), others.map(said)).map(({ accountId, word }) =>
    permissionWrite(accountId, word),
  );
}

/** A place with what is known there; nobody yet where no version was read. */
type Stone = PersonPlace & { readonly contact: Contact; readonly version: number | undefined };

async function stoneWrites(ports: Ports, to: Stone, { erasing, now }: Now): Promise<Write[]> {
  const { accountId, contactId, contact, version } = to;
  const isKnown = version !== undefined;
  const number = contact.phone === undefined ? {} : { number: numberDigest(contact.phone) };
  const stone = { accountId, contactId, erasedAt: now, lookAt: now + FIRST_LOOK, ...number };
  const fact = command({
    id: derivedId('evt', 'person.erase-ordered', accountId, contactId, version ?? 0),
    ...{ name: 'person.erase-ordered', accountId: accountId as AccountId, now },
    ...{ principal: erasing.principal, data: { contactId, reason: erasing.reason } },
  });
  return [
    ...tombstoneWrites({ ...stone, ...(isKnown ? {} : { unknown: true as const }) }, version, now),
    ...(isKnown ? phoneGone({ accountId, contactId }, contact) : []),
    journal({
      ...{ pk: accountPk(accountId), capability: CAPABILITY, fact, decision: 'person-erased', now },
      ...{ reason: { contactId, by: erasing.principal }, follows: [personErased.of({ contactId })] },
      ...(isKnown ? { shown: { accountId, inFeed: false } } : {}),
    }),
    ...(isKnown ? await contactTold(ports, { accountId, contactId, asOf: now }, version) : []),
  ];
}
