import * as z from 'zod/mini';
import { momentNames } from '../events/account-events.ts';
import { taskKinds } from '../events/team-events.ts';
import { email, idText, languageTag, nameText, zone } from './common.ts';
import { depotInput } from './depots-contract.ts';
import { calendarInput, policyInput } from './promises-contract.ts';
import { agentInput, weekDays } from './team-contract.ts';

const momentRule = z.strictObject({
  /** Push it to the one who must act; the team feed shows it either way. */
  push: z.boolean(),
  task: z.optional(z.enum(taskKinds)),
  /** Hours from the moment until the task is due. */
  dueHours: z.optional(z.number().check(z.gt(0), z.lte(24 * 90))),
});

const clockTime = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 09:00'));
/** When a step counts; outside of it the chain goes to the next one at once. */
const gate = z.strictObject({
  days: z.optional(z.array(z.enum(weekDays)).check(z.minLength(1))),
  from: z.optional(clockTime),
  to: z.optional(clockTime),
  zone: z.optional(zone),
  /** Holidays and closures of a calendar: `skip` closes the gate on them, `only` opens it on them alone. */
  holidays: z.optional(z.enum(['skip', 'only'])),
  calendar: z.optional(idText),
});
const who = z.union([
  z.enum(['owner', 'cover', 'owner-or-cover', 'lead', 'on-duty', 'everyone-on-duty']),
  z.strictObject({ agent: idText }),
  z.strictObject({ role: z.enum(['agent', 'lead', 'ops']) }),
]);
/** Who is told of something nobody has taken on yet, step by step. */
export const chainSchema = z.strictObject({
  steps: z
    .array(
      z.union([
        z.strictObject({
          do: z.literal('notify'),
          who,
          /** Also outside the person's working hours. */
          wake: z.optional(z.boolean()),
          when: z.optional(gate),
        }),
        z.strictObject({ do: z.literal('wait'), minutes: z.number().check(z.gt(0), z.lte(60 * 24 * 30)) }),
        z.strictObject({
          do: z.literal('wait'),
          /** Of the time that was left until it must be solved. */
          share: z.number().check(z.gt(0), z.lt(1)),
          /** When there is no such instant. */
          minutes: z.number().check(z.gt(0), z.lte(60 * 24 * 30)),
        }),
        z.strictObject({ do: z.literal('repeat'), times: z.int().check(z.gte(1), z.lte(100)) }),
      ]),
    )
    .check(z.minLength(1), z.maxLength(50)),
  /** Somebody who took it on confirms within so many minutes, or the chain goes on. */
  ackMinutes: z.int().check(z.gte(1), z.lte(60 * 24 * 7)),
});
export type ChainSettings = z.infer<typeof chainSchema>;

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
  chains: z.record(idText, chainSchema),
  /** First calendars, policies and depots, like the first roster: afterwards the table is the truth. */
  calendars: z.record(idText, calendarInput),
  policies: z.record(idText, policyInput),
  depots: z.record(idText, depotInput),
  /** First roster; afterwards the table is the truth. */
  agents: z.record(idText, agentInput),
});
export type Settings = z.infer<typeof settingsSchema>;
