import { describe, expect, test } from '@jest/globals';
import { overflow, settled, violations } from './support/access-check.ts';
import { CallPages } from './support/call-pages.ts';
import { stageConsole } from './support/stage-console.ts';

const stage = stageConsole();
const calls = () => new CallPages(stage.page);
const WITHIN_MS = 180_000;
const rooms = [
  '/calls?of=team',
  '/calls?of=week',
  '/calls/call_welcome',
  '/accounts/acc-0',
  '/phone/34910000001',
];

const shown = () =>
  calls()
    .rows.or(calls().days)
    .or(calls().todo)
    .or(stage.page.getByTestId('advice'))
    .or(stage.page.getByTestId('phone-match'))
    .first()
    .waitFor();

const faults = async (): Promise<string[]> => {
  await settled(stage.page);
  return [...(await violations(stage.page)), ...(await overflow(stage.page))];
};

describe.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const)('in $colorScheme at $width px', ({ colorScheme, width }) => {
  const enter = async (path: string) => {
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 844 });
    await stage.pages.signIn(path);
  };

  test(
    'no room of calls has anything that WCAG 2.2 AA forbids',
    async () => {
      await enter('/calls');
      await shown();
      const all = await faults();
      for (const path of rooms) {
        await stage.pages.open(path);
        await shown();
        all.push(...(await faults()));
      }
      expect(all).toEqual([]);
    },
    WITHIN_MS,
  );

  test(
    'no dialog of a call has either',
    async () => {
      await enter('/calls/call_welcome');
      await calls().todo.waitFor();
      await calls().steps.first().getByRole('button').click();
      await stage.pages.press('Escape');
      await stage.page.getByTestId('acts').getByRole('button').first().click();
      await calls().workspace('running').waitFor();
      await stage.page.getByTestId('acts').getByRole('button').first().click();
      await calls().dialog.locator('input[value="reached"]').check();
      await calls().dialog.getByLabel('Next step').selectOption('book');
      await calls().slots.first().waitFor();
      const all = await faults();
      await stage.pages.open('/accounts/acc-0?call=c-1');
      await calls().dialog.waitFor();
      all.push(...(await faults()));
      await stage.pages.open('/calls');
      await calls().rows.first().waitFor();
      await stage.page.getByRole('button', { name: 'Plan a call…' }).click();
      await calls().dialog.waitFor();
      expect([...all, ...(await faults())]).toEqual([]);
    },
    WITHIN_MS,
  );
});

test(
  'at 320 px, as a screen twice enlarged, nothing is wider than the screen',
  async () => {
    await stage.page.setViewportSize({ width: 320, height: 600 });
    await stage.pages.signIn('/calls');
    const wide: string[] = [];
    for (const path of ['/calls', ...rooms]) {
      await stage.pages.open(path);
      await shown();
      wide.push(...(await overflow(stage.page)));
    }
    expect(wide).toEqual([]);
  },
  WITHIN_MS,
);
