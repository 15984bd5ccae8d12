import { describe, expect, test } from '@jest/globals';
import { type PreferencesView, preferencesInput } from '../../shared/contracts/notifications-contract.ts';
import { noticeKinds } from '../../shared/events/team-events.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import { effectiveWords } from '../../web/rooms/settings/effective-words.ts';
import {
  isAllowed,
  newDigest,
  noChoice,
  preferenceFields,
  preferencesDraft,
  readPreferences,
} from '../../web/rooms/settings/preferences-draft.ts';

const view = (more: Partial<PreferencesView> = {}): PreferencesView => ({
  kinds: {},
  digests: [],
  chatHosts: ['hooks.slack.com'],
  off: [],
  effective: [],
  version: 1,
  ...more,
});
const draftOf = (more?: Partial<PreferencesView>) => preferencesDraft(view(more));
const hosts = ['hooks.slack.com'];
const wrongOf = (draft: Parameters<typeof readPreferences>[0]) =>
  Object.fromEntries(readPreferences(draft, hosts).wrong);

describe('preferences in the form', () => {
  test('go back as they came when nothing was touched, and say nothing of the chat’s address', () => {
    const held = {
      push: false,
      mail: 'always',
      quiet: 'windows',
      windows: { mon: [['08:00', '12:00']] },
      kinds: { cancelled: { push: true, quiet: 'always' } },
      digests: [{ id: 'one', channel: 'mail', every: 'hour', kinds: ['cancelled'] }],
    } as const;
    const { input, wrong } = readPreferences(draftOf(held as never), hosts);
    expect(input).toEqual(held);
    expect(wrong.size).toBe(0);
    expect(preferencesInput.safeParse(input).success).toBe(true);
  });

  test('leave out kinds that are as all others', () => {
    const draft = {
      ...draftOf(),
      kinds: { cancelled: noChoice, queued: { ...noChoice, chat: 'no' as const } },
    };
    expect(readPreferences(draft, hosts).input.kinds).toEqual({ queued: { chat: false } });
  });

  test('name the field that cannot be read, as the server would', () => {
    const draft = draftOf();
    expect(wrongOf({ ...draft, hours: { ...draft.hours, tue: 'at noon' } })).toEqual({
      'windows.tue': 'hours',
    });
    expect(wrongOf({ ...draft, all: { ...noChoice, quiet: 'windows' } })).toEqual({ windows: 'windows' });
    expect(wrongOf({ ...draft, chatUrl: 'http://hooks.slack.com/x' })).toEqual({ chatUrl: 'address' });
    const digest = newDigest('d');
    expect(wrongOf({ ...draft, digests: [digest, { ...digest, id: 'e', at: '' }] })).toEqual({
      'digests.1.at': 'time',
    });
    expect(wrongOf({ ...draft, digests: [{ ...digest, kinds: [] }] })).toEqual({
      'digests.0.kinds': 'kinds',
    });
    const seven = Array.from({ length: 7 }, (_, n) => newDigest(`d${n}`));
    expect(Object.values(wrongOf({ ...draft, digests: seven }))).toEqual(['digest']);
  });

  test('have a field for every complaint but that there are too many', () => {
    const draft = { ...draftOf(), digests: [{ ...newDigest('d'), at: '', kinds: [] }] };
    const fields = preferenceFields(draft);
    for (const field of readPreferences(draft, hosts).wrong.keys()) expect(fields).toContain(field);
  });

  test('take the chat away, or give it a new address, and try again what was switched off', () => {
    const draft = draftOf({ chatHost: 'hooks.slack.com' });
    expect(readPreferences({ ...draft, dropChat: true, chatUrl: 'x' }, hosts).input.chatUrl).toBeNull();
    const url = 'https://hooks.slack.com/services/a';
    expect(readPreferences({ ...draft, chatUrl: ` ${url} ` }, hosts).input.chatUrl).toBe(url);
    expect(readPreferences({ ...draft, mend: ['mail'] }, hosts).input.mend).toEqual(['mail']);
    expect('chatUrl' in readPreferences(draft, hosts).input).toBe(false);
  });

  test('know an address that may be allowed from one that cannot', () => {
    expect(isAllowed('https://hooks.slack.com/x', hosts)).toBe(true);
    expect(isAllowed('https://eu.hooks.slack.com/x', hosts)).toBe(true);
    for (const url of ['https://evilhooks.slack.com.example/', 'http://hooks.slack.com/', 'nothing', ''])
      expect(isAllowed(url, hosts)).toBe(false);
  });
});

test('what comes of a kind is said in words', () => {
  const told = en.settings.told;
  const effective = { kind: 'queued', critical: false, fixed: false } as const;
  const words = (more: object) =>
    effectiveWords(
      { ...effective, push: false, mail: 'never', chat: false, quiet: 'duty', ...more } as never,
      told,
    );
  expect(words({})).toEqual(['only in the console']);
  expect(words({ push: true, quiet: 'always', mail: 'fallback', chat: true })).toEqual([
    'push at any hour',
    'mail when nobody looked',
    'chat',
  ]);
});

test('every kind of notification has a name', () => {
  for (const m of [en, de]) expect(Object.keys(m.noticeKinds).sort()).toEqual([...noticeKinds].sort());
});
