import * as z from 'zod/mini';
import { damageKinds } from '../events/device-events.ts';
import { defineRoute } from './define-route.ts';

const token = z.string().check(z.regex(/^[A-Za-z0-9_-]{20,128}$/, 'must be the token of a link'));

/** What the holder of a link may see: their device and its case, and nobody's name. */
export const linkView = z.object({
  purpose: z.enum(['device-report', 'device-follow']),
  brand: z.string(),
  language: z.string(),
  zone: z.string(),
  now: z.string(),
  expiresAt: z.string(),
  device: z.object({ serial: z.string(), model: z.string() }),
  case: z.optional(
    z.object({
      state: z.enum([
        'reported',
        'at-work',
        'on-the-way',
        'to-collect',
        'handed-over',
        'closed',
        'cancelled',
      ]),
      damage: z.enum(damageKinds),
      openedAt: z.string(),
      /** Until when a working device is promised; absent while we wait for the user, or when nothing is promised. */
      dueAt: z.optional(z.string()),
      /** The clock stands outside the opening hours: when it goes on. */
      goesOnAt: z.optional(z.string()),
      late: z.boolean(),
      waitsForYou: z.optional(z.string()),
      collectAt: z.optional(z.string()),
      /** Lost or stolen: whether it is locked, and whether its user may have it wiped. */
      lock: z.optional(z.enum(['wanted', 'done', 'failed'])),
      wipe: z.enum(['not-possible', 'possible', 'wanted', 'done', 'failed']),
      /** Its user said that the device works. */
      confirmed: z.optional(z.boolean()),
      steps: z.array(z.object({ what: z.string(), at: z.string() })),
    }),
  ),
});
export type LinkView = z.infer<typeof linkView>;

export const openDeviceLink = defineRoute({
  access: { to: 'public' },
  answeredBy: 'device-links',
  id: 'open-device-link',
  method: 'POST',
  path: '/v1/device-links/open',
  summary: 'What a signed link shows: the device, its case and the promise.',
  body: z.strictObject({ token }),
  answer: linkView,
});
export const actOnDeviceLink = defineRoute({
  access: { to: 'public' },
  answeredBy: 'device-links',
  id: 'act-on-device-link',
  method: 'POST',
  path: '/v1/device-links/act',
  summary:
    'The holder of a link reports the device, answers what we wait for, or confirms that it may be wiped.',
  body: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('report'), token, damage: z.enum(damageKinds) }),
    z.strictObject({ do: z.literal('answer'), token }),
    z.strictObject({ do: z.literal('confirm-wipe'), token }),
    z.strictObject({ do: z.literal('confirm-working'), token, works: z.boolean() }),
  ]),
  answer: linkView,
});
