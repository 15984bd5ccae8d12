import { describe, expect, test } from '@jest/globals';
import { now } from '../../web/app/clock.ts';
import { DevicePage } from '../../web/device/device-page.ts';
import { type Answer, type LinkAct, linkApi } from '../../web/device/link-api.ts';
import type { LinkState } from '../../web/device/link-state.ts';
import { heldCase, linkView, NOW, TOKEN } from '../e2e/support/device-link-server.ts';

const open = { view: linkView() };
const reported = { view: linkView({ case: heldCase() }) };
const report: LinkAct = { do: 'report', damage: 'broken' };

/** A page whose calls stay open until they are answered, in any order. */
function room(token = TOKEN) {
  const calls: { readonly what: string; readonly answer: (answer: Answer) => void }[] = [];
  const call = (what: string) => new Promise<Answer>(answer => calls.push({ what, answer }));
  const seen: { last?: LinkState } = {};
  const page = new DevicePage({
    token: () => token,
    show: state => {
      seen.last = state;
    },
    api: { open: given => call(`open ${given}`), act: (_, act) => call(act.do) },
  });
  return { page, calls, seen };
}

describe('the page', () => {
  test('reads the link of its token, and nothing without one', async () => {
    const { page, calls, seen } = room();
    const started = page.start();
    expect(calls.map(({ what }) => what)).toEqual([`open ${TOKEN}`]);
    calls[0]?.answer(open);
    await started;
    expect(seen.last?.view).toEqual(open.view);
    const without = room('');
    await without.page.start();
    expect(without.calls).toEqual([]);
    expect(without.seen.last?.without).toBe('token');
  });

  test('goes by the server’s clock', async () => {
    const { page, calls } = room();
    const started = page.start();
    calls[0]?.answer(open);
    await started;
    expect(Math.abs(now() - Date.parse(NOW))).toBeLessThan(60_000);
  });

  test('never shows an older answer after a newer one', async () => {
    const { page, calls, seen } = room();
    const first = page.start();
    const second = page.read();
    calls[1]?.answer(reported);
    await second;
    calls[0]?.answer(open);
    await first;
    expect(seen.last?.view?.case).toBeDefined();
  });

  test('a reading that began before a deed does not undo it, and none begins while it is done', async () => {
    const { page, calls, seen } = room();
    const read = page.start();
    const act = page.act(report);
    await page.read();
    await page.act(report);
    expect(calls.map(({ what }) => what)).toEqual([`open ${TOKEN}`, 'report']);
    calls[0]?.answer(open);
    await read;
    calls[1]?.answer(reported);
    await act;
    expect(seen.last).toMatchObject({ busy: false, view: reported.view });
  });

  test('a refused deed is followed by a reading, and what was refused is still said', async () => {
    const { page, calls, seen } = room();
    const act = page.act({ do: 'answer' });
    calls[0]?.answer({ status: 409 });
    await Promise.resolve();
    await Promise.resolve();
    expect(calls[1]?.what).toBe(`open ${TOKEN}`);
    calls[1]?.answer(reported);
    await act;
    expect(seen.last).toMatchObject({ acting: 'refused', view: reported.view });
  });

  test('what is shown stays when the network goes, and the trouble goes with the next answer', async () => {
    const { page, calls, seen } = room();
    const started = page.start();
    calls[0]?.answer(open);
    await started;
    const failed = page.read();
    calls[1]?.answer({ status: 0 });
    await failed;
    expect(seen.last).toMatchObject({ reading: 'offline', view: open.view });
    const again = page.read();
    calls[2]?.answer(open);
    await again;
    expect(seen.last).not.toHaveProperty('reading');
  });
});

test('the token goes in the body alone', async () => {
  const sent: { url: string; body: unknown }[] = [];
  const api = linkApi(async (url, init) => {
    sent.push({ url, body: JSON.parse(String(init.body)) });
    return new Response('no', { status: 404 });
  });
  expect(await api.open(TOKEN)).toEqual({ status: 404 });
  await api.act(TOKEN, { do: 'confirm-working', works: false });
  expect(sent).toEqual([
    { url: '/api/v1/device-links/open', body: { token: TOKEN } },
    { url: '/api/v1/device-links/act', body: { do: 'confirm-working', works: false, token: TOKEN } },
  ]);
});

test('an answer that never came is status 0', async () => {
  const api = linkApi(() => Promise.reject(new TypeError('failed to fetch')));
  expect(await api.open(TOKEN)).toEqual({ status: 0 });
});
