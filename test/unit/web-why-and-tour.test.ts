import { describe, expect, test } from '@jest/globals';
import { en as englishMessages } from '../../web/messages/en.ts';
import { isOwnMachine, pointOf, ROOM_NAME, stepAfter, stepsFor, wayOf } from '../../web/tour/tour-steps.ts';
import * as tourDe from '../../web/tour/words/de.ts';
import * as tourEn from '../../web/tour/words/en.ts';
import * as tourEs from '../../web/tour/words/es.ts';
import * as tourFr from '../../web/tour/words/fr.ts';
import * as tourIt from '../../web/tour/words/it.ts';
import * as whyDe from '../../web/why/words/de.ts';
import * as whyEn from '../../web/why/words/en.ts';
import * as whyEs from '../../web/why/words/es.ts';
import * as whyFr from '../../web/why/words/fr.ts';
import * as whyIt from '../../web/why/words/it.ts';

type Tree = { readonly [key: string]: unknown };
/** Every text by its path; a text with gaps is filled with what shows that each gap is used. */
function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const at = `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function')
      return [[at, String((value as (...a: unknown[]) => unknown)('‹1›', '‹2›'))]];
    return leaves(value as Tree, at);
  });
}

const gaps = (text: string) => [...text.matchAll(/‹\d›/g)].map(([gap]) => gap).sort();

describe.each([
  ['reasons', whyEn.en, { de: whyDe.de, es: whyEs.es, fr: whyFr.fr, it: whyIt.it }],
  ['the tour', tourEn.en, { de: tourDe.de, es: tourEs.es, fr: tourFr.fr, it: tourIt.it }],
] as const)('the words of %s', (_, english, others) => {
  const base = leaves(english as unknown as Tree);
  test.each(Object.entries(others))(
    'are all there in %s, with the same gaps, and are not the English ones',
    (_, words) => {
      const found = new Map(leaves(words as unknown as Tree));
      expect([...found.keys()].sort()).toEqual(base.map(([path]) => path).sort());
      for (const [path, text] of base) {
        expect([path, gaps(found.get(path) ?? '')]).toEqual([path, gaps(text)]);
        expect(found.get(path)?.trim()).not.toBe('');
      }
      const untold = base.filter(([path, text]) => found.get(path) === text && text !== 'Firstcall');
      expect(untold.filter(([, text]) => /[a-z]{4}/.test(text))).toEqual([]);
    },
  );
});

describe('the steps of the tour', () => {
  test('are eight, and ten for whoever leads', () => {
    expect(stepsFor(false)).toHaveLength(8);
    expect(stepsFor(true).map(({ id }) => id)).toEqual([
      ...['today', 'inbox', 'keys', 'account', 'clock', 'call'],
      ...['load', 'insights', 'palette', 'settings'],
    ]);
  });

  test('open the thing itself where there is one, else its room', () => {
    const all = { notificationId: 'n', accountId: 'a', caseId: 'c', callId: 'k' };
    const opened = stepsFor(false).map(({ place }) => place(all).room);
    expect(opened).toEqual([
      ...['today', 'inbox', 'inbox', 'account', 'device-case', 'call', 'today', 'settings'],
    ]);
    const rooms = stepsFor(false).map(({ place }) => place({}).room);
    expect(rooms).toEqual(['today', 'inbox', 'inbox', 'accounts', 'devices', 'calls', 'today', 'settings']);
  });

  test('point at nothing before it is there, at the room’s name where there is nothing to show', () => {
    const [today, inbox] = stepsFor(false);
    if (!today || !inbox) throw new Error('no steps');
    const nothing = () => false;
    const all = () => true;
    expect(pointOf(inbox, { notificationId: 'n' }, nothing)).toBeUndefined();
    expect(pointOf(inbox, { notificationId: 'n' }, all)).toEqual({ selector: inbox.target, isEmpty: false });
    expect(pointOf(inbox, {}, all)).toEqual({ selector: ROOM_NAME, isEmpty: true });
    expect(pointOf(inbox, {}, nothing)).toBeUndefined();
    expect(pointOf(today, {}, all)).toEqual({ selector: today.target, isEmpty: false });
    const counts = (selector: string) => selector === today.target;
    expect(pointOf(today, {}, counts)).toEqual({ selector: today.target, isEmpty: true });
  });

  test('are gone through by arrows, not before the first, and end behind the last', () => {
    expect([wayOf('ArrowRight'), wayOf('ArrowLeft'), wayOf('ArrowUp')]).toEqual([1, -1, undefined]);
    expect([stepAfter(0, 1, 8), stepAfter(0, -1, 8), stepAfter(7, 1, 8)]).toEqual([1, 0, undefined]);
  });

  test('tell of the demo on a machine of one’s own alone', () => {
    const own = ['localhost', '127.0.0.1', '[::1]', 'care.localhost'];
    const others = ['care.example.com', 'localhost.example.com', '128.0.0.1', 'd111.cloudfront.net'];
    expect(own.map(isOwnMachine)).toEqual(own.map(() => true));
    expect(others.map(isOwnMachine)).toEqual(others.map(() => false));
  });
});

test('whatever a task may say of why somebody has it has words', () => {
  const said = { ...whyEn.en.task, ...englishMessages.reasons };
  const reasons = ['owner', 'cover', 'no-owner', 'claimed', 'transferred', 'owner-back', 'owner-left'];
  const others = ['owner-away', 'floor-touched', 'below-minimum', 'merged', 'all-books-full'];
  for (const reason of [...reasons, ...others, 'nobody-speaks-language', 'language-unknown', 'nobody-fits'])
    expect(Object.keys(said)).toContain(reason);
});
