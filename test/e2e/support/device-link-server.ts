import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as z from 'zod/mini';
import {
  actOnDeviceLink,
  type LinkView,
  openDeviceLink,
} from '../../../shared/contracts/device-links-contract.ts';
import { bodyOf, serveCustomers } from './customer-server.ts';

export const TOKEN = 'lnk_0123456789abcdefghij';
export const NOW = '2026-11-25T12:08:00.000Z';

export type HeldCase = NonNullable<LinkView['case']>;
type Act = z.infer<typeof actOnDeviceLink.body>;

/** A case as a link shows it: reported, with a promise for 14:20 in Berlin. */
export const heldCase = (part: Partial<HeldCase> = {}): HeldCase => ({
  state: 'reported',
  damage: 'broken',
  openedAt: NOW,
  dueAt: '2026-11-25T13:20:00.000Z',
  late: false,
  wipe: 'not-possible',
  steps: [{ what: 'started', at: NOW }],
  ...part,
});

/** What a link shows: a device that nobody has reported yet. */
export const linkView = (part: Partial<LinkView> = {}): LinkView => ({
  purpose: 'device-report',
  brand: 'Sternwald Service',
  language: 'en',
  zone: 'Europe/Berlin',
  now: NOW,
  expiresAt: '2026-11-26T12:00:00.000Z',
  device: { serial: 'SN-1001', model: 'T40' },
  ...part,
});

export type LinkState = {
  view: LinkView;
  /** What a deed makes of the view. */
  become: (act: Act) => LinkView;
  /** Answered instead, while it is set. */
  status?: number | undefined;
  readonly acts: Act[];
  readonly paths: string[];
  opened: number;
};

const reported = (state: LinkState, act: Act): LinkView => {
  if (act.do !== 'report') return state.view;
  const isGone = act.damage === 'lost' || act.damage === 'stolen';
  return {
    ...state.view,
    case: heldCase({ damage: act.damage, ...(isGone ? { lock: 'wanted', wipe: 'possible' } : {}) }),
  };
};

async function answer(request: IncomingMessage, response: ServerResponse, state: LinkState): Promise<void> {
  const body = JSON.parse(await bodyOf(request)) as unknown;
  const path = (request.url ?? '').slice('/api'.length);
  const route = [openDeviceLink, actOnDeviceLink].find(one => one.path === path);
  const asked = route?.body.safeParse(body);
  const mine = asked?.success && asked.data.token === TOKEN;
  const status = state.status ?? (asked?.success === false ? 400 : mine ? 200 : 404);
  if (status === 200) take(state, route === actOnDeviceLink ? (body as Act) : undefined);
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(
    JSON.stringify(status === 200 ? openDeviceLink.answer.parse(state.view) : { title: 'no', status }),
  );
}

function take(state: LinkState, act: Act | undefined): void {
  if (act === undefined) state.opened++;
  else {
    state.acts.push(act);
    state.view = state.become(act);
  }
}

/** The product as far as one link of a device's user sees it. */
export const startLinkServer = (dist: string) => {
  const state: LinkState = {
    view: linkView(),
    become: act => reported(state, act),
    acts: [],
    paths: [],
    opened: 0,
  };
  return serveCustomers({ dist, state, api: (request, response) => answer(request, response, state) });
};
