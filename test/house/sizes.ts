import type { Node, Source } from '../../tools/docs/sources.ts';
import { walk } from '../../tools/docs/sources.ts';
import type { Finding } from './finding.ts';

/** Something larger than its aim; more than twice the aim is too much. */
export type Excess = Finding & { readonly has: number; readonly aim: number };

/** Aims in lines, the narrower first. */
const aims: readonly { readonly of: string; readonly holds: RegExp; readonly lines: number }[] = [
  { of: 'an entry', holds: /^functions\/.*\.lambda\.ts$/, lines: 20 },
  { of: 'a use case', holds: /^functions\//, lines: 100 },
  { of: 'a domain file', holds: /^shared\/domain\//, lines: 180 },
  { of: 'a store or adapter', holds: /^shared\/(store|adapters)\//, lines: 160 },
  { of: 'a construct', holds: /^infra\//, lines: 180 },
  { of: 'a test file', holds: /^test\//, lines: 250 },
  { of: 'a file', holds: /./, lines: 250 },
];
const FUNCTION_LINES = 40;
const PARAMETERS = 3;

/** Texts grow with what there is to say. */
const isTexts = (path: string): boolean => /\/messages\//.test(path);

/** Is the file longer than files of its kind aim to be? */
export function longFile({ path, text }: Source): Excess[] {
  const has = text.trimEnd().split('\n').length;
  const aim = aims.find(({ holds }) => holds.test(path));
  if (!aim || isTexts(path) || has <= aim.lines) return [];
  return [
    { file: path, line: 1, has, aim: aim.lines, says: `${aim.of} of ${has} lines; the aim is ${aim.lines}` },
  ];
}

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
  'Constructor',
]);

/** Functions that are long, or that take many things one by one. Tests describe; their length is the file's. */
export function largeFunctions(source: Source): Excess[] {
  const found: Excess[] = [];
  const add = (node: Node, { has, aim, what }: { has: number; aim: number; what: string }) => {
    if (has > aim)
      found.push({
        file: source.path,
        line: source.lineOf(node),
        has,
        aim,
        says: `a function with ${has} ${what}; the aim is ${aim}`,
      });
  };
  walk(source.tree, node => {
    if (!functionTypes.has(node.type)) return;
    if (!source.path.startsWith('test/'))
      add(node, { has: source.linesOf(node), aim: FUNCTION_LINES, what: 'lines' });
    const has = ((node['params'] as unknown[] | undefined) ?? []).length;
    add(node, { has, aim: PARAMETERS, what: 'parameters' });
  });
  return found;
}

export const isTooMuch = ({ has, aim }: Excess): boolean => has > 2 * aim;
