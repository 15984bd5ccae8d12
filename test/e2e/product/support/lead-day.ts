import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { ConsolePages } from '../../support/console-pages.ts';
import { DevicePages } from '../../support/device-pages.ts';
import { OutreachPages } from '../../support/outreach-pages.ts';
import { until } from '../../support/until.ts';

/** A lead's day: what the team carries, who is told next, what was promised and kept, and why a customer is called. */
export class LeadDay {
  readonly pages: ConsolePages;

  constructor(pages: ConsolePages) {
    this.pages = pages;
  }

  #the(testId: string): Locator {
    return this.pages.page.getByTestId(testId);
  }

  #press(name: string | RegExp): Promise<void> {
    return this.pages.page.getByRole('button', { name, exact: true }).first().click();
  }

  get #dialog(): Locator {
    return this.pages.page.getByRole('dialog');
  }

  async #goTo(letter: string, room: string): Promise<void> {
    await this.pages.press('g', letter);
    await this.pages.page.waitForURL(`**/${room}`);
  }

  /** What an agent has on their hands, as the load tells it. */
  async loadOf(agent: string): Promise<string> {
    await this.#goTo('l', 'load');
    const row = this.#the('agent-load').filter({ hasText: agent });
    await row.waitFor();
    return (await row.textContent()) ?? '';
  }

  /** Swaps the first shift of the plan that has not begun for the next one of somebody else. */
  async swapShift(why: string): Promise<void> {
    await this.#goTo('u', 'duty');
    await this.#the('on-duty-now').first().waitFor();
    await this.#the('shift').last().click();
    await this.#press('Swap…');
    await this.#dialog.getByRole('heading', { name: /^Swap shifts/ }).waitFor();
    const forThis = this.#dialog.getByLabel(/^(I take|For this one)/);
    await until(
      () => forThis.locator('option').count(),
      options => options > 1,
    );
    await forThis.selectOption({ index: 1 });
    await this.#dialog.getByLabel('Why').fill(why);
    await this.#dialog.locator('button[type="submit"]').click();
    await this.#dialog.waitFor({ state: 'detached' });
    await this.pages.page
      .getByRole('button', { name: /stands in for/ })
      .first()
      .waitFor();
  }

  /** Who would be told, one after another, if nobody took on a broken promise to a customer. */
  async tryChain(accountId: string): Promise<string[]> {
    await this.pages.open('/chains?of=try');
    await this.pages.waitUntilIn();
    const { page } = this.pages;
    await page.getByLabel('Chain', { exact: true }).selectOption('breach');
    await page.getByLabel('Id of the account').fill(accountId);
    await this.#press('Try it');
    await this.#the('dry-line').first().waitFor();
    return this.#the('dry-line').allTextContents();
  }

  async reviewRow(policy: string): Promise<string> {
    await this.pages.open('/promises?of=review');
    await this.pages.waitUntilIn();
    const row = this.#the('review-row').filter({ hasText: policy });
    await row.first().waitFor();
    return (await row.first().textContent()) ?? '';
  }

  /** Opens the case of a device from the month's list; answers how its promise adds up. */
  async openCase(serial: string, month: string): Promise<{ steps: string[]; balance: string }> {
    const devices = new DevicePages(this.pages.page);
    await this.pages.open(`/devices?month=${month}`);
    await this.pages.waitUntilIn();
    await devices.rowOf(serial).click();
    const clock = devices.clock('handover');
    await clock.getByTestId('balance').waitFor();
    const steps = await clock.getByTestId('clock-step').allTextContents();
    return { steps, balance: (await clock.getByTestId('balance').textContent()) ?? '' };
  }

  /** The main figures of the last weeks, by their titles. */
  async insights(): Promise<string[]> {
    await this.#goTo('n', 'insights');
    await this.#the('figure-card').first().waitFor();
    return this.#the('figure-card').allTextContents();
  }

  /** Opens whom to call before they ask, and reads why. */
  async readEvidence(company: string): Promise<OutreachPages> {
    await this.#goTo('o', 'outreach');
    const outreach = new OutreachPages(this.pages.page);
    await outreach.rowOf(company).click();
    await outreach.evidence.waitFor();
    await until(
      () => outreach.markedBars.count(),
      bars => bars === 1,
    );
    return outreach;
  }

  /** Gives an account to a colleague who does not speak its language, as only a lead may, and says why. */
  async giveAccount(accountId: string, to: string, why: string): Promise<void> {
    const { page } = this.pages;
    await this.pages.open(`/accounts/${accountId}`);
    await this.pages.waitUntilIn();
    await page.getByRole('button', { name: /^Give .* to…$/ }).click();
    const people = this.#dialog.getByLabel('To whom');
    await people.locator(`option[value="${to}"]`).waitFor({ state: 'attached' });
    await people.selectOption(to);
    await this.#dialog.getByLabel('Why').fill(why);
    await this.#dialog.getByLabel(/^Also when the book is full/).check();
    await this.#dialog.locator('button[type="submit"]').click();
    await this.#dialog.waitFor({ state: 'detached' });
    await page.getByTestId('decided-by-hand').filter({ hasText: why }).waitFor();
  }

  /** Records that somebody is away, with a cover. */
  async recordAbsence(of: string, span: { readonly from: string; readonly to: string }): Promise<void> {
    await this.#goTo('m', 'team');
    await this.#press(`Record absence of ${of}`);
    await this.#dialog.getByLabel('From').fill(span.from);
    await this.#dialog.getByLabel('To').fill(span.to);
    await this.#dialog.getByLabel('Cover').selectOption('fatima');
    await this.#dialog.locator('button[type="submit"]').click();
    await this.pages.agents.filter({ hasText: 'cover: Fatima Farouk' }).waitFor();
  }

  /** Where the units of a depot are. */
  async unitsOf(depot: string): Promise<string[]> {
    await this.#goTo('s', 'depots');
    await this.#the('depot').filter({ hasText: depot }).getByRole('link').first().click();
    await this.#the('stock').first().waitFor();
    expect(await this.#the('sum').first().getAttribute('data-right')).toBe('true');
    return this.#the('unit').allTextContents();
  }
}
