import { purposeOf } from '../../shared/domain/accounts/permissions.ts';
import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import { accepted, type Outcome, type Refused, refused } from '../../shared/kernel/outcome.ts';
import type { Table } from '../../shared/store/table.ts';
import { permissionsOf } from './call-view.ts';

/** What a survey without consent is answered with; `field` names the part of the request that asks for one. */
export const noConsent = (field?: string): Refused<'no-consent'> =>
  refused('no-consent', {
    ...(field === undefined ? {} : { field }),
    problem: 'The contact did not consent to this.',
  });

/** What a call about service is answered with when the contact objects to it and did not ask for it. */
export const objected = (field?: string): Refused<'objected'> =>
  refused('objected', {
    ...(field === undefined ? {} : { field }),
    problem: 'The contact does not want to be called about this.',
  });

/** Whether a call about this may be planned with a contact: a survey by their consent alone, whoever agreed to it. */
export async function maySurvey(
  table: Table,
  {
    kind,
    field,
    ...whom
  }: Pick<Call, 'accountId' | 'contactId'> & Pick<AgendaItem, 'kind'> & { field: string },
): Promise<Outcome<undefined, 'no-consent'>> {
  if (purposeOf(kind) !== 'survey') return accepted(undefined);
  const may = await permissionsOf(table, whom);
  return may('survey') ? accepted(undefined) : noConsent(field);
}
