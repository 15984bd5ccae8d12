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
