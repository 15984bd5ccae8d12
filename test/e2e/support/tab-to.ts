import type { Page } from 'playwright-core';

/** Presses Tab until the focus is on such an element, as somebody without a mouse goes there. */
export async function tabTo(page: Page, selector: string, text = ''): Promise<void> {
  const isThere = () =>
    page.evaluate(
      ([query, said]) => {
        const { activeElement: at } = document;
        return at?.matches(query) ? (at.textContent ?? '').startsWith(said) : false;
      },
      [selector, text] as const,
    );
  for (let pressed = 0; pressed < 150; pressed++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key never comes to ${selector} ${text}`);
}
