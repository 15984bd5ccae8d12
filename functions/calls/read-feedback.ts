import type * as z from 'zod/mini';
import type { getFeedback } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import { loadFeedback } from '../../shared/store/feedback-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { feedbackLink } from './feedback-link.ts';

type Page = z.infer<typeof getFeedback.answer>;

/** What the page of a feedback link begins with; of the call no more than when it was. */
export async function readFeedback(ports: Ports, principal: Principal): Promise<Outcome<Page, 'not-found'>> {
  const found = await feedbackLink(ports, principal);
  if (!found.ok) return found;
  const { link, call } = found.value;
  const [{ company }, contact, given] = await Promise.all([
    loadSettings(ports.table),
    loadContact(ports.table, call.accountId, link.contactId),
    loadFeedback(ports.table, call.id),
  ]);
  return accepted({
    brand: company.brand,
    language: link.language ?? contact?.language ?? call.language,
    zone: contact?.zone ?? call.zone,
    calledAt: formatInstant(call.attempts.at(-1)?.at ?? call.endedAt ?? call.dueAt),
    given: given !== undefined,
  });
}
