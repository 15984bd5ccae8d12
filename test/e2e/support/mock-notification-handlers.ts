import type { NotificationView, PreferencesInput } from '../../../shared/contracts/notifications-contract.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { found, type Handler, page, Refusal } from './mock-api.ts';
import { at, START } from './mock-data.ts';
import { preferencesView, write } from './mock-preferences.ts';
import type { MockState } from './mock-state.ts';

type Verb = 'seen' | 'acknowledge' | 'snooze' | 'unsnooze';
type Wish = { readonly until?: string | undefined; readonly reason?: string | undefined };

const isOpen = ({ state }: NotificationView) => ['queued', 'sent', 'delivered', 'seen'].includes(state);
const isSnoozed = (one: NotificationView) => isOpen(one) && one.snoozedUntil !== undefined;
const isUnread = (one: NotificationView) => isOpen(one) && !isSnoozed(one) && one.state !== 'seen';

const filters: Readonly<Record<string, (one: NotificationView) => boolean>> = {
  all: one => !isSnoozed(one),
  open: one => isOpen(one) && !isSnoozed(one),
  unread: isUnread,
  snoozed: isSnoozed,
};

const countsOf = (mine: readonly NotificationView[]) => ({
  unread: mine.filter(isUnread).length,
  open: mine.filter(filters['open'] as typeof isUnread).length,
  snoozed: mine.filter(isSnoozed).length,
});

const isLead = (state: MockState, id: string) =>
  state.agents.find(agent => agent.id === id)?.roles.includes('lead') ?? false;

/** Writes a notification as it is now, and hints it to the open consoles. */
function put(state: MockState, next: NotificationView): NotificationView {
  const index = state.notifications.findIndex(one => one.id === next.id);
  state.notifications[index] = { ...next, version: next.version + 1 };
  state.history.set(next.id, [
    ...(state.history.get(next.id) ?? []),
    { at: at(state.minute), what: next.snoozedUntil ? 'snoozed' : next.state, by: next.recipientId },
  ]);
  state.send({ type: 'notification', id: next.id, version: next.version + 1 });
  return state.notifications[index] as NotificationView;
}

function awake({
  snoozedUntil: _u,
  snoozeReason: _r,
  snoozeCapped: _c,
  ...rest
}: NotificationView): NotificationView {
  return rest;
}

function snoozed(item: NotificationView, { until = '', reason }: Wish, state: MockState): NotificationView {
  const now = START + state.minute * MINUTE;
  const [asked, due] = [Date.parse(until), Date.parse(item.dueAt ?? '') || Number.POSITIVE_INFINITY];
  const refuse = (refusal: string) => new Refusal(422, refusal, { refusal, field: 'body.until' });
  if (asked < now + 3 * MINUTE) throw refuse('snooze-too-short');
  if (asked > now + 90 * 24 * HOUR) throw refuse('snooze-too-long');
  if (due < now + 3 * MINUTE) throw refuse('promise-too-close');
  return {
    ...item,
    snoozedUntil: new Date(Math.min(asked, due)).toISOString(),
    ...(due < asked ? { snoozeCapped: true } : {}),
    ...(reason ? { snoozeReason: reason } : {}),
  };
}

type Doing = { readonly id: string; readonly verb: Verb; readonly by: string; readonly wish?: Wish };

/** What a person does with a notification: their own, or anybody's for a lead. */
function act(state: MockState, { id, verb, by, wish = {} }: Doing): NotificationView {
  const item = found(
    state.notifications.find(one => one.id === id),
    'notification',
  );
  if (item.recipientId !== by && !isLead(state, by))
    throw new Refusal(403, 'forbidden', { refusal: 'forbidden' });
  if (!isOpen(item)) return item;
  const now = at(state.minute);
  switch (verb) {
    case 'seen':
      return item.state === 'seen' ? item : put(state, { ...item, state: 'seen', seenAt: now });
    case 'acknowledge':
      return put(state, {
        ...{ seenAt: now, ...awake(item) },
        ...{ state: 'acknowledged', acknowledgedAt: now, acknowledgedBy: by },
      });
    case 'snooze':
      return put(state, snoozed(item, wish, state));
    case 'unsnooze':
      return isSnoozed(item) ? put(state, awake(item)) : item;
  }
}

/** As `act`, but a refusal is one answer among others. */
function actInBulk(state: MockState, doing: Doing) {
  const { id, by } = doing;
  const held = state.notifications.find(one => one.id === id);
  const taker = held?.acknowledgedBy;
  if (held && taker !== undefined && taker !== by)
    return { id, ok: false, refusal: 'already-settled', by: taker, notification: held };
  try {
    return { id, ok: true, notification: act(state, doing) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { id, ok: false, refusal: error.problem.refusal ?? '' };
  }
}

/** Lets time pass: what is due comes back new, unread and at the top, with a hint to the open consoles. */
export function passMinutes(state: MockState, minutes: number): void {
  state.minute += minutes;
  const now = at(state.minute);
  for (const item of [...state.notifications].filter(
    one => isSnoozed(one) && (one.snoozedUntil ?? '') <= now,
  )) {
    const { seenAt: _s, ...rest } = awake(item);
    const back = { ...rest, state: 'queued', version: item.version + 1 } as const;
    state.notifications.splice(state.notifications.indexOf(item), 1);
    state.notifications.unshift(back);
    state.send({ type: 'notification', id: back.id, version: back.version });
  }
}

/** A colleague takes a notification on, as by the same escalation, before anybody's console has heard of it. */
export function takenBy(state: MockState, id: string, by: string): void {
  const index = state.notifications.findIndex(one => one.id === id);
  const item = found(state.notifications[index], 'notification');
  const now = at(state.minute);
  const parts = { state: 'acknowledged', acknowledgedAt: now, acknowledgedBy: by } as const;
  state.notifications[index] = { ...item, ...parts, version: item.version + 1 };
}

const one =
  (verb: Verb): Handler =>
  ({ params, body, agentId }, state) =>
    act(state, { id: params['notificationId'] ?? '', verb, by: agentId, wish: body });

export const notificationHandlers: Readonly<Record<string, Handler>> = {
  'list-notifications': ({ query, agentId }, state) => {
    if (query['of'] === 'team' && !isLead(state, agentId)) throw new Refusal(403, 'not allowed');
    const mine = state.notifications.filter(item => item.recipientId === agentId);
    const asked = query['of'] === 'team' ? state.notifications : mine;
    const fits = asked.filter(filters[query['filter'] ?? 'all'] ?? isOpen);
    // As the server lists them: what nobody has seen first.
    if (query['filter'] === 'open' && query['of'] !== 'team')
      fits.sort((a, b) => Number(isUnread(b)) - Number(isUnread(a)));
    if (query['filter'] === 'snoozed')
      fits.sort((a, b) => (a.snoozedUntil ?? '').localeCompare(b.snoozedUntil ?? ''));
    const { items, ...rest } = page(fits, query);
    const counts = countsOf(mine);
    return { notifications: items, unseen: counts.unread, counts, ...rest };
  },
  'get-notification': ({ params, agentId }, state) => {
    const item = found(
      state.notifications.find(held => held.id === params['notificationId']),
      'notification',
    );
    if (item.recipientId !== agentId && !isLead(state, agentId))
      throw new Refusal(404, 'no such notification', { refusal: 'not-found' });
    return {
      ...item,
      deliveries: [
        { channel: 'live', round: 1, state: 'sent', attempts: 1, at: at(0) },
        { channel: 'push', round: 1, state: 'delivered', attempts: 2, at: at(0), detail: 'answered-201' },
        { channel: 'mail', round: 1, state: 'skipped', attempts: 0, at: at(5), detail: 'seen' },
      ],
      history: [{ at: item.createdAt, what: 'told' }, ...(state.history.get(item.id) ?? [])],
    };
  },
  'mark-seen': one('seen'),
  acknowledge: one('acknowledge'),
  'snooze-notification': one('snooze'),
  'unsnooze-notification': one('unsnooze'),
  'act-on-notifications': ({ body, agentId }, state) => {
    const { ids, do: verb, ...wish } = body as { ids: string[]; do: Verb } & Wish;
    return { results: ids.map(id => actInBulk(state, { id, verb, by: agentId, wish })) };
  },
  'get-preferences': (_, state) => preferencesView(state),
  'put-preferences': ({ body }, state) => write(state, body as PreferencesInput),
  'put-subscription': ({ body }, state) => {
    state.subscriptions.set('sub_1', body);
    return { id: 'sub_1' };
  },
  'delete-subscription': ({ params }, state) => {
    state.subscriptions.delete(params['subscriptionId'] ?? '');
    return {};
  },
  'push-action': ({ body }, state) => {
    const { token, action } = body as { token: string; action: string };
    if (token.startsWith('used')) throw new Refusal(401, 'not allowed');
    state.pushActions.push({ token, action });
    return { id: 'ntf_0', state: 'acknowledged' };
  },
};
