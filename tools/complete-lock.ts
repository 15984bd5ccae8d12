import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds to package-lock.json the optional platform packages that the registry used for the last install did not carry
 * (mirrors often leave out foreign platforms). `npm ci` refuses a lock without them, on every platform. Run it after
 * each change of dependencies: node tools/complete-lock.ts
 */
type Entry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry> };

const systems = [
  'darwin',
  'linux',
  'win32',
  'android',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'openharmony',
];
const processors = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
const added = Object.entries(lock.packages).flatMap(([path, entry]) => missingOf(path, entry));
for (const [place, entry] of added) lock.packages[place] = entry;
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${added.length} platform packages added`);

function missingOf(path: string, entry: Entry): [string, Entry][] {
  if (path === '') return [];
  return Object.entries(entry.optionalDependencies ?? {})
    .filter(([name, version]) => /^\d[\w.+-]*$/.test(version) && !isThere(path, name))
    .map(([name, version]) => [`node_modules/${name}`, platformEntry(name, version, entry.dev === true)]);
}

function isThere(path: string, name: string): boolean {
  return `node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages;
}

/** The platform is in the name, as esbuild, swc and others of the kind name their parts. */
function platformEntry(name: string, version: string, dev: boolean): Entry {
  const parts = name.split(/[-/_]/);
  const os = systems.find(system => parts.includes(system));
  const cpu = processors.find(processor => parts.includes(processor));
  return {
    version,
    ...(dev ? { dev } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
  };
}
