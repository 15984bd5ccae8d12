import * as z from 'zod/mini';
import { languageTag } from './account-events.ts';
import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';
import { noticeKinds } from './team-events.ts';

const inside = { version: 1, from: 'inside' } as const;
const subjectKind = z.enum(['device-case']);

export const escalationWanted = defineEvent({
  ...inside,
  name: 'escalation.wanted',
  summary: 'Somebody must take this on: a chain of people is told, step by step, until one does.',
  consumers: ['notifications'],
  data: {
    escalationId: idText,
    /** Which chain. */
    chain: idText,
    subjectKind,
    subjectId: idText,
    /** What the notifications say. */
    kind: z.enum(noticeKinds),
    language: languageTag,
    product: z.optional(idText),
    /** The instant before which it must be solved; steps that wait for a share of the time left count towards it. */
    fixBy: z.optional(z.int()),
  },
  sample: {
    escalationId: 'esc_1',
    chain: 'breach',
    subjectKind: 'device-case',
    subjectId: 'case_1',
    kind: 'device-breached',
    language: 'de',
  },
});

export const escalationEnded = defineEvent({
  ...inside,
  name: 'escalation.ended',
  summary: 'What was escalated is solved: the chain stops, and everything told about it is settled.',
  consumers: ['notifications'],
  data: { escalationId: idText, why: z.enum(['resolved', 'cancelled']) },
  sample: { escalationId: 'esc_1', why: 'resolved' },
});

export const escalationStates = ['running', 'acknowledged', 'snoozed', 'resolved', 'exhausted'] as const;

export const escalationChanged = defineEvent({
  ...inside,
  name: 'escalation.changed',
  summary: 'An escalation went a step further, was taken on or put away by somebody, or ended.',
  consumers: ['views', 'notifications'],
  data: {
    escalationId: idText,
    subjectKind,
    subjectId: idText,
    state: z.enum(escalationStates),
    acknowledgedBy: z.optional(idText),
    escalationVersion: z.int(),
  },
  sample: {
    escalationId: 'esc_1',
    subjectKind: 'device-case',
    subjectId: 'case_1',
    state: 'acknowledged',
    acknowledgedBy: 'anna',
    escalationVersion: 2,
  },
});
