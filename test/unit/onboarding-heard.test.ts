import { describe, expect, test } from '@jest/globals';
import {
  agree,
  type EndedItem,
  type Heard,
  hear,
  itemIdOf,
  type Journey,
  joinJourneys,
  newJourney,
  type Wish,
} from '../../shared/domain/onboarding/journey.ts';
import { isTrialEndOver, supportOf } from '../../shared/domain/onboarding/journey-support.ts';
import { NOW } from '../support/facts.ts';

const fresh = newJourney({ accountId: 'acme', product: 'p', startedAt: NOW });
const word = (kind: Heard['kind'], verdict: Heard['verdict'], at: number, result?: string): Heard => ({
  ...{ kind, verdict, at: NOW + at },
  ...(result === undefined ? {} : { result }),
});
const heard = (...words: readonly Heard[]): Journey => ({
  ...fresh,
  heard: Object.fromEntries(words.map((one, n) => [`i${n}`, one])),
});

describe('a journey', () => {
  test('begins with nothing heard and nothing wished for; wishes have names of their own', () => {
    expect(fresh).toStrictEqual({
      ...{
        accountId: 'acme',
        product: 'p',
        startedAt: NOW,
        phase: 'registered',
        heard: {},
        wishes: [],
        steps: [],
      },
    });
    const names = [
      ...[itemIdOf(fresh, 'welcome', 1), itemIdOf(fresh, 'welcome', 2), itemIdOf(fresh, 'session', 1)],
      itemIdOf({ ...fresh, product: 'q' }, 'welcome', 1),
    ];
    expect(new Set(names).size).toBe(4);
    expect(names.every(name => name.startsWith('itm_'))).toBe(true);
  });

  const item = (part: Partial<EndedItem> = {}): EndedItem => ({
    ...{ itemId: 'x', kind: 'welcome', product: 'p', state: 'done' },
    ...part,
  });
  const brought = (part: Partial<EndedItem>, ending = 'reached', journey = fresh) =>
    hear(journey, { ending: ending as 'reached', items: [item(part)], at: NOW + 1 });

  test.each<[string, Partial<EndedItem>, string, object | undefined]>([
    ['was spoken of', { result: 'wanted' }, 'reached', { verdict: 'spoken', result: 'wanted' }],
    ['was spoken of without a result', {}, 'reached', { verdict: 'spoken' }],
    ['was dropped', { state: 'dropped' }, 'reached', { verdict: 'dropped' }],
    ['was withdrawn', { state: 'dropped' }, 'withdrawn', undefined],
    ['is left open', { state: 'open' }, 'reached', undefined],
    ['could not be told', { state: 'open' }, 'never-reached', { verdict: 'never-reached' }],
    ['went to a wrong number', { state: 'open' }, 'wrong-number', { verdict: 'never-reached' }],
    ['is of another kind', { kind: 'callback' }, 'reached', undefined],
    ['is of another product', { product: 'q' }, 'reached', undefined],
  ])('hears what %s', (_, part, ending, said) => {
    const journey = brought(part, ending);
    expect(journey.heard['x']).toStrictEqual(said && { kind: 'welcome', at: NOW + 1, ...said });
    if (!said) expect(journey).toBe(fresh);
  });

  test('takes of two words on one wish the one that says more', () => {
    const dropped = brought({ state: 'dropped' });
    const given = brought({ state: 'open' }, 'never-reached', dropped);
    expect(given.heard['x']?.verdict).toBe('never-reached');
    const spoken = brought({}, 'reached', given);
    expect(spoken.heard['x']?.verdict).toBe('spoken');
    expect(brought({ state: 'dropped' }, 'reached', spoken)).toBe(spoken);
    expect(brought({ result: 'other' }, 'reached', spoken)).toBe(spoken);
  });

  test('keeps the later strategy; a change of mind is a step of its own', () => {
    const strategy = { id: 's1', at: NOW } as NonNullable<Journey['strategy']>;
    const first = agree(fresh, strategy);
    expect(first).toStrictEqual({ ...fresh, strategy });
    const step = { what: 'strategy-agreed', at: NOW + 1, detail: 's2' };
    const other = { ...strategy, id: 's2', at: NOW + 1 };
    expect(agree(first, other)).toStrictEqual({ ...fresh, strategy: other, steps: [step] });
    expect(agree(agree(first, other), strategy).strategy).toEqual(other);
    expect(agree(first, { ...strategy, id: 's3' }).strategy?.id).toBe('s3');
    for (const phase of ['trial-end-due', 'finished'] as const)
      expect(agree({ ...fresh, phase }, other).steps).toEqual([step]);
  });

  test('of two accounts that are one has what was heard of either, and gives up what the other wished for', () => {
    const wish = (itemId: string, state: Wish['state']) => ({ itemId, kind: 'welcome', state }) as Wish;
    const own: Journey = {
      ...heard(word('welcome', 'spoken', 1)),
      wishes: [wish('a', 'open')],
      startedAt: NOW + 5,
    };
    const merged: Journey = {
      ...{ ...fresh, startedAt: NOW + 2, askedAt: NOW + 3 },
      heard: { i0: word('welcome', 'dropped', 9), i9: word('session', 'spoken', 2) },
      wishes: [wish('a', 'over'), wish('b', 'open'), wish('c', 'over')],
    };
    expect(joinJourneys(own, merged)).toMatchObject({
      ...{ startedAt: NOW + 2, askedAt: NOW + 3, accountId: 'acme' },
      heard: { i0: word('welcome', 'spoken', 1), i9: word('session', 'spoken', 2) },
      wishes: [wish('a', 'open'), wish('b', 'withdrawn'), wish('c', 'over')],
    });
    expect(joinJourneys({ ...own, askedAt: NOW + 9 }, merged).askedAt).toBe(NOW + 9);
    expect(joinJourneys(own, fresh)).not.toHaveProperty('askedAt');
  });
});

describe('the support that was offered', () => {
  const since = (at: number) => NOW + at;

  test.each<[string, Journey, object | undefined]>([
    ['is open until somebody spoke of it', fresh, undefined],
    [
      'is to be agreed on',
      heard(word('welcome', 'spoken', 1, 'wanted')),
      { is: 'wanted', session: 'to-agree' },
    ],
    ['is booked', heard(word('welcome', 'spoken', 1, 'appointment')), { is: 'wanted', session: 'booked' }],
    [
      'is given at once',
      heard(word('welcome', 'spoken', 1, 'session-now')),
      { is: 'wanted', session: 'now' },
    ],
    ['is declined', heard(word('welcome', 'spoken', 1, 'no-thanks')), { is: 'declined' }],
    ['is declined without a word', heard(word('welcome', 'spoken', 1)), { is: 'declined' }],
    ['is declined by what was dropped', heard(word('welcome', 'dropped', 1)), { is: 'declined' }],
    ['never reached them', heard(word('welcome', 'never-reached', 1)), { is: 'never-reached' }],
    ['was held', heard(word('session', 'spoken', 1, 'ok')), { is: 'wanted', session: 'held' }],
    ['was declined in its session', heard(word('session', 'spoken', 1, 'declined')), { is: 'declined' }],
    ['was not reached for its session', heard(word('session', 'never-reached', 1)), { is: 'never-reached' }],
    [
      'is by a session, whatever a welcome says later',
      heard(word('session', 'dropped', 1), word('welcome', 'spoken', 2, 'wanted')),
      { is: 'declined' },
    ],
  ])('%s', (_, journey, support) => {
    expect(supportOf(journey)).toStrictEqual(support && { since: since(1), ...support });
  });

  test('counts by a session that was held, or a strategy, whatever was said before or after', () => {
    const words = [
      word('session', 'spoken', 3, 'declined'),
      word('session', 'spoken', 1, 'ok'),
      word('session', 'dropped', 2),
    ];
    expect(supportOf(heard(...words))).toEqual({ is: 'wanted', session: 'held', since: since(1) });
    const strategy = { id: 's', at: since(7) } as NonNullable<Journey['strategy']>;
    expect(supportOf({ ...fresh, strategy })).toEqual({ is: 'wanted', session: 'held', since: since(7) });
    const last = heard(word('session', 'spoken', 5, 'ok'), word('session', 'spoken', 3, 'ok'));
    expect(supportOf({ ...last, strategy })?.since).toBe(since(5));
  });

  test('counts by the last word of a welcome that was spoken, else the last word', () => {
    const spoken = word('welcome', 'spoken', 1, 'wanted');
    expect(supportOf(heard(word('welcome', 'dropped', 2), spoken))).toMatchObject({
      is: 'wanted',
      since: since(1),
    });
    const later = word('welcome', 'spoken', 3);
    expect(supportOf(heard(later, spoken))).toMatchObject({ is: 'declined', since: since(3) });
    expect(supportOf(heard(word('welcome', 'never-reached', 4), word('welcome', 'dropped', 2)))?.is).toBe(
      'never-reached',
    );
    expect(supportOf(heard(word('welcome', 'dropped', 2), word('welcome', 'never-reached', 2)))?.is).toBe(
      'never-reached',
    );
  });

  test('is not said by what we withdrew ourselves', () => {
    const wishes = [{ itemId: 'i0', state: 'withdrawn' }] as never as readonly Wish[];
    expect(supportOf({ ...heard(word('welcome', 'dropped', 1)), wishes })).toBeUndefined();
    expect(supportOf({ ...heard(word('welcome', 'spoken', 1)), wishes })?.is).toBe('declined');
    const open = [{ itemId: 'i0', state: 'open' }] as never as readonly Wish[];
    expect(supportOf({ ...heard(word('welcome', 'dropped', 1)), wishes: open })?.is).toBe('declined');
  });

  test('is over with the call at the end of the trial, reached or not', () => {
    expect([fresh, heard(word('welcome', 'spoken', 1))].map(isTrialEndOver)).toEqual([false, false]);
    expect(isTrialEndOver(heard(word('trial-end', 'never-reached', 1)))).toBe(true);
  });
});
