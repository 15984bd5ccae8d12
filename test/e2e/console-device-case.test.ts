import { describe, expect, test } from '@jest/globals';
import { en } from '../../web/messages/en.ts';
import { DevicePages } from './support/device-pages.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const devices = () => new DevicePages(stage.page);
const openCase = async (id: string) => {
  await stage.pages.signIn(`/devices/${id}`);
  await devices().caseView.waitFor();
};

describe('a device case', () => {
  test('says until when in both zones, or that the clock stands', async () => {
    await openCase('case_soon');
    expect(await devices().promise.textContent()).toBe(
      'A working device by 11:00 your time, 10:00 customer’s time',
    );
    await stage.pages.open('/devices/case_paused');
    await devices()
      .promise.filter({ hasText: 'The clock stands while the customer is waited for' })
      .waitFor();
    await stage.pages.open('/devices/case_advice');
    await devices().promise.filter({ hasText: 'not under management' }).waitFor();
  });

  test('adds up: every segment with what it counted, and goal less spent is what is left', async () => {
    await openCase('case_ship');
    const clock = devices().clock('handover');
    const rows = await clock.getByTestId('clock-step').allTextContents();
    expect(rows).toHaveLength(4);
    expect(rows[3]).toContain('waits for the carrier: delayed');
    expect(rows[3]).toContain('yes');
    expect(rows[3]).toContain('3 days 2 hrs 1 min');
    expect(await clock.getByTestId('balance').textContent()).toBe(
      '4 days − 3 days 2 hrs 1 min = 21 hrs 59 mins left',
    );
    const legs = await stage.page.getByTestId('leg').allTextContents();
    expect(legs.map(text => text.match(/^[A-Z][a-z]+ing|^Diagnosis|^Preparation/)?.[0])).toEqual([
      'Diagnosis',
      'Preparation',
      'Shipping',
    ]);
  });

  test('is drawn to scale: closed time where it lay, warnings and the breach at their true instants', async () => {
    await openCase('case_late');
    const bar = devices().clock('handover').getByTestId('clock-bar');
    await bar.locator('[data-piece="closed"]').first().waitFor({ state: 'attached' });
    const pieces = await bar
      .locator('[data-piece]')
      .evaluateAll(all => all.map(one => `${one.getAttribute('data-piece')} ${one.getAttribute('x')}`));
    expect(pieces).toEqual(['working 0%', 'closed 2.41%', 'working 96.35%']);
    const x = (mark: string) => bar.locator(`[data-mark="${mark}"]`).getAttribute('x1');
    expect([await x('at-50'), await x('breached'), await x('now')]).toEqual(['2.41%', '98.76%', '100%']);
    expect(await devices().clock('handover').getByTestId('clock-step').textContent()).toContain(
      'outside opening hours',
    );
  });

  test('keeps what the clocks noticed, with the true instant and that of noticing', async () => {
    await openCase('case_late');
    const broken = devices().records.filter({ hasText: 'Broken' }).filter({ hasText: 'Working device' });
    expect(await broken.textContent()).toMatch(/10:00.*Noticed 10:30/);
    expect(await stage.page.getByTestId('escalation').textContent()).toContain('Bruno Conti has taken it on');
  });

  test('explains why this promise and no other, and what would help when there is no unit', async () => {
    await openCase('case_empty');
    const policies = await devices().policies.allTextContents();
    expect(policies[0]).toMatch(/under two hours.*taken.*✓ Site: mall fits/);
    expect(policies[1]).toMatch(/under four days.*fits, but less closely.*fits every case/);
    expect(policies[2]).toMatch(/six hours.*does not fit.*✗ Site: mall does not fit/);
    const help = await stage.page.getByTestId('no-stock').textContent();
    expect(help).toContain('2 × tab-8, Store in the mall: on hand, but not ready yet');
    expect(help).toContain('1 × tab-8, Central depot: lent out, due back (13:30)');
  });
});

describe('what may be done', () => {
  test('is what the server says, and each is done with what it needs and read again', async () => {
    await openCase('case_soon');
    expect(await devices().actions()).toEqual(['triage', 'wait', 'hand-over', 'loan', 'cancel', 'excuse']);
    const wait = await devices().openAction('wait');
    await wait.getByLabel('Why').selectOption('other');
    await wait.getByLabel('Other reason').fill('Key to the shop!');
    await devices().send(wait);
    await devices().promise.filter({ hasText: 'The clock stands' }).waitFor();
    expect(await devices().history.first().textContent()).toContain('reason: key to the shop');
    const goOn = await devices().openAction('go-on');
    await devices().send(goOn);
    await devices().promise.filter({ hasText: 'by 11:00 your time' }).waitFor();
    expect(stage.server.state.writes.filter(one => one.endsWith('/actions'))).toHaveLength(2);
  });

  test('refused, says why beside the action and keeps what was typed', async () => {
    await openCase('case_soon');
    const handOver = await devices().openAction('hand-over');
    await handOver.getByLabel('Serial number of the unit').fill('SN-1');
    await devices().send(handOver);
    await handOver.getByRole('alert').waitFor();
    expect(await handOver.getByRole('alert').textContent()).toContain(
      'No depot has a unit with this serial number',
    );
    expect(await handOver.getByLabel('Serial number of the unit').inputValue()).toBe('SN-1');
    await handOver.getByLabel('Serial number of the unit').fill('SN-9001');
    await devices().send(handOver);
    await devices().promise.filter({ hasText: 'A working device was handed over' }).waitFor();
    expect(await devices().actions()).toEqual(['return', 'reopen', 'excuse']);
  });

  test('cannot have happened later than now', async () => {
    await openCase('case_soon');
    const triage = await devices().openAction('triage');
    await triage.getByLabel('Happened earlier at').fill('2026-11-23T10:00');
    expect(await triage.locator('button[type="submit"]').isEnabled()).toBe(true);
    await triage.getByLabel('Happened earlier at').fill('2026-11-23T12:00');
    await triage.getByText('It cannot have happened later than now.').waitFor();
    expect(await triage.locator('button[type="submit"]').isEnabled()).toBe(false);
  });

  test('by somebody who does not lead, is not excusing a broken promise', async () => {
    await stage.pages.open('/devices/case_late');
    await stage.pages.fillSignIn({ email: 'carmen@example.com' });
    await devices().caseView.waitFor();
    await devices().action('cancel').waitFor();
    expect(await devices().actions()).not.toContain('excuse');
  });

  test('is giving the user a link, which is shown this once', async () => {
    await openCase('case_soon');
    const dialog = stage.page.getByRole('dialog');
    await stage.page.getByRole('button', { name: 'Link for the user' }).click();
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    const link = dialog.getByLabel('The link, shown this once');
    await link.waitFor();
    expect(await link.inputValue()).toMatch(/^https:\/\/care\.example\/d\/#/);
    await stage.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByText('Copied.').waitFor();
    await stage.pages.press('Escape');
    await stage.page.getByRole('button', { name: 'Link for the user' }).click();
    await dialog.getByRole('button', { name: 'Make a link' }).waitFor();
    expect(await link.count()).toBe(0);
  });
});

const phrases = (one: unknown): string[] =>
  typeof one === 'string'
    ? [one]
    : typeof one === 'object' && one !== null
      ? Object.values(one).flatMap(phrases)
      : [];

test.each(['de', 'es', 'fr', 'it'] as const)('the rooms speak %s to an agent who does', async language => {
  const { agents } = stage.server.state;
  const anna = agents.findIndex(one => one.id === 'anna');
  const held = agents[anna];
  if (held) agents[anna] = { ...held, languages: [language, 'en'] };
  const english = phrases([en.devices, en.deviceCase]).filter(text => text.split(' ').length > 2);
  const left: string[] = [];
  for (const path of ['/devices?group=owner', '/devices/case_empty', '/devices/case_ship']) {
    if (path === '/devices?group=owner') await stage.pages.signIn(path);
    else await stage.pages.open(path);
    await stage.page.locator(`html[lang="${language}"]`).waitFor();
    await devices().rows.or(devices().caseView).first().waitFor();
    const text = await until(
      async () => (await stage.page.locator('body').textContent()) ?? '',
      seen => seen.length > 500,
    );
    left.push(...english.filter(one => text.includes(one)));
  }
  expect(left).toEqual([]);
});
