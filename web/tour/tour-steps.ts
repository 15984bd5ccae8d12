import type { Place } from '../app/routes.ts';

export type StepId =
  | ('today' | 'inbox' | 'keys' | 'account' | 'clock' | 'call')
  | ('load' | 'insights' | 'palette' | 'settings');

/** What there is to show: one of each kind, by id, as it was when the tour began. */
export type Sample = {
  readonly notificationId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly caseId?: string | undefined;
  readonly callId?: string | undefined;
};

export type TourStep = {
  readonly id: StepId;
  /** Where it is shown; the room itself where there is nothing to open. */
  readonly place: (sample: Sample) => Place;
  /** What is pointed at. */
  readonly target: string;
  /** Without it there is nothing to see yet: the step says what would be there. */
  readonly needs?: keyof Sample;
  /** What must be among it; `target` is there also when nothing is. */
  readonly some?: string;
  readonly leadOnly?: boolean;
};

const byTestId = (name: string): string => `[data-testid="${name}"]`;

/** A room's name: what is pointed at where the room has nothing to show. */
export const ROOM_NAME = 'main h1';

const notificationPlace = ({ notificationId }: Sample): Place =>
  notificationId === undefined ? { room: 'inbox' } : { room: 'inbox', notificationId };

const steps: readonly TourStep[] = [
  {
    ...{ id: 'today', place: () => ({ room: 'today' }) },
    ...{ target: byTestId('today-counts'), some: byTestId('today-line') },
  },
  { id: 'inbox', place: notificationPlace, target: byTestId('why-me'), needs: 'notificationId' },
  { id: 'keys', place: notificationPlace, target: byTestId('answers'), needs: 'notificationId' },
  {
    id: 'account',
    place: ({ accountId }) =>
      accountId === undefined ? { room: 'accounts', of: 'all' } : { room: 'account', accountId },
    ...{ target: byTestId('timeline'), needs: 'accountId' },
  },
  {
    id: 'clock',
    place: ({ caseId }) =>
      caseId === undefined ? { room: 'devices', view: { of: 'all' } } : { room: 'device-case', caseId },
    ...{ target: byTestId('clock-handover'), needs: 'caseId' },
  },
  {
    id: 'call',
    place: ({ callId }) =>
      callId === undefined ? { room: 'calls', shown: { of: 'me' } } : { room: 'call', callId },
    ...{ target: byTestId('call-head'), needs: 'callId' },
  },
  {
    ...{ id: 'load', place: () => ({ room: 'load', of: 'team', days: 7 }), leadOnly: true },
    target: byTestId('load-totals'),
  },
  {
    ...{ id: 'insights', place: () => ({ room: 'insights', shown: { period: '4w' } }), leadOnly: true },
    target: byTestId('figure-card'),
  },
  { id: 'palette', place: () => ({ room: 'today' }), target: byTestId('find') },
  { id: 'settings', place: () => ({ room: 'settings' }), target: byTestId('push-card') },
];

/** The way through the rooms: eight steps, and two more for whoever leads. */
export const stepsFor = (lead: boolean): readonly TourStep[] =>
  steps.filter(({ leadOnly }) => lead || !leadOnly);

export type Point = { readonly selector: string; readonly isEmpty: boolean };

/**
 * What a step points at on the page as it stands; nothing while it is still to come. Where there is nothing to show, the
 * room's name is pointed at.
 */
export function pointOf(
  { target, needs, some }: TourStep,
  sample: Sample,
  isThere: (selector: string) => boolean,
): Point | undefined {
  if (needs !== undefined && sample[needs] === undefined)
    return isThere(ROOM_NAME) ? { selector: ROOM_NAME, isEmpty: true } : undefined;
  if (!isThere(target)) return undefined;
  return { selector: target, isEmpty: some !== undefined && !isThere(some) };
}

/** The step that a key or a button leads to; nothing beyond the last one: the tour is over. */
export function stepAfter(at: number, by: 1 | -1, count: number): number | undefined {
  const next = at + by;
  return next >= count ? undefined : Math.max(next, 0);
}

/** The way that a key means in the panel. */
export const wayOf = (key: string): 1 | -1 | undefined =>
  key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : undefined;

/** A machine of one's own, where the day of forty customers can be had. */
export const isOwnMachine = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost');
