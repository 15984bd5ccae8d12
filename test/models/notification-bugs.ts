import type { PushPorts } from '../../functions/notifications/ports.ts';
import type { PushMessage } from '../../shared/adapters/web-push.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import type { WorkingHours } from '../../shared/domain/time/working-hours.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import { notificationKey, preferencesKey } from '../../shared/store/keys.ts';
import type { Put, Row } from '../../shared/store/table.ts';
import { officeHours } from '../support/bookings.ts';
import { roundTheClock } from '../support/team.ts';
import { getting, isOf, putting, type Sabotage, writing } from './support/sabotage.ts';

/** A lease that whoever comes later takes over while it lives. */
export const leaseless = putting(write => (isOf(write, 'delivery') ? { do: 'put', row: write.row } : write));

/** Whatever was put off is tried again a second later. */
export const hasty = putting(write => {
  const { row } = write;
  if (isOf(write, 'delivery') && row['retryAt'] !== undefined)
    return { ...write, row: { ...row, retryAt: Number(row['at']) + SECOND } };
  const isMail = isOf(write, 'timer', 'notification.mail-fallback') && Number(row['epoch']) % 100 > 0;
  return isMail || isOf(write, 'timer', 'notification.retry')
    ? { ...write, row: { ...row, dueAt: Number(row['armedAt']) + SECOND } }
    : write;
});

/** A mail goes out beside the push. */
export const impatient = putting(write =>
  isOf(write, 'timer', 'notification.mail-fallback')
    ? { ...write, row: { ...write.row, dueAt: Number(write.row['armedAt']) } }
    : write,
);

/** No mail ever comes due. */
export const mute = putting(write =>
  isOf(write, 'timer', 'notification.mail-fallback') ? { do: 'delete', key: keyOfWrite(write) } : write,
);

/** Nobody asks how people want to be told. */
export const unasked: Sabotage = table => ({
  ...table,
  get: async key => (key.sk === preferencesKey('-').sk ? undefined : table.get(key)),
});

/** Whether what is to be pushed is open is not asked, and nothing of what ended is changed. */
export const unending = (ports: PushPorts): PushPorts => {
  const get: PushPorts['table']['get'] = async key => {
    const row = await ports.table.get(key);
    if (row?.['type'] !== 'notification') return row;
    const { outcome: _, ...open } = row;
    return open as Row;
  };
  const commit: PushPorts['table']['commit'] = async set => {
    const put = set.writes.find((write): write is Put => write.do === 'put' && isOf(write, 'notification'));
    const note = put && (await ports.table.get(put.row));
    return note?.['outcome'] === undefined ? ports.table.commit(set) : { done: true };
  };
  return { ...ports, table: { ...ports.table, get, commit } };
};

/** Every push takes the place of the one before, whatever it is about. */
export const crowding = (message: PushMessage): PushMessage => ({
  ...message,
  topic: 'news',
  payload: JSON.stringify({ ...JSON.parse(message.payload), tag: 'news' }),
});

/** Nobody asks what somebody has had a look at whether it ended, before it ends. */
export const reopened = getting(row => {
  if (row['type'] !== 'notification' || row['seenAt'] === undefined) return row;
  const { outcome: _, ...open } = row;
  return open as Row;
});

/** What a channel answered is set, without a look at how far it is by then. */
export const outright = writing((write, table) => {
  if (write.do !== 'put' || !isOf(write, 'delivery') || write.row['state'] !== 'sent') return [write];
  const key = notificationKey(String(write.row['notificationId']));
  const note = table.peek(key);
  const isOpen = note !== undefined && note['outcome'] === undefined;
  return isOpen ? [write, { do: 'change', key, set: { state: 'sent' } }] : [write];
});

/** Nothing ends by itself. */
export const endless = putting(put => (isOf(put, 'timer', 'notification.expire') ? undefined : put));

/** Every kind is open for as long as the others. */
export const unlimited = getting(row => {
  if (row['type'] !== 'settings') return row;
  const settings = row['settings'] as Settings;
  const { kinds: _, ...notifications } = settings.notifications;
  return { ...row, settings: { ...settings, notifications } };
});

const withHours = (hours: WorkingHours) =>
  getting(row => (row['type'] === 'agent' && row['id'] === 'anna' ? { ...row, hours } : row));
/** Nobody asks for the hours of whoever has some. */
export const sleepless = withHours(roundTheClock);
/** Of somebody's hours one day of the week is read. */
export const fridays = withHours({ fri: officeHours.fri });

/** What waits for the hours waits for ever. */
export const forgotten = putting(put => (isOf(put, 'timer', 'bundle.due') ? undefined : put));

/** What comes outside of the hours is held back for good. */
export const dropped = putting(put => {
  const { row } = put;
  if (!isOf(put, 'notification') || row['heldWhy'] !== 'off-duty' || row['outcome'] !== undefined) return put;
  const ended = { state: 'suppressed', outcome: 'suppressed', outcomeReason: 'off-duty' };
  return { ...put, row: { ...row, ...ended, outcomeAt: row['createdAt'] } };
});
