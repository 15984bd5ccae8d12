import * as z from 'zod/mini';
import { caseStates, damageKinds, shipmentStages } from '../events/device-events.ts';
import { idText, instantText, languageTag, nameText, pageQuery } from './common.ts';
import { defineRoute } from './define-route.ts';
import { legs, matchedPolicy } from './promises-contract.ts';

export const waitingOn = ['customer', 'carrier', 'supplier', 'internal'] as const;
export const casePaths = ['repair', 'replace', 'remote-fix', 'no-fault', 'found-again'] as const;
export type CasePath = (typeof casePaths)[number];
const word = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a kebab-case word such as photo-of-damage'));
export const serial = idText;

export const deviceInput = z.strictObject({
  model: idText,
  accountId: idText,
  /** Under management: only then a policy promises something. */
  managed: z.boolean(),
  site: z.optional(idText),
  contactId: z.optional(idText),
  product: z.optional(idText),
});
export type DeviceInput = z.infer<typeof deviceInput>;
export const deviceRow = z.strictObject({ serial, ...deviceInput.shape });
export type DeviceRow = z.infer<typeof deviceRow>;

export const deviceView = z.object({
  serial: z.string(),
  model: z.string(),
  accountId: z.optional(z.string()),
  accountName: z.optional(z.string()),
  managed: z.boolean(),
  site: z.optional(z.string()),
  contactId: z.optional(z.string()),
  product: z.optional(z.string()),
  place: z.enum(['with-customer', 'depot', 'in-transit', 'missing', 'scrapped']),
  depotId: z.optional(z.string()),
  /** The open case it is in. */
  caseId: z.optional(z.string()),
  version: z.int(),
});
export type DeviceView = z.infer<typeof deviceView>;

/** Time left of the customer's promise, counted in the policy's calendar, as of `asOf`. */
const left = z.object({
  ms: z.int(),
  asOf: z.string(),
  /** The clock runs and the calendar is open: it counts down now. */
  counting: z.boolean(),
  /** When the calendar opens or closes next. */
  turnsAt: z.optional(z.string()),
});
export const caseLine = z.object({
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  serial: z.string(),
  model: z.string(),
  damage: z.enum(damageKinds),
  state: z.enum(caseStates),
  path: z.optional(z.enum(casePaths)),
  leg: z.optional(z.enum(legs)),
  legOwner: z.optional(z.string()),
  ownerId: z.optional(z.string()),
  ownerName: z.optional(z.string()),
  waitingOn: z.optional(z.enum(waitingOn)),
  waitReason: z.optional(z.string()),
  site: z.optional(z.string()),
  depotId: z.optional(z.string()),
  policyId: z.optional(z.string()),
  policyName: z.optional(z.string()),
  entitled: z.boolean(),
  /** Absent while the customer is waited for without a cap, and when nothing is promised. */
  dueAt: z.optional(z.string()),
  left: z.optional(left),
  /** The furthest threshold reached: `at-50` …, `breached`. */
  reached: z.optional(z.string()),
  verdict: z.enum(['none', 'open', 'kept', 'breached', 'corrected', 'excused']),
  noStock: z.boolean(),
  language: z.string(),
  /** Where the person it is for reads the time. */
  zone: z.string(),
  openedAt: z.string(),
  version: z.int(),
});
export type CaseLine = z.infer<typeof caseLine>;

const step = z.object({
  from: z.string(),
  to: z.optional(z.string()),
  waitingOn: z.optional(z.string()),
  reason: z.optional(z.string()),
  leg: z.optional(z.string()),
  counts: z.enum(['yes', 'no', 'capped']),
  /** Time counted in this segment and up to its end, in ms of the calendar. */
  ms: z.int(),
  sumMs: z.int(),
});
export const targetView = z.object({
  id: z.string(),
  leg: z.optional(z.string()),
  owner: z.optional(z.string()),
  goalMs: z.int(),
  calendar: z.string(),
  calendarVersion: z.int(),
  calendarName: z.string(),
  calendarZone: z.string(),
  pausedBy: z.array(z.string()),
  state: z.enum(['running', 'paused', 'stopped', 'not-started']),
  spentMs: z.int(),
  leftMs: z.int(),
  dueAt: z.optional(z.string()),
  endedAt: z.optional(z.string()),
  met: z.optional(z.boolean()),
  verdict: z.string(),
  thresholds: z.array(
    z.object({
      key: z.string(),
      dueAt: z.optional(z.string()),
      at: z.optional(z.string()),
      noticedAt: z.optional(z.string()),
    }),
  ),
  steps: z.array(step),
});
export type TargetView = z.infer<typeof targetView>;

export const caseView = z.object({
  ...caseLine.shape,
  contactId: z.optional(z.string()),
  product: z.optional(z.string()),
  reportedBy: z.string(),
  targets: z.array(targetView),
  /** Time of the customer's promise spent in each leg; together it is the whole. */
  legs: z.array(z.object({ leg: z.string(), owner: z.string(), spentMs: z.int() })),
  records: z.array(
    z.object({
      is: z.string(),
      target: z.string(),
      threshold: z.optional(z.string()),
      at: z.string(),
      noticedAt: z.optional(z.string()),
      by: z.optional(z.string()),
      reason: z.optional(z.string()),
      evidence: z.optional(z.object({ factId: z.string(), occurredAt: z.string() })),
    }),
  ),
  policyVersion: z.optional(z.int()),
  matching: z.array(matchedPolicy),
  reservation: z.optional(
    z.object({
      ...{ depotId: z.string(), model: z.string(), serial: z.string(), until: z.string() },
      /** Why this unit, as it was chosen: `free`, `own-floor`, `displacement`, `already-held`. */
      by: z.optional(z.string()),
      /** It is a listed substitute of the model. */
      substitute: z.optional(z.boolean()),
    }),
  ),
  /** When no unit could be reserved: what would help. */
  help: z.array(
    z.object({
      kind: z.string(),
      depotId: z.string(),
      model: z.string(),
      units: z.int(),
      at: z.optional(z.string()),
    }),
  ),
  replacement: z.optional(z.object({ serial: z.string(), model: z.string() })),
  oldUnit: z.enum(['not-asked', 'owed', 'returned', 'waived', 'written-off']),
  lock: z.optional(
    z.object({
      state: z.enum(['wanted', 'done', 'failed']),
      wantedAt: z.string(),
      answeredAt: z.optional(z.string()),
    }),
  ),
  wipe: z.optional(
    z.object({
      state: z.enum(['wanted', 'done', 'failed']),
      confirmedBy: z.string(),
      wantedAt: z.string(),
      answeredAt: z.optional(z.string()),
    }),
  ),
  tellings: z.array(
    z.object({
      ...{ kind: z.string(), state: z.string(), at: z.string(), dueAt: z.optional(z.string()) },
      /** In which it was written, and whose that is: the `contact`’s, the `case`’s, the `company`’s. */
      ...{ language: z.optional(z.string()), languageOf: z.optional(z.string()) },
    }),
  ),
  escalation: z.optional(
    z.object({ id: z.string(), state: z.string(), acknowledgedBy: z.optional(z.string()) }),
  ),
  history: z.array(
    z.object({
      at: z.string(),
      recordedAt: z.string(),
      decision: z.string(),
      by: z.string(),
      reason: z.record(z.string(), z.unknown()),
    }),
  ),
  /** What may be done now. */
  actions: z.array(z.string()),
});
export type CaseView = z.infer<typeof caseView>;

/** When it happened, when it is entered later; never in the future. */
const at = z.optional(instantText);
/** What people do with a case. Each is refused by name when the case does not allow it. */
export const caseAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('triage'), path: z.enum(casePaths), at }),
  z.strictObject({ do: z.literal('reserve') }),
  z.strictObject({ do: z.literal('wait'), on: z.enum(waitingOn), reason: word, at }),
  z.strictObject({ do: z.literal('go-on'), at }),
  z.strictObject({ do: z.literal('ship'), trackingId: z.optional(idText), at }),
  z.strictObject({
    do: z.literal('shipment'),
    way: z.enum(['out', 'back']),
    stage: z.enum(shipmentStages),
    at,
  }),
  z.strictObject({
    do: z.literal('hand-over'),
    /** The unit handed over; left out for a repair, or for the reserved one. */
    serial: z.optional(serial),
    at,
  }),
  z.strictObject({
    do: z.literal('return'),
    fate: z.enum(['returned', 'waived', 'written-off']),
    depotId: z.optional(idText),
    at,
  }),
  z.strictObject({ do: z.literal('loan'), serial: z.optional(serial), dueBackAt: instantText }),
  z.strictObject({ do: z.literal('confirm-wipe'), contactId: idText }),
  z.strictObject({ do: z.literal('close') }),
  z.strictObject({ do: z.literal('reopen'), reason: word, at }),
  z.strictObject({ do: z.literal('cancel'), reason: word }),
  z.strictObject({ do: z.literal('excuse'), target: idText, reason: nameText }),
]);
export type CaseAction = z.infer<typeof caseAction>;

const staff = { access: { to: 'staff' }, answeredBy: 'devices-api' } as const;

export const listDevices = defineRoute({
  ...staff,
  id: 'list-devices',
  method: 'GET',
  path: '/v1/devices',
  summary: 'The devices of an account.',
  query: z.object({ ...pageQuery.shape, accountId: idText }),
  answer: z.object({ devices: z.array(deviceView), cursor: z.optional(z.string()) }),
});
export const getDevice = defineRoute({
  ...staff,
  id: 'get-device',
  method: 'GET',
  path: '/v1/devices/{serial}',
  summary: 'One device by its serial.',
  answer: deviceView,
});
export const putDevice = defineRoute({
  ...staff,
  id: 'put-device',
  method: 'PUT',
  path: '/v1/devices/{serial}',
  summary: 'Registers a device, or changes what is known of it.',
  body: deviceInput,
  answer: deviceView,
});
export const postDevices = defineRoute({
  access: { to: 'machine', scope: 'devices:write' },
  answeredBy: 'devices-api',
  id: 'post-devices',
  method: 'POST',
  path: '/v1/device-imports/{importId}/rows',
  summary:
    'Registers up to 200 devices (JSON array, or CSV with a header) and answers each row. Sending a part again changes nothing.',
  maxBytes: 256 * 1024,
  query: z.object({ firstLine: z.optional(z.string().check(z.regex(/^\d{1,7}$/, 'must be a line number'))) }),
  body: z.unknown() as z.ZodMiniType,
  answer: z.object({
    importId: z.string(),
    imported: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
    rows: z.array(
      z.object({
        line: z.int(),
        status: z.enum(['imported', 'unchanged', 'rejected']),
        serial: z.optional(z.string()),
        field: z.optional(z.string()),
        reason: z.optional(z.string()),
      }),
    ),
  }),
});
export const listCases = defineRoute({
  ...staff,
  id: 'list-cases',
  method: 'GET',
  path: '/v1/device-cases',
  summary: 'Open device cases by the time that is left, or all of a month (UTC) by when they were opened.',
  query: z.object({
    ...pageQuery.shape,
    month: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}$/, 'must be a month such as 2026-11'))),
  }),
  answer: z.object({ cases: z.array(caseLine), now: z.string(), cursor: z.optional(z.string()) }),
});
export const reportDevice = defineRoute({
  ...staff,
  id: 'report-device',
  method: 'POST',
  path: '/v1/device-cases',
  summary:
    'Reports a device as broken, lost, stolen or not working; one that is reported already answers with its open case.',
  body: z.strictObject({
    serial,
    damage: z.enum(damageKinds),
    contactId: z.optional(idText),
    language: z.optional(languageTag),
    site: z.optional(idText),
    at,
  }),
  answer: z.object({ case: caseView, known: z.boolean() }),
});
export const getCase = defineRoute({
  ...staff,
  id: 'get-case',
  method: 'GET',
  path: '/v1/device-cases/{caseId}',
  summary: 'One device case with its clocks, the arithmetic of each, and every decision with its reason.',
  answer: caseView,
});
export const actOnCase = defineRoute({
  ...staff,
  id: 'act-on-case',
  method: 'POST',
  path: '/v1/device-cases/{caseId}/actions',
  summary: 'Does one thing with a device case: triage, wait, ship, hand over, return, close and so on.',
  body: caseAction,
  answer: caseView,
});
export const linkCase = defineRoute({
  ...staff,
  id: 'link-case',
  method: 'POST',
  path: '/v1/device-cases/{caseId}/links',
  summary: 'A signed link with which the device’s user follows the case; shown once.',
  body: z.strictObject({}),
  answer: z.object({ url: z.string(), expiresAt: z.string() }),
});
