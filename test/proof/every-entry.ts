import { routes } from '../../shared/contracts/routes.ts';
import type { MailMeaning } from '../../shared/domain/notifications/mail-event.ts';
import { catalog } from '../../shared/events/catalog.ts';
import { timers } from '../../shared/events/timers.ts';

/** Routes whose calls change nothing: they may be asked again whenever they fail. */
const changesNothing = new Set(['preview-assignment', 'explain-policies', 'dry-run-chain']);
/** What is read and written down at once: who was given what of a person. */
const writesDown = new Set(['get-personal-data']);

/** What the mail service may report; one that is missing here does not compile. */
const reports: Readonly<Record<MailMeaning, true>> = {
  ...{ taken: true, delivered: true, noted: true },
  ...{ bounced: true, 'bounced-for-now': true, complained: true },
};

/**
 * The name of every step that the product can take: each route that changes something, each event at each of its
 * consumers, each timer, each report of the mail service, and what producers put on the ingress bus. It is read from the
 * declarations, so that a new one cannot be forgotten.
 */
export function everyEntry(): string[] {
  return [
    ...routes
      .filter(({ method, id }) => (method === 'GET' ? writesDown.has(id) : !changesNothing.has(id)))
      .map(({ id }) => `ask ${id}`),
    ...catalog.flatMap(({ name, consumers }) => consumers.map(consumer => `${consumer} ${name}`)),
    ...Object.entries(timers).map(([kind, { queue }]) => `${queue} ${kind}`),
    ...Object.keys(reports).map(meaning => `mail-report ${meaning}`),
    ...['mail-report unreadable', 'worker unreadable', 'clock unreadable'],
    ...['intake-queue fits', 'intake-queue outline kept', 'intake-queue kept whole'],
  ].sort();
}
