import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from '@jest/globals';
import { WCAG } from './support/access-check.ts';
import { type HeldCase, heldCase, linkView } from './support/device-link-server.ts';
import { stageDevicePage } from './support/stage-device-page.ts';

const stage = stageDevicePage();
const QUESTION = 'What happened to your device?';
const MOST_BYTES = 60 * 1024;

const shows = (part: Partial<HeldCase>) => {
  stage.server.state.view = linkView({ case: heldCase(part) });
};

/** What WCAG 2.2 AA forbids on the page as it stands, and what does not fit its width. */
async function faults(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: stage.page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], runOnly: { type: 'tag', values: [...WCAG, 'best-practice'] } })
    .analyze();
  const over = await stage.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const found = violations.map(one => `${one.id} ${one.nodes[0]?.html.slice(0, 120)}`);
  return over > 0 ? [...found, `${over} px wider than the screen`] : found;
}

describe.each(['light', 'dark'] as const)('in %s nothing is amiss at 320 px', colorScheme => {
  const small = async () => {
    await stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await stage.page.setViewportSize({ width: 320, height: 640 });
  };

  test.each([
    ['We have your report', { lock: 'failed', wipe: 'possible', damage: 'lost' }],
    ['We have your report', { goesOnAt: '2026-11-26T07:00:00.000Z' }],
    ['We are late', { late: true }],
    ['We wait for you', { state: 'at-work', waitsForYou: 'photo-of-damage' }],
    ['Your device is ready', { state: 'to-collect', collectAt: 'Einkaufszentrum am Sternwald, Schalter 3' }],
    ['Does your device work?', { state: 'handed-over' }],
  ] as const)('%s', async (heading, part) => {
    await small();
    shows(part);
    await stage.open(heading);
    expect(await faults()).toEqual([]);
  });

  test('from the question to trouble', async () => {
    await small();
    await stage.open(QUESTION);
    const found = await faults();
    await stage.press('It is lost');
    found.push(...(await faults()));
    stage.server.state.status = 503;
    await stage.press('Yes, report it');
    await stage.page.getByRole('alert').getByText('trouble').waitFor();
    found.push(...(await faults()));
    expect(found).toEqual([]);
  });
});

test('twice the text size at 320 px hides and cuts nothing', async () => {
  shows({ lock: 'failed', wipe: 'possible', damage: 'lost' });
  await stage.page.setViewportSize({ width: 320, height: 640 });
  await stage.open('We have your report');
  await stage.page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const cut = await stage.page.evaluate(() =>
    [...document.querySelectorAll('main *, header *')]
      .filter(one => !one.classList.contains('visually-hidden') && one.scrollWidth > one.clientWidth + 1)
      .filter(one => getComputedStyle(one).display !== 'inline')
      .map(one => one.outerHTML.slice(0, 100)),
  );
  expect(cut).toEqual([]);
});

test('the page carries less than 60 KB of JavaScript', () => {
  const files = globSync(join(stage.dist, 'assets/device/*.js'));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
