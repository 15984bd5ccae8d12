import type { Notification } from './notification.ts';

export type Viewer = { readonly id: string; readonly roles: readonly string[] };

/** The recipient and whoever leads may read and acknowledge a notification; nobody else may. */
export const mayHandle = (viewer: Viewer, { recipientId }: Pick<Notification, 'recipientId'>): boolean =>
  viewer.id === recipientId || viewer.roles.includes('lead');

/** Only the recipient's own look counts as seen: a lead's would keep the mail from the one it is for. */
export const looksForThemselves = (
  viewer: Viewer,
  { recipientId }: Pick<Notification, 'recipientId'>,
): boolean => viewer.id === recipientId;
