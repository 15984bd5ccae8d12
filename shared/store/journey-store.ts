import type { Journey } from '../domain/onboarding/journey.ts';
import type { Instant } from '../kernel/instant.ts';
import { arm, disarm, replace } from './journal.ts';
import { accountPk, journeyKey, journeyPrefix, lists, timeKey } from './keys.ts';
import { bare, type Row, type Table, type Write } from './table.ts';

/** An onboarding as the table keeps it. */
export type StoredJourney = Journey & { readonly version: number };

export async function loadJourney(
  table: Table,
  accountId: string,
  product: string,
): Promise<StoredJourney | undefined> {
  const row = await table.get(journeyKey(accountId, product));
  return row && (bare(row) as unknown as StoredJourney);
}

/** All onboardings of an account, by product. */
export async function loadJourneys(table: Table, accountId: string): Promise<StoredJourney[]> {
  const { rows } = await table.query({ pk: accountPk(accountId), prefix: journeyPrefix, limit: 100 });
  return rows.map(row => bare(row) as unknown as StoredJourney);
}

/** An onboarding in its new state, with the one timer at the next instant somebody must look. */
export function journeyWrites(journey: Journey, read: number | undefined, now: Instant): Write[] {
  const { accountId, product, lookAt } = journey;
  const pk = accountPk(accountId);
  const { version: _read, ...next } = journey as StoredJourney;
  const timer = { pk, kind: 'journey.due', name: product } as const;
  return [
    replace({ ...journeyKey(accountId, product), type: 'journey', ...next, ...placeOf(journey) }, read),
    lookAt === undefined
      ? disarm(pk, timer.kind, product)
      : arm({ ...timer, dueAt: lookAt, epoch: (read ?? 0) + 1, now }),
  ];
}

/** One that goes on is listed by when somebody must look, so that the auditor can tell when its timer is missing. */
const placeOf = ({ accountId, product, lookAt }: Journey): Pick<Row, 'list' | 'listKey'> =>
  lookAt === undefined ? {} : { list: lists.journeys, listKey: timeKey(lookAt, `${accountId} ${product}`) };
