import { mailboxOf } from '../../shared/domain/access/mailbox.ts';
import { sourceAddress } from '../../shared/domain/access/source-address.ts';
import { callRules } from '../../shared/domain/calls/call-rules.ts';
import { limits, networkOf } from '../../shared/domain/calls/limits.ts';
import { checkPhone, type PhoneRefusal } from '../../shared/domain/calls/phone-number.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { linkWanted } from '../../shared/events/call-events.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { journal } from '../../shared/store/journal.ts';
import { requestKey } from '../../shared/store/keys.ts';
import { isSpent, limitWrite, onceWithin, TOO_MANY } from '../../shared/store/limit-store.ts';
import { notErased } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  putRequest,
  REQUEST_HOURS,
  type Request,
  VISITOR_CONTACT,
  visitorAccountNow,
} from '../../shared/store/request-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { UnexpectedRefusalError } from '../../shared/store/until-fresh.ts';

export type Requested = {
  readonly email: string;
  readonly phone?: string | undefined;
  readonly language: string;
  readonly zone?: string | undefined;
  readonly company?: string | undefined;
  readonly product?: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
};
type Answer = { readonly accepted: true; readonly expiresAt: string };

/**
 * A stranger asks to be called. Within the limits one neutral message is wanted, with the link that proves the address;
 * beyond them nothing happens. The answer is the same either way and says nothing about anybody: only a number that
 * is never called is refused, whoever it belongs to.
 */
export async function requestCallback(
  ports: Ports,
  { headers, ...asked }: Requested,
): Promise<Outcome<Answer, PhoneRefusal>> {
  const now = ports.clock.now();
  const until = now + REQUEST_HOURS * HOUR;
  const phone = await phoneOf(ports, asked.phone);
  if (!phone.ok) return phone;
  const email = asked.email.toLowerCase();
  await write(ports, sourceAddress(headers), {
    ...{ id: ports.ids.random('req'), accountId: await visitorAccountNow(ports.table, email), email },
    ...{ language: asked.language, askedAt: now, until },
    ...(phone.value === undefined ? {} : { phone: phone.value }),
    ...(asked.zone !== undefined && isKnownZone(asked.zone) ? { zone: asked.zone } : {}),
    ...(asked.company === undefined ? {} : { company: asked.company }),
    ...(asked.product === undefined ? {} : { product: asked.product }),
  });
  return accepted({ accepted: true, expiresAt: formatInstant(until) });
}

async function phoneOf(
  { table }: Ports,
  phone: string | undefined,
): Promise<Outcome<string | undefined, PhoneRefusal>> {
  if (phone === undefined) return accepted(undefined);
  const { calls } = await loadSettings(table);
  const checked = checkPhone(phone, callRules(calls));
  return checked.ok ? checked : refused(checked.refusal, { ...checked.detail, field: 'body.phone' });
}

/** The request, the message that is wanted and what it counts against: all of it, or nothing. */
async function write(ports: Ports, source: string, request: Request): Promise<void> {
  const { id: requestId, language, askedAt: now } = request;
  const cause = command({
    id: ports.ids.random('evt') as EventId,
    name: 'callback.requested',
    accountId: request.accountId as AccountId,
    principal: 'visitor',
    now,
  });
  const entry = journal({
    ...{ pk: requestKey(requestId).pk, capability: 'calls', fact: cause, decision: 'link-wanted', now },
    follows: [linkWanted.of({ requestId, language })],
  });
  const { address, network, strangers } = limits;
  const counted = [
    onceWithin({ of: 'address', subject: mailboxOf(request.email), ...address }, now),
    limitWrite({ of: 'network', subject: networkOf(source), ...network }, now),
    limitWrite({ of: 'strangers', subject: 'all', ...strangers }, now),
  ];
  if (await isSpent(ports.table, counted)) return;
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      ...counted,
      ...[putRequest(request), entry],
      ...notErased({ accountId: request.accountId, contactId: VISITOR_CONTACT }),
    ],
  });
  if (!answer.done && answer.refusal !== TOO_MANY) throw new UnexpectedRefusalError(answer.refusal);
}
