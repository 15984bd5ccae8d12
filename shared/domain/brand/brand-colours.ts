/** A company's colour: one for light and dark, or one for each, as a hash sign and six hex digits. */
export type Accent = string | { readonly light: string; readonly dark: string };

/** What the pages paint with a company's colour; each is written as six hex digits after a hash sign. */
export type Shades = {
  /** Links, marks and the ground of the main button. */
  readonly accent: string;
  /** Text on the accent and on its hover. */
  readonly ink: string;
  readonly hover: string;
  /** Ground of what is chosen. */
  readonly selected: string;
};
export type BrandColours = { readonly light: Shades; readonly dark: Shades };

type Rgb = readonly [red: number, green: number, blue: number];
type Hsl = { readonly hue: number; readonly saturation: number; readonly lightness: number };
type Theme = {
  /** All that accented text may stand on. */
  readonly grounds: readonly string[];
  readonly surface: string;
  /** Texts of our own that stand on what is chosen. */
  readonly texts: readonly string[];
  /** Where lightness goes to until the colour can be read. */
  readonly end: 0 | 1;
  /** What is left of the saturation of a colour whose lightness had to move: bright colours glare on dark. */
  readonly calm: number;
  readonly tint: number;
  readonly hover: number;
  readonly inkOf: (accent: string) => string;
};

const BLACK = '#000000';
const WHITE = '#ffffff';
/** Least contrast of text that is not large (WCAG 2.2, success criterion 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** The grounds and texts of the pages' own style sheet, which a test compares. */
export const themes = {
  light: {
    grounds: ['#f4f6f6', WHITE, '#eef2f2', '#e2f3e6', '#fdf0d8', '#fde8e5', '#e5effa', '#ebeff0'],
    surface: WHITE,
    texts: ['#172023', '#52616a'],
    ...{ end: 0, calm: 1, tint: 0.12, hover: 0.18 },
    inkOf: () => WHITE,
  },
  dark: {
    grounds: [
      ...['#101416', '#171c1f', '#1e2529', '#1f262a', '#173522', '#3a2c10', '#43201c', '#1a2f47'],
      '#283136',
    ],
    surface: '#171c1f',
    texts: ['#e7ecee', '#a2b0b7'],
    ...{ end: 1, calm: 0.75, tint: 0.14, hover: 0.25 },
    inkOf: accent => mixed(accent, BLACK, 0.88),
  },
} as const satisfies Record<string, Theme>;

const rgbOf = (hex: string): Rgb => {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
};
const hexOf = (rgb: Rgb): string =>
  `#${rgb.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/**
 * Relative luminance of a colour, 0 for black and 1 for white, by the definition in WCAG 2.2
 * (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance): sRGB made linear, then weighted.
 */
export function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Contrast ratio of two colours, 1 to 21, by the definition in WCAG 2.2
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
 */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * The shades of a company's colour for light and dark. A colour that reads stays as it is; one that does not is made
 * darker (light) or lighter (dark), hue kept, by hundredths of the way until accent and hover have a contrast of at
 * least 4.5 with every ground that they stand on as text, the ink with both, and our own texts with what is chosen. At the
 * end of the way stand black and white, which always do: nothing is refused.
 */
export function brandColours(accent: Accent): BrandColours {
  const { light, dark } = typeof accent === 'string' ? { light: accent, dark: accent } : accent;
  return { light: shadesFor(themes.light, light), dark: shadesFor(themes.dark, dark) };
}

/** The button of a mail in a company's colour: mails are light. Nothing where the company has none. */
export function mailLook(accent: Accent | undefined): { colour: string; ink: string } | undefined {
  if (accent === undefined) return undefined;
  const { accent: colour, ink } = brandColours(accent).light;
  return { colour, ink };
}

const STEPS = 100;

function shadesFor(theme: Theme, wanted: string): Shades {
  const from = hslOf(rgbOf(wanted));
  for (let step = 0; step < STEPS; step++) {
    const shades = around(theme, step === 0 ? wanted.toLowerCase() : moved(from, theme, step / STEPS));
    if (canBeRead(theme, shades)) return shades;
  }
  return around(theme, theme.end === 0 ? BLACK : WHITE);
}

function moved({ hue, saturation, lightness }: Hsl, { end, calm }: Theme, share: number): string {
  return hexOf(
    rgbOfHsl({
      hue,
      saturation: saturation * calm,
      lightness: lightness + (end - lightness) * share,
    }),
  );
}

const around = ({ surface, tint, hover, end, inkOf }: Theme, accent: string): Shades => ({
  accent,
  ink: inkOf(accent),
  hover: mixed(accent, end === 0 ? BLACK : WHITE, hover),
  selected: mixed(surface, accent, tint),
});

const reads = (text: string, ground: string): boolean => contrast(text, ground) >= LEAST_CONTRAST;

const canBeRead = ({ grounds, texts }: Theme, { accent, ink, hover, selected }: Shades): boolean =>
  [...grounds, selected].every(ground => reads(accent, ground) && reads(hover, ground)) &&
  [accent, hover].every(ground => reads(ink, ground)) &&
  texts.every(text => reads(text, selected));

/** So much of the second colour in the first, in sRGB. */
function mixed(one: string, other: string, share: number): string {
  const [a, b] = [rgbOf(one), rgbOf(other)];
  const part = (at: 0 | 1 | 2): number => a[at] + (b[at] - a[at]) * share;
  return hexOf([part(0), part(1), part(2)]);
}

/** Hue in degrees, saturation and lightness from 0 to 1 (CSS Color Module Level 4, section 7). */
function hslOf(rgb: Rgb): Hsl {
  const [red, green, blue] = rgb.map(part => part / 255) as unknown as Rgb;
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const range = high - low;
  const lightness = (high + low) / 2;
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const turn =
    high === red
      ? (green - blue) / range
      : high === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4;
  return { hue: turn * 60, saturation: range / (1 - Math.abs(2 * lightness - 1)), lightness };
}

function rgbOfHsl({ hue, saturation, lightness }: Hsl): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (n: number): number => {
    const place = (n + (((hue % 360) + 360) % 360) / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  };
  return [part(0), part(8), part(4)];
}
