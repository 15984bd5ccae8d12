import { describe, expect, test } from '@jest/globals';
import { readSource } from '../../tools/docs/sources.ts';
import { breaches, machineRules, unwantedModules } from './machine.ts';
import { isTooMuch, largeFunctions, longFile } from './sizes.ts';
import { idleComments, rulesUntold, strayWords } from './words.ts';

const rule = (start: string) => {
  const found = machineRules.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`no rule begins with ${start}`);
  return found;
};
const broken = (start: string, path: string, text: string): number =>
  breaches(rule(start), readSource(path, text)).length;
const lines = (count: number): string => Array.from({ length: count }, (_, n) => `f(${n});`).join('\n');

describe('the environment', () => {
  test.each(['process.env.X', "process['env'].X", 'const { env } = process'])('is found in %s', text => {
    expect(broken('the environment', 'functions/team/x.ts', text)).toBe(1);
  });
  test('is free in its home and in tools', () => {
    expect(broken('the environment', 'shared/runtime/env.ts', 'process.env.X')).toBe(0);
    expect(broken('the environment', 'tools/x.ts', 'process.env.X')).toBe(0);
  });
});

describe('the time', () => {
  test.each(['Date.now()', 'new Date()', 'new Date', 'Date()', 'const now = Date.now', 'performance.now()'])(
    'is found in %s',
    text => {
      expect(broken('the time', 'shared/domain/x.ts', text)).toBe(1);
    },
  );
  test('may be counted with when it is handed in', () => {
    expect(broken('the time', 'shared/domain/x.ts', 'new Date(instant)')).toBe(0);
    expect(broken('the time', 'shared/runtime/clock.ts', 'Date.now()')).toBe(0);
  });
});

describe('chance', () => {
  test.each(['Math.random()', 'crypto.randomUUID()', 'const random = Math.random', 'randomBytes(20)'])(
    'is found in %s',
    text => {
      expect(broken('chance', 'functions/team/x.ts', text)).toBe(1);
    },
  );
});

describe('keys', () => {
  test('are found in texts and templates, not in comments', () => {
    expect(broken('keys', 'functions/team/x.ts', "const pk = 'account#1';")).toBe(1);
    expect(broken('keys', 'shared/store/task-store.ts', ['const pk = `account#$', '{id}`;'].join(''))).toBe(
      1,
    );
    expect(broken('keys', 'shared/store/task-store.ts', '// account#1\nconst a = 1;')).toBe(0);
    expect(broken('keys', 'web/app/x.ts', "const color = '#fff';")).toBe(0);
  });
});

describe('clients of AWS', () => {
  const text = "import { SQSClient } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});";
  test('are found where they are made', () => {
    expect(broken('clients', 'functions/team/x.ts', text)).toBe(1);
    expect(broken('clients', 'shared/adapters/event-bus.ts', text)).toBe(1);
    expect(broken('clients', 'functions/team/x.lambda.ts', text)).toBe(0);
    const opened = text.replace('const sqs =', 'export const openQueue = () =>');
    expect(broken('clients', 'shared/adapters/event-bus.ts', opened)).toBe(0);
    expect(broken('clients', 'functions/team/x.ts', opened)).toBe(1);
    expect(broken('clients', 'functions/team/x.ts', 'const http = new HttpClient();')).toBe(0);
  });
});

test.each(['zod', 'luxon', 'web-push', '@aws-lambda-powertools/tracer', 'electrodb', 'date-holidays'])(
  '%s is found in what runs in a Lambda, and not in tools',
  name => {
    const text = `import x from '${name}';`;
    expect(unwantedModules(readSource('shared/messages/x.ts', text))).toHaveLength(1);
    expect(unwantedModules(readSource('tools/x.ts', text))).toEqual([]);
  },
);

test('zod/mini and types are no unwanted modules', () => {
  expect(unwantedModules(readSource('shared/events/x.ts', "import * as z from 'zod/mini';"))).toEqual([]);
});

describe('sizes', () => {
  test('tell a file above its aim, and fail it above twice the aim', () => {
    const sized = (count: number) => longFile(readSource('functions/team/x.lambda.ts', lines(count)));
    expect(sized(20)).toEqual([]);
    expect(sized(21)[0]).toMatchObject({ has: 21, aim: 20 });
    expect(sized(40).some(isTooMuch)).toBe(false);
    expect(sized(41).some(isTooMuch)).toBe(true);
  });

  test('tell long functions and those with many parameters', () => {
    const source = readSource('shared/domain/x.ts', `const f = (a, b, c, d) => {\n${lines(40)}\n};`);
    expect(largeFunctions(source).map(({ has, aim }) => [has, aim])).toEqual([
      [42, 40],
      [4, 3],
    ]);
  });
});

describe('comments', () => {
  test.each([
    '// -------------------',
    '/* ===== parts ===== */',
    '# ##############',
    `// ${'TO'}${'DO'}: later`,
    ` * ${'FIX'}${'ME'} this`,
  ])('%s is found', text => {
    expect(idleComments('x.ts', text)).toHaveLength(1);
  });
  test('are left alone when they say something', () => {
    expect(idleComments('x.ts', '/** True for facts -- of this name. */\n// Why: a = b.\n#!/bin/sh')).toEqual(
      [],
    );
  });
});

describe('words', () => {
  test.each([`/${'work'}/main/x.ts`, `https://${'registry'}.npmjs.org/x`, `I, ${'as an'} AI, say`])(
    '%s is found',
    text => {
      expect(strayWords('docs/x.md', `see ${text}`)).toHaveLength(1);
    },
  );
  test('of the product are none of them', () => {
    expect(strayWords('docs/x.md', 'a session ends; see ./work/list and docs/work/list')).toEqual([]);
  });
});

test('an exported rule of the domain without a docstring is found', () => {
  const text = 'export const a = (): number => 1;\n/** Says. */\nexport function b() {}\nexport const c = 2;';
  expect(rulesUntold(readSource('shared/domain/x.ts', text)).map(({ says }) => says)).toEqual([
    'a states no rule',
  ]);
});
