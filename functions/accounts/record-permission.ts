import type * as z from 'zod/mini';
import type { PermissionsView, recordPermission as route } from '../../shared/contracts/outreach-contract.ts';
import { command } from '../../shared/events/envelope.ts';
import { permissionRecorded } from '../../shared/events/outreach-events.ts';
import { type AccountId, type EventId, eventIdOf } from '../../shared/kernel/id.ts';
import { type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadLedger } from '../../shared/store/permission-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { readPermissions } from './read-permissions.ts';
import { takeInFact } from './take-in-fact.ts';

type Given = {
  readonly accountId: string;
  readonly input: z.infer<typeof route.body>;
  readonly principal: string;
  readonly idempotencyKey?: string | undefined;
};

/**
 * An agent writes down what a contact said: the same as a fact of it. The same
 * idempotency key records the same word once.
 */
export async function recordPermission(
  ports: Ports,
  { accountId, input, principal, idempotencyKey: key }: Given,
): Promise<Outcome<PermissionsView, 'not-found' | 'unknown-contact'>> {
  const account = await loadAccount(ports.table, accountId);
  if (!account) return refused('not-found');
  const { contacts } = await loadLedger(ports.table, account);
  const { contactId, purpose, word } = input;
  if (contactId !== undefined && !contacts.some(({ id }) => id === contactId))
    return refused('unknown-contact', {
      field: 'body.contactId',
      problem: 'The account has no such contact.',
    });
  const id =
    key === undefined
      ? ports.ids.random('evt')
      : eventIdOf(principal, 'record-permission', [accountId, contactId, purpose, word, key].join(' '));
  await takeInFact(
    ports,
    command({
      ...{ id: id as EventId, name: permissionRecorded.name, accountId: accountId as AccountId },
      ...{ principal, now: ports.clock.now(), data: input },
    }),
  );
  return readPermissions(ports, accountId);
}
