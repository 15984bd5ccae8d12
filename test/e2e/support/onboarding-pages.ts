import type { Locator, Page } from 'playwright-core';
import type { Messages } from '../../../web/messages/messages.ts';
import type { Outcome } from '../../../web/rooms/call/end-draft.ts';
import { CallPages } from './call-pages.ts';
import { ConsolePages, type Entry } from './console-pages.ts';
import { until } from './until.ts';

/** How long anything may take on a busy machine. */
export const PATIENCE = 240_000;

/** The onboarding of a customer, gone through in the console by the agent who calls, in the agent's language. */
export class OnboardingPages {
  readonly page: Page;
  readonly console: ConsolePages;
  readonly calls: CallPages;
  readonly words: Messages;

  constructor(page: Page, entry: Entry, words: Messages) {
    this.page = page;
    this.console = new ConsolePages(page, entry);
    this.calls = new CallPages(page);
    this.words = words;
  }

  /** Loads a room anew, as whoever comes back after some time does, and signs in again where that is asked. */
  async comeTo(path: string): Promise<void> {
    const asked = this.page.locator('input[autocomplete="username"]');
    await this.console.open(path);
    await this.page.getByTestId('me').or(asked).first().waitFor({ state: 'attached' });
    if ((await asked.count()) > 0) await this.console.fillSignIn();
    await this.console.waitUntilIn();
  }

  /** The row of a customer's call in the room of calls, when it stands so. */
  async rowOf(company: string, state: string): Promise<Locator> {
    await this.comeTo('/calls');
    const row = this.page
      .locator(`li[data-testid="call"][data-state="${state}"]`)
      .filter({ hasText: company });
    await row.waitFor();
    return row;
  }

  /** Opens the call of a customer from the room of calls; what to do now says that its time has come. */
  async openFromList(company: string, state: 'due' | 'booked'): Promise<void> {
    await (await this.rowOf(company, state)).getByRole('link').click();
    await this.calls.todo.waitFor();
  }

  act(name: 'start' | 'end'): Locator {
    const button = { name: this.words.call.act[name], exact: true };
    return this.page.getByTestId('acts').getByRole('button', button);
  }

  async start(): Promise<void> {
    await this.act('start').click();
    await this.calls.workspace('running').waitFor();
  }

  /** Begins to say how the call went. */
  async beginEnd(outcome: Outcome): Promise<void> {
    await this.act('end').click();
    await this.calls.dialog
      .getByRole('radio', { name: this.words.calls.outcomes[outcome], exact: true })
      .check();
  }

  /** Says it; the dialog goes when it is written down. */
  async sendEnd(): Promise<void> {
    await this.calls.submit.click();
    await this.calls.dialog.waitFor({ state: 'detached' });
  }

  /** What came of a thing on the agenda, as the dialog proposes it. */
  resultOf(kind: keyof Messages['calls']['kinds']): Promise<string> {
    return this.calls.dialog.getByLabel(new RegExp(`^${this.words.calls.kinds[kind]} · `)).inputValue();
  }

  /** Books the next step with an agent on the next day that has free times; answers the time as the picker showed it. */
  async pickTime(agentId: string): Promise<{ from: string; shown: string }> {
    const { dialog, slots } = this.calls;
    const { call, calls } = this.words;
    await dialog.getByLabel(call.ending.next).selectOption('book');
    await dialog.getByLabel(calls.slots.who).selectOption(agentId);
    await until(
      () => dialog.getByLabel(calls.slots.day).locator('option').count(),
      n => n > 1,
      PATIENCE,
    );
    await dialog.getByLabel(calls.slots.day).selectOption({ index: 1 });
    await slots.first().check();
    const chosen = dialog.locator('label:has(input[name="slot"]:checked)');
    const shown = (await chosen.textContent()) ?? '';
    return { from: await slots.first().inputValue(), shown: shown.trim().slice(0, 5) };
  }

  /** Ticks a step, or skips it with a word why, and waits until it reads so. */
  async mark(step: Locator, why?: string): Promise<void> {
    // The tick shows once it is written down.
    if (why === undefined) await step.getByRole('checkbox').click();
    else {
      await step.getByRole('button').click();
      await step.getByLabel(this.words.call.skipWhy).fill(why);
      await step.locator('button[type="submit"]').click();
    }
    await step.and(this.page.locator(`[data-state="${why === undefined ? 'done' : 'skipped'}"]`)).waitFor();
  }

  get steps(): Promise<(string | null)[]> {
    return this.calls.steps.evaluateAll(all => all.map(one => one.getAttribute('data-state')));
  }

  get attempts(): Locator {
    return this.page.getByTestId('attempts').locator('li');
  }

  /** How the customer found a call, beside it. */
  get rating(): Locator {
    return this.page.getByTestId('rating');
  }

  get advice(): Locator {
    return this.page.getByTestId('advice');
  }

  /** Notes the strategy that was agreed on with the customer; the advised one stands chosen. */
  async agree(note: string): Promise<Locator> {
    const { onboarding } = this.words;
    await this.advice.getByRole('button', { name: onboarding.agree }).click();
    await this.calls.dialog.getByLabel(onboarding.note).fill(note);
    await this.calls.submit.click();
    const agreed = this.page.getByTestId('journey-strategy');
    await agreed.waitFor();
    return agreed;
  }

  /** A journey that reads so. */
  journey(phase: string): Locator {
    const { phases } = this.words.onboarding;
    return this.page.getByTestId('journey').filter({ hasText: phases[phase as keyof typeof phases] });
  }

  /** Open calls on the customer's page that are about all of these. */
  callsOnAccount(...about: readonly string[]): Locator {
    const rows = this.page.getByTestId('account-calls').locator('li[data-testid="call"]');
    return about.reduce((found, kind) => found.filter({ hasText: kind }), rows);
  }
}
