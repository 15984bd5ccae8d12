import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { settingsSchema } from '../../shared/contracts/settings.ts';
import { brandColours } from '../../shared/domain/brand/brand-colours.ts';
import { brandFaults, writeBrand } from '../../tools/support/brand-files.ts';
import { checkLogo } from '../../tools/support/check-logo.ts';
import { readSettings, readYaml } from '../../tools/support/read-settings.ts';
import { type Brand, isWritten, OWN, readBrand } from '../../web/brand/brand-file.ts';
import { painted } from '../../web/brand/painted.ts';

const folder = mkdtempSync(join(tmpdir(), 'brand-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const svg = (inner = '<path d="M2 2h28v28z" fill="url(#a)"/>', root = 'viewBox="0 0 32 32"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inner}</svg>`);
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]).copy(bytes);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
const problem = (bytes: Uint8Array, type: 'svg' | 'png' = 'svg') => {
  const checked = checkLogo(bytes, type);
  return checked.ok ? undefined : String(checked.detail?.['problem']);
};

describe('a logo', () => {
  test('is a drawing or a picture that says how large it is', () => {
    expect(checkLogo(svg(), 'svg')).toMatchObject({ ok: true, value: { width: 32, height: 32 } });
    expect(checkLogo(svg('<g/>', 'width="120px" height="30"'), 'svg')).toMatchObject({
      value: { width: 120, height: 30 },
    });
    expect(checkLogo(png(512, 256), 'png')).toMatchObject({ ok: true, value: { width: 512, height: 256 } });
  });

  test.each([
    ['<script>alert(1)</script>', 'element script'],
    ['<SCRIPT/>', 'element script'],
    ['<svg:script/>', 'element svg:script'],
    ['<foreignObject/>', 'element foreignobject'],
    ['<image href="#a"/>', 'element image'],
    ['<a href="#x"/>', 'element a'],
    ['<animate/>', 'element animate'],
    ['<rect onload="alert(1)"/>', 'handler'],
    ["<rect fill='red'onclick ='x'/>", 'handler'],
    ['<use xlink:href="https://evil.example/#a"/>', 'outside'],
    ['<use href=javascript:alert(1) />', 'outside'],
    ['<rect style="fill:url(https://evil.example/x)"/>', 'address'],
    ['<style>@import "x"</style>', 'load'],
    ['<style>rect{fill:u\\72l(x)}</style>', 'load'],
    ['<rect fill="&#117;rl(//evil.example)"/>', 'by its number'],
    ['<!ENTITY x "y">', 'entity'],
    ['<?xml-stylesheet href="#x"?>', 'instruction'],
    ['<rect xml:base="https://evil.example/"/>', 'load'],
  ])('with %s is refused', (inner, why) => {
    expect(problem(svg(inner))).toContain(why);
  });

  test('that is too large, too long or something else is refused', () => {
    expect(problem(Buffer.concat([svg(), Buffer.alloc(70_000, ' ')]))).toContain('larger than 64 KB');
    expect(problem(svg('', 'viewBox="0 0 900 100"'))).toContain('longer than 8 times');
    expect(problem(svg('', ''))).toContain('how large');
    expect(problem(png(4_000, 4_000), 'png')).toContain('2048 pixels');
    expect(problem(svg(), 'png')).toBe('is no PNG');
    expect(problem(png(10, 10), 'svg')).toBe('is no SVG');
  });
});

describe('what the site shows of a brand', () => {
  const settingsFile = join(folder, 'settings.yaml');
  const into = join(folder, 'site');
  const written = (): Brand => readBrand(readFileSync(join(into, 'brand.json'), 'utf8'));
  const manifest = () => JSON.parse(readFileSync(join(into, 'manifest.webmanifest'), 'utf8'));

  test('has name, shades and logo, in a file named by its content, and the manifest has them too', () => {
    writeFileSync(join(folder, 'sign.svg'), svg());
    writeBrand({ brand: 'Ahorn & Söhne', accent: '#7a3e12', logo: 'sign.svg' }, settingsFile, into);
    const { name, logo, colours } = written();
    expect([name, colours]).toEqual(['Ahorn & Söhne', brandColours('#7a3e12')]);
    expect(logo).toMatchObject({ width: 32, height: 32 });
    expect(readFileSync(join(into, logo?.src ?? ''))).toEqual(svg());
    expect(manifest()).toMatchObject({
      name: 'Ahorn & Söhne',
      theme_color: colours?.light.accent,
      icons: [{ src: logo?.src, sizes: 'any' }],
      start_url: expect.any(String),
    });
    expect(isWritten(written())).toBe(false);
  });

  test('takes the place of what was there, and keeps our own look where nothing is said', () => {
    writeBrand({ brand: 'Acorn' }, settingsFile, into);
    expect(written()).toEqual({ name: 'Acorn' });
    expect(readdirSync(join(into, 'assets'))).toEqual([]);
    expect(manifest().icons.length).toBeGreaterThan(2);
    expect(painted(written())).toEqual([]);
  });

  test('is refused with the reason when the logo is missing or not safe', () => {
    const named = (logo: string) => brandFaults({ brand: 'Acorn', logo }, settingsFile);
    expect(named('none.svg')).toEqual([expect.stringMatching(/^company\.logo: none\.svg cannot be read/)]);
    writeFileSync(join(folder, 'bad.svg'), svg('<script/>'));
    expect(named('bad.svg')).toEqual(['company.logo: bad.svg has the element script']);
    expect(() => writeBrand({ brand: 'Acorn', logo: 'bad.svg' }, settingsFile, into)).toThrow('script');
  });

  test('is checked with the settings: colours are six hex digits, logos lie beside the file', () => {
    const example = readYaml('settings/example.yaml') as { company: object };
    const says = (more: object) =>
      settingsSchema.safeParse({ ...example, company: { ...example.company, ...more } }).success;
    expect(says({ accent: '#0B6e63', logo: 'brand/sign.svg' })).toBe(true);
    expect(says({ accent: { light: '#0b6e63', dark: '#5fd0bd' } })).toBe(true);
    for (const accent of ['red', '0b6e63', '#0b6', '#0b6e6g', { light: '#0b6e63' }])
      expect(says({ accent })).toBe(false);
    for (const logo of ['../sign.svg', '/sign.svg', 'sign.gif', 'https://x.example/a.svg', 'a//b.svg'])
      expect(says({ logo })).toBe(false);
    expect(readSettings('settings/example.yaml').company.brand).toBe('Acorn');
  });
});

describe('what a page reads of it', () => {
  const full = { name: 'Acorn', colours: brandColours('#123456') };

  test('is put on in light and dark', () => {
    const { light, dark } = full.colours;
    const said = Object.fromEntries(painted(full));
    expect(said['--accent']).toBe(`light-dark(${light.accent}, ${dark.accent})`);
    expect(Object.keys(said)).toEqual([
      ...['--accent', '--accent-ink', '--accent-hover', '--selected', '--focus'],
    ]);
  });

  test.each([undefined, '', 'null', '[]', '{', '{"name":7}', `{"name":"${'x'.repeat(200)}"}`])(
    'is our own where it cannot be read: %s',
    text => {
      expect(readBrand(text)).toEqual(OWN);
    },
  );

  test('leaves out what does not look like it should', () => {
    const read = (more: object) => readBrand(JSON.stringify({ ...full, ...more }));
    expect(read({})).toEqual(full);
    expect(read({ logo: { src: 'https://evil.example/a.svg', width: 1, height: 1 } })).toEqual(full);
    expect(read({ logo: { src: '/assets/brand-0123456789abcdef.svg', width: 0, height: 1 } })).toEqual(full);
    const red = { ...full.colours.light, accent: 'red;}body{display:none' };
    expect(read({ colours: { ...full.colours, light: red } })).toEqual({ name: 'Acorn' });
    const wide = read({ logo: { src: '/assets/brand-0123456789abcdef.png', width: 300, height: 100 } });
    expect(isWritten(wide)).toBe(true);
  });
});
