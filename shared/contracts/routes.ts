import * as accounts from './accounts-contract.ts';
import type { Route } from './define-route.ts';
import * as depots from './depots-contract.ts';
import * as links from './device-links-contract.ts';
import * as devices from './devices-contract.ts';
import * as intake from './intake-contract.ts';
import * as notifications from './notifications-contract.ts';
import * as promises from './promises-contract.ts';
import * as session from './session-contract.ts';
import * as team from './team-contract.ts';

/** Every route of the HTTP API. What is not here does not exist. */
export const routes: readonly Route[] = [
  intake.postEvents,
  accounts.listAccounts,
  accounts.createAccount,
  accounts.getAccount,
  accounts.getTimeline,
  accounts.getFeed,
  accounts.mergeAccounts,
  accounts.putContact,
  accounts.postImport,
  team.getMe,
  team.listAgents,
  team.getAgent,
  team.putAgent,
  team.putAbsence,
  team.deleteAbsence,
  team.getAssignment,
  team.listTasks,
  team.finishTask,
  team.listQuarantine,
  notifications.listNotifications,
  notifications.getNotification,
  notifications.markSeen,
  notifications.acknowledge,
  notifications.putSubscription,
  notifications.deleteSubscription,
  notifications.pushAction,
  promises.listCalendars,
  promises.putCalendar,
  promises.postClosures,
  promises.previewCalendar,
  promises.listPolicies,
  promises.getPolicy,
  promises.putPolicy,
  promises.explainPolicies,
  promises.reviewPolicies,
  promises.rematchCases,
  devices.listDevices,
  devices.getDevice,
  devices.putDevice,
  devices.postDevices,
  devices.listCases,
  devices.reportDevice,
  devices.getCase,
  devices.actOnCase,
  devices.linkCase,
  devices.postLink,
  depots.listDepots,
  depots.getDepot,
  depots.putDepot,
  depots.moveStock,
  depots.swapDevice,
  links.openDeviceLink,
  links.actOnDeviceLink,
  session.signIn,
  session.refreshSession,
  session.signOut,
  session.postLiveTicket,
];

/** The only routes that need no authorizer. */
export const publicRoutes = [
  'sign-in',
  'refresh-session',
  'sign-out',
  'push-action',
  'open-device-link',
  'act-on-device-link',
] as const;
