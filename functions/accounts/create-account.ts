import type * as z from 'zod/mini';
import type { createAccount as createRoute } from '../../shared/contracts/accounts-contract.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, type EventId, eventIdOf } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { commitMoment } from './commit-moment.ts';

type Input = z.infer<typeof createRoute.body>;
type Created = { readonly id: string; readonly eventId: string };

/** An account made by hand: the same as a sign-up, said by an agent. The same idempotency key makes it once. */
export async function createAccount(
  ports: Ports,
  given: { input: Input; principal: string; idempotencyKey?: string },
): Promise<Outcome<Created, 'already-exists' | 'unknown-zone'>> {
  const { input, principal, idempotencyKey } = given;
  if (input.zone !== undefined && !isKnownZone(input.zone))
    return refused('unknown-zone', { field: 'body.zone' });
  const now = ports.clock.now();
  const eventId =
    idempotencyKey === undefined
      ? ports.ids.random('evt')
      : eventIdOf(principal, 'create-account', idempotencyKey);
  const fact = factOf(input, principal, eventId as EventId, now);
  const stored = await loadAccount(ports.table, input.id);
  if (stored) return alreadyThere(stored.state, fact);
  if (input.contact)
    await writeContact(ports, {
      accountId: input.id,
      contactId: 'main',
      contact: { company: input.name, ...input.contact },
      asOf: now,
    });
  const { answer } = await commitMoment(ports, fact, { id: input.id, stored: undefined, name: input.name });
  if (!answer.done && answer.refusal !== 'already-done')
    return refused('already-exists', { field: 'body.id' });
  return accepted({ id: input.id, eventId });
}

/** The same call again finds its own account; any other finds a foreign one. */
function alreadyThere(
  state: { profile: { languages?: { by: string } } },
  fact: Fact,
): Outcome<Created, 'already-exists'> {
  return state.profile.languages?.by === fact.id
    ? accepted({ id: fact.accountId, eventId: fact.id })
    : refused('already-exists', { field: 'body.id', problem: 'An account with this id exists.' });
}

function factOf(input: Input, principal: string, id: EventId, now: number): Fact {
  const { product, language, segment, zone, country } = input;
  const data = {
    product,
    language,
    ...(input.contact ? { contactId: 'main' } : {}),
    ...(segment === undefined ? {} : { segment }),
    ...(zone === undefined ? {} : { zone }),
    ...(country === undefined ? {} : { country }),
  };
  return command({ id, name: signedUp.name, accountId: input.id as AccountId, principal, now, data });
}
