import { globSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { sourceAt, sourcePaths, textOf } from '../../tools/docs/sources.ts';
import { told, without } from './finding.ts';
import { breaches, machineRules, unwantedModules } from './machine.ts';
import { plain, roomRows } from './page.ts';
import { circleIn, foreignImports } from './rooms.ts';
import { isTooMuch, largeFunctions, longFile } from './sizes.ts';
import { idleComments, rulesUntold, strayWords } from './words.ts';

const MOST_DEPENDENCIES = 25;
const sources = sourcePaths().map(sourceAt);

/** Everything that people wrote and the product keeps, generated files and lock files apart. */
const texts = globSync(
  [
    '*.{md,json,yaml,yml,mjs}',
    '.ci/*',
    '{docs,examples,infra,settings,shared,functions,test,tools,web}/**/*.*',
  ],
  { exclude: ['package-lock.json', '**/__pycache__/**', '**/*.png', '**/*.woff2', '**/*.pyc'] },
).sort();
const code = texts.filter(path => /\.(ts|tsx|mjs|css|py|html)$/.test(path));

describe('the house', () => {
  test('reads sources of every room', () => {
    for (const room of ['shared', 'functions', 'infra', 'web', 'tools', 'test'])
      expect(sources.filter(({ path }) => path.startsWith(`${room}/`)).length).toBeGreaterThan(5);
    expect(texts.length).toBeGreaterThan(sources.length);
  });

  test('imports follow the table of rooms', () => {
    expect(sources.flatMap(foreignImports).map(told)).toEqual([]);
  });

  test('docs/house.md shows this table and every exception', () => {
    const page = textOf('docs/house.md');
    const lines = page.split('\n').map(plain);
    expect(roomRows().filter(row => !lines.includes(plain(row)))).toEqual([]);
    const files = machineRules.flatMap(({ exceptions }) => exceptions.map(({ file }) => file));
    expect(files.filter(file => !page.includes(`\`${file}\``))).toEqual([]);
  });

  test('files of shared and functions do not import each other in a circle', () => {
    expect(circleIn(sources.filter(({ path }) => /^(shared|functions)\//.test(path)))).toBeUndefined();
  });

  test.each(machineRules)('$name', rule => {
    const found = sources.flatMap(source => breaches(rule, source));
    const { findings, unneeded } = without(found, rule.exceptions);
    expect(findings.map(told)).toEqual([]);
    expect(unneeded).toEqual([]);
  });

  test('no Lambda and no page carries a module that has a lighter one in its place', () => {
    expect(sources.flatMap(unwantedModules).map(told)).toEqual([]);
  });

  test(`production has at most ${MOST_DEPENDENCIES} dependencies`, () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: object };
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(MOST_DEPENDENCIES);
  });

  test('nothing is more than twice as large as it aims to be', () => {
    const excesses = sources.flatMap(source => [...longFile(source), ...largeFunctions(source)]);
    if (excesses.length > 0) process.stdout.write(`Larger than the aim:\n${excesses.map(told).join('\n')}\n`);
    expect(excesses.filter(isTooMuch).map(told)).toEqual([]);
  });

  test('every exported rule of the domain says what it is', () => {
    expect(sources.flatMap(rulesUntold).map(told)).toEqual([]);
  });

  test('comments neither decorate nor put off', () => {
    expect(code.flatMap(path => idleComments(path, textOf(path))).map(told)).toEqual([]);
  });

  test('no text tells of the machine it was written on', () => {
    expect(texts.flatMap(path => strayWords(path, textOf(path))).map(told)).toEqual([]);
  });
});
