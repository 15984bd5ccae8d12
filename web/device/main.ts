import '../styles/base.css';
import '../customer/page.css';
import './device.css';
import { recall, remember } from '../app/memory.ts';
import { brand, wearBrand } from '../brand/brand.ts';
import { Frame } from '../customer/frame.ts';
import { keepFresh } from '../customer/keep-fresh.ts';
import { DevicePage } from './device-page.ts';
import { faceOf } from './face.ts';
import { linkApi } from './link-api.ts';
import type { LinkState } from './link-state.ts';
import { words } from './words.ts';

const REREAD_MS = 30_000;

let state: LinkState | undefined;
const frame = new Frame({
  words,
  language: () => state?.view?.language,
  chosen: recall('device-language'),
  choose: language => remember('device-language', language),
  face: m =>
    state &&
    faceOf(state, m, {
      ask: asking => page.ask(asking),
      act: act => void page.act(act),
      read: () => void page.read(),
      restart: () => void page.start(),
    }),
});
const page = new DevicePage({
  api: linkApi((url, init) => fetch(url, init)),
  /** It stands behind the `#`: a browser sends that part of an address to nobody. */
  token: () => location.hash.slice(1),
  show: next => {
    state = next;
    frame.update();
  },
});

void page.start();
keepFresh({
  read: () => void page.read(),
  tick: () => frame.update(),
  start: () => void page.start(),
  rereadMs: REREAD_MS,
});

await wearBrand();
frame.dress(brand());
document.body.append(frame.root);
