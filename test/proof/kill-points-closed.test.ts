import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { routes } from '../../shared/contracts/routes.ts';
import { clockQueues, consumers } from '../../shared/events/consumers.ts';
import { sourcePaths, textOf } from '../../tools/docs/sources.ts';
import { show } from '../support/shown.ts';
import { everyEntry } from './every-entry.ts';

/** Functions whose trigger no tale has, and the test that kills them at each of their calls. */
const ownTests: Readonly<Record<string, string>> = {
  'live-socket': 'test/proof/kill-points-live-socket.test.ts',
  relay: 'test/proof/kill-points-upkeep.test.ts',
  sweep: 'test/proof/kill-points-upkeep.test.ts',
  auditor: 'test/proof/kill-points-upkeep.test.ts',
  'search-indexer': 'test/proof/kill-points-upkeep.test.ts',
};

/** Functions that have no right to write to the table and send nothing: whoever asks may ask again. */
const readers: Readonly<Record<string, string>> = {
  authorizer: 'looks a key or a link up; what it answers is kept by API Gateway alone',
  'calendar-feeds': 'a feed is read by calendars elsewhere, again and again',
  'views-api': 'search, insights and previews of messages are made from what stands in the table',
};

/** What else feeds a queue, and how the steps are called that it makes. */
const queues: Readonly<Record<string, string>> = {
  'intake-queue': 'intake-queue',
  'mail-events': 'mail-report',
};

const entries = sourcePaths(['functions']).filter(path => path.endsWith('.lambda.ts'));
const nameOf = (path: string): string => basename(path, '.lambda.ts');
const steps = everyEntry();

/** How the steps begin that reach a function. */
function stepsOf(name: string): readonly string[] {
  const own = routes.filter(({ answeredBy }) => answeredBy === name).map(({ id }) => `ask ${id}`);
  if (own.length > 0) return steps.filter(step => own.includes(step));
  const prefix =
    queues[name] ??
    clockQueues.find(queue => queue === name) ??
    consumers.find(consumer => `${consumer}-worker` === name);
  return prefix === undefined ? [] : steps.filter(step => step.startsWith(`${prefix} `));
}

/** The functions that infra gives the right to read alone. */
const mayRead = new Set(
  sourcePaths(['infra/capabilities']).flatMap(path =>
    [...textOf(path).matchAll(/\.service\('([\w-]+)', \{[^}]*\}, 'read'\)/g)].map(([, name = '']) => name),
  ),
);
const isReached = (name: string): boolean => stepsOf(name).length > 0 || name in ownTests;

describe('the list of what the kill points reach', () => {
  test('is closed: each function is reached, or reads alone and says why', () => {
    const names = entries.map(nameOf);
    const forgotten = names.filter(name => !isReached(name) && !(name in readers));
    show({
      ...{ goal: 2, name: 'functions that the kill points reach', failed: forgotten.length },
      runs: `${names.length} functions: ${names.filter(isReached).length} reached, ${Object.keys(readers).length} that only read`,
      figure: `${forgotten.length} forgotten`,
    });
    expect(forgotten).toEqual([]);
    expect(names.length).toBeGreaterThan(40);
  });

  test('has no function twice and none that there is not', () => {
    const names = entries.map(nameOf);
    const lists = [...Object.keys(ownTests), ...Object.keys(readers), ...Object.keys(queues)];
    expect(lists.filter(name => !names.includes(name))).toEqual([]);
    expect(Object.keys(readers).filter(isReached)).toEqual([]);
    expect(Object.keys(ownTests).filter(name => stepsOf(name).length > 0)).toEqual([]);
  });

  test('names as readers those that infra lets read alone', () => {
    expect([...mayRead].sort()).toEqual(Object.keys(readers).sort());
  });

  test.each(Object.entries(ownTests))('%s: its own test calls what the function calls', (name, path) => {
    const entry = entries.find(one => nameOf(one) === name) ?? '';
    const [, useCase = '-'] = /from '\.\/([\w-]+\.ts)'/.exec(textOf(entry)) ?? [];
    expect(textOf(path)).toContain(`/${useCase}'`);
  });
});
