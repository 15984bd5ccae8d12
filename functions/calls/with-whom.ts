import type * as z from 'zod/mini';
import type { planCall as planRoute } from '../../shared/contracts/calls-contract.ts';
import type { AgendaItem, Call, Named } from '../../shared/domain/calls/call.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, type EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Once } from '../../shared/store/answer-store.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Terms, termsFor } from './call-terms.ts';
import type { Step } from './deal-with-call.ts';
import { ASKED, anyContact } from './wished-item.ts';

type Input = z.infer<typeof planRoute.body>;
export type WithWhom = Pick<Input, 'accountId' | 'contactId' | 'kind' | 'about' | 'product'>;
export type Found = { readonly contactId: string; readonly terms: Terms };

/** The contact that is named, else the account's first one with a number. */
export async function withWhom(
  ports: Ports,
  { accountId, contactId: named }: Pick<Input, 'accountId' | 'contactId'>,
): Promise<Outcome<Found, 'unknown-account' | 'unknown-contact'>> {
  if (!(await loadAccount(ports.table, accountId)))
    return refused('unknown-account', { field: 'body.accountId', problem: 'There is no such account.' });
  if (named !== undefined && !(await loadContact(ports.table, accountId, named)))
    return refused('unknown-contact', {
      field: 'body.contactId',
      problem: 'The account has no such contact.',
    });
  const contactId = named ?? (await anyContact(ports.table, accountId));
  const terms = await termsFor(ports, { accountId, contactId });
  if (!terms.ok) throw new TypeError(terms.refusal);
  return accepted({ contactId, terms: terms.value });
}

type Asking = { readonly agentId: string; readonly key?: string | undefined };

/** The same key of the same agent is the same request; what is kept of its answer is which call it is. */
export const onceBy = ({ agentId: principal, key }: Asking, body: object): Once | undefined =>
  key === undefined ? undefined : { principal, key, body };

/** The call that was dealt with, as it is now. */
export async function asItIs<R extends string>(
  { table }: Ports,
  dealt: Outcome<string, R>,
): Promise<Outcome<StoredCall, R>> {
  if (!dealt.ok) return dealt;
  const call = await loadCall(table, dealt.value);
  if (!call) throw new TypeError(`there is no call ${dealt.value}`);
  return accepted(call);
}

export const commandOf = (
  { clock, ids }: Ports,
  {
    name,
    accountId,
    agentId,
  }: { readonly name: string; readonly accountId: string; readonly agentId: string },
): Fact =>
  command({
    ...{ id: ids.random('evt') as EventId, name, accountId: accountId as AccountId },
    ...{ principal: agentId, now: clock.now() },
  });

/** One thing to speak of, named by what caused it. */
export const itemOf = (
  { kind, product }: Pick<WithWhom, 'kind' | 'product'>,
  cause: Fact,
  times: Pick<AgendaItem, 'readyAt' | 'dueAt'>,
): AgendaItem => ({
  ...{ id: derivedId('itm', cause.id), kind, state: 'open', ...times },
  ...(product === undefined ? {} : { product }),
  ...(ASKED.includes(kind) ? { asked: true } : {}),
});

type Fresh = Found & { readonly input: WithWhom; readonly item: AgendaItem; readonly cause: Fact };

export function fresh({ clock }: Ports, { input, contactId, terms, item, cause }: Fresh): Call {
  const { accountId, product } = input;
  const { language, zone, reminders } = terms;
  const id = derivedId('call', cause.id);
  return newCall({ id, accountId, contactId, language, zone, reminders, product, item, now: clock.now() });
}

/** Whom a call is with, and how they are called. */
export const namedAs = ({ contactId, terms: { language, zone, reminders, contact } }: Found): Named => ({
  ...{ contactId, language, zone, reminders, phone: contact?.phone },
});

export const aboutOf = ({ about }: Pick<WithWhom, 'about'>): Step['commands'] =>
  about === undefined ? [] : [{ do: 'change', part: { about } }];
