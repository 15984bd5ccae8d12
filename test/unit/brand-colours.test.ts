import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  brandColours,
  contrast,
  LEAST_CONTRAST,
  luminance,
  mailLook,
  type Shades,
  themes,
} from '../../shared/domain/brand/brand-colours.ts';
import { mailButton } from '../../shared/messages/mail.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map(number => `#${number.toString(16).padStart(6, '0')}`);

/** The lowest contrast of all that is read in these shades. */
function lowest(theme: keyof typeof themes, { accent, ink, hover, selected }: Shades): number {
  const { grounds, texts } = themes[theme];
  return Math.min(
    ...[...grounds, selected].flatMap(ground => [contrast(accent, ground), contrast(hover, ground)]),
    ...[contrast(ink, accent), contrast(ink, hover)],
    ...texts.map(text => contrast(text, selected)),
  );
}

describe('luminance and contrast', () => {
  test('are those of WCAG 2.2', () => {
    expect([luminance('#000000'), luminance('#ffffff')]).toEqual([0, expect.closeTo(1, 10)]);
    expect(luminance('#ff0000')).toBeCloseTo(0.2126, 10);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    // The well-known lightest grey that text may have on white, and the first that it may not.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ffffff', '#123456')).toBe(contrast('#123456', '#ffffff'));
  });
});

describe('a company’s colour', () => {
  test('can be read on every ground, in light and dark, whatever it is', () => {
    fc.assert(
      fc.property(colour, accent => {
        const { light, dark } = brandColours(accent);
        expect(lowest('light', light)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        expect(lowest('dark', dark)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        for (const shade of [...Object.values(light), ...Object.values(dark)])
          expect(shade).toMatch(/^#[0-9a-f]{6}$/);
      }),
      { numRuns: 1_000 },
    );
  });

  test('stays as it is where it can be read', () => {
    const own = { light: '#0b6e63', dark: '#5fd0bd' };
    const { light, dark } = brandColours(own);
    expect([light.accent, dark.accent]).toEqual([own.light, own.dark]);
    expect(brandColours('#0B6E63').light.accent).toBe('#0b6e63');
    expect(brandColours('#0b6e63').dark.accent).not.toBe('#0b6e63');
  });

  test('keeps its hue where it has to move, and ends at black and white at the worst', () => {
    const hueOf = (hex: string) => {
      const [red = 0, green = 0, blue = 0] = hex.match(/\w\w/g)?.map(part => Number.parseInt(part, 16)) ?? [];
      return { red, green, blue };
    };
    const { light, dark } = brandColours('#ffe000');
    const olive = hueOf(light.accent);
    expect(olive.blue).toBeLessThan(Math.min(olive.red, olive.green) / 2);
    expect(dark.accent).toBe('#ffe000');
    const night = hueOf(brandColours('#0000ff').dark.accent);
    expect(night.blue).toBeGreaterThan(night.red);
    expect(brandColours('#ffffff').light.accent).toMatch(/^#(\w\w)\1\1$/);
    expect(brandColours('#000000').light.accent).toBe('#000000');
    expect(brandColours('#ffffff').dark.accent).toBe('#ffffff');
  });

  test('is the button of its mails, which are light; without one mails have our own', () => {
    const link = { label: 'Go', href: 'https://care.example' };
    const { light } = brandColours('#7a3e12');
    expect(mailButton(link, mailLook('#7a3e12'))).toContain(`background:${light.accent};color:${light.ink}`);
    expect(mailLook(undefined)).toBeUndefined();
    expect(mailButton(link)).toContain('background:#0b6e63;color:#ffffff');
  });
});

describe('the grounds that a colour is judged on', () => {
  const sheets = ['tokens', 'console'].map(name =>
    readFileSync(new URL(`../../web/styles/${name}.css`, import.meta.url), 'utf8'),
  );
  const tokens = [...sheets.join('\n').matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(
    ([, name = '', light = '', dark = '']) => ({ name, light, dark }),
  );
  const named = (pattern: RegExp) => tokens.filter(({ name }) => pattern.test(name));

  test('are those of the style sheets', () => {
    // People's own colours in the plan of duties never carry the accent.
    const grounds = named(/^(bg|surface|raised|hover)$|^(?!tone-).*-soft$/);
    expect(grounds.length).toBeGreaterThan(7);
    const sorted = (colours: Iterable<string>) => [...new Set(colours)].sort();
    expect(sorted(themes.light.grounds)).toEqual(sorted(grounds.map(({ light }) => light)));
    expect(sorted(themes.dark.grounds)).toEqual(sorted(grounds.map(({ dark }) => dark)));
    const texts = named(/^(ink|muted)$/);
    expect(texts.map(({ light }) => light)).toEqual(themes.light.texts);
    expect(texts.map(({ dark }) => dark)).toEqual(themes.dark.texts);
  });
});
