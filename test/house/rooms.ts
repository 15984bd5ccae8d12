import type { Import, Source } from '../../tools/docs/sources.ts';
import type { Finding } from './finding.ts';

/** How much of a room another may take: everything, or what leaves nothing behind at run time. */
type Share = 'all' | 'types';
type Room = {
  readonly name: string;
  readonly holds: RegExp;
  /** Other rooms of the project. A room's own files are free to each other, capabilities of functions/ apart. */
  readonly rooms: Readonly<Record<string, Share>>;
  /** Packages: the name itself or what stands below it. */
  readonly packages: Readonly<Record<string, Share>>;
};

const words = { kernel: 'all', events: 'all', contracts: 'all' } as const;
const sdk = '@aws-sdk/*';

/** The house's rooms and who may import whom, the narrower room first. `docs/house.md` shows this table. */
export const rooms: readonly Room[] = [
  { name: 'kernel', holds: /^shared\/kernel\//, rooms: {}, packages: { 'node:crypto': 'all' } },
  {
    name: 'events',
    holds: /^shared\/events\//,
    rooms: { kernel: 'all' },
    packages: { 'zod/mini': 'all', 'zod/locales': 'all' },
  },
  {
    name: 'contracts',
    holds: /^shared\/contracts\//,
    rooms: { kernel: 'all', events: 'all' },
    packages: { 'zod/mini': 'all' },
  },
  {
    name: 'domain/time',
    holds: /^shared\/domain\/time\//,
    rooms: { kernel: 'all' },
    packages: { 'temporal-polyfill': 'all' },
  },
  {
    name: 'domain',
    holds: /^shared\/domain\//,
    rooms: { kernel: 'all', events: 'all', 'domain/time': 'all' },
    packages: { 'node:crypto': 'all' },
  },
  {
    name: 'messages',
    holds: /^shared\/messages\//,
    rooms: { kernel: 'all', events: 'types' },
    packages: {},
  },
  {
    name: 'table-on-dynamo',
    holds: /^shared\/store\/(dynamo-table|open-table|compile|stream-rows)\.ts$/,
    rooms: { kernel: 'all', store: 'all' },
    packages: { [sdk]: 'all' },
  },
  {
    name: 'store',
    holds: /^shared\/store\//,
    rooms: { kernel: 'all', events: 'all', contracts: 'types', domain: 'all', 'domain/time': 'all' },
    packages: { 'node:crypto': 'all' },
  },
  {
    name: 'adapters',
    holds: /^shared\/adapters\//,
    rooms: { ...words },
    packages: {
      [sdk]: 'all',
      '@block65/webcrypto-web-push': 'all',
      'aws-lambda': 'types',
      'node:crypto': 'all',
      'zod/mini': 'all',
    },
  },
  {
    name: 'runtime',
    holds: /^shared\/runtime\//,
    rooms: { ...words },
    packages: {
      '@middy/*': 'all',
      '@aws-lambda-powertools/*': 'all',
      'aws-lambda': 'types',
      'node:crypto': 'all',
      'node:fs': 'all',
      'zod/mini': 'all',
    },
  },
  {
    name: 'entry',
    holds: /^functions\/[^/]+\/[^/]+\.lambda\.ts$/,
    rooms: {
      'use case': 'all',
      routes: 'all',
      contracts: 'all',
      runtime: 'all',
      store: 'all',
      'table-on-dynamo': 'all',
      adapters: 'all',
    },
    packages: { [sdk]: 'all', 'aws-lambda': 'types' },
  },
  {
    name: 'routes',
    holds: /^functions\/[^/]+\/[^/]+-routes\.ts$/,
    rooms: {
      ...words,
      'use case': 'all',
      domain: 'types',
      runtime: 'all',
      store: 'all',
      adapters: 'types',
    },
    packages: {},
  },
  {
    name: 'use case',
    holds: /^functions\//,
    rooms: {
      ...words,
      domain: 'all',
      'domain/time': 'all',
      messages: 'all',
      store: 'all',
      adapters: 'types',
    },
    packages: {
      'zod/mini': 'all',
      'csv-parse/sync': 'all',
      'ical.js': 'all',
      'libphonenumber-js/min': 'all',
    },
  },
  {
    name: 'infra',
    holds: /^infra\//,
    rooms: { events: 'all', contracts: 'all', kernel: 'types', store: 'all' },
    packages: {
      'aws-cdk-lib': 'all',
      constructs: 'all',
      'cdk-nag': 'all',
      esbuild: 'all',
      '@aws-sdk/credential-provider-env': 'all',
      'node:fs': 'all',
      'node:path': 'all',
      'node:url': 'all',
    },
  },
  {
    name: 'web',
    holds: /^web\//,
    rooms: { contracts: 'all', kernel: 'all', domain: 'all', 'domain/time': 'all', events: 'types' },
    packages: {
      react: 'all',
      'react-dom': 'all',
      'react-aria-components': 'all',
      '@tanstack/*': 'all',
      'temporal-polyfill': 'all',
      'zod/mini': 'types',
    },
  },
];

/** Files that are built with, not into, the product: they may import everything but the tests. */
const free = /^(tools|test)\/|^web\/(vite\.config\.ts$|dev\/)/;
/** Of the store, infra needs the table's shape alone. */
const narrow: Readonly<Record<string, RegExp>> = { 'infra store': /^shared\/store\/table\.ts$/ };

export const roomOf = (path: string): Room | undefined => rooms.find(({ holds }) => holds.test(path));

/** Imports that the table of rooms does not allow. */
export function foreignImports({ path, imports }: Source): Finding[] {
  return imports.flatMap(one => {
    const why = whyNot(path, one);
    return why === undefined ? [] : [{ file: path, line: one.line, says: why }];
  });
}

function whyNot(from: string, { path, specifier, typeOnly }: Import): string | undefined {
  if (path?.startsWith('test/') && !from.startsWith('test/')) return `imports ${path}: nothing imports tests`;
  if (free.test(from)) return undefined;
  const room = roomOf(from);
  if (!room) return 'stands in no room of the house';
  if (path === undefined)
    return refuse(room, { what: specifier, share: packageShare(room, specifier), typeOnly });
  if (path.endsWith('.css')) return undefined;
  const other = roomOf(path);
  if (!other) return `${room.name} may not import ${path}`;
  const otherCapability = capabilityOf(path) !== undefined && capabilityOf(path) !== capabilityOf(from);
  if (otherCapability) return `imports ${path}: what makes another capability act is an event`;
  const narrowed = narrow[`${room.name} ${other.name}`];
  if (narrowed && !narrowed.test(path)) return `${room.name} may not import ${path}`;
  return refuse(room, { what: path, share: other === room ? 'all' : room.rooms[other.name], typeOnly });
}

type Asked = { readonly what: string; readonly share: Share | undefined; readonly typeOnly: boolean };

function refuse(room: Room, { what, share, typeOnly }: Asked): string | undefined {
  if (share === 'all' || (share === 'types' && typeOnly)) return undefined;
  return share === 'types'
    ? `${room.name} may import only types of ${what}`
    : `${room.name} may not import ${what}`;
}

const packageShare = ({ packages }: Room, specifier: string): Share | undefined =>
  Object.entries(packages).find(([name]) => {
    const whole = name.replace(/\/?\*$/, '');
    return specifier === whole || specifier.startsWith(`${whole}/`);
  })?.[1];

const capabilityOf = (path: string): string | undefined => /^functions\/([^/]+)\//.exec(path)?.[1];

/** The first way in which files of a room import each other in a circle, as the files passed. */
export function circleIn(sources: readonly Source[]): readonly string[] | undefined {
  const byPath = new Map(sources.map(source => [source.path, source]));
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const { path: next } of byPath.get(path)?.imports ?? []) {
      const circle = next !== undefined && byPath.has(next) ? follow(next, [...way, path]) : undefined;
      if (circle) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of sources) {
    const circle = follow(path, []);
    if (circle) return circle;
  }
  return undefined;
}
