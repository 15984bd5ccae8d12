import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { answerTick as answerCallTick } from '../../functions/calls/answer-tick.ts';
import { answerFact as answerDeviceFact } from '../../functions/devices/answer-fact.ts';
import { answerTick as answerDeviceTick } from '../../functions/devices/answer-tick.ts';
import { answerTick as answerCalendarTick } from '../../functions/duty/answer-tick.ts';
import { answerFact as answerWanted } from '../../functions/notifications/answer-fact.ts';
import { takeMailEvent } from '../../functions/notifications/answer-mail-event.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick as answerNotificationTick } from '../../functions/notifications/answer-tick.ts';
import { moveNotification } from '../../functions/notifications/move-notification.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import { answerFact as answerOnboardingFact } from '../../functions/onboarding/answer-fact.ts';
import { answerTick as answerOnboardingTick } from '../../functions/onboarding/answer-tick.ts';
import { answerFacts as answerOutreachFacts } from '../../functions/outreach/answer-facts.ts';
import { answerTick as answerOutreachTick } from '../../functions/outreach/answer-tick.ts';
import { answerTick as answerPersonTick } from '../../functions/persons/answer-tick.ts';
import { answerFact as answerTeamFact } from '../../functions/team/answer-fact.ts';
import { answerTick as answerTeamTick } from '../../functions/team/answer-tick.ts';
import { answerFact as tellContact } from '../../functions/tellings/answer-fact.ts';
import { audit } from '../../functions/upkeep/audit.ts';
import { relay } from '../../functions/upkeep/relay.ts';
import { sweep } from '../../functions/upkeep/sweep.ts';
import { hintConsoles } from '../../functions/views/hint-consoles.ts';
import { readFactFor } from '../../shared/events/catalog.ts';
import { comesAgain } from '../../shared/events/redelivery.ts';
import { queueOf } from '../../shared/events/timers.ts';
import { writeContact } from '../../shared/store/contact-store.ts';

/*
 * All of the product that a simulation runs. It is kept with each release as well (test/contract/releases), so that later
 * ones are shown beside it: what is renamed here is renamed for them too.
 */

/** The use cases behind the queues that the product bus feeds, by consumer. */
export const facts = {
  accounts: takeInFact,
  team: answerTeamFact,
  notifications: answerWanted,
  push: pushNotification,
  views: hintConsoles,
  devices: answerDeviceFact,
  tellings: tellContact,
  calls: answerCallFact,
  onboarding: answerOnboardingFact,
  outreach: answerOutreachFacts,
};

/** Those behind the clock queues. */
export const ticks = {
  'team-clock': answerTeamTick,
  'notifications-clock': answerNotificationTick,
  'devices-clock': answerDeviceTick,
  'calls-clock': answerCallTick,
  'onboarding-clock': answerOnboardingTick,
  'outreach-clock': answerOutreachTick,
  'persons-clock': answerPersonTick,
  'calendars-clock': answerCalendarTick,
};

/** What stands behind the queue of the mail service's reports. */
export const mailReports = takeMailEvent;

/** What sends, finds and looks after. */
export const upkeep = { relay, sweep, audit };

/** What a function knows before it answers: facts that it reads, which of others come again, where ticks go. */
export const known = { readFactFor, comesAgain, queueOf };

/** What people ask on a busy day, and what systems say of people. */
export const asked = { actOnCall, actOnNotification, moveNotification, writeContact };
