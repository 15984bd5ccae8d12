import * as accounts from './accounts-contract.ts';
import type { Route } from './define-route.ts';
import * as intake from './intake-contract.ts';
import * as notifications from './notifications-contract.ts';
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
  session.signIn,
  session.refreshSession,
  session.signOut,
  session.postLiveTicket,
];

/** The only routes that need no authorizer. */
export const publicRoutes = ['sign-in', 'refresh-session', 'sign-out', 'push-action'] as const;
