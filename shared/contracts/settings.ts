import * as z from 'zod/mini';
import { momentNames } from '../events/account-events.ts';
import { callKinds } from '../events/call-events.ts';
import { noticeKinds, taskKinds } from '../events/team-events.ts';
import { email, idText, languageTag, nameText, zone } from './common.ts';
import { depotInput } from './depots-contract.ts';
import { scheduleInput } from './duty-contract.ts';
import { chainSchema } from './escalations-contract.ts';
import { kindPreference } from './notifications-contract.ts';
import { onboardingInput, wordsIn } from './onboarding-contract.ts';
import { outreachInput } from './outreach-contract.ts';
import { calendarInput, policyInput } from './promises-contract.ts';
import { agentInput, dayHours } from './team-contract.ts';

const momentRule = z.strictObject({
  /** Push it to the one who must act; the team feed shows it either way. */
  push: z.boolean(),
  task: z.optional(z.enum(taskKinds)),
  /** Hours from the moment until the task is due. */
  dueHours: z.optional(z.number().check(z.gt(0), z.lte(24 * 90))),
});

/** Who may get accounts of some kind: `only` narrows the choice, `prefer` puts these first among all who can. */
const assignmentRule = z.strictObject({
  name: nameText,
  match: z.strictObject({
    products: z.optional(z.array(idText).check(z.minLength(1))),
    segments: z.optional(z.array(idText).check(z.minLength(1))),
    languages: z.optional(z.array(languageTag).check(z.minLength(1))),
  }),
  agents: z.array(idText).check(z.minLength(1)),
  how: z.enum(['only', 'prefer']),
});
export type AssignmentRule = z.infer<typeof assignmentRule>;

const host = z
  .string()
  .check(z.maxLength(253), z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host such as hooks.slack.com'));

/** What the company says about one kind of notification. */
const kindPolicy = z.strictObject({
  ...kindPreference.shape,
  /** Goes out at once, at any hour, past every limit, and cannot be turned off. */
  critical: z.optional(z.boolean()),
  /** Nobody may choose otherwise. */
  fixed: z.optional(z.boolean()),
  mailFallbackSeconds: z.optional(z.int().check(z.gte(1), z.lte(86_400))),
  expireHours: z.optional(z.number().check(z.gt(0), z.lte(24 * 90))),
  /** A push later than this after the moment would only startle; it goes into a digest. */
  usefulMinutes: z.optional(z.int().check(z.gte(1), z.lte(60 * 24))),
});
export type KindPolicy = z.infer<typeof kindPolicy>;

const country = z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country such as DE'));
const agenda = z.strictObject({
  /** Of a slot for such a call. */
  minutes: z.optional(z.int().check(z.gte(5), z.lte(240))),
  /** What every agent goes through, in this order. */
  steps: z.array(z.strictObject({ id: idText, text: wordsIn })).check(z.maxLength(20)),
});

/** How customers are called; everything has a default. */
const callSettings = z.strictObject({
  /** Countries whose numbers may be called; none: nobody can be called. */
  countries: z.array(country).check(z.maxLength(250)),
  /** When contacts may be called, on the wall where they are, Monday to Friday but for their holidays. */
  contactHours: z.optional(dayHours),
  noticeMinutes: z.optional(z.int().check(z.gte(0), z.lte(60 * 24 * 7))),
  /** Free on both sides of a call. */
  bufferMinutes: z.optional(z.int().check(z.gte(0), z.lte(60))),
  windowDays: z.optional(z.int().check(z.gte(1), z.lte(60))),
  /** Bookings of one agent on one day at most. */
  perDay: z.optional(z.int().check(z.gte(1), z.lte(96))),
  holdMinutes: z.optional(z.int().check(z.gte(1), z.lte(30))),
  /** Call me now: to how many at once, and the times of `semantics`. */
  offerTo: z.optional(z.int().check(z.gte(1), z.lte(20))),
  widenSeconds: z.optional(z.int().check(z.gte(10), z.lte(900))),
  startSeconds: z.optional(z.int().check(z.gte(30), z.lte(900))),
  /** Whoever asks to be called now is called within so many minutes of opening hours. */
  promiseMinutes: z.optional(z.int().check(z.gte(5), z.lte(240))),
  /** Hours between two calls that the customer did not ask for. */
  gapHours: z.optional(z.number().check(z.gte(0), z.lte(24 * 30))),
  /** Hours before a booked call at which its contact is reminded, unless they chose otherwise. */
  reminders: z.optional(z.array(z.number().check(z.gte(0.25), z.lte(72))).check(z.maxLength(3))),
  agendas: z.optional(z.partialRecord(z.enum(callKinds), agenda)),
  /** Small difficulties that agents choose from. */
  topics: z.optional(z.record(idText, wordsIn)),
});
export type CallSettings = z.infer<typeof callSettings>;

const colour = z
  .string()
  .check(z.regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour in quotes: a hash sign and six hex digits'));

/** The company's settings: what the YAML file holds and the table keeps. */
export const settingsSchema = z.strictObject({
  company: z.strictObject({
    name: nameText,
    /** What customers and agents know the company by. */
    brand: nameText,
    /** The company's colour; of one for both, light and dark are made from it. */
    accent: z.optional(z.union([colour, z.strictObject({ light: colour, dark: colour })])),
    /** Its sign: a file beside the settings file, shown on every page. */
    logo: z.optional(
      z
        .string()
        .check(
          z.maxLength(200),
          z.regex(
            /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\.(svg|png)$/,
            'must be the name of an .svg or .png file beside the settings',
          ),
        ),
    ),
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
    /** Whoever is away for so many days or more owns nothing new meanwhile, and their accounts go to others. */
    longAbsenceDays: z.optional(z.int().check(z.gte(2), z.lte(365))),
    /** Days over which somebody new or returned catches up with the others’ books. */
    settleDays: z.optional(z.int().check(z.gte(1), z.lte(365))),
    /** Accounts of a segment go out of the queue as if they had waited so many minutes longer. */
    headStartMinutes: z.optional(z.record(idText, z.int().check(z.gte(0), z.lte(60 * 24 * 7)))),
    /** The first one that matches counts. */
    rules: z.optional(z.array(assignmentRule).check(z.maxLength(100))),
  }),
  moments: z.record(z.enum(momentNames), momentRule),
  notifications: z.strictObject({
    mailFallbackSeconds: z.int().check(z.gte(1), z.lte(86_400)),
    expireHours: z.number().check(z.gt(0), z.lte(24 * 90)),
    /** For everybody who chose nothing else. */
    defaults: z.optional(kindPreference),
    kinds: z.optional(z.partialRecord(z.enum(noticeKinds), kindPolicy)),
    /** Within so many seconds, more of the same kind about the same account come as one push. */
    collapseSeconds: z.optional(z.int().check(z.gte(0), z.lte(3_600))),
    /** A person gets at most so many pushes an hour; the rest come in one at its end. */
    pushesPerHour: z.optional(z.int().check(z.gte(1), z.lte(1_000))),
    /** Chats that agents may be told in: hosts of incoming webhooks. */
    chatHosts: z.optional(z.array(host).check(z.maxLength(20))),
    /** Hosts of calendars that agents may be busy by. */
    calendarHosts: z.optional(z.array(host).check(z.maxLength(50))),
  }),
  calls: z.optional(callSettings),
  /** Products with an onboarding; the others have none unless the customer asks. */
  onboarding: z.optional(z.record(idText, onboardingInput)),
  /** Customers who are called without having asked; without this, nobody is. */
  outreach: z.optional(outreachInput),
  /** Who is on duty when, beyond working hours; the first ones, like the roster. */
  schedules: z.optional(z.record(idText, scheduleInput)),
  /** First chains; afterwards the table is the truth. */
  chains: z.record(idText, chainSchema),
  /** First calendars, policies and depots, like the first roster: afterwards the table is the truth. */
  calendars: z.record(idText, calendarInput),
  policies: z.record(idText, policyInput),
  depots: z.record(idText, depotInput),
  /** First roster; afterwards the table is the truth. */
  agents: z.record(idText, agentInput),
});
export type Settings = z.infer<typeof settingsSchema>;
