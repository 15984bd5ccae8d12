import '../styles/base.css';
import './device.css';
import { DevicePage } from './device-page.ts';
import { Frame } from './frame.ts';
import { linkApi } from './link-api.ts';

const REREAD_MS = 30_000;
const TICK_MS = 1_000;

/** The token stands behind the `#`: a browser sends that part of an address to nobody. */
const token = () => location.hash.slice(1);

const frame = new Frame({
  ask: asking => page.ask(asking),
  act: act => void page.act(act),
  read: () => void page.read(),
  restart: () => void page.start(),
});
const page = new DevicePage({
  api: linkApi((url, init) => fetch(url, init)),
  token,
  show: state => frame.show(state),
});

const readIfSeen = () => {
  if (document.visibilityState === 'visible') void page.read();
};
document.body.append(frame.root);
void page.start();
setInterval(readIfSeen, REREAD_MS);
setInterval(() => frame.update(), TICK_MS);
addEventListener('focus', readIfSeen);
addEventListener('online', readIfSeen);
addEventListener('hashchange', () => void page.start());
document.addEventListener('visibilitychange', readIfSeen);
