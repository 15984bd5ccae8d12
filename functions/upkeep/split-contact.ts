import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { contactPart } from '../../shared/contracts/intake-contract.ts';
import type { EventDefinition } from '../../shared/events/define-event.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { complain } from './complain.ts';

type Data = Record<string, unknown>;
type Split = { readonly data: Data; readonly contact?: Contact; readonly contactId?: string };

/**
 * Takes the `contact` part out of an event's data, so that only its id goes on. Phones become E.164 (national
 * forms by the data's country), e-mail addresses lower case.
 */
export function splitContact(said: Data, definition: EventDefinition) {
  if (said['contact'] === undefined) return accepted<Split>({ data: said });
  const { contact: part, ...rest } = said;
  const dialled = withPhone(part, rest['country']);
  if (!dialled.ok) return dialled;
  const read = contactPart.safeParse(dialled.value);
  if (!read.success) return complain(read.error, 'data.contact');
  const { id, ...contact } = read.data;
  const named = rest['contactId'];
  if (id !== undefined && named !== undefined && named !== id)
    return refused('malformed', { field: 'data.contact.id', problem: 'is not the contactId of the data' });
  if (Object.keys(contact).length === 0)
    return refused('malformed', { field: 'data.contact', problem: 'says nothing about the contact' });
  const contactId = id ?? (typeof named === 'string' ? named : 'main');
  const data = Object.hasOwn(definition.data.shape, 'contactId')
    ? { ...rest, contactId: named ?? contactId }
    : rest;
  const email = contact.email?.toLowerCase();
  return accepted<Split>({ data, contactId, contact: { ...contact, ...(email ? { email } : {}) } });
}

function withPhone(part: unknown, country: unknown) {
  const { phone } = (part ?? {}) as { phone?: unknown };
  if (typeof phone !== 'string') return accepted(part);
  const home = typeof country === 'string' ? (country as CountryCode) : undefined;
  const number = phone.length <= 40 ? parsePhoneNumberFromString(phone, home) : undefined;
  if (number?.isPossible()) return accepted({ ...(part as Data), phone: number.number });
  const problem = 'must be a phone number in E.164, such as +4930123456';
  return refused('malformed', { field: 'data.contact.phone', problem });
}
