import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../tools/docs/sources.ts';

const page = readFileSync(join(projectRoot, 'docs/decisions-explained.md'), 'utf8');
type Row = {
  readonly decision: string;
  readonly place: string;
  readonly recorded: string;
  readonly by: string;
};
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| decision') && !line.startsWith('| ---'))
  .map((line): Row => {
    const [decision = '', , recorded = '', place = '', by = ''] = line
      .slice(2, -2)
      .split(' | ')
      .map(cell => cell.trim());
    return { decision, recorded, place, by };
  });
const shown = rows.filter(({ place }) => !place.includes('nowhere'));

const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const web = globSync('web/**/*.tsx', { cwd: projectRoot }).map(textOf).join('\n');

/** Pages as tests use them, each with what its members are called and say. */
const members = globSync('test/e2e/support/*-pages.ts', { cwd: projectRoot }).flatMap(path =>
  [...textOf(path).matchAll(/^ {2}(?:async )?(?:get )?(\w+)\([^)]*\)[^{]*\{([\s\S]*?)^ {2}\}/gm)].map(
    ([, name = '', body = '']) => ({ name, body }),
  ),
);
const names = (text: string, id: string): boolean =>
  new RegExp(`TestId\\(['"\`]${id}['"\`]|testid="${id}"`).test(text);

/** A test that names a part of a page itself, or uses a page's member that does. */
function opens(path: string, id: string): boolean {
  const text = textOf(path);
  return names(text, id) || members.some(({ name, body }) => names(body, id) && text.includes(`.${name}`));
}

const linked = (cell: string): string => join('docs', /\]\(([^)]+)\)/.exec(cell)?.[1] ?? 'none');

describe('the page of decisions', () => {
  test('has rows', () => expect(shown.length).toBeGreaterThan(30));

  test.each(shown)('$decision: is somewhere, and a test opens it', ({ place, by }) => {
    const id = /^`([a-z-]+)`$/.exec(place)?.[1] ?? '';
    expect(web).toContain(`data-testid="${id}"`);
    const path = linked(by);
    expect(existsSync(join(projectRoot, path))).toBe(true);
    expect([path, id, opens(path, id)]).toEqual([path, id, true]);
  });

  test('says of each decision that is shown nowhere what is missing, and there are no more of them', () => {
    const hidden = rows.filter(({ place }) => place.includes('nowhere'));
    expect(hidden.map(({ decision }) => decision)).toEqual([
      '**not** told on a channel by preference',
      'which slots are shown to a customer',
      'a stranger’s request is limited'.replace('’', "'"),
      'whom of the account it concerns',
      "in which language a call's messages and offers are written",
    ]);
    for (const { recorded } of hidden) expect(recorded.length).toBeGreaterThan(20);
  });

  const rules = globSync('shared/domain/**/{choose,decide,advise,match}-*.ts', { cwd: projectRoot });
  test.each(rules)('names %s, which decides', path => expect(page).toContain(`(../${path})`));

  test('leads nowhere that is not there', () => {
    const paths = [...page.matchAll(/\]\((\.\.\/[^)#]+)\)/g)].map(([, path = '']) => join('docs', path));
    expect(paths.filter(path => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});
