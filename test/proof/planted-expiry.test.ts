import { describe, expect, test } from '@jest/globals';
import { sourcePaths, textOf } from '../../tools/docs/sources.ts';
import { show } from '../support/shown.ts';
import { type Rule, rules, type Seen } from './expiry-rules.ts';

/** Rows with a time to live by which nothing is decided, with what decides instead. */
const cleanedOnly: Readonly<Record<string, string>> = {
  answer:
    'a request that is repeated has its answer for three days at least, and later as well while the row stands',
  bundle: 'its state says whether it is open, its timer when it ends',
  bundled: 'leads to a notification, whose own state decides',
  claim: 'has the time to live once it is closed, and says so itself',
  damage: 'is read by the days it is of',
  'damage-word': 'the latest word about a report, whenever it came',
  delivery: 'its state and lease decide: see the bug of the lease',
  escalation: 'its state says whether somebody has it, its timer what comes next',
  'escalation-notification': 'leads to a notification, whose own state decides',
  'exempt-call': 'is read by when it was opened',
  journal: 'a fact is handled once, however late its copy comes',
  'link-message': 'its state and lease decide: see the bug of the lease',
  'mail-report': 'a mail that left has left',
  matter: 'goes with the end of its notification, whose own state decides',
  notification: 'its state and its timer decide',
  quarantine: 'may be taken in while it is there; the check is made anew',
  responses: 'is counted by its day',
  'search-entry': 'says that something is gone, until it is there again',
  'task-notification': 'leads to a notification, whose own state decides',
  'task-settled': 'a task that is done is done, until it is opened again',
  unseen: 'goes with the end of its notification',
};

const named = /type: '([\w-]+)'/g;
/** The type that stands nearest before or behind each time to live that a row is given. */
function typesWithExpiry(): Set<string> {
  const found = sourcePaths(['shared/store', 'functions']).flatMap(path => {
    const text = textOf(path);
    return [...text.matchAll(/\bexpiresAt(?=[:,; }])(?!: (?:Instant|string))/g)].map(({ index }) => {
      const inText = (from: number, to: number) => [...text.slice(Math.max(0, from), to).matchAll(named)];
      const near = inText(index - 330, index).at(-1) ?? inText(index, index + 200)[0];
      return (near ?? inText(0, index).at(-1))?.[1] ?? '';
    });
  });
  return new Set(found.filter(type => type !== ''));
}

const sound = (ports: Seen): Seen => ports;
const planted =
  ({ belief }: Rule) =>
  (ports: Seen): Seen => ({
    ...ports,
    table: { ...ports.table, ...belief(() => ports.clock.now())(ports.table) },
  });

describe('a row that stands though its time is over', () => {
  test.each(rules)('$rows: $says', async ({ holds }) => {
    expect(await holds(sound)).toBe(true);
  });

  test.each(rules)('$rows: somebody who believes it breaks “$says”', async rule => {
    const holds = await rule.holds(planted(rule));
    show({
      ...{
        goal: 12,
        name: `planted in the product: ${rule.rows} believed while it stands, ${rule.says}`,
        failed: holds ? 1 : 0,
      },
      runs: 'test/proof/planted-expiry: a table that never deletes',
      figure: holds ? 'not noticed' : 'noticed by this rule',
    });
    expect(holds).toBe(false);
  });

  test('is of a type whose rule stands here, or one by which nothing is decided', () => {
    const known = [...new Set(rules.map(({ rows }) => rows)), ...Object.keys(cleanedOnly)];
    expect([...typesWithExpiry()].sort()).toEqual(known.sort());
  });
});
