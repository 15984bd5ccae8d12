import { helpAsked } from '../../shared/events/account-events.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { requestKey } from '../../shared/store/keys.ts';
import { type CustomerLink, proveLink } from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRequest, type Request, VISITOR_CONTACT } from '../../shared/store/request-store.ts';
import { UnexpectedRefusalError } from '../../shared/store/until-fresh.ts';

/**
 * A visitor who came by the link in their mail has proved the address, once they ask for a call: they become a contact
 * of an account of their own, which is made known and gets an owner. Done again it changes nothing; other links have
 * nobody to adopt.
 */
export async function adoptVisitor(
  ports: Ports,
  link: CustomerLink & { readonly digest: string },
): Promise<'adopted' | 'known'> {
  if (link.proved || link.requestId === undefined) return 'known';
  const request = await loadRequest(ports.table, link.requestId);
  if (!request || request.accountId !== link.accountId) return 'known';
  await writeContact(ports, {
    ...{ accountId: request.accountId, contactId: VISITOR_CONTACT, asOf: request.askedAt },
    contact: contactOf(request),
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [proveLink(link.digest), entryOf(request, ports.clock.now())],
  });
  if (answer.done) return 'adopted';
  if (answer.refusal !== 'already-done') throw new UnexpectedRefusalError(answer.refusal);
  return 'known';
}

const contactOf = ({ email, language, phone, zone, company }: Request) => ({
  ...{ email, language },
  ...(phone === undefined ? {} : { phone }),
  ...(zone === undefined ? {} : { zone }),
  ...(company === undefined ? {} : { company }),
});

function entryOf({ id, accountId, language, product }: Request, now: number) {
  const fact = command({
    id: derivedId('evt', id, 'proved'),
    name: 'callback.address-proved',
    accountId: accountId as AccountId,
    principal: 'visitor',
    now,
  });
  const asked = { language, contactId: VISITOR_CONTACT, ...(product === undefined ? {} : { product }) };
  return journal({
    ...{ pk: requestKey(id).pk, capability: 'calls', fact, decision: 'visitor-adopted', now },
    follows: [helpAsked.of(asked)],
  });
}
