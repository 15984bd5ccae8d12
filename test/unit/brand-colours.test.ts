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

  // Worked out with the colorsys of Python 3.11: accent, ink, hover and what is chosen, in light and in dark.
  test.each([
    ['#ffe000', '#786900 #ffffff #625600 #efede0', '#ffe000 #1f1b00 #ffe840 #37371b'],
    ['#2222ff', '#2222ff #ffffff #1c1cd1 #e4e4ff', '#8d8def #11111d #aaaaf3 #282c3c'],
    ['#00ff80', '#007a3d #ffffff #006432 #e0efe8', '#00ff80 #001f0f #40ffa0 #143c2d'],
    ['#ff00aa', '#c40083 #ffffff #a1006b #f8e0f0', '#e967be #1c0c17 #ef8dce #342735'],
    ['#7a3e12', '#7a3e12 #ffffff #64330f #efe8e3', '#ce8652 #19100a #daa47d #312b26'],
    ['#808080', '#6a6a6a #ffffff #575757 #ededed', '#979797 #121212 #b1b1b1 #292d30'],
    ['#30c0d0', '#1d757f #ffffff #186068 #e4eef0', '#30c0d0 #061719 #64d0dc #1b3338'],
    ['#e02020', '#cd1c1c #ffffff #a81717 #f9e4e4', '#db7c7c #1a0f0f #e49d9d #32292c'],
    ['#e8f0ff', '#0058fd #ffffff #0048cf #e0ebff', '#e8f0ff #1c1d1f #eef4ff #343a3e'],
    ['#10240c', '#10240c #ffffff #0d1e0a #e2e5e2', '#5caa4d #0b1409 #85bf7a #213025'],
  ])('%s is painted as another reading of the definitions has it', (accent, light, dark) => {
    const { light: day, dark: night } = brandColours(accent);
    const said = ({ accent: own, ink, hover, selected }: Shades) => [own, ink, hover, selected].join(' ');
    expect([said(day), said(night)]).toEqual([light, dark]);
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
