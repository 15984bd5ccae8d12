import type { Node, Source } from '../../tools/docs/sources.ts';
import { walk } from '../../tools/docs/sources.ts';
import type { Exception, Finding } from './finding.ts';

/** A way of touching the machine that one room alone has, with the few files that need it too. */
export type MachineRule = {
  readonly name: string;
  readonly appliesTo: RegExp;
  readonly home: RegExp;
  readonly exceptions: readonly Exception[];
  finds(node: Node, source: Source, parents: readonly Node[]): string | undefined;
};

const product = /^(shared|functions|infra|web)\//;
const keyed = /^(shared\/(?!messages\/)|functions\/)/;

const nameOf = (node: unknown): string | undefined => {
  const found = node as Node | undefined;
  if (found?.type === 'Identifier') return String(found['value']);
  if (found?.type !== 'MemberExpression') return undefined;
  const property = nameOf(found['property']) ?? textOf(found['property']);
  const object = nameOf(found['object']);
  return object !== undefined && property !== undefined ? `${object}.${property}` : undefined;
};
/** `process['env']` is `process.env`. */
const textOf = (node: unknown): string | undefined => {
  const inner = (node as Node | undefined)?.type === 'Computed' ? (node as Node)['expression'] : undefined;
  return (inner as Node | undefined)?.type === 'StringLiteral' ? String((inner as Node)['value']) : undefined;
};
const calls = (node: Node): string | undefined =>
  node.type === 'CallExpression' ? nameOf(node['callee']) : undefined;
const makes = (node: Node): string | undefined =>
  node.type === 'NewExpression' ? nameOf(node['callee']) : undefined;
const argumentsOf = (node: Node): readonly unknown[] => (node['arguments'] as unknown[] | null) ?? [];

const isOpener = (node: Node): boolean => (nameOf(node['identifier'] ?? node['id']) ?? '').startsWith('open');

const clocks = ['Date.now', 'performance.now', 'process.hrtime', 'process.hrtime.bigint'];
const chances = ['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'];
const chanceCalls = ['randomUUID', 'randomBytes', 'randomInt'];

export const machineRules: readonly MachineRule[] = [
  {
    name: 'the environment is read in shared/runtime/env.ts alone',
    appliesTo: product,
    home: /^shared\/runtime\/env\.ts$/,
    exceptions: [],
    finds(node) {
      if (nameOf(node) === 'process.env') return 'reads process.env';
      const takenApart = node.type === 'VariableDeclarator' && nameOf(node['init']) === 'process';
      return takenApart ? 'takes process apart' : undefined;
    },
  },
  {
    name: 'the time is read in shared/runtime alone',
    appliesTo: product,
    home: /^shared\/runtime\//,
    exceptions: [
      { file: 'web/app/clock.ts', because: 'the console’s one clock; everything else there is handed it' },
    ],
    finds(node) {
      const name = nameOf(node) ?? '';
      if (clocks.includes(name)) return `reads ${name}`;
      if (calls(node) === 'Date') return 'asks Date() for now';
      return makes(node) === 'Date' && argumentsOf(node).length === 0 ? 'makes a Date of now' : undefined;
    },
  },
  {
    name: 'chance is used in shared/runtime alone',
    appliesTo: product,
    home: /^shared\/runtime\//,
    exceptions: [
      {
        file: 'shared/store/dynamo-table.ts',
        because: 'jitter of a pause between two tries; decides nothing',
      },
      {
        file: 'shared/adapters/in-batches.ts',
        because: 'jitter of a pause between two tries; decides nothing',
      },
      { file: 'shared/adapters/sqs-retry-soon.ts', because: 'jitter of a message’s return; decides nothing' },
      { file: 'web/app/random.ts', because: 'the console’s one source of chance' },
    ],
    finds(node) {
      const name = nameOf(node) ?? '';
      return chances.includes(name) || chanceCalls.includes(calls(node) ?? '') ? 'uses chance' : undefined;
    },
  },
  {
    name: 'keys are spelled in shared/store/keys.ts alone',
    appliesTo: keyed,
    home: /^shared\/store\/keys\.ts$/,
    exceptions: [
      { file: 'shared/store/compile.ts', because: 'names of attributes in expressions begin with it' },
      { file: 'shared/store/dynamo-table.ts', because: 'names of attributes in expressions begin with it' },
      { file: 'shared/domain/brand/brand-colours.ts', because: 'colours begin with it' },
    ],
    finds(node) {
      const text =
        node.type === 'StringLiteral' || node.type === 'TemplateElement'
          ? String(node['value'] ?? node['raw'])
          : '';
      return text.includes('#') ? `spells a # in ${JSON.stringify(text)}` : undefined;
    },
  },
  {
    name: 'clients of AWS are made in entries, in open-table, and in functions of adapters called open… alone',
    appliesTo: product,
    home: /\.lambda\.ts$|^shared\/store\/open-table\.ts$/,
    exceptions: [],
    finds(node, source, parents) {
      const name = makes(node) ?? '';
      if (source.path.startsWith('shared/adapters/') && parents.some(isOpener)) return undefined;
      const ofSdk = source.imports.some(
        ({ specifier, names }) => specifier.startsWith('@aws-sdk/') && names.includes(name),
      );
      return ofSdk && name.endsWith('Client') ? `makes a ${name}` : undefined;
    },
  },
];

/** Where a source breaks a machine rule, its exceptions not regarded. */
export function breaches(rule: MachineRule, source: Source): Finding[] {
  if (!rule.appliesTo.test(source.path) || rule.home.test(source.path)) return [];
  const findings: Finding[] = [];
  walk(source.tree, (node, parents) => {
    const says = rule.finds(node, source, parents);
    if (says !== undefined) findings.push({ file: source.path, line: source.lineOf(node), says });
  });
  return findings;
}

/** Modules that are too heavy for a Lambda or have a better one in their place. */
const unwanted: readonly RegExp[] = [
  /^zod$/,
  /^moment(-timezone)?$/,
  /^luxon$/,
  /^dayjs/,
  /^electrodb/,
  /^date-holidays/,
  /^web-push/,
  /^@js-temporal\//,
  /^@aws-lambda-powertools\/(tracer|parser)/,
];

/** Imports of modules that no Lambda and no page may carry. */
export function unwantedModules({ path, imports }: Source): Finding[] {
  if (!/^(shared|functions|web)\//.test(path)) return [];
  return imports
    .filter(({ specifier, typeOnly }) => !typeOnly && unwanted.some(pattern => pattern.test(specifier)))
    .map(({ specifier, line }) => ({ file: path, line, says: `imports ${specifier}` }));
}
