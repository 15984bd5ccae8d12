import { expect, test } from '@jest/globals';
import { en } from '../../web/messages/en.ts';
import { faults, overflow, settled } from './support/access-check.ts';
import { outreachOf } from './support/mock-outreach.ts';
import { OutreachPages } from './support/outreach-pages.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();
const outreach = () => new OutreachPages(stage.page);
const WITHIN_MS = 180_000;
const paths = [
  ...['/outreach', '/outreach/held', '/outreach/ended'],
  ...[
    '/outreach/out_burst',
    '/outreach/out_3',
    '/outreach/out_claims',
    '/outreach/out_market',
    '/outreach/out_done',
  ],
];

const shown = async (path: string): Promise<void> => {
  await stage.pages.open(path);
  await outreach().rows.or(outreach().evidence).first().waitFor();
  await settled(stage.page);
};

const unfoldAll = () =>
  stage.page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });

test(
  'neither the lists nor the evidence have anything that WCAG 2.2 AA forbids, with a budget overdrawn and all unfolded',
  async () => {
    const { budget } = outreachOf(stage.server.state);
    outreachOf(stage.server.state).budget = { ...budget, called: 10, needed: 14 };
    await stage.pages.signIn('/outreach');
    const found: string[] = [];
    for (const path of paths) {
      await shown(path);
      await unfoldAll();
      found.push(...(await faults(stage.page)));
    }
    expect(found).toEqual([]);
  },
  WITHIN_MS,
);

const phrases = (one: unknown): string[] =>
  typeof one === 'string'
    ? [one]
    : typeof one === 'object' && one !== null
      ? Object.values(one).flatMap(phrases)
      : [];

test.each(['en', 'de', 'es', 'fr', 'it'] as const)(
  'in %s the rooms fit a screen of 320 px, and speak nothing else',
  async language => {
    const { agents } = stage.server.state;
    const anna = agents.findIndex(({ id }) => id === 'anna');
    const held = agents[anna];
    if (held) agents[anna] = { ...held, languages: [language] };
    const english = phrases(en.outreach).filter(text => text.split(' ').length > 2);
    await stage.page.setViewportSize({ width: 320, height: 600 });
    await stage.pages.signIn('/outreach');
    const wrong: string[] = [];
    for (const path of paths) {
      await shown(path);
      await stage.page.locator(`html[lang="${language}"]`).waitFor();
      await unfoldAll();
      const text = await until(
        async () => (await stage.page.locator('main').textContent()) ?? '',
        seen => seen.length > 200,
      );
      wrong.push(...(await overflow(stage.page)));
      if (language !== 'en') wrong.push(...english.filter(one => text.includes(one)));
    }
    expect(wrong).toEqual([]);
  },
  WITHIN_MS,
);
