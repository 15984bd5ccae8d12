import { beforeEach, describe, expect, test } from '@jest/globals';
import { overflow, settled, violations } from './support/access-check.ts';
import { clerk, depotsOf } from './support/mock-depots.ts';
import { PASSWORD } from './support/mock-state.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole({ viewport: { width: 360, height: 740 }, hasTouch: true });
const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const question = () => stage.page.getByLabel('Which device comes in?');
const swapped = () => stage.page.getByTestId('swapped');

/** A clerk signs in and stands at the counter. */
async function atCounter(path = '/'): Promise<void> {
  await stage.pages.open(path);
  await stage.pages.fillSignIn({ email: clerk.email, password: PASSWORD });
  await question().waitFor();
}

beforeEach(() => void stage.server.state.agents.push(clerk));

describe('a clerk', () => {
  test('lands at their counter, sees no other room, and asks the server for nothing they may not have', async () => {
    const refused: string[] = [];
    stage.page.on('response', response => {
      if (response.status() === 403) refused.push(response.url());
    });
    await atCounter('/inbox');
    await until(
      () => stage.page.url(),
      url => url.endsWith('/counter/mall'),
    );
    expect(await stage.page.getByRole('navigation').count()).toBe(0);
    expect(await stage.page.getByRole('link').count()).toBe(0);
    await stage.page.reload();
    await question().waitFor();
    await settled(stage.page);
    expect(refused).toEqual([]);
  });

  test('may not stand at another counter', async () => {
    await atCounter();
    await stage.pages.open('/counter/central');
    await stage.pages.alert.waitFor();
    expect(await question().count()).toBe(0);
  });
});

describe('a swap', () => {
  test('hands out the reserved unit of the open case and says that the promise was kept', async () => {
    await atCounter();
    await stage.page.getByTestId('counter-case').filter({ hasText: 'SN-1001' }).click();
    expect(await stage.page.getByLabel('Goes out').inputValue()).toBe('SN-9001');
    await stage.page.getByText('Reserved for this case.').waitFor();
    await button('Swap').click();
    await swapped().waitFor();
    expect(await swapped().getAttribute('data-kept')).toBe('true');
    expect(await swapped().textContent()).toContain('SN-9001');
    const heading = stage.page.getByRole('heading', { name: 'Hand out this device' });
    await until(() => heading.evaluate(one => one === document.activeElement), Boolean);
    await button('Next device').click();
    await question().waitFor();
    expect(await stage.page.getByTestId('counter-case').filter({ hasText: 'SN-1001' }).count()).toBe(0);
  });

  test('works by keyboard alone, whatever case the serial is typed in, and says when the promise was broken', async () => {
    await atCounter();
    await until(() => question().evaluate(one => one === document.activeElement), Boolean);
    await stage.page.keyboard.type('sn-1002');
    await stage.pages.press('Enter');
    await stage.page.getByTestId('comes-in').waitFor();
    await stage.page.getByLabel('Goes out').focus();
    await stage.pages.press('Enter');
    await swapped().waitFor();
    expect(await swapped().getAttribute('data-kept')).toBe('false');
    expect(await swapped().textContent()).toContain('Promise broken');
    expect(stage.server.state.writes).toContain('POST /v1/depots/mall/swap');
  });

  test('without an open case opens one; a device left at home is still owed, a lost one never comes in', async () => {
    await atCounter();
    for (const [serial, damage] of [
      ['SN-1005', 'broken'],
      ['SN-1006', 'lost'],
    ] as const) {
      await question().fill(serial);
      await button('Continue').click();
      await stage.page.getByText('There is no open case for this device').waitFor();
      await stage.page.getByLabel(damage, { exact: true }).check();
      const handedIn = stage.page.getByLabel('The old device was handed in');
      if (damage === 'broken') await handedIn.uncheck();
      else expect(await handedIn.count()).toBe(0);
      await button('Swap').click();
      await swapped().waitFor();
      const text = await swapped().textContent();
      expect(text).toContain('Nothing was promised');
      expect(text?.includes('still has to come back')).toBe(damage === 'broken');
      await button('Next device').click();
    }
    const made = depotsOf(stage.server.state).cases.filter(one => one.caseId.startsWith('case_SN'));
    expect(made).toEqual([
      expect.objectContaining({ damage: 'broken', owesReturn: true }),
      expect.objectContaining({ damage: 'lost', owesReturn: false }),
    ]);
  });

  test('that happened earlier counts at that time, and never in the future', async () => {
    await atCounter();
    await stage.page.getByTestId('counter-case').filter({ hasText: 'SN-1002' }).click();
    await stage.page.getByLabel('It happened earlier').check();
    await stage.page.getByLabel('When it happened').fill('2026-11-23T23:00');
    await stage.page.getByText('That is in the future.').waitFor();
    await button('Swap').click();
    expect(stage.server.state.writes).not.toContain('POST /v1/depots/mall/swap');
    await stage.page.getByLabel('When it happened').fill('2026-11-23T10:00');
    await button('Swap').click();
    await swapped().waitFor();
    expect(await swapped().getAttribute('data-kept')).toBe('true');
  });

  test.each([
    ['SN-0000', '', 'Nobody knows this serial'],
    ['SN-1002', 'SN-9004', 'not ready to be handed out. Take another one'],
    ['SN-1002', 'SN-9001', 'kept for somebody else'],
  ])('of %s for “%s” says what to do', async (old, goesOut, advice) => {
    await atCounter();
    await question().fill(old);
    await button('Continue').click();
    await stage.page.getByLabel('Goes out').fill(goesOut);
    await button('Swap').click();
    await stage.pages.alert.waitFor();
    expect(await stage.pages.alert.textContent()).toContain(advice);
    expect(await swapped().count()).toBe(0);
  });

  test('reads the serial with the camera where the browser can', async () => {
    await stage.context.addInitScript(() => {
      const own = globalThis as unknown as Record<string, unknown>;
      own['BarcodeDetector'] = class {
        looks = 0;
        detect = async () => (++this.looks < 3 ? [] : [{ rawValue: ' SN-1001\n' }]);
      };
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d');
      setInterval(() => pen?.fillRect(Math.random() * 9, 0, 9, 9), 50);
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(5);
    });
    await atCounter();
    await button('Scan with the camera').click();
    await stage.page.getByTestId('comes-in').filter({ hasText: 'SN-1001' }).waitFor();
  });

  test('is typed where the camera is not allowed, and says so', async () => {
    await stage.context.addInitScript(() => {
      (globalThis as unknown as Record<string, unknown>)['BarcodeDetector'] = class {};
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await atCounter();
    await button('Scan with the camera').click();
    expect(await stage.pages.alert.textContent()).toContain('type the serial');
    expect(await question().isVisible()).toBe(true);
  });
});

test('an old device that only comes back is taken in, not ready', async () => {
  await atCounter();
  await button('Take one back').click();
  await stage.page.getByTestId('counter-case').filter({ hasText: 'SN-1004' }).click();
  await button('Take it in').click();
  await stage.page.getByTestId('taken-back').waitFor();
  const { stocks } = depotsOf(stage.server.state);
  expect(stocks.get('mall/tab-8')?.units['SN-1004']).toMatchObject({ at: 'on-hand', ready: false });
  await button('Next device').click();
  await stage.page.getByText('No old device is expected back.').waitFor();
});

test.each(['light', 'dark'] as const)(
  'in %s at 360 px no step has anything that WCAG 2.2 AA forbids, and thumbs find every target',
  async colorScheme => {
    await stage.page.emulateMedia({ colorScheme });
    await atCounter();
    await settled(stage.page);
    const found: string[] = [];
    const look = async () => {
      found.push(
        ...(await violations(stage.page)),
        ...(await overflow(stage.page)),
        ...(await smallTargets()),
      );
    };
    await look();
    await question().fill('SN-1005');
    await button('Continue').click();
    await stage.page.getByLabel('It happened earlier').check();
    await look();
    await button('Swap').click();
    await swapped().waitFor();
    await look();
    await button('Take one back').click();
    await look();
    expect(found).toEqual([]);
  },
);

/** Targets of the counter's own page that are lower than a thumb needs. */
const smallTargets = () =>
  stage.page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main button, main input:not([type=checkbox]):not([type=radio]), main select',
      ),
    ]
      .filter(one => one.getBoundingClientRect().height < 44)
      .map(one => `too small: ${one.outerHTML.slice(0, 120)}`),
  );
