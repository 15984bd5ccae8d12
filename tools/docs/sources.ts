import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A node of the syntax tree, as far as anybody here looks into it. */
export type Node = { readonly type: string; readonly span?: Span; readonly [part: string]: unknown };
type Span = { readonly start: number; readonly end: number };

export type Import = {
  /** As written: `./x.ts`, `node:fs`, `zod/mini`. */
  readonly specifier: string;
  /** Path below the root when it is a file of the project. */
  readonly path: string | undefined;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** Names taken from it, as they are called there; `*` for all of it. */
  readonly names: readonly string[];
  readonly line: number;
};

export type Source = {
  readonly path: string;
  readonly text: string;
  readonly tree: Node;
  readonly imports: readonly Import[];
  /** Line of a node, counted from 1. */
  lineOf(node: Node): number;
  /** How many lines a node takes. */
  linesOf(node: Node): number;
  /** A node as it is written. */
  textOf(node: Node): string;
};

export const rooms = ['shared', 'functions', 'infra', 'web', 'tools', 'test'] as const;

/** Paths of the project's sources below some folders, in a fixed order. */
export const sourcePaths = (under: readonly string[] = rooms): string[] =>
  globSync(
    under.flatMap(folder => [`${folder}/**/*.ts`, `${folder}/**/*.tsx`]),
    { cwd: projectRoot },
  ).sort();

export const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

const known = new Map<string, Source>();

/** A source of the project, read once. */
export function sourceAt(path: string): Source {
  const source = known.get(path) ?? readSource(path, textOf(path));
  known.set(path, source);
  return source;
}

/** Reads a text as a source of the project that stands at this path. */
export function readSource(path: string, text: string): Source {
  const tree = parseSync(text, {
    syntax: 'typescript',
    tsx: path.endsWith('.tsx'),
    target: 'es2024',
  }) as unknown as Node;
  const bytes = Buffer.from(text);
  // Offsets count bytes from 1.
  const lineAt = (offset: number) =>
    bytes
      .subarray(0, offset - 1)
      .toString()
      .split('\n').length;
  const lineOf = (node: Node) => lineAt(node.span?.start ?? 1);
  const linesOf = (node: Node) => lineAt(node.span?.end ?? 1) - lineOf(node) + 1;
  const textOf = ({ span }: Node) => bytes.subarray((span?.start ?? 1) - 1, (span?.end ?? 1) - 1).toString();
  return { path, text, tree, imports: importsOf(path, tree, lineOf), lineOf, linesOf, textOf };
}

function importsOf(path: string, tree: Node, lineOf: (node: Node) => number): Import[] {
  const found: Import[] = [];
  const add = (node: Node, specifier: unknown, what: Pick<Import, 'typeOnly' | 'names'>) => {
    if (typeof specifier !== 'string') return;
    const file = specifier.startsWith('.') ? join(dirname(path), specifier) : undefined;
    found.push({ specifier, path: file && relative('.', file), ...what, line: lineOf(node) });
  };
  walk(tree, node => {
    if (node.type === 'ImportDeclaration' || node.type.startsWith('Export'))
      add(node, textIn(node['source']), { typeOnly: isTypeOnly(node), names: namesIn(node) });
    if (node.type === 'CallExpression' && (node['callee'] as Node).type === 'Import')
      add(node, textIn((node['arguments'] as { expression: Node }[])[0]?.expression), {
        typeOnly: false,
        names: ['*'],
      });
    if (node.type === 'TsImportType') add(node, textIn(node['argument']), { typeOnly: true, names: [] });
  });
  return found;
}

const textIn = (node: unknown): unknown => (node as { value?: unknown } | null | undefined)?.value;

const specifiersOf = (node: Node): readonly Node[] => (node['specifiers'] as Node[] | undefined) ?? [];

/** `import type …`, or an import of which every name is a type. */
function isTypeOnly(node: Node): boolean {
  if (node['typeOnly'] === true) return true;
  const specifiers = specifiersOf(node);
  return specifiers.length > 0 && specifiers.every(specifier => specifier['isTypeOnly'] === true);
}

function namesIn(node: Node): string[] {
  if (node.type === 'ExportAllDeclaration') return ['*'];
  return specifiersOf(node).map(specifier => {
    if (specifier.type === 'ImportNamespaceSpecifier') return '*';
    if (specifier.type === 'ImportDefaultSpecifier') return 'default';
    return String(textIn(specifier['imported'] ?? specifier['orig'] ?? specifier['local']) ?? '*');
  });
}

/** Calls `visit` for a node and all that is in it, from the outside in. */
export function walk(node: Node, visit: (node: Node, parents: readonly Node[]) => void): void {
  const into = (value: unknown, parents: readonly Node[]): void => {
    if (Array.isArray(value)) for (const one of value) into(one, parents);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const isNode = typeof (value as Node).type === 'string';
    if (isNode) visit(value as Node, parents);
    const inner = isNode ? [...parents, value as Node] : parents;
    for (const part of Object.values(value)) if (typeof part === 'object') into(part, inner);
  };
  into(node, []);
}
