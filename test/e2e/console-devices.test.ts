import { describe, expect, test } from '@jest/globals';
import { DevicePages } from './support/device-pages.ts';
import { did } from './support/mock-cases.ts';
import { START } from './support/mock-data.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const devices = () => new DevicePages(stage.page);
const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');

describe('the board', () => {
  test('has the open cases by what ends first, each with when it is due here and at the customer’s', async () => {
    await stage.pages.signIn('/devices');
    await devices().rows.first().waitFor();
    const names = await devices().rows.allTextContents();
    expect(names[0]).toMatch(/^31m \d\ds late.*was due 10:00.*Casa Aurora.*the depot.*broken$/);
    expect(names[1]).toMatch(/left.*by 11:00 \(10:00 there\).*Nordlicht Handel.*Store in the mall.*75% used/);
    expect(names[2]).toContain('No unit in stock');
    expect(await devices().timeLeft(devices().rowOf('Hartmann')).textContent()).toMatch(
      /6h 00m.*goes on 14:00/,
    );
    expect(names.join()).not.toContain('handed over');
  });

  test('counts down each second, and nothing moves while it does', async () => {
    await stage.pages.signIn('/devices');
    const row = devices().rowOf('Nordlicht Handel');
    const timer = row.getByRole('timer');
    await timer.waitFor();
    const box = async () => [await row.boundingBox(), await row.getByText('by 11:00').boundingBox()];
    const [before, place] = [await timer.textContent(), await box()];
    await until(
      () => timer.textContent(),
      text => text !== before,
    );
    expect(await box()).toEqual(place);
    expect(await timer.textContent()).toMatch(/^2[789]m \d\ds/);
  });

  test('is filtered and grouped by its address, and is the same after a look at a case', async () => {
    await stage.pages.signIn('/devices');
    await stage.page.getByLabel('Step', { exact: true }).selectOption('ship');
    await until(
      () => devices().rows.count(),
      count => count === 1,
    );
    await stage.page.getByLabel('Group by').selectOption('leg');
    await stage.page.getByRole('heading', { name: /^Shipping/ }).waitFor();
    expect(stage.page.url()).toMatch(/\/devices\?leg=ship&group=leg$/);
    await devices().rows.first().click();
    await devices().caseView.waitFor();
    await stage.page.goBack();
    await devices().rows.first().waitFor();
    expect(await devices().rows.count()).toBe(1);
    await stage.page.getByRole('button', { name: 'Show all' }).click();
    await stage.page.getByLabel('At risk only').check();
    await until(
      () => devices().rows.count(),
      count => count === 4,
    );
  });

  test('is walked through by keyboard, to the last of many and into a case', async () => {
    await stage.pages.signIn('/devices');
    await devices().rows.first().waitFor();
    await stage.pages.press('ArrowDown', 'ArrowDown', 'j', 'k');
    await until(focused, text => text.includes('Nordlicht Handel'));
    await stage.pages.press('End');
    await until(focused, text => text.includes('nothing promised') || text.includes('not managed'));
    await stage.pages.press('Home', 'ArrowDown', 'Enter');
    await devices().caseView.waitFor();
    expect(stage.page.url()).toContain('/devices/case_soon');
    await until(
      () => stage.page.evaluate(() => document.activeElement?.id),
      id => id === 'content',
    );
  });

  test('shows at once what somebody else did with a case', async () => {
    await stage.pages.signIn('/devices');
    await devices().rowOf('Nordlicht Handel').waitFor();
    const { cases, send } = stage.server.state;
    const at = cases.findIndex(({ held }) => held.id === 'case_soon');
    const held = cases[at];
    if (!held) throw new Error('the case is missing');
    cases[at] = did(held, { do: 'hand-over' }, { at: START + 60_000, now: START + 60_000, by: 'bruno' });
    send({ type: 'device-case', id: 'case_soon' });
    await until(
      () => devices().rows.filter({ hasText: '75% used' }).filter({ hasText: 'Nordlicht' }).count(),
      count => count === 0,
    );
  });

  test('of a month has the settled cases too, and says how the promises went', async () => {
    await stage.pages.signIn('/devices?month=2026-11');
    await stage.page.getByTestId('tally').filter({ hasText: '69 cases, 68 still open' }).waitFor();
    expect(await stage.page.getByTestId('tally').textContent()).toContain('1 kept, 1 broken');
    await stage.page.getByRole('link', { name: 'The month before' }).click();
    await stage.page.getByText('No device case was opened in this month').waitFor();
  });
});

describe('reporting a device', () => {
  const open = async (serial: string) => {
    await stage.pages.signIn('/devices');
    await stage.page.getByRole('button', { name: 'Report a device' }).click();
    await stage.page.getByLabel('Serial number').fill(serial);
    await stage.pages.press('Tab');
  };
  const submit = () => stage.page.getByRole('button', { name: 'Report device' }).click();

  test('says whose it is before it is sent, and opens its case', async () => {
    await open('SN-4242');
    await stage.page.getByTestId('found-device').filter({ hasText: 'tab-8 of Nordlicht Handel' }).waitFor();
    await stage.page.getByLabel('What happened').selectOption('stolen');
    await submit();
    await devices().caseView.waitFor();
    expect(stage.page.url()).toContain('/devices/case_of_SN-4242');
    expect(await devices().caseView.textContent()).toContain('stolen');
  });

  test('that has an open case leads to that case', async () => {
    const known = stage.server.state.cases.find(({ held }) => held.id === 'case_soon')?.held.serial ?? '';
    await open(known);
    await stage.page.getByText('It has an open case already').waitFor();
    await submit();
    await devices().caseView.waitFor();
    expect(stage.page.url()).toContain('/devices/case_soon');
  });

  test('that nobody registered is said at the field', async () => {
    await open('unknown');
    await stage.page.getByText('No device with this serial number is registered').waitFor();
    expect(await stage.page.getByLabel('Serial number').getAttribute('aria-invalid')).toBe('true');
  });
});
