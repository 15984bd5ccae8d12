import * as z from 'zod/mini';
import { defineRoute } from './define-route.ts';

/** Languages that every text exists in. */
export const previewLanguages = ['de', 'en', 'es', 'fr', 'it'] as const;

/** What mails are about: calls, a market that changed, devices; to agents one notification, or many at once. */
export const previewGroups = ['calls', 'offers', 'devices', 'notifications', 'digests'] as const;
export type PreviewGroup = (typeof previewGroups)[number];

/** Why many notifications come in one mail. */
export const digestCauses = ['digest', 'collapsed', 'cap', 'quiet', 'off-duty', 'stale'] as const;

export const messagePreview = z.object({
  /** Group and kind, such as `calls.booked`. */
  id: z.string(),
  group: z.enum(previewGroups),
  kind: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});
export type MessagePreview = z.infer<typeof messagePreview>;

export const listMessagePreviews = defineRoute({
  access: { to: 'staff' },
  answeredBy: 'views-api',
  id: 'list-message-previews',
  method: 'GET',
  path: '/v1/message-previews',
  summary:
    'Every mail that customers, users of devices and agents can get, in one language, with made-up facts.',
  query: z.object({ language: z.optional(z.enum(previewLanguages)) }),
  answer: z.object({
    language: z.enum(previewLanguages),
    /** Languages that the company writes in; a reader of another is written to in the first. */
    inUse: z.array(z.string()),
    previews: z.array(messagePreview),
  }),
});
