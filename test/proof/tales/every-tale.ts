import { alarms } from './alarms.ts';
import { aBooking, callsNow, plannedCalls } from './calls.ts';
import { companySystems } from './company-systems.ts';
import { changedPromises, depotDays } from './depots.ts';
import { brokenDevices, lostDevices } from './devices.ts';
import { dutyTurns } from './duty-turns.ts';
import { firstCustomers } from './first-customers.ts';
import { inboxes } from './inboxes.ts';
import { ingress } from './ingress.ts';
import { mailReports } from './mail-reports.ts';
import { aCancellation, aTrial } from './onboarding.ts';
import { aBurst, aNewMarket, claimsEnd } from './outreach.ts';
import { erasures } from './persons.ts';
import { sessions } from './sessions.ts';
import { teamDays } from './team-days.ts';
import { workFromElsewhere } from './work-from-elsewhere.ts';

/** Every tale there is: together they take each step that the product can take. */
export const everyTale = [
  ...[firstCustomers, companySystems, teamDays, workFromElsewhere],
  ...[inboxes, alarms, dutyTurns, sessions, ingress, mailReports],
  ...[brokenDevices, lostDevices, depotDays, changedPromises],
  ...[aBooking, callsNow, plannedCalls, aTrial, aCancellation, aBurst, claimsEnd, aNewMarket],
  erasures,
];
