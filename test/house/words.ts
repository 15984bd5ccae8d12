import type { Node, Source } from '../../tools/docs/sources.ts';
import type { Finding } from './finding.ts';

const at = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

type Text = { readonly file: string; readonly text: string };

const found = ({ file, text }: Text, pattern: RegExp, says: (match: string) => string): Finding[] =>
  [...text.matchAll(pattern)].map(match => ({
    file,
    line: at(text, match.index),
    says: says(match[0].trim().slice(0, 60)),
  }));

/** Written apart, so that this file does not hold what it looks for. */
const spelled = (...parts: readonly string[]): string => parts.join('');
const marks = [spelled('TO', 'DO'), spelled('FIX', 'ME'), spelled('XX', 'X'), spelled('HA', 'CK')];

/** Comments that are decoration, or that put something off. */
export function idleComments(file: string, text: string): Finding[] {
  const banner = /^[ \t]*(\/\/|#|\/\*+|\*)[ \t]*([-=*#_~─━]{4,}|(\S+[ \t]+)?[-=*#─━]{6,}).*$/gm;
  const later = new RegExp(`(//|#|\\*|<!--).*\\b(${marks.join('|')})\\b.*$`, 'gm');
  return [
    ...found({ file, text }, banner, match => `has a banner: ${match}`),
    ...found({ file, text }, later, match => `puts something off: ${match}`),
  ];
}

const placeWords: readonly RegExp[] = [
  new RegExp(`(?<![\\w.@/-])/${spelled('wo', 'rk')}/`, 'g'),
  new RegExp(`(?<![\\w.@/-])/${spelled('ro', 'ot')}/`, 'g'),
  new RegExp(spelled('bash', '_jobs'), 'g'),
  new RegExp(spelled('registry', '\\.npmjs'), 'g'),
  new RegExp(spelled('files\\.python', 'hosted'), 'g'),
  new RegExp(spelled('pypi', '\\.org/(?!project/)'), 'g'),
  new RegExp(spelled('artifact', 'ory'), 'gi'),
  new RegExp(`\\b${spelled('as an', ' AI')}\\b`, 'gi'),
  new RegExp(`\\b${spelled('language', ' model')}\\b`, 'gi'),
];

/** Words that tell of the machine or the maker instead of the product. */
export const strayWords = (file: string, text: string): Finding[] =>
  placeWords.flatMap(pattern => found({ file, text }, pattern, match => `says ${match}`));

const isFunction = (node: Node | undefined): boolean =>
  node !== undefined && ['FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);

/** Exported functions of the domain without a docstring right above them. */
export function rulesUntold(source: Source): Finding[] {
  if (!source.path.startsWith('shared/domain/')) return [];
  const lines = source.text.split('\n');
  return (source.tree['body'] as readonly Node[]).flatMap(node => {
    if (node.type !== 'ExportDeclaration') return [];
    const declaration = node['declaration'] as Node;
    const line = source.lineOf(node);
    const names = functionsIn(declaration);
    const isTold = (lines[line - 2] ?? '').trimEnd().endsWith('*/');
    return isTold ? [] : names.map(name => ({ file: source.path, line, says: `${name} states no rule` }));
  });
}

function functionsIn(declaration: Node): string[] {
  const nameOf = (node: unknown) => String((node as { value?: unknown }).value);
  if (declaration.type === 'FunctionDeclaration') return [nameOf(declaration['identifier'])];
  if (declaration.type !== 'VariableDeclaration') return [];
  return (declaration['declarations'] as { id: Node; init?: Node }[])
    .filter(({ init }) => isFunction(init))
    .map(({ id }) => nameOf(id));
}
