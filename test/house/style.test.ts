import { globSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { textOf } from '../../tools/docs/sources.ts';
import { told } from './finding.ts';
import { pixelBounds, rawValues, sharedNames, strayNames } from './style.ts';

const files = globSync('web/**/*.css').sort();
const sheets = files.map(file => ({ file, text: textOf(file) }));

describe('the style sheets', () => {
  test('are read', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  test('take every size, space, radius, time, layer and colour from the tokens', () => {
    expect(sheets.flatMap(({ file, text }) => rawValues(file, text)).map(told)).toEqual([]);
  });

  test('have their bounds in em, so that large text counts as a narrow window', () => {
    expect(sheets.flatMap(({ file, text }) => pixelBounds(file, text)).map(told)).toEqual([]);
  });

  test('take no name that is nowhere given, and give none that nobody takes', () => {
    expect(strayNames(sheets)).toEqual([]);
  });

  test('of pages beside the console take nothing that the console alone has', () => {
    const beside = sheets.filter(({ file }) =>
      /^web\/(styles\/(base|tokens)|customer|device|book|docs)/.test(file),
    );
    expect(beside.length).toBeGreaterThan(5);
    expect(strayNames(beside).filter(found => found.endsWith('nowhere given'))).toEqual([]);
  });

  test('have names of their own', () => {
    expect(sharedNames(files)).toEqual([]);
  });
});

const raw = (declaration: string, file = 'web/rooms/x.module.css') =>
  rawValues(file, `.a {\n  ${declaration};\n}\n`).map(({ line, says }) => [line, says.split(', ').at(-1)]);

describe('a value that is no token is found', () => {
  test.each([
    ['font-size: 12.5px', 'a size of text that is no token'],
    ['font-size: 0.8125rem', 'a size of text that is no token'],
    ['font: 500 11px / 16px var(--font)', 'a size of text that is no token'],
    ['font-weight: 600', 'a weight that is no token'],
    ['font-weight: bold', 'a weight that is no token'],
    ['line-height: 1.35', 'a line height that is no token'],
    ['font: var(--regular) var(--text-s) / 1.5 var(--font)', 'a line height that is no token'],
    ['gap: 10px', 'a space that is no token'],
    ['gap: 0.5rem', 'a space that is no token'],
    ['gap: 0 1rem', 'a space that is no token'],
    ['padding: 2px 12px', 'a space that is no token'],
    ['padding-left: 20px', 'a space that is no token'],
    ['margin: 0 -7px', 'a space that is no token'],
    ['margin-top: calc(-1 * 6px)', 'a space that is no token'],
    ['border-radius: 10px', 'a radius that is no token'],
    ['border-top-left-radius: 0.25rem', 'a radius that is no token'],
    ['transition: color 150ms', 'a time that is no token'],
    ['animation: turn 1.6s infinite', 'a time that is no token'],
    ['z-index: 20', 'a layer that is no token'],
    ['box-shadow: 0 1px 2px var(--line)', 'a shadow that is no token'],
    ['color: #fff', 'a colour that is no token'],
    ['background: rgb(0 0 0 / 40%)', 'a colour that is no token'],
    ['--tone: light-dark(var(--bg), var(--ink))', 'a colour that is no token'],
    ['border: 1px solid white', 'a colour that is no token'],
  ])('%s', (declaration, says) => {
    expect(raw(declaration)).toContainEqual([2, says]);
  });

  test('in a media query and behind a comment too', () => {
    const css = '/* gap: 9px; */\n@media print {\n  .a {\n    gap: 9px;\n  }\n}\n';
    expect(rawValues('web/x.css', css).map(({ line }) => line)).toEqual([4]);
  });

  test('in the file of the tokens where it is no token', () => {
    expect(raw('--space-9: 48px', 'web/styles/tokens.css')).toEqual([]);
    expect(raw('gap: 48px', 'web/styles/tokens.css')).toHaveLength(1);
  });
});

test.each([
  'gap: 0',
  'gap: 2px var(--space-2)',
  'padding: 1px 0',
  'padding: var(--space-4) max(var(--edge), env(safe-area-inset-right))',
  'margin: 0 auto',
  'margin-top: calc(-1 * var(--space-2))',
  'font: inherit',
  'font: var(--regular) var(--text-xs) / 1rem var(--font)',
  'font-size: 0.875em',
  'line-height: 1',
  'border-radius: 50%',
  'border: 1px solid currentcolor',
  'box-shadow: inset 3px 0 var(--accent)',
  'animation: breathe var(--slow) infinite',
  'grid-template-columns: 13rem minmax(0, 1fr)',
  'max-width: 45rem',
  'white-space: nowrap',
])('%s is left alone', declaration => {
  expect(raw(declaration)).toEqual([]);
});

test('bounds in pixels, stray names and shared names are found', () => {
  expect(pixelBounds('x.css', '.a {\n}\n@media (max-width: 719px) {\n}')).toHaveLength(1);
  expect(pixelBounds('x.css', '@media (max-width: 44.9375em) {\n}')).toEqual([]);
  const text = '.a {\n  --given: 1;\n  gap: var(--taken);\n}';
  expect(strayNames([{ file: 'x.css', text }])).toEqual([
    '--taken is nowhere given',
    '--given is taken by nobody',
  ]);
  expect(sharedNames(['web/a/x.module.css', 'web/b/x.module.css'])).toEqual(['x.module.css']);
});
