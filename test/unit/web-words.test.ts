import { describe, expect, test } from '@jest/globals';
import { accountChanged, accountMerged, moments, ownerAssigned } from '../../shared/events/account-events.ts';
import { taskKinds } from '../../shared/events/team-events.ts';
import { ApiError } from '../../web/api/problem.ts';
import { createFormat, dayBefore, timeIn } from '../../web/app/format.ts';
import { ownPath, pathTo, placeOf } from '../../web/app/routes.ts';
import { instantOf, wallTime } from '../../web/app/zoned.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import { es } from '../../web/messages/es.ts';
import { fr } from '../../web/messages/fr.ts';
import { it } from '../../web/messages/it.ts';
import { bestLanguage } from '../../web/messages/languages.ts';
import { factSentence, humanise, productName, reasonParts, wordFor } from '../../web/messages/words.ts';
import { explain } from '../../web/parts/explain.ts';
import { isRepeat, pushWords, shownFor } from '../../web/push/push-message.ts';
import { signInProblem } from '../../web/rooms/sign-in/sign-in-problem.ts';
import { hoursText, readHours, weekDayIn } from '../../web/rooms/team/hours.ts';

const all = { de, en, es, fr, it };
const names = {
  agent: (id: string) => id.toUpperCase(),
  language: (tag: string) => `<${tag}>`,
  date: () => 'DATE',
};
const problem = (status: number, more: object = {}) =>
  new ApiError({ type: 'about:blank', title: 'no', status, ...more });

describe.each(Object.entries(all))('in %s', (language, m) => {
  test('every account moment of the catalog has its sentence, with its product and dates', () => {
    for (const event of [...moments, ownerAssigned, accountMerged]) {
      const sentence = factSentence({ name: event.name, data: event.sample, reason: {} }, m, names);
      expect(Object.hasOwn(m.facts, event.name)).toBe(true);
      expect(sentence).not.toMatch(/undefined|\[object|…/);
      if ('product' in event.sample) expect(sentence).toMatch(/Repricer|Lost and Found/);
    }
    expect(accountChanged.name in m.facts).toBe(false);
  });

  test('every kind of task has its words', () => {
    for (const kind of taskKinds) expect(Object.hasOwn(m.taskKinds, kind)).toBe(true);
  });

  test('nothing is left in English', () => {
    if (language === 'en') return;
    const texts = (one: unknown): string[] =>
      typeof one === 'string'
        ? [one]
        : typeof one === 'object' && one !== null
          ? Object.values(one).flatMap(texts)
          : [];
    const english = new Set(texts(en).filter(text => text.split(' ').length > 3));
    expect(texts(m).filter(text => english.has(text))).toEqual([]);
  });

  test('counts agree with their number', () => {
    expect(m.inbox.arrivedMany(1)).not.toBe(m.inbox.arrivedMany(2).replace('2', '1'));
  });
});

describe('words for what machines say', () => {
  test('an unknown event, word or reason is shown readably', () => {
    expect(factSentence({ name: 'account.something-new', data: {}, reason: {} }, en, names)).toBe(
      'Account something new',
    );
    expect(wordFor(en.exclusions, 'never-heard-of')).toBe('never heard of');
    expect(wordFor(en.exclusions, 'constructor')).toBe('constructor');
    expect(humanise('contractAdjusted')).toBe('contract adjusted');
    expect(productName('lost-and-found')).toBe('Lost and Found');
  });

  test('a reason is shown with names instead of ids, without the machinery’s numbers', () => {
    const shown = reasonParts(
      { ownerId: 'anna', ownerVersion: 3, why: 'speaks-language', at: 1.8e12 },
      en,
      names,
    );
    expect(shown.map(part => part.value)).toEqual(['ANNA', en.reasons['speaks-language'], 'DATE']);
  });
});

describe('problems in words', () => {
  test('a refusal goes before its number, a field is named, silence is the network', () => {
    expect(explain(problem(409, { refusal: 'already-exists' }), en).advice).toBe(
      en.refusals['already-exists'],
    );
    expect(explain(problem(422, { refusal: 'odd-thing', detail: 'It is odd.' }), en).advice).toBe(
      'It is odd.',
    );
    expect(explain(problem(409, { refusal: 'stale' }), en).title).toBe(en.errors.stale);
    expect(explain(problem(400, { field: 'body.name' }), en).title).toBe('Please check: name');
    expect(explain(problem(0), en).title).toBe(en.errors.offline);
    expect(explain(problem(503), en).title).toBe(en.errors.broken);
    expect(explain(new TypeError('x is undefined'), en).advice).toBe(en.errors.brokenDo);
  });

  test('signing in says one and the same for whatever was wrong with address or password', () => {
    for (const status of [400, 401, 403, 404, 422])
      expect(signInProblem(problem(status), 'password', en)).toBe(en.signIn.wrong);
    expect(signInProblem(problem(429, { refusal: 'too-many' }), 'password', en)).toContain(
      'quarter of an hour',
    );
    expect(signInProblem(problem(0), 'password', en)).toContain(en.errors.offline);
    expect(signInProblem(problem(401), 'code', en)).toBe(en.signIn.codeWrong);
  });
});

describe('places', () => {
  test.each([
    '/inbox',
    '/inbox/ntf_1',
    '/feed',
    '/accounts',
    '/accounts?of=mine',
    '/accounts/a%3Ab',
    '/tasks?of=queue',
    '/team',
    '/settings',
  ])('%s leads there and back', path => expect(pathTo(placeOf(path))).toBe(path));

  test('what cannot be read is unknown, never a crash', () => {
    for (const path of ['/book', '/x', '/inbox/a/b', '/accounts/%E0%A4%A', '/team/x'])
      expect(placeOf(path).room).toBe('unknown');
    expect(placeOf('/')).toEqual({ room: 'today' });
  });

  test('only paths of this origin are gone to', () => {
    const origin = 'https://care.example';
    expect(ownPath('/accounts/a?x=1', origin)).toBe('/accounts/a?x=1');
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '',
      undefined,
      7,
      '/\t/evil.example',
    ])
      expect(ownPath(path, origin)).not.toContain('evil.example/');
    expect(new URL(ownPath('/\t/evil.example', origin), origin).origin).toBe(origin);
  });
});

describe('time', () => {
  test('a wall-clock time is read in its zone, also where the clock is changed', () => {
    const utc = (wall: string, zone: string) => new Date(instantOf(wall, zone)).toISOString();
    expect(utc('2026-12-01T09:00', 'Europe/Berlin')).toBe('2026-12-01T08:00:00.000Z');
    expect(utc('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(utc('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(utc('2026-11-22T09:00', 'Asia/Kathmandu')).toBe('2026-11-22T03:15:00.000Z');
    expect(wallTime(Date.parse('2026-12-01T08:00:00Z'), 'Europe/Berlin')).toBe('2026-12-01T09:00');
  });

  test('an instant is as short as it can be understood', () => {
    const format = createFormat('en', 'Europe/Berlin');
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(format.when('2026-11-22T08:05:00Z', now)).toBe('09:05');
    expect(format.when('2026-11-21T08:05:00Z', now)).toBe('yesterday, 09:05');
    expect(format.when('2026-03-01T08:05:00Z', now)).toBe('1 Mar, 09:05');
    expect(format.when('2025-03-01T08:05:00Z', now)).toBe('1 Mar 2025');
    expect(format.when('not a time', now)).toBe('not a time');
    expect(format.language('xx-not-a-tag-at-all')).toBe('xx-not-a-tag-at-all');
    expect(timeIn('Nowhere/Land', 'en', now)).toBeUndefined();
    expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  });

  test('hours are read as people type them, and nothing else is', () => {
    expect(readHours('9:00 – 12:30; 13:30-18:00')).toEqual([
      ['09:00', '12:30'],
      ['13:30', '18:00'],
    ]);
    expect(readHours('22:00-06:00')).toEqual([['22:00', '06:00']]);
    expect(readHours('')).toEqual([]);
    for (const text of ['9-17', '25:00-26:00', '09:00', '09:00-09:00', 'morning'])
      expect(readHours(text)).toBeUndefined();
    expect(
      hoursText([
        ['09:00', '12:00'],
        ['13:00', '24:00'],
      ]),
    ).toBe('09:00-12:00, 13:00-24:00');
    expect(weekDayIn('Pacific/Auckland', Date.parse('2026-11-22T12:00:00Z'))).toBe('mon');
  });
});

describe('a push', () => {
  test('opens a path of this origin alone', () => {
    const payload = {
      notificationId: 'n',
      tag: 't',
      title: 'T',
      body: 'B',
      actionToken: 'a',
      acknowledgeLabel: 'A',
    };
    const pathOf = (path: string) =>
      shownFor(JSON.stringify({ ...payload, path }), 'en', 'https://care.example').options.data.path;
    expect(pathOf('/inbox/n')).toBe('/inbox/n');
    for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect(pathOf(path)).toBe('/inbox');
  });

  const whole = { notificationId: 'n', tag: 't', title: 'T', body: 'B', path: '/inbox/n' };
  const shown = (more: object) =>
    shownFor(JSON.stringify({ ...whole, ...more }), 'de', 'https://care.example');
  test('with a token can be acknowledged and snoozed, in its words or else in the worker’s', () => {
    const { options } = shown({ actionToken: 'a', acknowledgeLabel: 'Ack', snoozeLabel: 'Later', round: 2 });
    expect(options.actions).toEqual([
      { action: 'acknowledge', title: 'Ack' },
      { action: 'snooze', title: 'Later' },
    ]);
    expect(options.data).toEqual({ path: '/inbox/n', round: 2, actionToken: 'a' });
    expect(shown({ actionToken: 'a' }).options.actions.map(one => one.title)).toEqual([
      pushWords.de.acknowledge,
      pushWords.de.snooze,
    ]);
  });

  test('for many has no actions, and a click on it opens its place', () => {
    const { options } = shown({ path: '/inbox?filter=unread' });
    expect(options.actions).toEqual([]);
    expect(options.data).toEqual({ path: '/inbox?filter=unread', round: 1 });
  });

  test('is heard again when it is told again, and not when the same comes twice', () => {
    const { data } = shown({ round: 2 }).options;
    expect(isRepeat([], data)).toBe(false);
    expect(isRepeat([{ path: '/', round: 1 }, null], data)).toBe(false);
    expect(isRepeat([{ path: '/', round: 2 }], data)).toBe(true);
  });

  test('without a readable payload is neutral in every language', () => {
    for (const language of Object.keys(all) as (keyof typeof all)[])
      for (const text of [undefined, '', '{', '[1]', '{"title":"x"}']) {
        const shown = shownFor(text, language, 'https://care.example');
        expect(shown.title).toBe(pushWords[language].title);
        expect(shown.options.data).toEqual({ path: '/inbox' });
      }
  });
});

test('the console’s language is the first of the agent’s that it speaks', () => {
  expect(bestLanguage(['pt-BR', 'fr-CA', 'de'])).toBe('fr');
  expect(bestLanguage(['nl'])).toBe('en');
});
