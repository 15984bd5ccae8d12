import { expect, test } from '@jest/globals';
import { brandColours, contrast } from '../../shared/domain/brand/brand-colours.ts';
import { faults, settled } from './support/access-check.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole({ permissions: ['clipboard-read', 'clipboard-write'] });

const colours = brandColours('#c2410c');
const src = '/assets/brand-0123456789abcdef.svg';
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="32" fill="${colours.light.accent}"/><path d="M18 46L32 16l14 30z" fill="#fff"/></svg>`;

/** The site as a deploy with this brand leaves it; the brand comes after the words, as it may. */
async function deployed(brand: object): Promise<void> {
  const words = stage.page.waitForResponse(/\/assets\/en-/);
  await stage.page.route('**/brand.json', async route => {
    await words;
    await route.fulfill({ json: brand });
  });
  await stage.page.route(`**${src}`, route => route.fulfill({ body: logo, contentType: 'image/svg+xml' }));
}

const sign = () => stage.page.getByTestId('brand-logo').filter({ visible: true });
/** The ground of an element and its text, as six hex digits. */
const painted = (selector: string) =>
  stage.page
    .locator(selector)
    .first()
    .evaluate(element => {
      const { backgroundColor, color } = getComputedStyle(element);
      const hex = (said: string) =>
        `#${(said.match(/\d+/g) ?? [])
          .slice(0, 3)
          .map(part => Number(part).toString(16).padStart(2, '0'))
          .join('')}`;
      return { ground: hex(backgroundColor), text: hex(color) };
    });
const shows = (paint: { ground: string; text: string }, { accent, ink }: { accent: string; ink: string }) =>
  expect(paint).toEqual({ ground: accent, text: ink });

test('the company’s brand is worn on the sign-in page and inside, in light and dark, and nothing moves for it', async () => {
  await deployed({ name: 'Ahorn & Söhne', colours, logo: { src, width: 64, height: 64 } });
  await stage.page.addInitScript(() => {
    const shifts: string[] = [];
    (globalThis as unknown as { shifts: string[] }).shifts = shifts;
    new PerformanceObserver(list => {
      for (const one of list.getEntries()) shifts.push(JSON.stringify(one));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await stage.pages.open();
  await sign().waitFor();
  await stage.page.waitForLoadState('networkidle');
  expect(await stage.page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)).toEqual([]);
  await stage.pages.fillSignIn({ password: 'wrong' });
  await stage.pages.alert.waitFor();
  await stage.page.locator('input[autocomplete="current-password"]').fill('still wrong');
  shows(await painted('button[type="submit"]'), colours.light);
  expect(await sign().getAttribute('src')).toBe(src);
  expect(await sign().evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  expect(await stage.page.getByText('Ahorn & Söhne').count()).toBe(1);
  await stage.page.emulateMedia({ colorScheme: 'dark' });
  await until(
    () => painted('button[type="submit"]'),
    ({ ground }) => ground === colours.dark.accent,
  );
  expect(contrast(colours.dark.accent, colours.dark.ink)).toBeGreaterThan(4.5);

  await stage.pages.signIn('/settings');
  await stage.page.getByTestId('push-card').waitFor();
  expect(await stage.page.title()).toMatch(/ · Ahorn & Söhne$/);
  expect(await sign().getAttribute('src')).toBe(src);
  const selected = await stage.page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--selected'),
  );
  expect(selected).toContain(colours.dark.selected);
  expect(await stage.page.locator('link[rel="icon"]').getAttribute('href')).toBe(src);
  expect(await faults(stage.page)).toEqual([]);
});

test('a site without a brand, or one that does not answer, wears our own; a new one is worn from the next visit on', async () => {
  await stage.page.route('**/brand.json', route => route.abort());
  await stage.pages.signIn('/settings');
  await until(
    () => stage.page.title(),
    title => title.endsWith('Settings · Firstcall'),
  );
  expect(await sign().getAttribute('src')).toBe('/icons/firstcall.svg');
  await stage.page.unroute('**/brand.json');
  await stage.page.route('**/brand.json', route => route.fulfill({ json: { name: 'First' } }));
  await stage.pages.open('/settings');
  await until(
    () => stage.page.title(),
    title => title.endsWith('First'),
  );
  await stage.page.unroute('**/brand.json');
  await stage.page.route('**/brand.json', route => route.fulfill({ json: { name: 'Second' } }));
  await stage.pages.open('/settings');
  await until(
    () => stage.page.title(),
    title => title.endsWith('First'),
  );
  await stage.page.waitForLoadState('networkidle');
  await stage.pages.open('/settings');
  await until(
    () => stage.page.title(),
    title => title.endsWith('Second'),
  );
});

test('messages are shown as they look and as text, in each language, each at its own address', async () => {
  await stage.pages.signIn('/settings');
  await stage.page.locator('main nav a[href="/settings?of=messages"]').click();
  const mail = stage.page.getByTestId('mail');
  await mail.filter({ hasText: 'We will call you' }).waitFor();
  await stage.page.getByRole('link', { name: 'Call booked' }).first().click();
  await stage.page.locator('[data-testid="mail"][data-id="calls.booked"]').waitFor();
  expect(await stage.page.getByTestId('subject').textContent()).toBe('Acorn: Your call is booked');
  await stage.page.getByRole('combobox', { name: 'Language' }).selectOption('fr');
  await stage.page.locator('[data-testid="mail"][data-language="fr"]').waitFor();
  expect(await stage.page.getByTestId('subject').textContent()).toMatch(/^Acorn\s: Votre appel est réservé$/);
  expect(await stage.page.getByTestId('mail-text').textContent()).toContain(
    'Déplacer ou annuler l’appel: https://',
  );
  expect(await mail.getByRole('note').textContent()).toContain('does not write in this language');
  expect(stage.page.url()).toContain('/settings?of=messages&message=calls.booked&language=fr');
  const drawing = stage.page.getByTestId('mail-drawing');
  expect([await drawing.getAttribute('lang'), await drawing.locator('a, iframe, script').count()]).toEqual([
    'fr',
    0,
  ]);
  const button = drawing.getByText('Déplacer ou annuler l’appel');
  expect(await button.evaluate(one => getComputedStyle(one).backgroundColor)).toBe('rgb(11, 110, 99)');
  await settled(stage.page);
  expect(await faults(stage.page)).toEqual([]);
});

test('links are told of with what they are good for, and addresses and examples are copied', async () => {
  await stage.pages.signIn('/settings?of=links');
  const address = stage.page.locator('[data-testid="address"][data-page="book"]');
  await address.getByRole('button').click();
  const copied = () => stage.page.evaluate(() => navigator.clipboard.readText());
  await until(copied, text => text === `${stage.server.origin}/book/`);
  const example = stage.page.locator('[data-testid="example"][data-kind="device-report"]');
  await example.getByRole('button').click();
  await until(copied, text => text.includes('"purpose":"device-report"'));
  expect(await copied()).toContain(`curl ${stage.server.origin}/api/v1/links`);
  expect(await stage.page.getByTestId('link-kind').count()).toBe(7);
  await stage.page.getByTestId('webhook').filter({ hasText: 'Connected to hooks.slack.com' }).waitFor();
  expect(await faults(stage.page)).toEqual([]);
  await stage.page.getByRole('link', { name: 'Open Duty' }).click();
  await until(
    () => new URL(stage.page.url()).pathname,
    path => path === '/duty',
  );
});
