import type { PersonalData } from '../../shared/contracts/persons-contract.ts';
import { filledAt, type Path } from '../../shared/domain/persons/parts.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { requestId } from '../../shared/store/done-before.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { numberDigest } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import { type Erasing, namesOf } from './erase-person.ts';
import { CAPABILITY } from './go-on-erasing.ts';
import { type Places, placesOfPerson } from './places-of-person.ts';
import { holdsPersonal, personalOf, rowsOfPerson } from './rows-of-person.ts';

type Part = PersonalData['kinds'][string][number];

export type Asking = Erasing & {
  /** The same key is the same request: it is kept once. */
  readonly key?: string | undefined;
};

/** Everything that is declared of a person, wherever they are known by this id. Who asked for it and why is kept. */
export async function giveOutPerson(
  ports: Ports,
  asked: Asking,
): Promise<Outcome<PersonalData, 'not-found' | 'reason-names-person'>> {
  const { accountId, contactId, reason } = asked;
  const { known } = await placesOfPerson(ports.table, asked);
  if (!known.some(one => one.accountId === accountId && one.contactId === contactId))
    return refused('not-found');
  if (known.some(({ contact }) => namesOf(reason, contact)))
    return refused('reason-names-person', {
      field: 'query.reason',
      problem: 'The reason is kept for ever: say it without the person’s name, address or number.',
    });
  const now = ports.clock.now();
  await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [entryOf(ports, asked, now)] });
  const parts = (await Promise.all(known.map(one => partsOf(ports.table, one)))).flat();
  const kinds = Object.groupBy(parts, ({ kind }) => kind);
  return accepted({
    ...{ accountId, contactId, at: formatInstant(now) },
    kinds: Object.fromEntries(
      Object.entries(kinds).map(([kind, all = []]) => [kind, all.map(({ kind: _said, ...part }) => part)]),
    ),
  });
}

async function partsOf(
  table: Table,
  { accountId, contactId, contact: { phone } }: Places['known'][number],
): Promise<(Part & { readonly kind: string })[]> {
  const parts: (Part & { readonly kind: string })[] = [];
  const number = phone === undefined ? {} : { number: numberDigest(phone) };
  for await (const row of rowsOfPerson(table, { accountId, contactId, ...number })) {
    const { holds = [], keeps = [] } = personalOf(row) ?? {};
    const isEmpty = row['type'] === 'journal' && !holdsPersonal(row);
    if (isEmpty) continue;
    const said = { id: idOf(row, contactId), accountId };
    parts.push({ kind: String(row['type']), ...said, holds: filled(row, holds), keeps: filled(row, keeps) });
  }
  return parts;
}

const filled = (row: Row, paths: readonly Path[]): Record<string, unknown> =>
  Object.fromEntries(paths.flatMap(path => filledAt(row, path)));

const idOf = (row: Row, contactId: string): string =>
  String(row['id'] ?? row['callId'] ?? row['product'] ?? row['eventId'] ?? contactId);

function entryOf({ ids }: Ports, asked: Asking, now: number) {
  const { accountId, contactId, reason, principal, key } = asked;
  const request = { principal, key, route: 'get-personal-data', subject: `${accountId} ${contactId}` };
  const fact = command({
    ...{ id: requestId(ids, request), name: 'person.given-out', accountId: accountId as AccountId },
    ...{ principal, now, data: { contactId, reason } },
  });
  return journal({
    ...{ pk: accountPk(accountId), capability: CAPABILITY, fact, decision: 'person-given-out', now },
    ...{ reason: { contactId, by: principal }, shown: { accountId, inFeed: false } },
  });
}
