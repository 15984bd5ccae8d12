import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import { coalesce } from '../../web/lists/coalesce.ts';
import { mergeHead, type Page } from '../../web/lists/merge-head.ts';
import { mergeFeed } from '../../web/live/catch-up.ts';
import { IN_FRONT_MS, SeenWatch } from '../../web/rooms/inbox/seen-watch.ts';

type Item = { id: number; version: number };
const rules = {
  idOf: (item: Item) => String(item.id),
  newer: (one: Item, other: Item) => (one.version >= other.version ? one : other),
};
const SIZE = 5;
/** One page of a list that holds the ids from `top` down to 1. */
const pageFrom = (top: number, from: number): Page<Item> => ({
  items: Array.from({ length: Math.min(SIZE, from) }, (_, n) => ({ id: from - n, version: top })),
  ...(from > SIZE ? { cursor: String(from - SIZE) } : {}),
});
const ids = (pages: readonly Page<Item>[]) => pages.flatMap(page => page.items).map(item => item.id);

describe('the head of a list', () => {
  test('merged with what is loaded leaves no gap, no double and the right place to read on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 20 }),
        (top, count, came) => {
          const loaded: Page<Item>[] = [];
          for (let from = top; from > 0 && loaded.length < count; from -= SIZE)
            loaded.push(pageFrom(top, from));
          const merged = mergeHead(loaded, pageFrom(top + came, top + came), rules);
          const seen = ids(merged);
          expect(seen).toEqual(seen.map((_, n) => top + came - n));
          const cursor = merged.at(-1)?.cursor;
          expect(cursor === undefined ? 0 : Number(cursor)).toBe(Math.min(...seen) - 1);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('never puts an older version over a newer one', () => {
    const loaded = [{ items: [{ id: 1, version: 9 }] }];
    expect(mergeHead(loaded, { items: [{ id: 1, version: 3 }] }, rules)[0]?.items[0]?.version).toBe(9);
  });
});

describe('the team feed', () => {
  const entry = (id: string) => ({ eventId: id, recordedAt: 'r' }) as HistoryEntry;
  const older = { day: '2026-11-22', items: [entry('old')] };

  test('begins a new day above the days that are loaded', () => {
    const merged = mergeFeed([older], { day: '2026-11-23', items: [entry('new')] });
    expect(merged.map(page => page.day)).toEqual(['2026-11-23', '2026-11-22']);
  });

  test('lets older days go when more came than one page holds, rather than hide a gap', () => {
    const today = { day: '2026-11-23', items: [entry('a')] };
    const head = { day: '2026-11-23', items: [entry('z')], cursor: 'more' };
    expect(mergeFeed([today, older], head)).toEqual([head]);
  });
});

test('many calls become one run, and a call during a run one more', async () => {
  const waiting: (() => void)[] = [];
  const after = (_: number, run: () => void) => {
    waiting.push(run);
    return () => undefined;
  };
  let runs = 0;
  let finish: () => void = () => undefined;
  const run = () => {
    runs += 1;
    return new Promise<void>(done => {
      finish = done;
    });
  };
  const call = coalesce(run, 100, after);
  call();
  call();
  expect(waiting).toHaveLength(1);
  waiting.shift()?.();
  call();
  call();
  expect(runs).toBe(1);
  finish();
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  waiting.shift()?.();
  expect(runs).toBe(2);
});

describe('what counts as seen', () => {
  const watched = () => {
    const timers = new Map<number, { ms: number; run: () => void }>();
    let next = 0;
    const marked: string[] = [];
    let works = true;
    const watch = new SeenWatch({
      after: (ms, run) => {
        const id = next++;
        timers.set(id, { ms, run });
        return () => void timers.delete(id);
      },
      mark: async id => {
        if (!works) throw new Error('no answer');
        marked.push(id);
      },
    });
    const pass = async () => {
      for (const [id, timer] of [...timers]) {
        expect(timer.ms).toBe(IN_FRONT_MS);
        timers.delete(id);
        timer.run();
      }
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    };
    return { watch, marked, pass, breakIt: (broken: boolean) => (works = !broken) };
  };

  test('is what stayed in front for a second, once', async () => {
    const { watch, marked, pass } = watched();
    watch.inFront(new Set(['a', 'b']));
    watch.inFront(new Set(['a']));
    await pass();
    watch.inFront(new Set(['a']));
    await pass();
    expect(marked).toEqual(['a']);
  });

  test('is tried again when it could not be told', async () => {
    const { watch, marked, pass, breakIt } = watched();
    breakIt(true);
    watch.inFront(new Set(['a']));
    await pass();
    breakIt(false);
    watch.inFront(new Set());
    watch.inFront(new Set(['a']));
    await pass();
    expect(marked).toEqual(['a']);
  });
});
