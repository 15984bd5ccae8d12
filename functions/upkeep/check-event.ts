import { cloudEvent } from '../../shared/contracts/intake-contract.ts';
import { definitionOf, readFact } from '../../shared/events/catalog.ts';
import type { EventDefinition } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import type { writeContact } from '../../shared/store/contact-store.ts';
import { complain } from './complain.ts';
import { unfitOutside, unfitTime } from './event-limits.ts';
import { splitContact } from './split-contact.ts';

export type ContactWord = Parameters<typeof writeContact>[1];
/** A fact that may go on the product bus, and what was said of the contact, which may not. */
export type Checked = { readonly fact: Fact; readonly contact?: ContactWord };
export type From = { readonly producer: string; readonly now: Instant };

/** Takes anything a producer sent and answers with the fact it states, or the field that is wrong and why. */
export function checkEvent(input: unknown, from: From) {
  const outside = unfitOutside(input);
  if (outside) return outside;
  const read = cloudEvent.safeParse(input);
  if (!read.success) return complain(read.error);
  const event = read.data;
  const known = knownDefinition(event.type, event.dataschema);
  if (!known.ok) return known;
  const occurredAt = Date.parse(event.time);
  const untimely = unfitTime(occurredAt, from.now);
  if (untimely) return untimely;
  const split = splitContact(event.data, known.value.definition);
  if (!split.ok) return split;
  const data = dataOf(known.value, split.value.data);
  if (!data.ok) return data;
  const id = eventIdOf(from.producer, event.source, event.id);
  const fact = readFact({
    id,
    name: event.type,
    version: known.value.definition.version,
    occurredAt,
    recordedAt: from.now,
    accountId: event.subject as AccountId,
    correlation: id,
    depth: 0,
    producer: from.producer,
    origin: 'live',
    data: data.value,
  });
  if (!fact.ok)
    return refused(fact.refusal, { field: 'data', problem: 'does not fit a fact', ...fact.detail });
  const { contact, contactId = 'main' } = split.value;
  const accountId = event.subject;
  const told = contact && { accountId, contactId, contact, asOf: occurredAt };
  return accepted<Checked>({ fact: fact.value, ...(told ? { contact: told } : {}) });
}

type Known = { readonly definition: EventDefinition; readonly minor: number };

function knownDefinition(type: string, dataschema: string | undefined) {
  const said =
    dataschema === undefined ? ['', '1'] : /(?:^|\/)v?(\d{1,4})(?:\.(\d{1,4}))?\/?$/.exec(dataschema);
  if (!said) return unknownVersion('must end in the major version of the data’s shape, such as …/1');
  const found = definitionOf(type, Number(said[1]));
  if (found.ok && found.value.from === 'outside')
    return accepted<Known>({ definition: found.value, minor: Number(said[2] ?? 0) });
  if (!found.ok && found.refusal === 'unknown-version')
    return unknownVersion(
      `version ${said[1]} of ${type} is not known; version ${found.detail?.['known']} is`,
    );
  return refused('unknown-type', { field: 'type', problem: 'is not a fact that producers send' });
}

const unknownVersion = (problem: string) => refused('unknown-version', { field: 'dataschema', problem });

/** A producer that is ahead of us by a minor version says things we cannot know yet: those are left out. */
function dataOf({ definition, minor }: Known, said: Record<string, unknown>) {
  const shape = definition.data.shape;
  const data =
    minor > 0
      ? Object.fromEntries(Object.entries(said).filter(([name]) => Object.hasOwn(shape, name)))
      : said;
  const read = definition.data.safeParse(data);
  return read.success ? accepted(read.data as Record<string, unknown>) : complain(read.error, 'data');
}
