import * as z from 'zod/mini';
import { idText, languageTag } from './common.ts';
import { defineRoute } from './define-route.ts';
import { serial } from './devices-contract.ts';

const common = {
  contactId: z.optional(idText),
  language: z.optional(languageTag),
  /** How long it works; a day unless said. */
  hours: z.optional(z.int().check(z.gte(1), z.lte(24 * 30))),
} as const;

export const postLink = defineRoute({
  access: { to: 'machine', scope: 'links:write' },
  answeredBy: 'links-api',
  id: 'post-link',
  method: 'POST',
  path: '/v1/links',
  summary:
    'A signed link, good for one purpose: the user of a device reports it, or a customer asks for a call.',
  body: z.discriminatedUnion('purpose', [
    z.strictObject({ purpose: z.literal('device-report'), serial, ...common }),
    z.strictObject({
      purpose: z.literal('callback'),
      accountId: idText,
      product: z.optional(idText),
      ...common,
    }),
  ]),
  answer: z.object({ url: z.string(), expiresAt: z.string() }),
});
