import { expect, test } from '@jest/globals';
import { faults, faultsOfDialog } from './support/access-check.ts';
import { DevicePages } from './support/device-pages.ts';
import { stageConsole } from './support/stage-console.ts';

const stage = stageConsole();
const devices = () => new DevicePages(stage.page);

test('no dialog and no form of a device case has anything that WCAG 2.2 AA forbids', async () => {
  await stage.pages.signIn('/devices');
  const found = await faultsOfDialog(stage.page, 'Report a device');
  await stage.pages.open('/devices/case_stolen');
  await devices().caseView.waitFor();
  for (const name of ['wait', 'hand-over', 'confirm-wipe']) {
    await devices().openAction(name);
    found.push(...(await faults(stage.page)));
  }
  found.push(...(await faultsOfDialog(stage.page, 'Link for the user')));
  expect(found).toEqual([]);
});
