import type { Page } from 'playwright-core';

/** Rows out of which something hangs that can be read, as their texts. */
export const cutRows = (page: Page, row: string): Promise<string[]> =>
  page.locator(row).evaluateAll(rows =>
    rows
      .filter(one => {
        const { top, bottom } = one.getBoundingClientRect();
        const texts = [...one.querySelectorAll('*')].filter(
          part => part.childElementCount === 0 && part.textContent && !part.closest('.visually-hidden'),
        );
        return texts.some(part => {
          const at = part.getBoundingClientRect();
          return at.height > 0 && (at.top < top - 1 || at.bottom > bottom + 1);
        });
      })
      .map(one => (one.textContent ?? '').replace(/\s+/g, ' ')),
  );

/** What is pressed and is lower than 24 pixels; a tick counts with its words, a link in a text not at all. */
export const lowTargets = (page: Page): Promise<string[]> =>
  page
    .locator('button, select, summary, label input, input:not([type="checkbox"]), nav a')
    .evaluateAll(found =>
      found.flatMap(one => {
        const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
        const shown = width > 1 && getComputedStyle(one).visibility === 'visible';
        return shown && height < 23.5 ? [`${one.outerHTML.slice(0, 120)} ${width} × ${height}`] : [];
      }),
    );
