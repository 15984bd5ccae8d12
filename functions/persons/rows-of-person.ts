import type { Journey } from '../../shared/domain/onboarding/journey.ts';
import { outreachIdOf } from '../../shared/domain/outreach/new-outreach.ts';
import { filledAt } from '../../shared/domain/persons/parts.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { type Called, isCallWith, loadOpenCallsWith } from '../../shared/store/calls-of-person.ts';
import { loadContacts } from '../../shared/store/contact-store.ts';
import {
  accountKey,
  accountPk,
  callKey,
  callPk,
  contactKey,
  feedbackKey,
  journalPrefix,
  journeyPrefix,
  lists,
} from '../../shared/store/keys.ts';
import { outreachKey } from '../../shared/store/outreach-keys.ts';
import { loadStandings } from '../../shared/store/outreach-store.ts';
import { personLists } from '../../shared/store/person-keys.ts';
import { type PersonalType, personal } from '../../shared/store/personal.ts';
import { isVisitorAccount } from '../../shared/store/request-store.ts';
import type { Key, Query, Row, Table } from '../../shared/store/table.ts';

/** Every row that may hold something of a person by one of their ids, a few at a time, as it stands. */
export async function* rowsOfPerson(table: Table, person: Called): AsyncGenerator<Row> {
  const { accountId, contactId } = person;
  yield* some([await table.get(contactKey(accountId, contactId))]);
  for (const { id } of await loadOpenCallsWith(table, person)) yield* rowsOfCall(table, id);
  for await (const listed of everyRow(table, { index: 'list', pk: lists.callsOf(accountId) }))
    if (isCallWith(listed as unknown as StoredCall, person)) yield* rowsOfCall(table, String(listed['id']));
  yield* outreachTo(table, person);
  yield* journeysWith(table, person);
  if (isVisitorAccount(accountId)) yield* rowsOfVisitor(table, accountId);
}

async function* rowsOfCall(table: Table, callId: string): AsyncGenerator<Row> {
  yield* some(await Promise.all([callKey(callId), feedbackKey(callId)].map(key => table.get(key))));
  for await (const row of everyRow(table, { pk: callPk(callId), prefix: journalPrefix })) yield row;
}

/** They are numbered by cause, so they are found by their numbers. */
async function* outreachTo(table: Table, { accountId, contactId }: Called): AsyncGenerator<Row> {
  for (const { cause, count } of await loadStandings(table, accountId))
    for (let n = cause === 'work' ? 0 : count; n > 0; n--) {
      const row = await table.get(outreachKey(outreachIdOf(accountId, cause as 'burst', n)));
      if (row?.['contactId'] === contactId) yield row;
    }
}

/** What was agreed on with them; where nobody said with whom, it is theirs when nobody else of the account is known. */
async function* journeysWith(table: Table, { accountId, contactId }: Called): AsyncGenerator<Row> {
  const isOnly = (await loadContacts(table, accountId)).every(({ id }) => id === contactId);
  for await (const row of everyRow(table, { pk: accountPk(accountId), prefix: journeyPrefix })) {
    const said = (row as unknown as Journey).strategy?.contactId;
    if (said === undefined ? isOnly : said === contactId) yield row;
  }
}

/** A visitor's account is theirs alone. */
async function* rowsOfVisitor(table: Table, accountId: string): AsyncGenerator<Row> {
  yield* some([await table.get(accountKey(accountId))]);
  for await (const listed of everyRow(table, { index: 'list', pk: personLists.requests(accountId) }))
    yield* some([await table.get(keyOf(listed))]);
}

/** All rows of a query; those of an index are candidates. */
async function* everyRow(table: Table, query: Query): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page = await table.query({ ...query, limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.rows;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

const some = (rows: readonly (Row | undefined)[]): readonly Row[] => rows.filter(row => row !== undefined);
const keyOf = ({ pk, sk }: Row): Key => ({ pk, sk });

/** What of a row is a person's, by the declaration; nothing of types that hold none. */
export const personalOf = (row: Row) =>
  Object.hasOwn(personal, String(row['type'])) ? personal[row['type'] as PersonalType] : undefined;

/** Whether anything personal is filled in a row. */
export const holdsPersonal = (row: Row): boolean =>
  personalOf(row)?.holds.some(path => filledAt(row, path).length > 0) ?? false;
