import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as z from 'zod/mini';
import * as contract from '../../../shared/contracts/callbacks-contract.ts';
import type { Problem } from '../../../shared/contracts/common.ts';
import type { Route } from '../../../shared/contracts/define-route.ts';
import { wallTime } from '../../../web/app/zoned.ts';
import { bodyOf, serveCustomers } from './customer-server.ts';

export const TOKEN = 'lnk_0123456789abcdefghij';
export const NOW = '2026-11-25T12:08:00.000Z';
const MINUTE = 60_000;

/** Free with an agent in Madrid: every quarter of an hour of their morning, from tomorrow on. */
export const freeInMadrid = (days = 5): string[] =>
  Array.from({ length: days }, (_, day) => Date.parse('2026-11-26T08:00:00.000Z') + day * 1440 * MINUTE)
    .flatMap(morning => Array.from({ length: 8 }, (_, at) => morning + at * 15 * MINUTE))
    .map(at => new Date(at).toISOString());

export const callback = (part: Partial<contract.CallbackView> = {}): contract.CallbackView => ({
  id: 'call-1',
  state: 'booked',
  language: 'en',
  zone: 'Europe/Berlin',
  from: '2026-11-26T08:15:00.000Z',
  to: '2026-11-26T09:00:00.000Z',
  agent: 'Carla',
  phone: '•••••••456',
  reminders: [24, 1],
  mayMove: true,
  mayCancel: true,
  version: 1,
  ...part,
});

/** Asked for now: nobody has it yet. */
export const queued = (part: Partial<contract.CallbackView> = {}): contract.CallbackView => {
  const { from: _, to: __, agent: ___, ...rest } = callback();
  return { ...rest, state: 'queued', promisedAt: '2026-11-25T12:38:00.000Z', ...part };
};

export const bookingPage = (part: Partial<contract.BookingPage> = {}): contract.BookingPage => ({
  purpose: 'callback',
  brand: 'Sternwald Service',
  languages: ['en', 'de', 'es'],
  language: 'en',
  zone: 'Europe/Berlin',
  now: NOW,
  minutes: 45,
  openNow: true,
  ...part,
});

export type BookState = {
  page?: contract.BookingPage | undefined;
  feedback?: z.infer<typeof contract.getFeedback.answer> | undefined;
  free: string[];
  /** Answered instead of anything else, while it is set. */
  status?: number | undefined;
  /** Answered instead to the next request of a route, by the route's id. */
  readonly refusals: Map<string, Problem>;
  readonly asked: { readonly id: string; readonly body: unknown; readonly key?: string | undefined }[];
  readonly paths: string[];
};

type Asked = { readonly state: BookState; readonly body: never; readonly query: URLSearchParams };
type Answered = { readonly is: unknown } | { readonly status: number; readonly slots?: Problem['slots'] };

const slotAt = (from: string, zone = 'UTC') => ({
  from,
  to: new Date(Date.parse(from) + 45 * MINUTE).toISOString(),
  wall: wallTime(Date.parse(from), zone),
});

function become(state: BookState, next: Partial<contract.CallbackView>): Answered {
  const before = state.page?.callback;
  const is = { ...callback(), ...before, ...next };
  if (state.page) state.page = { ...state.page, callback: is };
  return { is };
}

const booked = (state: BookState, from: string, next: Partial<contract.CallbackView>): Answered => {
  if (!state.free.includes(from)) return { status: 409, slots: state.free.slice(0, 3).map(at => slotAt(at)) };
  state.free = state.free.filter(at => at !== from);
  return become(state, { state: 'booked', agent: 'Carla', ...slotAt(from), ...next });
};

type Wanted = { want?: 'now' | 'slot'; from?: string; reminders?: number[]; agent?: 'same' | 'any' };
const wanted = (state: BookState, { want, from, reminders, agent }: Wanted): Answered => {
  const kept = { ...(reminders ? { reminders } : {}), ...(agent === 'any' ? { agent: 'Diego' } : {}) };
  if (want === 'now') return become(state, { ...queued(), ...kept });
  return from === undefined ? become(state, kept) : booked(state, from, kept);
};

const pageRoute = (state: BookState): Answered => (state.page ? { is: state.page } : { status: 403 });
/** What each route makes of a request, by its id. */
const answers: Readonly<Record<string, (asked: Asked) => Answered>> = {
  'get-booking-page': ({ state }) => pageRoute(state),
  'list-slots': ({ state, query }) => {
    const zone = query.get('zone') ?? 'UTC';
    const slots = state.free.filter(at => at >= (query.get('from') ?? '')).map(at => slotAt(at, zone));
    return { is: { language: 'en', zone, minutes: 45, slots, more: false } };
  },
  'hold-slot': ({ state, body }) => {
    const { from } = body as { from: string };
    if (!state.free.includes(from))
      return { status: 409, slots: state.free.slice(0, 3).map(at => slotAt(at)) };
    return { is: { holdId: 'hold-1', ...slotAt(from), until: '2026-11-25T12:13:00.000Z' } };
  },
  'ask-callback': ({ state, body }) => wanted(state, body),
  'get-callback': ({ state }) => (state.page?.callback ? { is: state.page.callback } : { status: 404 }),
  'change-callback': ({ state, body }) => wanted(state, body),
  'cancel-callback': ({ state }) =>
    become(state, { state: 'ended', ending: 'cancelled', mayMove: false, mayCancel: false }),
  'request-callback': () => ({ is: { accepted: true, expiresAt: '2026-11-26T12:08:00.000Z' } }),
  'get-feedback': ({ state }) => (state.feedback ? { is: state.feedback } : { status: 403 }),
  'give-feedback': ({ state }) => {
    if (state.feedback) state.feedback = { ...state.feedback, given: true };
    return { is: {} };
  },
};

const routes = Object.values(contract).filter(
  (one): one is Route & typeof one => 'path' in one && 'id' in one,
);
const pattern = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

async function answer(request: IncomingMessage, state: BookState): Promise<Answered> {
  const url = new URL(request.url ?? '', 'http://localhost');
  const path = url.pathname.slice('/api'.length);
  const fits = routes.filter(one => one.method === request.method && pattern(one.path).test(path));
  const route = fits.find(one => one.path === path) ?? fits[0];
  const text = await bodyOf(request);
  const body = (text === '' ? {} : JSON.parse(text)) as never;
  if (state.status !== undefined) return { status: state.status };
  if (!route) return { status: 404 };
  const mine = request.headers.authorization === `Link ${TOKEN}`;
  if (route.access.to === 'customer' && !mine) return { status: 403 };
  if (route.body && !route.body.safeParse(body).success) return { status: 400 };
  if (route.query && !route.query.safeParse(Object.fromEntries(url.searchParams)).success)
    return { status: 400 };
  if (request.method !== 'GET')
    state.asked.push({ id: route.id, body, key: request.headers['idempotency-key'] as string | undefined });
  const refusal = state.refusals.get(route.id);
  state.refusals.delete(route.id);
  if (refusal) return refusal;
  const given = answers[route.id]?.({ state, body, query: url.searchParams }) ?? { status: 404 };
  return 'is' in given ? { is: route.answer.parse(given.is) } : given;
}

function send(response: ServerResponse, given: Answered): void {
  const status = 'is' in given ? 200 : given.status;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify('is' in given ? given.is : { type: 'about:blank', title: 'no', ...given }));
}

/** The product as far as one link of a customer sees it. */
export const startBookServer = (dist: string, bookFrameSites: readonly string[] = []) => {
  const state: BookState = {
    page: bookingPage(),
    free: freeInMadrid(),
    refusals: new Map(),
    asked: [],
    paths: [],
  };
  const api = async (request: IncomingMessage, response: ServerResponse) =>
    send(response, await answer(request, state));
  return serveCustomers({ dist, state, api, bookFrameSites });
};
