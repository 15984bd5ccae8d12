import * as z from 'zod/mini';
import { instantText, languageTag } from '../events/account-events.ts';
import { idText } from '../events/envelope.ts';

/** RFC 9457 problem details; `field` names the part of the request that is wrong. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  field: z.optional(z.string()),
  refusal: z.optional(z.string()),
  /** Who was first, where somebody else was. */
  by: z.optional(z.string()),
  /** What is free instead, where a slot is not. */
  slots: z.optional(z.array(z.object({ from: z.string(), to: z.string() }))),
});
export type Problem = z.infer<typeof problem>;

export const cursor = z.string().check(z.maxLength(2048));
export const pageQuery = z.object({
  cursor: z.optional(cursor),
  limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/, 'must be 1 to 100'))),
});

/** A person's name or a company's, as typed: one line, no control characters. */
export const nameText = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(120),
    z.regex(/^[^\p{Cc}\p{Cf}]*$/u, 'must be one line of text'),
  );
export const email = z
  .string()
  .check(
    z.maxLength(254),
    z.regex(/^[^\s@<>"',;:\\]+@[^\s@<>"',;:\\]+\.[^\s@<>"',;:\\]{2,}$/, 'must be an e-mail address'),
  );
export const phone = z
  .string()
  .check(z.regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number in E.164, such as +4930123456'));
export const zone = z
  .string()
  .check(
    z.maxLength(64),
    z.regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, 'must be an IANA zone such as Europe/Berlin'),
  );
export { idText, instantText, languageTag };
export const nothing = z.object({});
