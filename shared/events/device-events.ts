import * as z from 'zod/mini';
import { languageTag, reasonText } from './account-events.ts';
import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';

export const damageKinds = ['broken', 'lost', 'stolen', 'malfunction'] as const;
export type DamageKind = (typeof damageKinds)[number];

export const shipmentStages = ['picked-up', 'delayed', 'delivered', 'missing'] as const;
export type ShipmentStage = (typeof shipmentStages)[number];

const outside = { version: 1, from: 'outside', consumers: ['devices'] } as const;
const inside = { version: 1, from: 'inside' } as const;
/** A device's serial is its id. */
const serial = idText;
const answered = z.enum(['done', 'failed']);

export const deviceReported = defineEvent({
  ...outside,
  name: 'device.reported',
  summary: 'A device is broken, lost or stolen, or does not work as it should.',
  data: {
    serial,
    damage: z.enum(damageKinds),
    contactId: z.optional(idText),
    site: z.optional(idText),
    language: z.optional(languageTag),
  },
  sample: { serial: 'SN-1001', damage: 'broken', contactId: 'c-1', site: 'store-7', language: 'de' },
});

export const handoverConfirmed = defineEvent({
  ...outside,
  name: 'device.handover-confirmed',
  summary:
    'A working device was handed over; counts from the moment it happened, also when it is heard of later.',
  data: { caseId: idText, serial: z.optional(serial) },
  sample: { caseId: 'case_1', serial: 'SN-2001' },
});

export const shipmentMoved = defineEvent({
  ...outside,
  name: 'shipment.moved',
  summary: 'The carrier says where a shipment of a device case is.',
  data: {
    caseId: idText,
    way: z.enum(['out', 'back']),
    stage: z.enum(shipmentStages),
    trackingId: z.optional(idText),
  },
  sample: { caseId: 'case_1', way: 'out', stage: 'delivered', trackingId: 'TR-1' },
});

export const lockAnswered = defineEvent({
  ...outside,
  name: 'device.lock-answered',
  summary: 'The device management says whether the lock that was wanted is in place.',
  data: { caseId: idText, serial, outcome: answered, reason: z.optional(reasonText) },
  sample: { caseId: 'case_1', serial: 'SN-1001', outcome: 'done' },
});

export const wipeAnswered = defineEvent({
  ...outside,
  name: 'device.wipe-answered',
  summary: 'The device management says whether the device was wiped.',
  data: { caseId: idText, serial, outcome: answered, reason: z.optional(reasonText) },
  sample: { caseId: 'case_1', serial: 'SN-1001', outcome: 'done' },
});

/** What producers may say about devices. */
export const deviceFacts = [
  deviceReported,
  handoverConfirmed,
  shipmentMoved,
  lockAnswered,
  wipeAnswered,
] as const;

export const lockWanted = defineEvent({
  ...inside,
  name: 'device.lock-wanted',
  summary:
    'A lost or stolen device is to be locked now; whoever runs the device management answers with device.lock-answered.',
  consumers: ['views'],
  data: { caseId: idText, serial },
  sample: { caseId: 'case_1', serial: 'SN-1001' },
});

export const wipeWanted = defineEvent({
  ...inside,
  name: 'device.wipe-wanted',
  summary:
    'An authorised contact confirmed that the device is to be wiped; answered with device.wipe-answered.',
  consumers: ['views'],
  data: { caseId: idText, serial, confirmedBy: idText },
  sample: { caseId: 'case_1', serial: 'SN-1001', confirmedBy: 'c-1' },
});

export const caseStates = ['reported', 'triaged', 'handed-over', 'closed', 'cancelled'] as const;
export type CaseState = (typeof caseStates)[number];

export const caseOpened = defineEvent({
  ...inside,
  name: 'device.case-opened',
  summary:
    'A device case is open: its owner hears of it and has a task until a working device is handed over.',
  consumers: ['team', 'views'],
  data: {
    caseId: idText,
    damage: z.enum(damageKinds),
    language: languageTag,
    /** Absent when no policy promises anything. */
    dueAt: z.optional(z.int()),
    policyId: z.optional(idText),
  },
  sample: { caseId: 'case_1', damage: 'broken', language: 'de', dueAt: 1795341600000, policyId: 'two-hours' },
});

export const caseChanged = defineEvent({
  ...inside,
  name: 'device.case-changed',
  summary: 'Something about a device case changed; open consoles and its link read it again.',
  consumers: ['views'],
  data: { caseId: idText, state: z.enum(caseStates), caseVersion: z.int() },
  sample: { caseId: 'case_1', state: 'triaged', caseVersion: 2 },
});

export const caseSettled = defineEvent({
  ...inside,
  name: 'device.case-settled',
  summary: 'The customer has a working device, or the case ended otherwise: its tasks and escalations end.',
  consumers: ['team', 'views'],
  data: { caseId: idText, state: z.enum(['handed-over', 'closed', 'cancelled']) },
  sample: { caseId: 'case_1', state: 'handed-over' },
});

export const caseReopened = defineEvent({
  ...inside,
  name: 'device.case-reopened',
  summary: 'A settled case is open again, such as after a replacement that was dead on arrival.',
  consumers: ['team', 'views'],
  data: { caseId: idText, language: languageTag, damage: z.enum(damageKinds), dueAt: z.optional(z.int()) },
  sample: { caseId: 'case_1', language: 'de', damage: 'broken', dueAt: 1795341600000 },
});

export const slaWarned = defineEvent({
  ...inside,
  name: 'device.sla-warned',
  summary: 'A share of the time of a promise is used up: the owner or the cover is told.',
  consumers: ['team', 'views'],
  data: {
    caseId: idText,
    target: idText,
    threshold: idText,
    /** The true instant at which the threshold was reached. */
    at: z.int(),
    dueAt: z.optional(z.int()),
    language: languageTag,
    /** True when the promise is already broken or kept: told to nobody, kept on the case. */
    overtaken: z.boolean(),
  },
  sample: {
    caseId: 'case_1',
    target: 'handover',
    threshold: 'at-50',
    at: 1795338000000,
    dueAt: 1795341600000,
    language: 'de',
    overtaken: false,
  },
});

export const slaBreached = defineEvent({
  ...inside,
  name: 'device.sla-breached',
  summary: 'A promise is broken since the instant named, whenever that was noticed.',
  consumers: ['views'],
  data: { caseId: idText, target: idText, at: z.int(), noticedAt: z.int() },
  sample: { caseId: 'case_1', target: 'handover', at: 1795341600000, noticedAt: 1795341600400 },
});

export const reservationDisplaced = defineEvent({
  ...inside,
  name: 'device.reservation-displaced',
  summary: 'A case lost its reserved unit, to one with a promise or because its time was over.',
  consumers: ['devices'],
  data: { caseId: idText, depotId: idText, model: idText, serial, why: z.enum(['displaced', 'expired']) },
  sample: { caseId: 'case_2', depotId: 'mall', model: 'T40', serial: 'SN-2001', why: 'displaced' },
});

export const stockChanged = defineEvent({
  ...inside,
  name: 'stock.changed',
  summary: 'The stock of a model at a depot changed.',
  consumers: ['views'],
  data: { depotId: idText, model: idText, stockVersion: z.int() },
  sample: { depotId: 'mall', model: 'T40', stockVersion: 3 },
});

export const replenishmentWanted = defineEvent({
  ...inside,
  name: 'stock.replenishment-wanted',
  summary: 'Fewer ready units than a promise or the minimum needs: somebody has the task to refill.',
  consumers: ['team', 'views'],
  data: {
    depotId: idText,
    model: idText,
    kind: z.enum(['floor-touched', 'below-minimum']),
    ready: z.int(),
    wanted: z.int(),
    promise: z.optional(idText),
  },
  sample: { depotId: 'mall', model: 'T40', kind: 'floor-touched', ready: 1, wanted: 2, promise: 'two-hours' },
});

export const tellingKinds = [
  'report-received',
  'promise-changed',
  'promise-at-risk',
  'shipped',
  'handed-over',
  'advice',
] as const;
export type TellingKind = (typeof tellingKinds)[number];

export const tellingWanted = defineEvent({
  ...inside,
  name: 'contact.telling-wanted',
  summary: 'A contact is to be told about a device case, in their language, with a link to follow it.',
  consumers: ['tellings'],
  data: {
    caseId: idText,
    contactId: idText,
    kind: z.enum(tellingKinds),
    language: languageTag,
    /** Until when a working device is promised, as it stands with this telling. */
    dueAt: z.optional(z.int()),
    caseVersion: z.int(),
  },
  sample: {
    caseId: 'case_1',
    contactId: 'c-1',
    kind: 'report-received',
    language: 'de',
    dueAt: 1795341600000,
    caseVersion: 1,
  },
});

export const policyChanged = defineEvent({
  ...inside,
  name: 'policy.changed',
  summary:
    'A policy or a calendar has a new version; open cases keep theirs until somebody matches them again.',
  consumers: ['views'],
  data: { kind: z.enum(['policy', 'calendar', 'depot']), subjectId: idText, subjectVersion: z.int() },
  sample: { kind: 'policy', subjectId: 'two-hours', subjectVersion: 2 },
});
