import { recall, remember } from '../app/memory.ts';
import { type Brand, OWN, readBrand } from './brand-file.ts';
import { painted } from './painted.ts';

/** How long a page that was never open here waits for its brand before it shows itself without. */
const PATIENCE_MS = 1_500;

let worn: Brand = OWN;

/** The brand that this page wears; it does not change while the page is open. */
export const brand = (): Brand => worn;

/**
 * Puts on the company's brand before anything is shown, so that nothing moves later: the one from the last visit at
 * once, else the site's as soon as it is there. A change is worn from the next visit on.
 */
export async function wearBrand(): Promise<void> {
  const kept = recall('brand');
  const fresh = askSite();
  wear(readBrand(kept ?? (await Promise.race([fresh, patience()]))));
}

/** What the site says now, kept for the next visit; nothing when it cannot be asked. */
async function askSite(): Promise<string | undefined> {
  try {
    const answer = await fetch('/brand.json', { cache: 'no-cache' });
    if (!answer.ok) return undefined;
    const text = await answer.text();
    remember('brand', text);
    return text;
  } catch {
    return undefined;
  }
}

const patience = (): Promise<undefined> =>
  new Promise(done => {
    setTimeout(done, PATIENCE_MS, undefined);
  });

function wear(next: Brand): void {
  worn = next;
  for (const [name, value] of painted(next)) document.documentElement.style.setProperty(name, value);
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!next.logo || !icon) return;
  icon.href = next.logo.src;
  icon.type = next.logo.src.endsWith('.svg') ? 'image/svg+xml' : 'image/png';
}
