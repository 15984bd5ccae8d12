import { basename } from 'node:path';
import type { Finding } from './finding.ts';

/** Where sizes, colours and times are spelled; everywhere else they are taken by name. */
const tokenFiles = ['web/styles/tokens.css', 'web/styles/console.css'];

type Declaration = { readonly line: number; readonly name: string; readonly value: string };
type StyleRule = {
  readonly says: string;
  readonly of: RegExp;
  /** What such a declaration must not hold. */
  readonly raw: RegExp;
};

const length = String.raw`(?<![\w.-])-?(?!(?:0|[12]px)(?![\w.]))\d*\.?\d+(?:px|rem|em|pt)\b`;
const named = 'white|black|red|green|blue|yellow|orange|purple|pink|brown|gr[ae]y|silver|navy|teal|gold';

const rules: readonly StyleRule[] = [
  { says: 'a size of text that is no token', of: /^font(-size)?$/, raw: /(?<!\/ *[\d.]*)\d(px|rem|pt)\b/ },
  { says: 'a weight that is no token', of: /^font(-weight)?$/, raw: /(?<![\w.-])[1-9]00\b|\d50\b|\bbold/ },
  { says: 'a line height that is no token', of: /^line-height$/, raw: /^(?!1$)\d*\.?\d+$/ },
  { says: 'a line height that is no token', of: /^font$/, raw: /\/ *(?!1(?![\d.]))\d*\.?\d+(?![\d.]|rem)/ },
  {
    says: 'a space that is no token',
    of: /^((row|column)-)?gap$|^(padding|margin)(-|$)/,
    raw: new RegExp(length),
  },
  { says: 'a radius that is no token', of: /^border(-\w+-\w+)?-radius$/, raw: /[1-9][\d.]*(px|rem|em)\b/ },
  { says: 'a time that is no token', of: /^(transition|animation)(-|$)/, raw: /\d(ms|s)\b/ },
  { says: 'a layer that is no token', of: /^z-index$/, raw: /\d/ },
  { says: 'a shadow that is no token', of: /^box-shadow$/, raw: /^(?!none$|var\(--shadow[\w-]*\)$|inset )/ },
  {
    says: 'a colour that is no token',
    of: /./,
    raw: new RegExp(
      String.raw`#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|oklch|oklab|lch|lab|color|light-dark)\(|(?<![\w-])(${named})(?![\w-])`,
      'i',
    ),
  },
];

const withoutComments = (css: string): string =>
  css.replace(/\/\*[\s\S]*?\*\//g, comment => comment.replace(/[^\n]/g, ' '));

function declarationsOf(css: string): readonly Declaration[] {
  return [...css.matchAll(/(?<=[{;}]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(
    ({ index, 1: name, 2: value }) => ({
      line: css.slice(0, index).split('\n').length,
      name: name ?? '',
      value: (value ?? '').trim(),
    }),
  );
}

/** What a style sheet spells itself instead of taking it from the tokens. */
export function rawValues(file: string, text: string): readonly Finding[] {
  const css = withoutComments(text);
  const own = tokenFiles.includes(file);
  return declarationsOf(css)
    .filter(({ name }) => !(own && name.startsWith('--')))
    .flatMap(({ line, name, value }) =>
      rules
        .filter(({ of, raw }) => of.test(name) && raw.test(value))
        .map(({ says }) => ({ file, line, says: `${name}: ${value}, ${says}` })),
    );
}

/** Bounds in pixels, which do not see that somebody reads in large letters. */
export function pixelBounds(file: string, text: string): readonly Finding[] {
  return withoutComments(text)
    .split('\n')
    .flatMap((line, at) =>
      /@(media|container)[^{]*\d(px|rem)\b/.test(line)
        ? [{ file, line: at + 1, says: `${line.trim()} is not in em` }]
        : [],
    );
}

type Sheet = { readonly file: string; readonly text: string };

/** Names that are taken and nowhere given, and those that are given and taken by nobody. */
export function strayNames(sheets: readonly Sheet[]): readonly string[] {
  const all = sheets.map(({ text }) => withoutComments(text)).join('\n');
  const found = (pattern: RegExp) => new Set([...all.matchAll(pattern)].map(match => match[1] ?? ''));
  const [given, taken] = [found(/(--[\w-]+)\s*:/g), found(/var\((--[\w-]+)/g)];
  return [
    ...[...taken].filter(name => !given.has(name)).map(name => `${name} is nowhere given`),
    ...[...given].filter(name => !taken.has(name)).map(name => `${name} is taken by nobody`),
  ];
}

/** Two modules of one name would mix their classes, which carry the module's name. */
export function sharedNames(files: readonly string[]): readonly string[] {
  const modules = files.filter(file => file.endsWith('.module.css')).map(file => basename(file));
  return modules.filter((name, at) => modules.indexOf(name) !== at);
}
