import type * as z from 'zod/mini';
import type { Refused } from '../kernel/outcome.ts';
import { accepted, refused } from '../kernel/outcome.ts';
import * as account from './account-events.ts';
import * as call from './call-events.ts';
import type { Consumer } from './consumers.ts';
import type { EventDefinition } from './define-event.ts';
import * as device from './device-events.ts';
import type { Fact } from './envelope.ts';
import { envelopeSchema, MAX_DEPTH, MAX_FACT_BYTES } from './envelope.ts';
import * as escalation from './escalation-events.ts';
import * as outreach from './outreach-events.ts';
import * as person from './person-events.ts';
import * as team from './team-events.ts';

/** All events of the product, in the order the docs show them. */
export const catalog = [
  ...account.moments,
  ...device.deviceFacts,
  ...outreach.outreachFacts,
  outreach.permissionRecorded,
  account.accountChanged,
  account.ownerAssigned,
  account.accountMerged,
  account.contactChanged,
  person.personErased,
  team.taskOpened,
  team.taskDone,
  team.agentChanged,
  team.notificationWanted,
  team.notificationQueued,
  team.notificationChanged,
  team.notificationReassigned,
  team.bundleClosed,
  team.channelSwitchedOff,
  escalation.escalationWanted,
  escalation.escalationEnded,
  escalation.escalationChanged,
  call.callWanted,
  call.callUnwanted,
  call.callChanged,
  call.callSettled,
  call.callEnded,
  call.callMessageWanted,
  call.linkWanted,
  call.agentDayChanged,
  call.feedbackGiven,
  call.journeyMoved,
  outreach.outreachOpened,
  outreach.outreachNoted,
  outreach.outreachChanged,
  outreach.outreachSettled,
  outreach.outreachOffered,
  outreach.budgetExceeded,
  outreach.claimWorkWanted,
  outreach.claimWorkEnded,
  outreach.permissionChanged,
  device.caseOpened,
  device.caseChanged,
  device.caseSettled,
  device.caseReopened,
  device.slaWarned,
  device.slaBreached,
  device.lockWanted,
  device.wipeWanted,
  device.reservationDisplaced,
  device.stockChanged,
  device.replenishmentWanted,
  device.tellingWanted,
  device.policyChanged,
] as readonly unknown[] as readonly EventDefinition[];

const byName = new Map(catalog.map(definition => [definition.name, definition]));

export const BUS_SOURCE = 'firstcall';

/** The events a consumer's rule matches, by `detail-type`. */
export const namesFor = (consumer: Consumer): string[] =>
  catalog.filter(definition => definition.consumers.includes(consumer)).map(definition => definition.name);

export type Unfit = Refused<'too-large' | 'malformed' | 'unknown-type' | 'unknown-version' | 'too-deep'>;

/** The event of this name and version, or why there is none. */
export function definitionOf(name: string, version: number) {
  const definition = byName.get(name);
  if (!definition) return refused('unknown-type', { field: 'type', name });
  if (definition.version !== version)
    return refused('unknown-version', { field: 'dataschema', name, version, known: definition.version });
  return accepted(definition);
}

/** First complaint of a failed check, as `field: what is wrong`. */
export function complaint(error: z.core.$ZodError): { field: string; problem: string } {
  const issue = error.issues[0];
  return {
    field: issue?.path.map(String).join('.') || '(whole)',
    problem: issue?.message ?? 'is not as expected',
  };
}

/**
 * Takes anything from the product bus and answers with a checked fact of the catalog, or the reason it is none. Fields
 * that a newer release added are dropped, so that old and new functions work side by side. Never throws.
 */
export function readFact(input: unknown) {
  const bytes = Buffer.byteLength(JSON.stringify(input) ?? '');
  if (bytes > MAX_FACT_BYTES) return refused('too-large', { bytes, limit: MAX_FACT_BYTES });
  const envelope = envelopeSchema.safeParse(input);
  if (!envelope.success) return refused('malformed', complaint(envelope.error));
  const known = definitionOf(envelope.data.name, envelope.data.version);
  if (!known.ok) return known;
  if (envelope.data.depth > MAX_DEPTH)
    return refused('too-deep', { depth: envelope.data.depth, limit: MAX_DEPTH });
  const data = known.value.tolerant.safeParse(envelope.data.data);
  if (!data.success) {
    const { field, problem } = complaint(data.error);
    return refused('malformed', { field: `data.${field}`, problem });
  }
  return accepted({ ...envelope.data, data: data.data } as unknown as Fact);
}

/** The same for a consumer: a fact of which only a newer release sends it any is of an unknown type to it. */
export function readFactFor(consumer: Consumer, input: unknown): ReturnType<typeof readFact> {
  const read = readFact(input);
  if (!read.ok || namesFor(consumer).includes(read.value.name)) return read;
  return refused('unknown-type', { field: 'type', name: read.value.name });
}
