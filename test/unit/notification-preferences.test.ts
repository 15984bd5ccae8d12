import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { putPreferences, readPreferences } from '../../functions/notifications/keep-preferences.ts';
import { switchOff } from '../../functions/notifications/switch-off.ts';
import { type PreferencesInput, preferencesView } from '../../shared/contracts/notifications-contract.ts';
import {
  type Choice,
  digestFor,
  effective,
  noPreferences,
  type Preferences,
} from '../../shared/domain/notifications/preferences.ts';
import { channelSwitchedOff, noticeKinds } from '../../shared/events/team-events.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aroundTheClock, type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { factOf, START } from '../support/notifications.ts';

const anyChoice: fc.Arbitrary<Choice> = fc.record(
  {
    push: fc.boolean(),
    chat: fc.boolean(),
    mail: fc.constantFrom('never', 'fallback', 'always'),
    quiet: fc.constantFrom('duty', 'always', 'windows'),
  },
  { requiredKeys: [] },
);
const shipped = { push: true, mail: 'fallback', chat: true, quiet: 'duty' };
const levels = fc.record({ defaults: anyChoice, kind: anyChoice, person: anyChoice, special: anyChoice });
type Levels = typeof levels extends fc.Arbitrary<infer T> ? T : never;
const asked = ({ defaults, kind, person, special }: Levels, policy = {}) => ({
  company: { defaults, kinds: { cancelled: { ...kind, ...policy } } },
  person: { ...noPreferences, ...person, kinds: { cancelled: special } } satisfies Preferences,
});

describe('how somebody is told of a kind', () => {
  test('is by the most special word that was said of each channel, and as shipped without any', () => {
    fc.assert(
      fc.property(levels, all => {
        const { defaults, kind, person, special } = all;
        const last = Object.assign({}, shipped, defaults, kind, person, special);
        expect(effective('cancelled', asked(all))).toEqual({ ...last, critical: false, fixed: false });
      }),
      { numRuns: 300 },
    );
    const none = { company: {}, person: noPreferences };
    expect(effective('queued', none)).toEqual({ ...shipped, critical: false, fixed: false });
  });

  test('is by the company’s word alone where that is fixed', () => {
    fc.assert(
      fc.property(levels, all => {
        const said = Object.assign({}, shipped, all.defaults, all.kind);
        expect(effective('cancelled', asked(all, { fixed: true }))).toEqual({
          ...said,
          critical: false,
          fixed: true,
        });
      }),
      { numRuns: 300 },
    );
  });

  test('is by push and mail at any hour when it is critical, whatever anybody chose', () => {
    fc.assert(
      fc.property(levels, fc.boolean(), (all, byKind) => {
        const given = byKind ? asked(all, { critical: true }) : { ...asked(all), critical: true };
        const how = effective('cancelled', given);
        expect(how).toMatchObject({ push: true, quiet: 'always', critical: true, fixed: true });
        expect(how.mail).not.toBe('never');
      }),
      { numRuns: 300 },
    );
  });

  test('is in the first digest of the channel that has the kind', () => {
    const of = (id: string, channel: 'push' | 'mail', kinds?: string[]) =>
      ({ id, channel, every: 'hour', ...(kinds ? { kinds } : {}) }) as const;
    const digests = [of('a', 'mail'), of('b', 'push', ['queued']), of('c', 'push'), of('d', 'mail')];
    const person = { ...noPreferences, digests };
    expect(digestFor(person, 'push', 'queued')?.id).toBe('b');
    expect(digestFor(person, 'push', 'cancelled')?.id).toBe('c');
    expect(digestFor(person, 'mail', 'queued')?.id).toBe('a');
    expect(
      digestFor({ ...person, digests: [of('b', 'push', ['queued'])] }, 'push', 'cancelled'),
    ).toBeUndefined();
  });
});

let here: Clockwork;
beforeEach(async () => {
  here = await clockwork();
  await here.setAgent('anna', { hours: aroundTheClock });
  await here.company({ chatHosts: ['hooks.slack.com'] });
});
const put = (input: Partial<PreferencesInput>) =>
  putPreferences(here.ports, 'anna', { kinds: {}, digests: [], ...input });
const read = () => readPreferences(here.ports, 'anna');
const chatUrl = 'https://hooks.slack.com/services/T1/B2/secret';

describe('what a person writes down', () => {
  test('is read again, with what comes of it for every kind, and without the chat’s secret', async () => {
    await here.company({ kinds: { converted: { critical: true }, queued: { fixed: true, push: false } } });
    await here.company({
      ...{ chatHosts: ['hooks.slack.com'], defaults: { mail: 'always' } },
      kinds: { converted: { critical: true }, queued: { fixed: true, push: false } },
    });
    const windows = { mon: [['08:00', '12:00']] as [string, string][] };
    const written = await put({ quiet: 'windows', windows, chatUrl, kinds: { cancelled: { push: false } } });
    const view = await read();
    expect(written).toEqual({ ok: true, value: view });
    expect(preferencesView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ quiet: 'windows', windows, chatHost: 'hooks.slack.com', version: 1 });
    expect(JSON.stringify(view)).not.toContain('secret');
    expect(view.effective.map(({ kind }) => kind)).toEqual([...noticeKinds]);
    const of = (kind: string) => view.effective.find(one => one.kind === kind);
    expect(of('cancelled')).toMatchObject({ push: false, mail: 'always', quiet: 'windows' });
    expect(of('converted')).toMatchObject({ critical: true, push: true, quiet: 'always' });
    expect(of('queued')).toMatchObject({ fixed: true, push: false, quiet: 'duty' });
  });

  test('of somebody who never wrote is what is shipped', async () => {
    expect(await read()).toMatchObject({ kinds: {}, digests: [], off: [], version: 0 });
    expect(await read()).not.toHaveProperty('chatHost');
  });

  test.each([
    ['a kind that does not exist', { kinds: { nonsense: {} } }, 'unknown-kind', 'body.kinds.nonsense'],
    [
      'a digest of a kind that does not exist',
      { digests: [{ id: 'd', channel: 'mail', every: 'day', kinds: ['queued', 'nonsense'] }] },
      'unknown-kind',
      'body.digests.0.kinds',
    ],
    [
      'two digests of one name',
      {
        digests: [
          { id: 'd', channel: 'mail', every: 'day' },
          { id: 'd', channel: 'push', every: 'hour' },
        ],
      },
      'digest-twice',
      'body.digests.1.id',
    ],
    ['a chat elsewhere', { chatUrl: 'https://evil.example/x' }, 'chat-host-not-allowed', 'body.chatUrl'],
    [
      'a chat below an allowed host',
      { chatUrl: 'https://a.hooks.slack.com/x' },
      'chat-host-not-allowed',
      'body.chatUrl',
    ],
    ['a chat without https', { chatUrl: 'http://hooks.slack.com/x' }, 'chat-url-malformed', 'body.chatUrl'],
  ] as [string, Partial<PreferencesInput>, string, string][])(
    'is refused with the field named for %s, and nothing is kept',
    async (_, input, refusal, field) => {
      expect(await put({ ...input, push: false })).toMatchObject({ ok: false, refusal, detail: { field } });
      expect(await read()).toMatchObject({ version: 0 });
    },
  );

  test('keeps the chat when nothing is said of it, and takes it away when told so', async () => {
    await put({ chatUrl });
    await put({ push: false });
    expect(await read()).toMatchObject({ push: false, chatHost: 'hooks.slack.com' });
    await put({});
    expect(await read()).not.toHaveProperty('push');
    await put({ chatUrl: null });
    expect(await read()).not.toHaveProperty('chatHost');
  });

  test('in two windows at the same time is kept once, and the other is told', async () => {
    const answers = await Promise.all([put({ push: false }), put({ mail: 'never' })]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: 'stale' });
  });
});

describe('a channel that does not work', () => {
  const off = (channel: 'mail' | 'chat', why: string) => {
    const cause = factOf(channelSwitchedOff.of({ agentId: 'anna', channel, why }), { id: `${channel}-off` });
    return switchOff(here.ports, { agentId: 'anna', channel, why, cause });
  };
  beforeEach(() => put({ chatUrl, push: false }));

  test('is shown as off, said once, and left alone, until somebody mends it', async () => {
    await off('mail', 'bounced');
    await off('mail', 'complained');
    const at = new Date(START).toISOString();
    expect((await read()).off).toEqual([{ channel: 'mail', why: 'bounced', at }]);
    expect(here.emitted('channel.failed')).toHaveLength(1);
    await here.tell();
    await here.runFor(HOUR);
    expect([here.mails.length, here.chats.length]).toEqual([0, 1]);
    await put({ mend: ['mail'] });
    expect((await read()).off).toEqual([]);
  });

  test.each([
    ['a new address', 'https://hooks.slack.com/services/other'],
    ['none any more', null],
  ])('when it is the chat, is off no longer with %s', async (_, chatUrl) => {
    await off('chat', 'gone');
    await put({ push: false });
    expect((await read()).off).toMatchObject([{ channel: 'chat', why: 'gone' }]);
    await put({ chatUrl });
    expect((await read()).off).toEqual([]);
  });

  test('leaves its owner the console: what nothing else is to tell counts as told', async () => {
    await put({ push: false, mail: 'never' });
    await off('chat', 'gone');
    const { id } = await here.tell();
    expect(await here.note(id)).toMatchObject({ state: 'sent' });
  });
});

describe('what is chosen', () => {
  test.each([
    ['no push', { push: false }, [0, 1, 0]],
    ['no mail', { mail: 'never' }, [1, 0, 0]],
    ['a chat and nothing else', { push: false, mail: 'never', chatUrl }, [0, 0, 1]],
    ['no chat, although there is one', { chat: false, chatUrl }, [1, 1, 0]],
    [
      'nothing for this kind',
      { kinds: { cancelled: { push: false, mail: 'never', chat: false } } },
      [0, 0, 0],
    ],
    ['this kind alone', { push: false, mail: 'never', kinds: { cancelled: { push: true } } }, [1, 0, 0]],
  ] as [string, Partial<PreferencesInput>, number[]][])('is what comes: %s', async (_, input, expected) => {
    await put(input);
    await here.tell({ kind: 'cancelled' });
    await here.runFor(HOUR);
    expect([here.cameOut.length, here.mails.length, here.chats.length]).toEqual(expected);
  });

  test('as mail always, it comes at once, beside the push', async () => {
    await put({ mail: 'always' });
    await here.tell();
    await here.runFor(0);
    expect([here.cameOut.length, here.mails.length]).toEqual([1, 1]);
    await here.runFor(MINUTE);
    expect(here.mails).toHaveLength(1);
  });
});
