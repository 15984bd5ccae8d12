import type * as contract from '../../shared/contracts/callbacks-contract.ts';
import type { Problem } from '../../shared/contracts/common.ts';
import type { Route } from '../../shared/contracts/define-route.ts';
import { ApiError, unreachable } from '../api/problem.ts';
import { type Fetch, type Given, request } from '../api/request.ts';
import type { AnswerOf, BodyOf, ClientRoute } from '../api/routes.ts';
import { OnceKeys } from './once-keys.ts';

/** What came, or what came instead; status 0 when nothing came. */
export type Answered<T> =
  | { readonly is: T; readonly problem?: never }
  | { readonly problem: Problem; readonly is?: never };

const route = <R extends Route>(method: R['method'], path: R['path']): ClientRoute<R> => ({ method, path });
const routes = {
  page: route<typeof contract.getBookingPage>('GET', '/v1/booking-page'),
  slots: route<typeof contract.listSlots>('GET', '/v1/callbacks/slots'),
  hold: route<typeof contract.holdSlot>('POST', '/v1/callbacks/holds'),
  ask: route<typeof contract.askCallback>('POST', '/v1/callbacks'),
  callback: route<typeof contract.getCallback>('GET', '/v1/callbacks/{callbackId}'),
  change: route<typeof contract.changeCallback>('PATCH', '/v1/callbacks/{callbackId}'),
  cancel: route<typeof contract.cancelCallback>('DELETE', '/v1/callbacks/{callbackId}'),
  visit: route<typeof contract.requestCallback>('POST', '/v1/callback-requests'),
  feedback: route<typeof contract.getFeedback>('GET', '/v1/feedback'),
  give: route<typeof contract.giveFeedback>('POST', '/v1/feedback'),
} as const;

export type AskBody = BodyOf<typeof contract.askCallback>;
export type HoldBody = BodyOf<typeof contract.holdSlot>;
export type ChangeBody = BodyOf<typeof contract.changeCallback>;
export type VisitBody = BodyOf<typeof contract.requestCallback>;
export type FeedbackBody = BodyOf<typeof contract.giveFeedback>;
export type FeedbackView = AnswerOf<typeof contract.getFeedback>;
export type SlotList = AnswerOf<typeof contract.listSlots>;
export type Hold = AnswerOf<typeof contract.holdSlot>;
export type SlotsAsked = Readonly<Record<string, string | undefined>>;

const PATIENCE_MS = 15_000;
const MOST_SLOTS = '500';

/**
 * The calls of the page. The token goes in a header, never in an address; a confirmation that is tried again carries
 * the key that it had before.
 */
export function bookApi(fetch: Fetch, token: () => string) {
  const keys = new OnceKeys();
  const call = <R extends Route>(to: ClientRoute<R>, given: Given<R> = {}) =>
    answered(request(fetch, to, { link: token(), signal: AbortSignal.timeout(PATIENCE_MS), ...given }));
  const once = <R extends Route>(to: ClientRoute<R>, body: BodyOf<R>, params = {}) =>
    keys.use(JSON.stringify([token(), to.path, params, body]), idempotencyKey =>
      call<R>(to, { params, body, idempotencyKey }),
    );
  return {
    page: () => call(routes.page),
    slots: (query: SlotsAsked) => call(routes.slots, { query: { limit: MOST_SLOTS, ...query } }),
    hold: (body: HoldBody) => call(routes.hold, { body }),
    ask: (body: AskBody) => once(routes.ask, body),
    callback: (id: string) => call(routes.callback, { params: { callbackId: id } }),
    change: (id: string, body: ChangeBody) => once(routes.change, body, { callbackId: id }),
    cancel: (id: string) => call(routes.cancel, { params: { callbackId: id } }),
    visit: (body: VisitBody) => once(routes.visit, body),
    feedback: () => call(routes.feedback),
    give: (body: FeedbackBody) => once(routes.give, body),
  };
}
export type BookApi = ReturnType<typeof bookApi>;

const answered = <T>(call: Promise<T>): Promise<Answered<T>> =>
  call.then(
    is => ({ is }),
    (error: unknown) => ({ problem: (error instanceof ApiError ? error : unreachable()).problem }),
  );
