import type { PreferencesInput, PreferencesView } from '../../../shared/contracts/notifications-contract.ts';
import { effective } from '../../../shared/domain/notifications/preferences.ts';
import { noticeKinds } from '../../../shared/events/team-events.ts';
import { Refusal } from './mock-api.ts';
import { at } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

/** What this company says of kinds; what comes of it is decided by the product's rule. */
const company = {
  kinds: {
    'device-breached': { critical: true },
    queued: { fixed: true, mail: 'always' },
    'profile-updated': { push: false },
  },
} as const;
const chatHosts = ['hooks.slack.com', 'chat.seller-tools.example'];

export type MockPreferences = Omit<PreferencesInput, 'chatUrl'> & {
  readonly chatHost?: string;
  readonly off: PreferencesView['off'];
  readonly version: number;
};
export const freshPreferences = (): MockPreferences => ({
  mail: 'fallback',
  kinds: { 'trial-started': { push: false } },
  digests: [{ id: 'morning', channel: 'mail', every: 'day', at: '08:00' }],
  chatHost: 'hooks.slack.com',
  off: [{ channel: 'chat', why: 'gone', at: at(-1_500) }],
  version: 1,
});

export function preferencesView({ preferences }: MockState): PreferencesView {
  const person = { ...preferences, windows: undefined, off: [] };
  return {
    ...preferences,
    chatHosts,
    off: [...preferences.off],
    effective: noticeKinds.map(kind => ({ kind, ...effective(kind, { company, person }) })),
  };
}

/** Writes them; a host that the company does not allow is refused by its field. */
export function write(state: MockState, { chatUrl, mend = [], ...input }: PreferencesInput): PreferencesView {
  const { chatHost: kept, version } = state.preferences;
  const host = chatUrl ? new URL(chatUrl).hostname : chatUrl === null ? undefined : kept;
  if (host === 'blocked.hooks.slack.com')
    throw new Refusal(422, 'chat host not allowed', {
      refusal: 'chat-host-not-allowed',
      field: 'body.chatUrl',
    });
  const off = state.preferences.off.filter(({ channel }) => !mend.includes(channel));
  state.preferences = { ...input, ...(host ? { chatHost: host } : {}), off, version: version + 1 };
  return preferencesView(state);
}
