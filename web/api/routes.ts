import type * as z from 'zod/mini';
import type * as accounts from '../../shared/contracts/accounts-contract.ts';
import type * as calls from '../../shared/contracts/calls-contract.ts';
import type { Route } from '../../shared/contracts/define-route.ts';
import type * as depots from '../../shared/contracts/depots-contract.ts';
import type * as devices from '../../shared/contracts/devices-contract.ts';
import type * as duty from '../../shared/contracts/duty-contract.ts';
import type * as escalations from '../../shared/contracts/escalations-contract.ts';
import type * as insights from '../../shared/contracts/insights-contract.ts';
import type * as notifications from '../../shared/contracts/notifications-contract.ts';
import type * as onboarding from '../../shared/contracts/onboarding-contract.ts';
import type * as operations from '../../shared/contracts/operations-contract.ts';
import type * as outreach from '../../shared/contracts/outreach-contract.ts';
import type * as persons from '../../shared/contracts/persons-contract.ts';
import type * as previews from '../../shared/contracts/previews-contract.ts';
import type * as promises from '../../shared/contracts/promises-contract.ts';
import type * as session from '../../shared/contracts/session-contract.ts';
import type * as team from '../../shared/contracts/team-contract.ts';
import type * as views from '../../shared/contracts/views-contract.ts';

declare const contract: unique symbol;
/** A route as the console calls it: method and path are checked against the contract, the schemas stay on the server. */
export type ClientRoute<R extends Route> = {
  readonly method: string;
  readonly path: string;
  readonly [contract]?: R;
};

export type AnswerOf<R extends Route> = z.infer<R['answer']>;
export type BodyOf<R extends Route> = R['body'] extends z.ZodMiniType ? z.infer<R['body']> : never;

const route = <R extends Route>(method: R['method'], path: R['path']): ClientRoute<R> => ({ method, path });

/** Every route that the console uses. */
export const routes = {
  signIn: route<typeof session.signIn>('POST', '/session'),
  refreshSession: route<typeof session.refreshSession>('PUT', '/session'),
  signOut: route<typeof session.signOut>('DELETE', '/session'),
  postLiveTicket: route<typeof session.postLiveTicket>('POST', '/v1/live-tickets'),
  getMe: route<typeof team.getMe>('GET', '/v1/me'),
  search: route<typeof views.search>('GET', '/v1/search'),
  listAgents: route<typeof team.listAgents>('GET', '/v1/agents'),
  putAgent: route<typeof team.putAgent>('PUT', '/v1/agents/{agentId}'),
  putAbsence: route<typeof team.putAbsence>('PUT', '/v1/agents/{agentId}/absences/{absenceId}'),
  deleteAbsence: route<typeof team.deleteAbsence>('DELETE', '/v1/agents/{agentId}/absences/{absenceId}'),
  getAssignment: route<typeof team.getAssignment>('GET', '/v1/accounts/{accountId}/assignment'),
  claimAccount: route<typeof team.claimAccount>('POST', '/v1/accounts/{accountId}/claim'),
  transferAccount: route<typeof team.transferAccount>('POST', '/v1/accounts/{accountId}/transfer'),
  previewAssignment: route<typeof team.previewAssignment>('POST', '/v1/assignment-preview'),
  getLoad: route<typeof team.getLoad>('GET', '/v1/team-load'),
  listSchedules: route<typeof duty.listSchedules>('GET', '/v1/duty-schedules'),
  putSchedule: route<typeof duty.putSchedule>('PUT', '/v1/duty-schedules/{scheduleId}'),
  deleteSchedule: route<typeof duty.deleteSchedule>('DELETE', '/v1/duty-schedules/{scheduleId}'),
  putOverride: route<typeof duty.putOverride>(
    'PUT',
    '/v1/duty-schedules/{scheduleId}/overrides/{overrideId}',
  ),
  deleteOverride: route<typeof duty.deleteOverride>(
    'DELETE',
    '/v1/duty-schedules/{scheduleId}/overrides/{overrideId}',
  ),
  swapShifts: route<typeof duty.swapShifts>('POST', '/v1/duty-schedules/{scheduleId}/swaps'),
  getDuty: route<typeof duty.getDuty>('GET', '/v1/duty'),
  getOwnCalendar: route<typeof duty.getOwnCalendar>('GET', '/v1/me/calendar'),
  postCalendarFeed: route<typeof duty.postCalendarFeed>('POST', '/v1/me/calendar-feed'),
  deleteCalendarFeed: route<typeof duty.deleteCalendarFeed>('DELETE', '/v1/me/calendar-feed'),
  putOutsideCalendar: route<typeof duty.putOutsideCalendar>('PUT', '/v1/me/outside-calendar'),
  deleteOutsideCalendar: route<typeof duty.deleteOutsideCalendar>('DELETE', '/v1/me/outside-calendar'),
  listEscalations: route<typeof escalations.listEscalations>('GET', '/v1/escalations'),
  listChains: route<typeof escalations.listChains>('GET', '/v1/escalation-chains'),
  putChain: route<typeof escalations.putChain>('PUT', '/v1/escalation-chains/{chainId}'),
  deleteChain: route<typeof escalations.deleteChain>('DELETE', '/v1/escalation-chains/{chainId}'),
  dryRunChain: route<typeof escalations.dryRunChain>('POST', '/v1/escalation-chains/dry-run'),
  listTasks: route<typeof team.listTasks>('GET', '/v1/tasks'),
  finishTask: route<typeof team.finishTask>('POST', '/v1/tasks/{taskId}/done'),
  claimTask: route<typeof team.claimTask>('POST', '/v1/tasks/{taskId}/claim'),
  transferTask: route<typeof team.transferTask>('POST', '/v1/tasks/{taskId}/transfer'),
  listAccounts: route<typeof accounts.listAccounts>('GET', '/v1/accounts'),
  createAccount: route<typeof accounts.createAccount>('POST', '/v1/accounts'),
  getAccount: route<typeof accounts.getAccount>('GET', '/v1/accounts/{accountId}'),
  getTimeline: route<typeof accounts.getTimeline>('GET', '/v1/accounts/{accountId}/timeline'),
  getFeed: route<typeof accounts.getFeed>('GET', '/v1/feed'),
  getPermissions: route<typeof outreach.getPermissions>('GET', '/v1/accounts/{accountId}/permissions'),
  recordPermission: route<typeof outreach.recordPermission>('POST', '/v1/accounts/{accountId}/permissions'),
  mergeAccounts: route<typeof accounts.mergeAccounts>('POST', '/v1/accounts/{accountId}/merge'),
  getPersonalData: route<typeof persons.getPersonalData>(
    'GET',
    '/v1/accounts/{accountId}/contacts/{contactId}/personal-data',
  ),
  erasePerson: route<typeof persons.erasePerson>(
    'POST',
    '/v1/accounts/{accountId}/contacts/{contactId}/erase',
  ),
  listNotifications: route<typeof notifications.listNotifications>('GET', '/v1/notifications'),
  getNotification: route<typeof notifications.getNotification>('GET', '/v1/notifications/{notificationId}'),
  markSeen: route<typeof notifications.markSeen>('POST', '/v1/notifications/{notificationId}/seen'),
  acknowledge: route<typeof notifications.acknowledge>(
    'POST',
    '/v1/notifications/{notificationId}/acknowledge',
  ),
  snooze: route<typeof notifications.snooze>('POST', '/v1/notifications/{notificationId}/snooze'),
  unsnooze: route<typeof notifications.unsnooze>('POST', '/v1/notifications/{notificationId}/unsnooze'),
  bulkAct: route<typeof notifications.bulkAct>('POST', '/v1/notification-actions'),
  getPreferences: route<typeof notifications.getPreferences>('GET', '/v1/me/preferences'),
  putPreferences: route<typeof notifications.putPreferences>('PUT', '/v1/me/preferences'),
  putSubscription: route<typeof notifications.putSubscription>('PUT', '/v1/me/push-subscriptions'),
  deleteSubscription: route<typeof notifications.deleteSubscription>(
    'DELETE',
    '/v1/me/push-subscriptions/{subscriptionId}',
  ),
  pushAction: route<typeof notifications.pushAction>('POST', '/v1/push-actions'),
  listDepots: route<typeof depots.listDepots>('GET', '/v1/depots'),
  getDepot: route<typeof depots.getDepot>('GET', '/v1/depots/{depotId}'),
  putDepot: route<typeof depots.putDepot>('PUT', '/v1/depots/{depotId}'),
  moveStock: route<typeof depots.moveStock>('POST', '/v1/depots/{depotId}/stock'),
  swapDevice: route<typeof depots.swapDevice>('POST', '/v1/depots/{depotId}/swap'),
  listCases: route<typeof devices.listCases>('GET', '/v1/device-cases'),
  reportDevice: route<typeof devices.reportDevice>('POST', '/v1/device-cases'),
  getCase: route<typeof devices.getCase>('GET', '/v1/device-cases/{caseId}'),
  actOnCase: route<typeof devices.actOnCase>('POST', '/v1/device-cases/{caseId}/actions'),
  linkCase: route<typeof devices.linkCase>('POST', '/v1/device-cases/{caseId}/links'),
  getDevice: route<typeof devices.getDevice>('GET', '/v1/devices/{serial}'),
  listDevices: route<typeof devices.listDevices>('GET', '/v1/devices'),
  putDevice: route<typeof devices.putDevice>('PUT', '/v1/devices/{serial}'),
  listCalendars: route<typeof promises.listCalendars>('GET', '/v1/calendars'),
  putCalendar: route<typeof promises.putCalendar>('PUT', '/v1/calendars/{calendarId}'),
  postClosures: route<typeof promises.postClosures>('POST', '/v1/calendars/{calendarId}/closures'),
  previewCalendar: route<typeof promises.previewCalendar>('GET', '/v1/calendars/{calendarId}/preview'),
  listPolicies: route<typeof promises.listPolicies>('GET', '/v1/policies'),
  getPolicy: route<typeof promises.getPolicy>('GET', '/v1/policies/{policyId}'),
  putPolicy: route<typeof promises.putPolicy>('PUT', '/v1/policies/{policyId}'),
  explainPolicies: route<typeof promises.explainPolicies>('POST', '/v1/policies/match'),
  reviewPolicies: route<typeof promises.reviewPolicies>('GET', '/v1/policies/review'),
  rematchCases: route<typeof promises.rematchCases>('POST', '/v1/policies/rematch'),
  listCalls: route<typeof calls.listCalls>('GET', '/v1/calls'),
  getCall: route<typeof calls.getCall>('GET', '/v1/calls/{callId}'),
  getCallDecisions: route<typeof calls.getCallDecisions>('GET', '/v1/calls/{callId}/decisions'),
  planCall: route<typeof calls.planCall>('POST', '/v1/calls'),
  actOnCall: route<typeof calls.actOnCall>('POST', '/v1/calls/{callId}/actions'),
  callSlots: route<typeof calls.callSlots>('GET', '/v1/call-slots'),
  listAccountCalls: route<typeof calls.listAccountCalls>('GET', '/v1/accounts/{accountId}/calls'),
  logCall: route<typeof calls.logCall>('POST', '/v1/call-log'),
  lookUpNumber: route<typeof calls.lookUpNumber>('GET', '/v1/phone-book'),
  putBlock: route<typeof calls.putBlock>('PUT', '/v1/agents/{agentId}/blocks/{blockId}'),
  deleteBlock: route<typeof calls.deleteBlock>('DELETE', '/v1/agents/{agentId}/blocks/{blockId}'),
  getAgentWeek: route<typeof calls.getAgentWeek>('GET', '/v1/agents/{agentId}/calendar'),
  getOnboarding: route<typeof onboarding.getOnboarding>('GET', '/v1/accounts/{accountId}/onboarding'),
  putSellerProfile: route<typeof onboarding.putSellerProfile>(
    'PUT',
    '/v1/accounts/{accountId}/seller-profile',
  ),
  agreeStrategy: route<typeof onboarding.agreeStrategy>(
    'POST',
    '/v1/accounts/{accountId}/journeys/{product}/strategy',
  ),
  listQuarantine: route<typeof operations.listQuarantine>('GET', '/v1/quarantine'),
  getQuarantined: route<typeof operations.getQuarantined>('GET', '/v1/quarantine/{quarantineId}'),
  actOnQuarantined: route<typeof operations.actOnQuarantined>(
    'POST',
    '/v1/quarantine/{quarantineId}/actions',
  ),
  getOperations: route<typeof operations.getOperations>('GET', '/v1/operations'),
  getInsights: route<typeof insights.getInsights>('GET', '/v1/insights'),
  listOutreach: route<typeof outreach.listOutreach>('GET', '/v1/outreach'),
  getOutreach: route<typeof outreach.getOutreach>('GET', '/v1/outreach/{outreachId}'),
  judgeOutreach: route<typeof outreach.judgeOutreach>('POST', '/v1/outreach/{outreachId}/feedback'),
  getBudget: route<typeof outreach.getBudget>('GET', '/v1/outreach-budget'),
  getAccountOutreach: route<typeof outreach.getAccountOutreach>('GET', '/v1/accounts/{accountId}/outreach'),
  listMessagePreviews: route<typeof previews.listMessagePreviews>('GET', '/v1/message-previews'),
  startJourney: route<typeof onboarding.startJourney>('POST', '/v1/accounts/{accountId}/journeys/{product}'),
} as const;
