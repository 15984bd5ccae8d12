import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { CallPages } from '../../support/call-pages.ts';
import type { ConsolePages } from '../../support/console-pages.ts';
import { tabTo } from '../../support/tab-to.ts';
import { until } from '../../support/until.ts';

/** An agent's day in the console, by keyboard wherever one would. */
export class AgentDay {
  readonly pages: ConsolePages;
  readonly calls: CallPages;

  constructor(pages: ConsolePages) {
    this.pages = pages;
    this.calls = new CallPages(pages.page);
  }

  async signIn(): Promise<void> {
    const { pages } = this;
    const { page, entry } = pages;
    await pages.open();
    await page.locator('input[autocomplete="username"]').waitFor();
    await tabTo(page, 'input[autocomplete="username"]');
    await page.keyboard.type(entry.email);
    await tabTo(page, 'input[autocomplete="current-password"]');
    await page.keyboard.type(entry.password);
    await pages.press('Enter');
    await pages.waitUntilIn();
  }

  /** Goes to a room by its letters. */
  async goTo(letter: string, room: string): Promise<void> {
    await this.pages.press('g', letter);
    await this.pages.page.waitForURL(`**/${room}`);
  }

  lineOfToday(text: string): Locator {
    return this.pages.page.getByTestId('today-line').filter({ hasText: text }).first();
  }

  /** Goes down the inbox until what concerns a customer is open. */
  async openNews(company: string): Promise<void> {
    const { pages } = this;
    await pages.notificationOf(company).waitFor();
    const isOpen = () => pages.detail.filter({ hasText: company }).count();
    for (let row = 0; row < 20 && (await isOpen()) === 0; row++) {
      await pages.press('j');
      await pages.detail.waitFor();
    }
    expect(await isOpen()).toBe(1);
  }

  /** Takes on what is open, for good: the few seconds in which it could be undone go by. */
  async acknowledge(): Promise<void> {
    await this.pages.press('a');
    await this.pages.page.locator('[data-testid="acknowledged"][data-state="acknowledged"]').waitFor();
  }

  /** Finds something by typing and opens it; the index may still be on its way to it. */
  async find(text: string, group: string): Promise<void> {
    const { page } = this.pages;
    await this.pages.press('Control+k');
    const search = page.getByTestId('palette').getByRole('combobox');
    const found = page.locator(`[data-group="${group}"]`).first();
    await until(async () => {
      await search.fill('');
      await search.fill(text);
      return found.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    }, Boolean);
    await this.pages.press('Enter');
  }

  async finishTaskOf(company: string): Promise<void> {
    const task = this.pages.tasks.filter({ hasText: company });
    await task.first().waitFor();
    const before = await task.count();
    await tabTo(this.pages.page, '[data-testid="task"] button', `Done: ${company}`);
    await this.pages.press('Enter');
    await until(
      () => task.count(),
      count => count < before,
    );
  }

  async openCallOf(company: string): Promise<void> {
    await this.calls.rowOf(company).waitFor();
    await tabTo(this.pages.page, 'a[data-call]', company);
    await this.pages.press('Enter');
    await this.calls.todo.waitFor();
  }

  /** Welcomes the customer, writes down what was said, and that no help is wanted. */
  async welcomeAndEnd(notes: string): Promise<void> {
    const { calls, pages } = this;
    await pages.press('s');
    await calls.workspace('running').waitFor();
    await pages.press('n');
    await pages.page.keyboard.type(notes);
    await calls.kept('kept').waitFor();
    await tabTo(pages.page, 'button');
    await pages.press('e');
    await calls.dialog.waitFor();
    await pages.press('Space');
    await calls.dialog.getByLabel(/^Welcome call/).selectOption('declined');
    await tabTo(pages.page, 'dialog button[type="submit"]');
    await pages.press('Enter');
    await calls.dialog.waitFor({ state: 'detached' });
    await calls.workspace('ended').waitFor();
  }

  async openSettings(): Promise<void> {
    const { page } = this.pages;
    await page.locator('a[href="/settings"]').filter({ visible: true }).click();
    await this.pages.pushCard.waitFor();
    await page.locator('main nav a[href="/settings?of=messages"]').click();
  }

  /** Has a message to customers shown in a language. */
  async readMailIn(language: string): Promise<void> {
    const { page } = this.pages;
    await page.getByRole('combobox', { name: 'Language' }).selectOption(language);
    await page.locator(`[data-testid="mail"][data-language="${language}"]`).waitFor();
  }
}
