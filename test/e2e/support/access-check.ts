import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { until } from './until.ts';

export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What WCAG 2.2 AA forbids of what the page shows now. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // One page without foreign frames: no second page is needed to put the findings together.
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], runOnly: { type: 'tag', values: WCAG } })
    .analyze();
  return found.map(one => `${page.url()} ${one.impact} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`);
}

/** Waits until everything is loaded and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await until(
    () => page.getByText('Loading…').count(),
    loading => loading === 0,
  );
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(one => one.finished.catch(() => undefined))),
  );
}

/** How many pixels the page is wider than the screen, said of the place; nothing when it fits. */
export async function overflow(page: Page): Promise<string[]> {
  const by = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return by > 0 ? [`${page.url()} is ${by} px wider than the screen`] : [];
}

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const;

/**
 * What is wrong with the page as it stands: forbidden by WCAG 2.2 AA or wider than the screen, in light on a desk and in
 * dark on a phone; wider than the screen when it is enlarged twice (640 px) and four times (320 px). Then it stands as before.
 */
export async function faults(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  const found: string[] = [];
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await settled(page);
    found.push(...(await violations(page)), ...(await overflow(page)));
  }
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 400 });
    found.push(...(await overflow(page)));
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
  return found;
}

/** The same of a dialog that a button opens; it is closed again. */
export async function faultsOfDialog(page: Page, button: string | RegExp): Promise<string[]> {
  await page
    .getByRole('button', { name: button, exact: typeof button === 'string' })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const found = await faults(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return found;
}
