import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { faults, overflow } from './support/access-check.ts';
import { ConsolePages } from './support/console-pages.ts';
import { hostileTextOf } from './support/hostile-text.ts';
import { erase, goneForGood } from './support/mock-person-handlers.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const card = () => stage.page.getByTestId('contacts');
const menu = () => card().getByRole('button', { name: 'Personal data of Jonas Brandt' });
const item = (name: string) => stage.page.getByRole('menuitem', { name });
const dialog = () => stage.page.getByRole('dialog');
const why = () => dialog().getByLabel('Why');
const submit = () => dialog().locator('button[type="submit"]');
const gone = () => card().getByTestId('contact-erased');
const history = () => stage.pages.timelineEntries.first().textContent();
const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');
const enter = async (path = '/accounts/acc-0') => {
  await stage.pages.signIn(path);
  await card().getByTestId('contact').first().waitFor();
};
const openDialog = async (name: string) => {
  await menu().click();
  await item(name).click();
  await dialog().waitFor();
};
const byBruno = { accountId: 'acc-0', contactId: 'c-1', by: 'bruno', reason: 'asked by letter' };
/** What is written of this day of one of the accounts. */
const firstOf = () => {
  const [account] = stage.server.state.accounts;
  if (!account) throw new Error('no account');
  return account;
};

describe('what is held of a contact', () => {
  test('is given out as a file, by keyboard, with a reason that does not name them', async () => {
    await enter();
    await menu().focus();
    await stage.pages.press('Enter');
    await until(focused, text => text === 'Give out data…');
    await stage.pages.press('ArrowDown');
    await until(focused, text => text === 'Erase…');
    await stage.pages.press('ArrowDown', 'Escape');
    await item('Erase…').waitFor({ state: 'detached' });
    expect(await menu().evaluate(one => one === document.activeElement)).toBe(true);
    await stage.pages.press('ArrowDown', 'Enter');
    await dialog().waitFor();
    expect(await submit().isDisabled()).toBe(true);
    await stage.page.keyboard.type('Letter of Jonas Brandt');
    await stage.pages.press('Enter');
    await dialog().getByText('Leave out the person’s name, address or number').waitFor();
    expect(await why().getAttribute('aria-invalid')).toBe('true');
    await why().fill('Letter of 20 November');
    const keys: (string | undefined)[] = [];
    stage.page.on('request', one => {
      if (one.url().includes('/personal-data')) keys.push(one.headers()['idempotency-key']);
    });
    const saving = stage.page.waitForEvent('download');
    await stage.pages.press('Enter');
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('personal-data_acc-0_c-1_2026-11-23.json');
    const file = JSON.parse(await readFile(await saved.path(), 'utf8')) as Record<string, unknown>;
    expect(file).toMatchObject({ accountId: 'acc-0', contactId: 'c-1' });
    expect(JSON.stringify(file)).toContain('jonas@nordlicht.example');
    await dialog().waitFor({ state: 'detached' });
    expect(keys).toEqual([expect.stringMatching(/.{20}/)]);
    expect(await menu().evaluate(one => one === document.activeElement)).toBe(true);
    await until(history, text => /A person’s data was given out/.test(text ?? ''));
    expect(await history()).toMatch(
      /everything that is held of them, as a file.*contact: Jonas Brandt.*by: Anna Berger.*reason: Letter of 20 November/,
    );
  });

  test('is erased for good once it is said why and that it is the right one; then they are named nowhere', async () => {
    await enter();
    await menu().focus();
    await stage.pages.press('ArrowUp', 'Enter');
    await dialog().getByText('This is for good').waitFor();
    await stage.page.keyboard.type('Asked for it by letter');
    expect(await submit().isDisabled()).toBe(true);
    await stage.pages.press('Tab', 'Space');
    await until(
      () => submit().isDisabled(),
      disabled => !disabled,
    );
    await stage.pages.press('Tab', 'Tab', 'Enter');
    await gone().waitFor();
    expect(await gone().textContent()).toMatch(
      /^Erased on 23 Nov 2026.*being taken out everywhere.*Was known as c-1/,
    );
    await until(focused, text => text.startsWith('Erased on'));
    expect(await card().textContent()).toContain('Nobody is known any more.');
    await until(history, text => /A person was erased/.test(text ?? ''));
    expect(await history()).toMatch(
      /nothing of them is kept.*contact: erased person \(c-1\).*by: Anna Berger.*reason: Asked for it by letter/,
    );
    expect(await stage.page.locator('main').textContent()).not.toContain('Jonas');
    goneForGood(stage.server.state, 'acc-0', 'c-1');
    await until(
      () => gone().textContent(),
      text => text?.includes('nothing is left') === true,
    );
    await until(history, text => /The erasing of a person is over.*nothing of them is left/.test(text ?? ''));
  });

  test('is gone before one’s eyes when a colleague erases them, and from calls, cases and choices', async () => {
    firstOf().contacts.push({ id: 'c-2', name: 'Mira Lange' });
    await enter();
    erase(stage.server.state, byBruno);
    await gone().waitFor();
    expect(await menu().count()).toBe(0);
    expect(await card().getByTestId('contact').count()).toBe(1);
    await stage.pages.open('/accounts/acc-0?call=c-1');
    await dialog().waitFor();
    const choices = () => dialog().locator('select').first().locator('option').allTextContents();
    expect(await choices()).toEqual(['Mira Lange', expect.any(String)]);
    await stage.pages.open('/calls/call_welcome');
    await stage.page.getByText('erased person').first().waitFor();
    expect(await stage.page.locator('main').textContent()).not.toContain('Jonas');
    const decided = {
      name: 'call.person-erased',
      decision: 'person-erased',
      at: firstOf().products[0]?.since,
    };
    const decisions = [{ ...decided, reason: { because: 'person-erased' } }];
    stage.server.state.dress = ({ id }, body) => (id === 'get-call-decisions' ? { decisions } : body);
    const ask = stage.page.getByRole('button', { name: /^Why\?/ });
    await ask.first().click();
    await stage.page
      .getByTestId('decision')
      .getByText('The person was erased: what was planned ends')
      .waitFor();
    await stage.pages.open('/devices/case_soon');
    await stage.page.getByText('erased person').first().waitFor();
  });

  test('closes the dialog about them when a colleague erases them, and it is said why', async () => {
    await enter();
    await openDialog('Erase…');
    await why().fill('Letter of 20 November');
    erase(stage.server.state, byBruno);
    await dialog().waitFor({ state: 'detached' });
    await stage.pages.toasts.getByText('This person is not known here any more').waitFor();
    await until(focused, text => text.startsWith('Erased on'));
  });

  test('is not given out when they were erased meanwhile: it says so, and the page goes on', async () => {
    await enter();
    await openDialog('Give out data…');
    await why().fill('Letter of 20 November');
    const { send } = stage.server.state;
    stage.server.state.send = () => undefined;
    erase(stage.server.state, byBruno);
    // The page hears of it no sooner than the words were read.
    const read = Promise.withResolvers<void>();
    stage.server.state.gate = async ({ path }) => {
      if (path.endsWith('/accounts/acc-0')) await read.promise;
      return undefined;
    };
    await submit().click();
    await dialog().getByText('This person is not known here any more').waitFor();
    read.resolve();
    await gone().waitFor();
    stage.server.state.send = send;
  });

  test('is refused with what to do when somebody may not, and kept as it is when no answer comes', async () => {
    await enter();
    await openDialog('Erase…');
    await why().fill('Letter of 20 November');
    await dialog().getByRole('checkbox').check();
    const refuse = (status: number) => {
      stage.server.state.gate = async ({ path }) =>
        path.endsWith('/erase') ? { type: 'about:blank', title: 'no', status } : undefined;
    };
    refuse(403);
    await submit().click();
    await dialog().getByText('A team lead can. Ask yours.').waitFor();
    refuse(409);
    await submit().click();
    await dialog().getByText('Read the current state, then decide again.').waitFor();
    expect(await why().inputValue()).toBe('Letter of 20 November');
    expect(firstOf().contacts[0]?.name).toBe('Jonas Brandt');
  });

  test.each([
    ['whoever leads', ['lead'], 1],
    ['whoever operates', ['ops'], 1],
    ['an agent', ['agent'], 0],
  ] as const)('%s sees what may be done with it, or nothing', async (_, roles, seen) => {
    const bruno = stage.server.state.agents.find(({ id }) => id === 'bruno');
    if (bruno) Object.assign(bruno, { roles, languages: ['en'] });
    const entry = { ...stage.pages.entry, email: 'bruno@example.com' };
    await new ConsolePages(stage.page, entry).signIn('/accounts/acc-0');
    await card().getByTestId('contact').first().waitFor();
    expect(await menu().count()).toBe(seen);
  });
});

test('a name that wants to be more than text is text, in menu, dialogs and file name', async () => {
  const hostile = hostileTextOf('Jonas Brandt');
  const names = [`"><img src=x onerror="globalThis.hostileRan=1"> ${hostile}`, 'W'.repeat(300)];
  const contacts = names.map((name, n) => ({ id: `c-${n}`, name }));
  stage.server.state.dress = ({ id }, body) =>
    id === 'get-account' ? { ...(body as object), contacts } : body;
  await enter();
  for (const n of names.keys()) {
    await card().getByTestId('contact').nth(n).getByRole('button').click();
    await item('Erase…').click();
    await dialog().waitFor();
    for (const width of [1280, 360]) {
      await stage.page.setViewportSize({ width, height: 800 });
      expect(await overflow(stage.page)).toEqual([]);
      const wide = (one: Element) => one.scrollWidth - one.clientWidth;
      expect(await dialog().evaluate(wide)).toBeLessThanOrEqual(0);
    }
    await stage.pages.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  }
  const ran = () => (globalThis as { hostileRan?: number }).hostileRan;
  expect(await stage.page.evaluate(ran)).toBeUndefined();
  expect(await stage.page.locator('img[src="x"]').count()).toBe(0);
});

test('nothing of it is forbidden by WCAG 2.2 AA: menu, dialogs, and who was erased', async () => {
  await enter();
  await menu().click();
  const found = await faults(stage.page);
  await item('Give out data…').click();
  await dialog().waitFor();
  found.push(...(await faults(stage.page)));
  await stage.pages.press('Escape');
  await openDialog('Erase…');
  found.push(...(await faults(stage.page)));
  await stage.pages.press('Escape');
  erase(stage.server.state, byBruno);
  await gone().waitFor();
  expect([...found, ...(await faults(stage.page))]).toEqual([]);
});
