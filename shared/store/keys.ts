import { shardOf } from '../kernel/hash.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { Key } from './table.ts';

/** Keys are spelled with this alone, here and in the keys of single rooms beside it. Everything else asks here or there. */
export const join = (...parts: readonly string[]): string => parts.join('#');

export const WAKE_SHARDS = 16;
export const wakeShards: readonly string[] = Array.from({ length: WAKE_SHARDS }, (_, n) =>
  join('wake', String(n)),
);
export const wakeShardOf = (key: Key): string =>
  join('wake', String(shardOf(join(key.pk, key.sk), WAKE_SHARDS)));

export const accountPk = (accountId: string): string => join('account', accountId);
export const accountKey = (accountId: string): Key => ({ pk: accountPk(accountId), sk: 'state' });
export const contactKey = (accountId: string, contactId: string): Key => ({
  pk: accountPk(accountId),
  sk: join('contact', contactId),
});
export const contactPrefix = join('contact', '');
export const ownershipKey = (accountId: string): Key => ({ pk: accountPk(accountId), sk: 'owner' });
export const journalKey = (pk: string, eventId: string, capability: string): Key => ({
  pk,
  sk: join('journal', eventId, capability),
});
export const journalPrefix = join('journal', '');
export const timerKey = (pk: string, kind: string, name = '-'): Key => ({
  pk,
  sk: join('timer', kind, name),
});
export const timelineOf = (accountId: string): string => join('timeline', accountId);
/** What a timer of several of its kind in one partition is called. */
export const timerNameOf = (sk: string): string => sk.split('#')[2] ?? '-';
/** Sort key of anything listed by time: the instant as text, then what makes it unique. */
export const timeKey = (at: number, id: string): string => join(formatInstant(at), id);

/** Roster and books live side by side, so that one consistent read shows the whole team. */
export const rosterPk = 'roster';
export const agentKey = (agentId: string): Key => ({ pk: rosterPk, sk: join('agent', agentId) });
export const agentPrefix = join('agent', '');
export const bookKey = (agentId: string): Key => ({ pk: rosterPk, sk: join('book', agentId) });
export const bookPrefix = join('book', '');
export const agentPk = (agentId: string): string => join('agent', agentId);
export const loginKey = (loginDigest: string): Key => ({ pk: join('login', loginDigest), sk: 'agent' });

export const taskKey = (taskId: string): Key => ({ pk: join('task', taskId), sk: 'state' });
/** Leads from an account to a task of it that nobody has. */
export const queuedTaskKey = (accountId: string, taskId: string): Key => ({
  pk: accountPk(accountId),
  sk: join('queued-task', taskId),
});
export const queuedTaskPrefix = join('queued-task', '');
/** Leads from an absent agent to a task that a cover has meanwhile. */
export const lentTaskKey = (agentId: string, taskId: string): Key => ({
  pk: agentPk(agentId),
  sk: join('lent-task', taskId),
});
export const lentTaskPrefix = join('lent-task', '');
export const notificationPk = (notificationId: string): string => join('notification', notificationId);
export const notificationKey = (notificationId: string): Key => ({
  pk: notificationPk(notificationId),
  sk: 'state',
});
/** `pk` is the partition of the notification or of the bundle; the first round has no number in its key. */
export const deliveryKey = (pk: string, channel: string, target: string, round = 1): Key => ({
  pk,
  sk: join('delivery', channel, target, ...(round > 1 ? [String(round)] : [])),
});
export const deliveryPrefix = join('delivery', '');
/** Where an open notification stands in its recipient's counts: unseen, which gave it its name, seen or put away. */
export const markKey = (notificationId: string): Key => ({
  pk: notificationPk(notificationId),
  sk: 'unseen',
});
/** The open notification of a person about one matter; the matter is a digest of account, kind, subject and task. */
export const matterKey = (agentId: string, matter: string): Key => ({
  pk: agentPk(agentId),
  sk: join('matter', matter),
});
/** How many pushes a person got lately, and of what. */
export const paceKey = (agentId: string): Key => ({ pk: agentPk(agentId), sk: 'pace' });
export const preferencesKey = (agentId: string): Key => ({ pk: agentPk(agentId), sk: 'preferences' });
export const bundlePk = (bundleId: string): string => join('bundle', bundleId);
export const bundleKey = (bundleId: string): Key => ({ pk: bundlePk(bundleId), sk: 'state' });
/** One notification of a bundle. */
export const bundledKey = (bundleId: string, notificationId: string): Key => ({
  pk: bundlePk(bundleId),
  sk: join('notification', notificationId),
});
export const bundledPrefix = join('notification', '');
/** One day's (UTC) times to answer, an agent a row. */
export const responsesPk = (at: number): string => join('responses', formatInstant(at).slice(0, 10));
export const responsesKey = (at: number, agentId: string): Key => ({ pk: responsesPk(at), sk: agentId });
/** Absences as their timers know them. */
export const absencePk = (agentId: string, absenceId: string): string => join('absence', agentId, absenceId);
/** The absence whose partition this is, and whose it is. */
export const absenceIdOf = (pk: string): string => pk.split('#')[2] ?? '';
export const absentIdOf = (pk: string): string => pk.split('#')[1] ?? '';

/** Duty schedules as they stand with their overrides, side by side, and each one's journal in a partition of its own. */
export const schedulesPk = 'duty-schedules';
export const scheduleKey = (scheduleId: string): Key => ({
  pk: schedulesPk,
  sk: join('schedule', scheduleId),
});
export const schedulePk = (scheduleId: string): string => join('duty-schedule', scheduleId);
/** An agent's calendar elsewhere and when it makes them busy. */
export const outsideCalendarKey = (agentId: string): Key => ({
  pk: agentPk(agentId),
  sk: 'outside-calendar',
});
/** The secret address of an agent's calendar feed: by the digest of its token, and which one is in force. */
export const calendarFeedKey = (tokenDigest: string): Key => ({
  pk: join('feed-token', tokenDigest),
  sk: 'feed',
});
export const ownCalendarFeedKey = (agentId: string): Key => ({ pk: agentPk(agentId), sk: 'calendar-feed' });
/** Escalation chains as they stand, side by side, and each version for ever beside it. */
export const chainsPk = 'chains';
export const chainKey = (chainId: string): Key => ({ pk: chainsPk, sk: join('chain', chainId) });
export const chainPk = (chainId: string): string => join('chain', chainId);
export const chainVersionKey = (chainId: string, version: number): Key => ({
  pk: chainPk(chainId),
  sk: join('version', String(version).padStart(7, '0')),
});

/** Leads from a task to what was told about it. */
export const taskNotificationKey = (taskId: string, notificationId: string): Key => ({
  pk: taskKey(taskId).pk,
  sk: join('notification', notificationId),
});
export const taskNotificationPrefix = join('notification', '');
/** Stands when the task is known to be done, so that what is told later is settled at once. */
export const taskSettledKey = (taskId: string): Key => ({ pk: taskKey(taskId).pk, sk: 'told-done' });

export const subscriptionKey = (agentId: string, subscriptionId: string): Key => ({
  pk: agentPk(agentId),
  sk: join('push', subscriptionId),
});
export const subscriptionPrefix = join('push', '');
export const subscriptionCountKey = (agentId: string): Key => ({ pk: agentPk(agentId), sk: 'push-count' });
/** Whose browser it is: one browser belongs to one person at a time. */
export const subscriptionOwnerKey = (subscriptionId: string): Key => ({
  pk: join('push', subscriptionId),
  sk: 'owner',
});
export const socketPk = 'sockets';
export const socketKey = (connectionId: string): Key => ({ pk: socketPk, sk: connectionId });
export const ticketKey = (ticketDigest: string): Key => ({ pk: join('ticket', ticketDigest), sk: 'ticket' });
export const apiKeyKey = (keyDigest: string): Key => ({ pk: join('apikey', keyDigest), sk: 'key' });
/** One window of tries to sign in, by e-mail address or by where they come from. */
export const triesKey = (of: 'email' | 'source', subjectDigest: string, window: number): Key => ({
  pk: join('tries', of, subjectDigest),
  sk: String(window),
});
export const settingsKey: Key = { pk: 'settings', sk: 'current' };
export const importPk = (importId: string): string => join('import', importId);
export const importRowKey = (importId: string, line: number): Key => ({
  pk: importPk(importId),
  sk: join('row', String(line).padStart(7, '0')),
});
export const idempotencyKey = (principal: string, key: string): Key => ({
  pk: join('idempotency', principal, key),
  sk: 'answer',
});
/** Calendars, policies and depots as they stand, side by side in one partition, and each version for ever beside it. */
export const promisesPk = 'promises';
export const promiseKey = (kind: 'calendar' | 'policy' | 'depot', id: string): Key => ({
  pk: promisesPk,
  sk: join(kind, id),
});
export const promisePrefix = (kind: 'calendar' | 'policy' | 'depot'): string => join(kind, '');
/** Partition of one of them alone: its versions and its journal. */
export const promisePk = (kind: 'calendar' | 'policy' | 'depot', id: string): string => join(kind, id);
export const promiseVersionKey = (
  kind: 'calendar' | 'policy' | 'depot',
  id: string,
  version: number,
): Key => ({ pk: promisePk(kind, id), sk: join('version', String(version).padStart(7, '0')) });

export const deviceKey = (serial: string): Key => ({ pk: join('device', serial), sk: 'state' });
export const casePk = (caseId: string): string => join('case', caseId);
export const caseKey = (caseId: string): Key => ({ pk: casePk(caseId), sk: 'state' });
export const tellingKey = (caseId: string, tellingId: string): Key => ({
  pk: casePk(caseId),
  sk: join('telling', tellingId),
});
export const tellingPrefix = join('telling', '');
export const depotPk = (depotId: string): string => join('depot', depotId);
export const stockKey = (depotId: string, model: string): Key => ({
  pk: depotPk(depotId),
  sk: join('stock', model),
});
export const stockPrefix = join('stock', '');
/** A signed link by the digest of its token. */
export const linkKey = (linkDigest: string): Key => ({ pk: join('link', linkDigest), sk: 'link' });

export const callPk = (callId: string): string => join('call', callId);
export const callKey = (callId: string): Key => ({ pk: callPk(callId), sk: 'state' });
/** The call whose partition this is. */
export const callIdOf = (pk: string): string => pk.slice(callPk('').length);
/** The one open call with a contact. */
export const openCallKey = (accountId: string, contactId: string): Key => ({
  pk: accountPk(accountId),
  sk: join('open-call', contactId),
});
export const openCallPrefix = join('open-call', '');
/** Leads from a wish to the call on whose agenda it is; beside it, what was said of the wish last. */
export const callItemKey = (itemId: string, sk = 'call'): Key => ({ pk: join('call-item', itemId), sk });
/** One message of a call to its contact. */
export const callMessageKey = (callId: string, messageId: string): Key => ({
  pk: callPk(callId),
  sk: join('message', messageId),
});
export const callMessagePrefix = join('message', '');
/** What the customer said of a call. */
export const feedbackKey = (callId: string): Key => ({ pk: callPk(callId), sk: 'feedback' });
/** What an agent has on one day (UTC): bookings, holds and blocks. */
export const agentDaysPk = (agentId: string): string => join('agent-days', agentId);
export const agentDayKey = (agentId: string, day: string): Key => ({ pk: agentDaysPk(agentId), sk: day });
/** Free quarters of an hour of the whole team, a day (UTC) a row, and who the team is beside them. */
export const slotBoardPk = 'slot-board';
export const boardDayKey = (day: string): Key => ({ pk: slotBoardPk, sk: join('day', day) });
export const boardDayPrefix = join('day', '');
export const boardTeamKey: Key = { pk: slotBoardPk, sk: 'team' };
/** Whose phone number it may be; only its digest is in the key. */
export const phonePk = (phoneDigest: string): string => join('phone', phoneDigest);
export const phoneKey = (phoneDigest: string, accountId: string, contactId: string): Key => ({
  pk: phonePk(phoneDigest),
  sk: join('contact', accountId, contactId),
});
/** How often something was asked for within a window, by whom or of whom. */
export const limitKey = (of: string, subjectDigest: string, window: string | number): Key => ({
  pk: join('limit', of, subjectDigest),
  sk: String(window),
});
/** The one time that a source keeps free for itself; its digest names it. */
export const holdKey = (sourceDigest: string): Key => ({ pk: join('hold', sourceDigest), sk: 'state' });
/** What a stranger asked for and has not proved yet. */
export const requestKey = (requestId: string): Key => ({ pk: join('request', requestId), sk: 'state' });
/** The one message that goes to the address of a request. */
export const requestMessageKey = (requestId: string): Key => ({ ...requestKey(requestId), sk: 'message' });
export const journeyKey = (accountId: string, product: string): Key => ({
  pk: accountPk(accountId),
  sk: join('journey', product),
});
export const journeyPrefix = join('journey', '');

export const escalationPk = (escalationId: string): string => join('escalation', escalationId);
export const escalationKey = (escalationId: string): Key => ({
  pk: escalationPk(escalationId),
  sk: 'state',
});
/** Leads from an escalation to what was told of it. */
export const escalationNotificationKey = (escalationId: string, notificationId: string): Key => ({
  pk: escalationPk(escalationId),
  sk: join('notification', notificationId),
});
export const escalationNotificationPrefix = join('notification', '');

export const quarantinePk = 'quarantine';
export const quarantineKey = (id: string): Key => ({ pk: quarantinePk, sk: id });
export const heartbeatKey = (watcher: string): Key => ({ pk: 'heartbeat', sk: watcher });

export const lists = {
  /** Everything that happened to accounts on one day (UTC), for the whole team. */
  feed: (at: number): string => join('feed', formatInstant(at).slice(0, 10)),
  inbox: (agentId: string): string => join('inbox', agentId),
  unseen: (agentId: string): string => join('unseen', agentId),
  /** Seen and still open. */
  seen: (agentId: string): string => join('seen', agentId),
  /** By when they come back. */
  snoozed: (agentId: string): string => join('snoozed', agentId),
  /** Messages for many that are not sent yet, by when they are due. */
  bundles: 'bundles',
  tasks: (agentId: string): string => join('tasks', agentId),
  /** Accounts that wait for an owner. */
  queue: 'queue',
  queuedTasks: join('tasks', '-'),
  owned: (agentId: string): string => join('owned', agentId),
  /** Accounts by the month (UTC) they came in. */
  accounts: (at: number): string => join('accounts', formatInstant(at).slice(0, 7)),
  /** Open device cases by when they are due. */
  deviceCases: 'device-cases',
  /** Device cases by the month (UTC) they were opened in, open or not. */
  deviceCasesOpened: (at: number): string => join('device-cases', formatInstant(at).slice(0, 7)),
  devices: (accountId: string): string => join('devices', accountId),
  /** Escalations that nobody has taken on yet. */
  escalations: 'escalations',
  /** Escalations that somebody took on and is to confirm. */
  takenEscalations: 'escalations-taken',
  /** Escalations that somebody put away; their chains begin anew. */
  snoozedEscalations: 'escalations-snoozed',
  /** Escalations whose chain came to its end and that nobody has taken on. */
  exhaustedEscalations: 'escalations-exhausted',
  /** Open calls of an agent by when they are due; `-`: nobody has them yet. */
  calls: (agentId: string): string => join('calls', agentId),
  /** Calls of an account that are over, by when they ended. */
  callsOf: (accountId: string): string => join('calls-of', accountId),
  /** Onboardings that go on, by when somebody must look. */
  journeys: 'journeys',
  quarantine: 'quarantine',
  apiKeys: 'api-keys',
} as const;

/** What an index by prefix ends with: sorts after every character that keys use. */
export const LAST = '\uffff';

/** The account whose partition this is; `undefined` for other partitions. */
export const accountIdOf = (pk: string): string | undefined =>
  pk.startsWith(accountPk('')) ? pk.slice(accountPk('').length) : undefined;

/** Whose partition this is: a notification's, a bundle's, an agent's, a device case's, an escalation's. */
export const notificationIdOf = (pk: string): string => pk.slice(notificationPk('').length);
export const bundleIdOf = (pk: string): string => pk.slice(bundlePk('').length);
export const agentIdOf = (pk: string): string => pk.slice(agentPk('').length);
export const caseIdOf = (pk: string): string => pk.slice(casePk('').length);
export const escalationIdOf = (pk: string): string => pk.slice(escalationPk('').length);
