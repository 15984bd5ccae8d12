import type { BrandColours, Shades } from '../../shared/domain/brand/brand-colours.ts';

/** How the pages look: what `/brand.json` says, which the deploy writes from the settings. */
export type Brand = {
  readonly name: string;
  readonly logo?: { readonly src: string; readonly width: number; readonly height: number };
  readonly colours?: BrandColours;
};

/** Where nobody said otherwise. */
export const OWN: Brand = { name: 'Firstcall' };

const LONGEST = 120;
const logoPath = /^\/assets\/brand-[0-9a-f]{8,64}\.(svg|png)$/;
const colour = /^#[0-9a-f]{6}$/;
const parts = ['accent', 'ink', 'hover', 'selected'] as const satisfies readonly (keyof Shades)[];

type Loose = Readonly<Record<string, unknown>>;
const asLoose = (value: unknown): Loose =>
  (typeof value === 'object' && value !== null ? value : {}) as Loose;

/** What a text says of the brand; whatever is not as expected is as if it were not said. */
export function readBrand(text: string | undefined): Brand {
  const said = asLoose(parsed(text));
  const { name } = said;
  const [logo, colours] = [logoIn(asLoose(said['logo'])), coloursIn(asLoose(said['colours']))];
  return {
    name: typeof name === 'string' && name !== '' && name.length <= LONGEST ? name : OWN.name,
    ...(logo ? { logo } : {}),
    ...(colours ? { colours } : {}),
  };
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function logoIn({ src, width, height }: Loose): Brand['logo'] {
  if (typeof src !== 'string' || !logoPath.test(src)) return undefined;
  if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0 && height > 0)) return undefined;
  return { src, width, height };
}

function coloursIn({ light, dark }: Loose): BrandColours | undefined {
  const [inLight, inDark] = [shadesIn(asLoose(light)), shadesIn(asLoose(dark))];
  return inLight && inDark && { light: inLight, dark: inDark };
}

const shadesIn = (said: Loose): Shades | undefined =>
  parts.every(part => colour.test(String(said[part]))) ? (said as Shades) : undefined;

/** From this on a logo holds the company's name already. */
const WORDS_FROM = 2;

/** True for a logo so wide that it is the written name: the name is then not written beside it. */
export const isWritten = ({ logo }: Brand): boolean =>
  logo !== undefined && logo.width / logo.height >= WORDS_FROM;
