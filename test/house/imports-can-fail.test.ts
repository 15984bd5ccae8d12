import { describe, expect, test } from '@jest/globals';
import { readSource } from '../../tools/docs/sources.ts';
import { without } from './finding.ts';
import { circleIn, foreignImports } from './rooms.ts';

const complaints = (path: string, text: string) =>
  foreignImports(readSource(path, text)).map(({ says }) => says);

describe('the table of rooms', () => {
  test('lets the kernel have nothing but node:crypto', () => {
    expect(complaints('shared/kernel/x.ts', "import { createHash } from 'node:crypto';")).toEqual([]);
    expect(complaints('shared/kernel/x.ts', "import { readFileSync } from 'node:fs';")).toEqual([
      'kernel may not import node:fs',
    ]);
    expect(complaints('shared/kernel/x.ts', "import type { Fact } from '../events/envelope.ts';")).toEqual([
      'kernel may not import shared/events/envelope.ts',
    ]);
  });

  test('keeps the domain from AWS, runtime and store', () => {
    const found = complaints(
      'shared/domain/calls/slot.ts',
      `import { SQSClient } from '@aws-sdk/client-sqs';
       import { log } from '../../runtime/log.ts';
       import type { Table } from '../../store/table.ts';
       import { HOUR } from '../../kernel/instant.ts';`,
    );
    expect(found).toEqual([
      'domain may not import @aws-sdk/client-sqs',
      'domain may not import shared/runtime/log.ts',
      'domain may not import shared/store/table.ts',
    ]);
  });

  test('lets only domain/time have the time zones’ library', () => {
    const text = "import { Temporal } from 'temporal-polyfill';";
    expect(complaints('shared/domain/time/zones.ts', text)).toEqual([]);
    expect(complaints('shared/domain/calls/slot.ts', text)).toHaveLength(1);
  });

  test('gives use cases the types of adapters and not their code', () => {
    const use = 'functions/team/hire-agent.ts';
    expect(complaints(use, "import type { Bus } from '../../shared/adapters/bus.ts';")).toEqual([]);
    expect(complaints(use, "import { type Bus } from '../../shared/adapters/bus.ts';")).toEqual([]);
    expect(complaints(use, "import { eventBus } from '../../shared/adapters/event-bus.ts';")).toEqual([
      'use case may import only types of shared/adapters/event-bus.ts',
    ]);
    expect(
      complaints(use, "import { type Bus, eventBus } from '../../shared/adapters/event-bus.ts';"),
    ).toHaveLength(1);
  });

  test('keeps use cases from runtime, AWS, the Dynamo client and entries', () => {
    const found = complaints(
      'functions/team/hire-agent.ts',
      `import { readEnv } from '../../shared/runtime/env.ts';
       import { openTable } from '../../shared/store/open-table.ts';
       import { SQSClient } from '@aws-sdk/client-sqs';
       import { handler } from './team-worker.lambda.ts';
       import { accountPk } from '../../shared/store/keys.ts';`,
    );
    expect(found).toEqual([
      'use case may not import shared/runtime/env.ts',
      'use case may not import shared/store/open-table.ts',
      'use case may not import @aws-sdk/client-sqs',
      'use case may not import functions/team/team-worker.lambda.ts',
    ]);
  });

  test('keeps every file of a capability from another capability', () => {
    const text = "import { loadThing } from '../accounts/read-account.ts';";
    for (const path of ['functions/team/x.ts', 'functions/team/x.lambda.ts', 'functions/team/team-routes.ts'])
      expect(complaints(path, text)).toEqual([
        'imports functions/accounts/read-account.ts: what makes another capability act is an event',
      ]);
    expect(
      complaints('functions/team/x.ts', "import type { A } from '../accounts/read-account.ts';"),
    ).toHaveLength(1);
  });

  test('keeps the domain out of entries, which only assemble', () => {
    const text = "import { takeIn } from '../../shared/domain/accounts/take-in.ts';";
    expect(complaints('functions/accounts/x.lambda.ts', text)).toHaveLength(1);
  });

  test('gives infra the table’s shape and nothing else of the store', () => {
    expect(
      complaints('infra/platform/x.ts', "import { tableShape } from '../../shared/store/table.ts';"),
    ).toEqual([]);
    expect(
      complaints('infra/platform/x.ts', "import { accountPk } from '../../shared/store/keys.ts';"),
    ).toHaveLength(1);
    expect(
      complaints('infra/platform/x.ts', "import { relay } from '../../functions/upkeep/relay.ts';"),
    ).toHaveLength(1);
  });

  test('keeps the page from store, runtime and the catalog’s code', () => {
    const found = complaints(
      'web/app/x.tsx',
      `import { loadTask } from '../../shared/store/task-store.ts';
       import { log } from '../../shared/runtime/log.ts';
       import { catalog } from '../../shared/events/catalog.ts';
       import type { Moment } from '../../shared/events/account-events.ts';`,
    );
    expect(found).toHaveLength(3);
  });

  test('sees what is exported on, fetched later, and named only as a type', () => {
    const from = 'shared/domain/calls/slot.ts';
    expect(complaints(from, "export * from '../../runtime/log.ts';")).toHaveLength(1);
    expect(complaints(from, "export { log } from '../../runtime/log.ts';")).toHaveLength(1);
    expect(complaints(from, "const log = await import('../../runtime/log.ts');")).toHaveLength(1);
    expect(complaints(from, "type L = import('../../runtime/log.ts').Log;")).toHaveLength(1);
  });

  test('lets nothing import tests, tools included', () => {
    const text = "import { simulate } from '../test/simulation/world.ts';";
    expect(complaints('tools/x.ts', text)).toHaveLength(1);
    expect(complaints('test/unit/x.test.ts', "import { simulate } from '../simulation/world.ts';")).toEqual(
      [],
    );
  });

  test('knows no room for a file that stands nowhere', () => {
    expect(complaints('shared/misc/x.ts', "import { a } from './y.ts';")).toEqual([
      'stands in no room of the house',
    ]);
    expect(complaints('shared/kernel/x.ts', "import { a } from '../misc/y.ts';")).toHaveLength(1);
  });
});

describe('circles', () => {
  const a = readSource('shared/a.ts', "import { b } from './b.ts';");
  const b = readSource('shared/b.ts', "import type { C } from './c.ts';");
  const c = readSource('shared/c.ts', "export { a } from './a.ts';");
  const d = readSource('shared/c.ts', 'export const c = 1;');

  test('are found, types included', () => {
    expect(circleIn([a, b, c])).toEqual(['shared/a.ts', 'shared/b.ts', 'shared/c.ts', 'shared/a.ts']);
  });

  test('are not seen where there are none', () => {
    expect(circleIn([a, b, d])).toBeUndefined();
  });
});

test('an exception excuses its file and is itself complained of when nothing needs it', () => {
  const found = { file: 'shared/a.ts', line: 1, says: 'is wrong' };
  const excused = { file: 'shared/a.ts', because: 'it must' };
  const idle = { file: 'shared/b.ts', because: 'it once had to' };
  expect(without([found], [excused])).toEqual({ findings: [], unneeded: [] });
  expect(without([found], [idle])).toEqual({ findings: [found], unneeded: ['shared/b.ts'] });
});
