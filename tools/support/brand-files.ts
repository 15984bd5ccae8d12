import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Settings } from '../../shared/contracts/settings.ts';
import { brandColours } from '../../shared/domain/brand/brand-colours.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Brand } from '../../web/brand/brand-file.ts';
import { ROOT } from '../local/engine.ts';
import { checkLogo, type Logo } from './check-logo.ts';
import { oneLine, ToolError } from './command.ts';

type Company = Pick<Settings['company'], 'brand' | 'accent' | 'logo'>;
type Sign = Logo & { readonly bytes: Uint8Array };

/** The company's logo, beside the settings file that names it; the refusal says what is wrong with it. */
function signOf({ logo }: Company, settingsFile: string): Outcome<Sign | undefined, 'bad-logo'> {
  if (logo === undefined) return accepted(undefined);
  try {
    const bytes = readFileSync(join(dirname(resolve(settingsFile)), logo));
    const checked = checkLogo(bytes, logo.endsWith('.svg') ? 'svg' : 'png');
    return checked.ok ? accepted({ ...checked.value, bytes }) : checked;
  } catch (error) {
    return refused('bad-logo', { problem: `cannot be read: ${oneLine(error)}` });
  }
}

/** What is wrong with the files that the settings name; nothing when all is well. */
export function brandFaults(company: Company, settingsFile: string): string[] {
  const sign = signOf(company, settingsFile);
  return sign.ok ? [] : [`company.logo: ${company.logo} ${sign.detail?.['problem']}`];
}

/** Writes what the site shows of the brand into a folder of its own: `brand.json`, the manifest, the logo by its content. */
export function writeBrand(company: Company, settingsFile: string, into: string): void {
  const read = signOf(company, settingsFile);
  if (!read.ok) throw new ToolError(`company.logo: ${company.logo} ${read.detail?.['problem']}`);
  const sign = read.value;
  rmSync(into, { recursive: true, force: true });
  mkdirSync(join(into, 'assets'), { recursive: true });
  const src =
    sign &&
    `/assets/brand-${createHash('sha256').update(sign.bytes).digest('hex').slice(0, 16)}.${sign.type}`;
  if (sign && src) writeFileSync(join(into, src), sign.bytes);
  const brand: Brand = {
    name: company.brand,
    ...(sign && src ? { logo: { src, width: sign.width, height: sign.height } } : {}),
    ...(company.accent === undefined ? {} : { colours: brandColours(company.accent) }),
  };
  writeFileSync(join(into, 'brand.json'), `${JSON.stringify(brand)}\n`);
  writeFileSync(join(into, 'manifest.webmanifest'), `${JSON.stringify(manifestOf(brand), undefined, 2)}\n`);
}

/** The console's manifest under the company's name and colour, with its sign where that fits an icon. */
function manifestOf({ name, logo, colours }: Brand): object {
  const own = JSON.parse(readFileSync(join(ROOT, 'web/public/manifest.webmanifest'), 'utf8')) as object;
  return {
    ...own,
    ...{ name, short_name: name },
    ...(colours ? { theme_color: colours.light.accent } : {}),
    ...(logo && isIcon(logo) ? { icons: [iconOf(logo)] } : {}),
  };
}

/** Browsers that install the console ask for a square of 512 pixels, or for a drawing. */
const ICON_PIXELS = 512;
const isIcon = ({ src, width, height }: NonNullable<Brand['logo']>): boolean =>
  width === height && (src.endsWith('.svg') || width >= ICON_PIXELS);

const iconOf = ({ src, width, height }: NonNullable<Brand['logo']>) =>
  src.endsWith('.svg')
    ? { src, sizes: 'any', type: 'image/svg+xml' }
    : { src, sizes: `${width}x${height}`, type: 'image/png' };
