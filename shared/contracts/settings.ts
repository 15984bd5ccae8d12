import * as z from 'zod/mini';
import { momentNames } from '../events/account-events.ts';
import { taskKinds } from '../events/team-events.ts';
import { email, idText, languageTag, nameText, zone } from './common.ts';
import { agentInput } from './team-contract.ts';

const momentRule = z.strictObject({
  /** Push it to the one who must act; the team feed shows it either way. */
  push: z.boolean(),
  task: z.optional(z.enum(taskKinds)),
  /** Hours from the moment until the task is due. */
  dueHours: z.optional(z.number().check(z.gt(0), z.lte(24 * 90))),
});

/** The company's settings: what the YAML file holds and the table keeps. */
export const settingsSchema = z.strictObject({
  company: z.strictObject({
    name: nameText,
    brand: nameText,
    /** Where answers to our mails go; somebody reads it. */
    replyTo: email,
    zone,
    /** Languages that texts exist in; the first one is used when an agent's is not among them. */
    languages: z.array(languageTag).check(z.minLength(1)),
  }),
  team: z.strictObject({
    /** Tried in this order when nobody on the roster speaks the customer's language. */
    fallbackLanguages: z.array(languageTag),
    /** Minutes after which an account that waits for an owner is looked at again. */
    queueRetryMinutes: z.int().check(z.gte(1), z.lte(24 * 60)),
  }),
  moments: z.record(z.enum(momentNames), momentRule),
  notifications: z.strictObject({
    mailFallbackSeconds: z.int().check(z.gte(1), z.lte(86_400)),
    expireHours: z.number().check(z.gt(0), z.lte(24 * 90)),
  }),
  /** First roster; afterwards the table is the truth. */
  agents: z.record(idText, agentInput),
});
export type Settings = z.infer<typeof settingsSchema>;
