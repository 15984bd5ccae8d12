import { describe, expect, test } from '@jest/globals';
import { overflow, settled, violations } from './support/access-check.ts';
import { DevicePages } from './support/device-pages.ts';
import { stageConsole } from './support/stage-console.ts';

const stage = stageConsole();
const devices = () => new DevicePages(stage.page);
const WITHIN_MS = 180_000;

const found = async (path: string): Promise<string[]> => {
  await stage.pages.open(path);
  await devices().rows.or(devices().caseView).first().waitFor();
  await settled(stage.page);
  return [...(await violations(stage.page)), ...(await overflow(stage.page))];
};

describe.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const)('in $colorScheme at $width px', ({ colorScheme, width }) => {
  const enter = async (path: string) => {
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 800 });
    await stage.pages.signIn(path);
  };

  test(
    'neither the board nor a case has anything that WCAG 2.2 AA forbids',
    async () => {
      await enter('/devices');
      const all: string[] = [];
      for (const path of [
        '/devices?group=leg',
        '/devices?month=2026-11',
        '/devices/case_late',
        '/devices/case_empty',
      ])
        all.push(...(await found(path)));
      expect(all).toEqual([]);
    },
    WITHIN_MS,
  );

  test(
    'no dialog and no form of an action has either',
    async () => {
      await enter('/devices');
      await stage.page.getByRole('button', { name: 'Report a device' }).click();
      await stage.page.getByRole('dialog').waitFor();
      const all = await violations(stage.page);
      await stage.pages.open('/devices/case_stolen');
      await devices().caseView.waitFor();
      for (const name of ['wait', 'hand-over', 'confirm-wipe']) {
        await devices().openAction(name);
        all.push(...(await violations(stage.page)), ...(await overflow(stage.page)));
      }
      await stage.page.getByRole('button', { name: 'Link for the user' }).click();
      await stage.page.getByRole('dialog').waitFor();
      expect([...all, ...(await violations(stage.page))]).toEqual([]);
    },
    WITHIN_MS,
  );
});

test(
  'at 320 px, as a screen twice enlarged, nothing is wider than the screen',
  async () => {
    await stage.page.setViewportSize({ width: 320, height: 600 });
    await stage.pages.signIn('/devices');
    const wide: string[] = [];
    for (const path of ['/devices?group=owner', '/devices?month=2026-11', '/devices/case_ship']) {
      await stage.pages.open(path);
      await devices().rows.or(devices().caseView).first().waitFor();
      wide.push(...(await overflow(stage.page)));
    }
    expect(wide).toEqual([]);
  },
  WITHIN_MS,
);
