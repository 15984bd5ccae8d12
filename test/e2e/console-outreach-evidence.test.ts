import { describe, expect, test } from '@jest/globals';
import { outreachOf } from './support/mock-outreach.ts';
import { OutreachPages } from './support/outreach-pages.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const outreach = () => new OutreachPages(stage.page);

const enter = async (id: string) => {
  await stage.pages.signIn(`/outreach/${id}`);
  await outreach().evidence.waitFor();
};

describe('the evidence page', () => {
  test('says why, what it is worth, by when to call, and leads to the call and the account', async () => {
    await enter('out_burst');
    expect(await outreach().headline.textContent()).toBe('Far more damage reports than usual');
    expect(await outreach().todo.textContent()).toBe('Call the customer by 13:01.');
    expect(await outreach().evidence.textContent()).toMatch(/news joined it once/);
    const to = (name: string) => stage.page.getByRole('link', { name }).getAttribute('href');
    expect(await to('Open the call')).toBe('/calls/call_welcome');
    expect(await to('Open the account')).toBe('/accounts/acc-0');
  });

  test('marks the days out of the ordinary in the chart, and has the same numbers as a table', async () => {
    await enter('out_burst');
    const marked = await outreach().markedBars.evaluateAll(all =>
      all.map(one => one.getAttribute('data-day')),
    );
    expect(marked).toEqual(['2026-10-12', '2026-11-22']);
    const label = await stage.page
      .getByRole('img', { name: /^Damage reports from/ })
      .getAttribute('aria-label');
    expect(label).toMatch(/Out of the ordinary: .*12 Oct.*; .*22 Nov.*The table below says the same/);
    await outreach().chart.getByText('The same as a table').press('Enter');
    await outreach().chartDays.first().waitFor();
    expect(await outreach().chartDays.count()).toBe(63);
    expect(await outreach().chartDays.first().locator('th, td').allTextContents()).toEqual([
      ...['Sun, 22 Nov 2026', '14', '3.1', '8', 'Out of the ordinary'],
    ]);
    expect(await outreach().chart.textContent()).toContain('together with the three before it');
  });

  test('draws no bound for days on which nothing was known to be usual', async () => {
    await enter('out_3');
    await outreach().chart.getByText('The same as a table').click();
    const bounds = await outreach().chartDays.locator('td:nth-child(4)').allTextContents();
    expect(bounds.slice(-9)).toEqual(Array.from({ length: 9 }, () => '–'));
    expect(bounds.slice(0, -9)).not.toContain('–');
    expect(await outreach().numbers.textContent()).toMatch(
      /12 reports came on Sun, 22 Nov.*less than once in a million such days \(p < 0\.000001\).*less than eight weeks/,
    );
  });

  test('says in words what was seen, expected and still usual, how rare it is and what counted less', async () => {
    await enter('out_burst');
    const said = await outreach().numbers.getByRole('listitem').allTextContents();
    expect(said).toEqual([
      '14 reports came in the four days to Sun, 22 Nov 2026.',
      '3.1 were to be expected.',
      'Up to 8 would still have been usual.',
      'By chance alone, as many come about once in 12,000 such days (p ≈ 0.00008).',
      '€280 is at risk, with the reports of the three days before.',
      '5 reports came without a value and count with the usual one.',
      expect.stringMatching(/^Held against up to five years of the customer’s own weeks/),
      'Counted less: the week of 12 Oct, since it was a burst itself.',
      expect.stringMatching(/^Bursts of this customer are found more readily/),
    ]);
  });

  test('has the open claims by when they close, each with its value and whom it waits for', async () => {
    await enter('out_claims');
    const [first, , last] = await outreach().claims.allTextContents();
    expect(first).toMatch(/^Wed, 25 Nov 2026.*customer return2 days€1,240\.50the customerthe marketplace$/);
    expect(last).toMatch(/lost inbound9 daysunknownthe customera rule$/);
    expect(await outreach().chart.count()).toBe(0);
  });

  test('has what changed in the market, the latest first', async () => {
    await enter('out_market');
    const news = stage.page.getByTestId('market').getByRole('listitem');
    expect(await news.allTextContents()).toEqual([
      expect.stringMatching(/^Amazon sells itself on amazon-it12 articles/),
      expect.stringMatching(/^New competitor on amazon-it/),
    ]);
  });

  test('has what to say in the customer’s language, to be copied, and the steps in order', async () => {
    await enter('out_burst');
    const says = stage.page.getByTestId('says');
    const text = await says.locator('blockquote').textContent();
    expect(await says.locator('blockquote').getAttribute('lang')).toBe('de');
    expect(text).toContain('Schäden');
    await stage.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await says.getByRole('button', { name: 'Copy' }).press('Enter');
    await says.getByText('Copied.').waitFor();
    expect(await stage.page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    expect(await stage.page.getByTestId('steps').getByRole('listitem').count()).toBe(2);
  });

  test('takes “useful” or “not useful” with a note, and another word later', async () => {
    await enter('out_burst');
    const { feedback } = outreach();
    await feedback.getByLabel('A note').fill('Had lost a pallet');
    await feedback.getByRole('button', { name: 'Useful', exact: true }).click();
    await feedback.getByText(/^Useful, says Anna/).waitFor();
    expect(await feedback.textContent()).toContain('Had lost a pallet');
    await feedback.getByRole('button', { name: 'Say otherwise' }).click();
    await feedback.getByRole('button', { name: 'Not useful' }).click();
    await feedback.getByText(/^Not useful, says Anna/).waitFor();
    expect(stage.server.state.writes.filter(one => one.endsWith('/feedback'))).toHaveLength(2);
    await until(
      () => stage.page.getByTestId('sensitivity').textContent(),
      text => !text?.includes('more readily'),
    );
  });

  test('shows at once how it went, and how earlier ones did', async () => {
    await enter('out_burst');
    expect(await stage.page.getByTestId('earlier-outreach').textContent()).toMatch(
      /^Burstreacheduseful14 Oct/,
    );
    const { views } = outreachOf(stage.server.state);
    const at = views.findIndex(({ id }) => id === 'out_burst');
    const held = views[at];
    const endedAt = '2026-11-23T09:31:00Z';
    if (held)
      views[at] = {
        ...held,
        state: 'ended',
        ending: 'declined',
        endedAt,
        pausedUntil: '2026-12-23T09:31:00Z',
      };
    stage.server.state.send({ type: 'outreach', id: 'out_burst' });
    await stage.page.locator('[data-testid="outreach"][data-state="ended"]').waitFor();
    expect(await outreach().todo.textContent()).toMatch(/^Over: declined/);
    expect(await outreach().evidence.textContent()).toMatch(/until .*23 Dec.*opens no other call/);
  });

  test('says what is held back and why, and that there is none of a wrong address', async () => {
    await enter('out_held_1');
    expect(await outreach().todo.textContent()).toMatch(/^Not to be called now\. The budget/);
    await stage.pages.open('/outreach/out_of_nobody');
    await stage.page.getByText('There is no outreach with this id').waitFor();
  });
});

test('the page of an account has its signals and open claims, and leads to the evidence', async () => {
  await stage.pages.signIn('/accounts/acc-0');
  const { card } = outreach();
  await card.getByTestId('account-signal').waitFor();
  expect(await card.textContent()).toMatch(
    /Burst 14 reports.*€280call planned.*Open claims by when they close/,
  );
  await card.getByText('Earlier outreach (1)').click();
  await card.getByTestId('earlier-outreach').waitFor();
  await card.getByTestId('account-signal').getByRole('link').click();
  await outreach().evidence.waitFor();
  expect(stage.page.url()).toMatch(/\/outreach\/out_burst$/);
});
