import {
  type DigestInput,
  type KindPreference,
  type PreferencesInput,
  type PreferencesView,
  preferencesInput,
} from '../../../shared/contracts/notifications-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';
import { hoursText, readHours, type WeekDay, weekDays } from '../team/hours.ts';

/** Choices as the form holds them; an empty one leaves it to whoever has the word before. */
export type ChoiceDraft = {
  readonly push: '' | 'yes' | 'no';
  readonly mail: '' | 'never' | 'fallback' | 'always';
  readonly chat: '' | 'yes' | 'no';
  readonly quiet: '' | 'duty' | 'always' | 'windows';
};
export type DigestDraft = {
  readonly id: string;
  readonly channel: DigestInput['channel'];
  readonly every: DigestInput['every'];
  readonly at: string;
  /** None means all kinds. */
  readonly kinds: readonly string[] | undefined;
};
export type PreferencesDraft = {
  readonly all: ChoiceDraft;
  readonly hours: Readonly<Record<WeekDay, string>>;
  readonly kinds: Readonly<Record<string, ChoiceDraft>>;
  readonly digests: readonly DigestDraft[];
  /** A new address of the chat; empty keeps the one there is. */
  readonly chatUrl: string;
  readonly dropChat: boolean;
  /** Channels that were switched off and are to be tried again. */
  readonly mend: readonly PreferencesView['off'][number]['channel'][];
};

export const noChoice: ChoiceDraft = { push: '', mail: '', chat: '', quiet: '' };
const MORNING = '08:00';

const yesNo = (on: boolean | undefined): '' | 'yes' | 'no' => (on === undefined ? '' : on ? 'yes' : 'no');
const choiceDraft = ({ push, mail, chat, quiet }: KindPreference): ChoiceDraft => ({
  push: yesNo(push),
  mail: mail ?? '',
  chat: yesNo(chat),
  quiet: quiet ?? '',
});

/** The form as it is first shown: what was saved last. */
export const preferencesDraft = (view: PreferencesView): PreferencesDraft => ({
  all: choiceDraft(view),
  hours: Object.fromEntries(
    weekDays.map(day => [day, hoursText(view.windows?.[day])]),
  ) as PreferencesDraft['hours'],
  kinds: Object.fromEntries(Object.entries(view.kinds).map(([kind, choice]) => [kind, choiceDraft(choice)])),
  digests: view.digests.map(({ id, channel, every, at = MORNING, kinds }) => ({
    ...{ id, channel, every, at },
    kinds,
  })),
  chatUrl: '',
  dropChat: false,
  mend: [],
});

export const newDigest = (id: string): DigestDraft => ({
  ...{ id, channel: 'mail', every: 'day', at: MORNING },
  kinds: undefined,
});

function choiceInput({ push, mail, chat, quiet }: ChoiceDraft): KindPreference {
  return {
    ...(push ? { push: push === 'yes' } : {}),
    ...(mail ? { mail } : {}),
    ...(chat ? { chat: chat === 'yes' } : {}),
    ...(quiet ? { quiet } : {}),
  };
}

export type ReadPreferences = {
  readonly input: PreferencesInput;
  readonly wrong: ReadonlyMap<string, Complaint>;
};

/** True when a webhook's address can be one that the company allows; the server has the last word. */
export function isAllowed(url: string, hosts: readonly string[]): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' && hosts.some(host => hostname === host || hostname.endsWith(`.${host}`));
  } catch {
    return false;
  }
}

/** The preferences as the API wants them, and which fields cannot be sent so; checked against the API's own shape. */
export function readPreferences(draft: PreferencesDraft, chatHosts: readonly string[]): ReadPreferences {
  const wrong = new Map<string, Complaint>();
  const week = weekDays.map(day => {
    const hours = readHours(draft.hours[day]);
    if (!hours) wrong.set(`windows.${day}`, 'hours');
    return [day, hours ?? []] as const;
  });
  const windows = Object.fromEntries(week.filter(([, hours]) => hours.length > 0));
  const usesHours = [draft.all, ...Object.values(draft.kinds)].some(({ quiet }) => quiet === 'windows');
  if (usesHours && Object.keys(windows).length === 0) wrong.set('windows', 'windows');
  const chatUrl = draft.chatUrl.trim();
  if (!draft.dropChat && chatUrl !== '' && !isAllowed(chatUrl, chatHosts)) wrong.set('chatUrl', 'address');
  const input: PreferencesInput = {
    ...choiceInput(draft.all),
    windows,
    kinds: Object.fromEntries(
      Object.entries(draft.kinds)
        .map(([kind, choice]) => [kind, choiceInput(choice)] as const)
        .filter(([, choice]) => Object.keys(choice).length > 0),
    ),
    digests: draft.digests.map(({ id, channel, every, at, kinds }) => ({
      ...{ id, channel, every },
      ...(every === 'day' ? { at } : {}),
      ...(kinds ? { kinds: [...kinds] } : {}),
    })),
    ...(draft.mend.length > 0 ? { mend: [...draft.mend] } : {}),
    ...(draft.dropChat ? { chatUrl: null } : chatUrl === '' ? {} : { chatUrl }),
  };
  for (const [field, complaint] of complaintsOf(input)) if (!wrong.has(field)) wrong.set(field, complaint);
  return { input, wrong };
}

/** What the API's shape says against it, by field. */
function complaintsOf(input: PreferencesInput): readonly (readonly [string, Complaint])[] {
  const checked = preferencesInput.safeParse(input);
  if (checked.success) return [];
  return checked.error.issues.map(({ path }) => {
    const [first, second, third] = path.map(String);
    if (first === 'digests' && second !== undefined)
      return [`digests.${second}.${third ?? 'at'}`, complaintAt[third ?? ''] ?? 'digest'];
    if (first === 'windows') return [second ? `windows.${second}` : 'windows', 'hours'];
    return [first === 'chatUrl' ? 'chatUrl' : 'digests', first === 'chatUrl' ? 'address' : 'digest'];
  });
}
const complaintAt: Readonly<Record<string, Complaint>> = { at: 'time', kinds: 'kinds' };

/** Every field of the form that can show what is wrong with it. */
export const preferenceFields = (draft: PreferencesDraft): readonly string[] => [
  ...['push', 'mail', 'chat', 'quiet', 'windows', ...weekDays.map(day => `windows.${day}`)],
  ...draft.digests.flatMap((_, at) =>
    ['at', 'kinds', 'channel', 'every'].map(part => `digests.${at}.${part}`),
  ),
  'chatUrl',
];
