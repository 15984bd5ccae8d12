import { digest } from '../kernel/id.ts';
import { formatInstant, type Instant, MINUTE, SECOND } from '../kernel/instant.ts';
import { arm } from './journal.ts';
import { accountPk, contactKey, timeKey } from './keys.ts';
import { personLists } from './person-keys.ts';
import { bare, type Check, type Put, type Row, type Table, type Write } from './table.ts';

/** A customer's person by the id they have with an account. */
export type PersonPlace = { readonly accountId: string; readonly contactId: string };

/** What stands in the place of a contact who was erased. It never goes, so that the id is nobody's again. */
export type Tombstone = PersonPlace & {
  readonly erasedAt: Instant;
  /** Something of theirs may still stand somewhere: when to look next. Absent when all of it is gone. */
  readonly lookAt?: Instant;
  /** Nobody was known here by this id: it keeps a merge that goes on from making them known. */
  readonly unknown?: true;
  /** Since when nothing of theirs came to light. */
  readonly stillAt?: Instant;
  /** Until then: a digest of their number, by which calls of nobody by name are known to be with them. */
  readonly number?: string;
  readonly version: number;
};

/** Calls are ended meanwhile. */
export const FIRST_LOOK = 10 * SECOND;
/** The last look comes so long after nothing was found: later than any index shows a row, and than any run goes on. */
export const LAST_LOOK = 10 * MINUTE;

const ERASED = 'erased';

/** No word is later: a function of a release that knows of no erasures takes it for older, too, and writes nothing. */
const FOR_EVER: Instant = Date.UTC(9999, 0, 1);

/** Whether what stands in a contact's place says that they were erased. */
export const isTombstone = (row: Row | undefined): boolean => row?.['state'] === ERASED;

/** As a tombstone keeps a number. */
export const numberDigest = (phone: string): string => digest('erased', phone);

export async function loadTombstone(table: Table, place: PersonPlace): Promise<Tombstone | undefined> {
  const row = await table.get(contactKey(place.accountId, place.contactId));
  return row && isTombstone(row) ? tombstoneOf(row, place) : undefined;
}

export const tombstoneOf = (row: Row, place: PersonPlace): Tombstone =>
  ({ ...bare(row), ...place }) as Tombstone;

/** What is said of whoever was erased: `going` while something of theirs may still stand somewhere. */
export const erasedOf = ({ erasedAt, lookAt }: Pick<Tombstone, 'erasedAt' | 'lookAt'>) => ({
  at: formatInstant(erasedAt),
  state: lookAt === undefined ? ('gone' as const) : ('going' as const),
});

/** Whether a contact was erased; nobody by name never is. */
export const isErased = async (table: Table, { accountId, contactId }: PersonPlace): Promise<boolean> =>
  contactId !== '-' && isTombstone(await table.get(contactKey(accountId, contactId)));

/** Belongs into a commit that keeps something of a contact: refused with `stale` when they were erased meanwhile. */
export const notErased = ({ accountId, contactId }: PersonPlace): Check[] =>
  contactId === '-'
    ? []
    : [
        {
          do: 'check',
          key: contactKey(accountId, contactId),
          when: { is: 'differs', field: 'state', value: ERASED },
          orElse: 'stale',
        },
      ];

/** A tombstone in the place of what was read, and the timer that looks for what is left, while it says so. */
export function tombstoneWrites(
  stone: Omit<Tombstone, 'version'>,
  read: number | undefined,
  now: Instant,
): Write[] {
  const { accountId, contactId, lookAt, ...said } = stone;
  const key = contactKey(accountId, contactId);
  const version = (read ?? 0) + 1;
  const put: Put = {
    do: 'put',
    row: {
      ...key,
      type: 'contact',
      state: ERASED,
      ...said,
      asOf: FOR_EVER,
      version,
      ...(lookAt === undefined
        ? {}
        : {
            lookAt,
            list: personLists.erasures,
            listKey: timeKey(stone.erasedAt, `${accountId} ${contactId}`),
          }),
    },
    when: read === undefined ? { is: 'absent' } : { is: 'version', version: read },
    orElse: 'stale',
  };
  if (lookAt === undefined) return [put];
  const timer = { pk: accountPk(accountId), kind: 'person.erase', name: contactId } as const;
  return [put, arm({ ...timer, dueAt: lookAt, epoch: version, now })];
}
