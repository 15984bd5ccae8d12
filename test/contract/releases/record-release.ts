import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namesFor } from '../../../shared/events/catalog.ts';
import { MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { followsOf } from '../../../shared/store/journal.ts';
import type { Row } from '../../../shared/store/table.ts';
import { projectRoot } from '../../../tools/docs/sources.ts';
import { endEverything } from '../../proof/storm/end-everything.ts';
import { aCompany, PACE, sayEverything } from '../../proof/storm/everything.ts';
import { peopleAtWork } from '../../proof/storm/people.ts';
import { twentyPercent } from '../../simulation/faults.ts';
import { callAll } from '../../simulation/outreach-storm.ts';
import type { World } from '../../simulation/world.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { eventShapes } from './event-shapes.ts';
import { projectVersion } from './release-files.ts';

/**
 * `node test/contract/releases/record-release.ts` keeps what this release writes, for all later ones to read: facts of
 * every name that a busy day of systems and people makes, the whole table in the middle of that day, and what waited in
 * queues just then; and its
 * functions themselves, for later ones to be shown beside them.
 */
const FACTS = 60;
const folder = fileURLToPath(new URL(`./${projectVersion().replaceAll('.', '-')}/`, import.meta.url));
if (existsSync(folder))
  throw new Error(
    `${projectVersion()} is kept already: give package.json the version of the next release first.`,
  );

const lines = (values: readonly unknown[]): string => values.map(one => `${JSON.stringify(one)}\n`).join('');
const rowsOf = ({ table }: World): Row[] => [...table.rows()];

const world = await aCompany({ seed: 5, facts: FACTS, faults: twentyPercent });
const people = peopleAtWork(world, { facts: FACTS, within: (FACTS * SECOND) / PACE });
await sayEverything(world, { facts: FACTS });
await world.run({ until: world.clock.now() + 90 * MINUTE });
await sayEverything(world, { facts: FACTS, said: FACTS });
await world.run({ until: world.clock.now() + 2 * SECOND });
const noon = {
  at: world.clock.now(),
  handled: [...world.handled.keys()],
  effects: [...world.effects.keys()],
};
const rows = rowsOf(world);
/** Taken by the bus and not answered by everybody whom it concerns: they wait in queues. */
const underWay = [
  ...world.injected,
  ...rows.filter(row => row.wakeAt === undefined).flatMap(followsOf),
].filter(({ name, id }) =>
  world.consumers.some(
    consumer => namesFor(consumer).includes(name) && !world.handled.has(`${consumer} ${id}`),
  ),
);
await people.goHome();
await world.settle();
await callAll(world);
await endEverything(world);
await world.run({ until: world.clock.now() + MINUTE });
const facts = Map.groupBy(
  [...world.injected, ...rowsOf(world).flatMap(followsOf)],
  ({ name, data }) => `${name} ${Object.keys(data).sort()}`,
);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'facts.jsonl'), lines([...facts.values()].map(([first]) => first)));
writeFileSync(join(folder, 'table-at-noon.jsonl'), lines([noon, ...rows]));
writeFileSync(join(folder, 'events.jsonl'), lines(Object.entries(eventShapes())));
writeFileSync(join(folder, 'messages-at-noon.jsonl'), lines(underWay));
await bundleFunctions(projectRoot, join(folder, 'functions.mjs'));
console.log(`${facts.size} facts, ${rows.length} rows, ${underWay.length} messages: ${folder}`);
