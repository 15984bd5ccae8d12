import '../styles/base.css';
import '../customer/page.css';
import './book.css';
import { brand, wearBrand } from '../brand/brand.ts';
import { Frame } from '../customer/frame.ts';
import { keepFresh } from '../customer/keep-fresh.ts';
import { bookApi } from './book-api.ts';
import { BookPage } from './book-page.ts';
import type { BookState } from './book-state.ts';
import { faceOf } from './face.ts';
import { words } from './words.ts';

const REREAD_MS = 30_000;

/** It stands behind the `#`: a browser sends that part of an address to nobody. */
const token = () => location.hash.slice(1);
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

let state: BookState | undefined;
const frame = new Frame({
  words,
  language: () => state?.page?.language ?? state?.feedback?.language,
  face: m =>
    state &&
    faceOf(state, m, {
      own,
      go: step => page.go(step),
      keep: part => page.keep(part),
      tellIn: zone => page.tellIn(zone),
      find: what => void page.find(what),
      hold: from => void page.hold(from),
      confirm: () => void page.confirm(),
      cancel: () => void page.cancel(),
      remind: hours => void page.remind(hours),
      visit: () => void page.visit(m.locale.slice(0, 2)),
      give: () => void page.give(),
      read: () => void page.read(),
      restart: () => void page.start(),
      leave: () => {
        location.hash = '';
      },
    }),
});
const page = new BookPage({
  api: bookApi((url, init) => fetch(url, init), token),
  token,
  zone: own,
  show: next => {
    state = next;
    frame.update();
  },
});

void page.start();
keepFresh({
  read: () => void page.read(),
  tick: () => {
    frame.update();
    if (document.visibilityState === 'visible') void page.watch();
  },
  start: () => void page.start(),
  rereadMs: REREAD_MS,
});

await wearBrand();
frame.dress(brand());
document.body.append(frame.root);
