import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import { learnServerTime, machineNow, now } from '../app/clock.ts';
import { Latest } from '../customer/latest.ts';
import type { Answered, AskBody, BookApi } from './book-api.ts';
import {
  afterCall,
  afterFailure,
  atFirst,
  atStep,
  type BookState,
  callLanguage,
  changed,
  type Draft,
  isRefusal,
  type Step,
  standing,
  whileActing,
  whileFinding,
  withCallback,
  withDraft,
  withFeedback,
  withFound,
  withoutFound,
  withoutPage,
  withPage,
  withWrong,
} from './book-state.ts';
import { askOf, changeOf, feedbackOf, visitOf } from './confirmed.ts';

export type PageParts = {
  readonly api: BookApi;
  readonly token: () => string;
  /** The zone of whoever looks at it. */
  readonly zone: string;
  readonly show: (state: BookState) => void;
};

const WATCH_MS = 5_000;

/** Reads a customer's link and does what they say. What was asked before a later question is not shown. */
export class BookPage {
  readonly #parts: PageParts;
  readonly #latest = new Latest();
  readonly #finding = new Latest();
  #state: BookState;
  #readAt = 0;

  constructor(parts: PageParts) {
    this.#parts = parts;
    this.#state = atFirst(false, parts.zone);
  }

  /** Begins with the token that the address has now; without one it is a visitor's page. */
  start(): Promise<void> {
    this.#latest.forget();
    this.#finding.forget();
    this.#become(atFirst(this.#parts.token() !== '', this.#state.zone));
    return this.read();
  }

  /** Reads the link, unless there is none, something is being done, or its feedback is given. */
  async read(): Promise<void> {
    const { token, gone, busy, feedback } = this.#state;
    if (!token || gone || busy || feedback?.given) return;
    this.#readAt = machineNow();
    const { api } = this.#parts;
    const answer = await this.#latest.of(feedback ? api.feedback() : this.#whatItIsFor());
    if (!answer) return;
    if (answer.problem) this.#become(withoutPage(this.#state, answer.problem.status));
    else if ('purpose' in answer.is) {
      learnServerTime(answer.is.now);
      this.#become(withPage(this.#state, answer.is));
    } else this.#become(withFeedback(this.#state, answer.is, now()));
  }

  /** A call that is about to be made is looked at every few seconds. */
  async watch(): Promise<void> {
    const call = standing(this.#state);
    const isSoon = call !== undefined && call.state !== 'booked';
    if (!isSoon || this.#state.busy || machineNow() - this.#readAt < WATCH_MS) return;
    this.#readAt = machineNow();
    const answer = await this.#latest.of(this.#parts.api.callback(call.id));
    if (answer?.is) this.#become(withCallback(this.#state, answer.is, now()));
    else if (answer && isRefusal(answer.problem.status)) await this.read();
    else if (answer) this.#become(withoutPage(this.#state, answer.problem.status));
  }

  go(step: Step): void {
    if (this.#state.busy) return;
    this.#become(atStep(this.#state, step));
    if (step.at === 'slots') void this.find('first');
  }

  /** What is typed or picked is kept; what changes the times that are free has them read again. */
  keep(part: Partial<Draft>): void {
    this.#become(withDraft(this.#state, part));
    const isAsked = part.agent !== undefined || part.language !== undefined;
    if (isAsked && this.#state.step.at === 'slots') void this.find('first');
  }

  tellIn(zone: string): void {
    const { day: _, ...draft } = this.#state.draft;
    this.#become({ ...this.#state, zone, draft });
  }

  /** Reads free times: the first ones, or those after what is there. */
  async find(what: 'first' | 'more'): Promise<void> {
    const last = this.#state.free?.slots.at(-1);
    this.#become(whileFinding(this.#state, what));
    const call = changed(this.#state);
    const answer = await this.#finding.of(
      this.#parts.api.slots({
        language: call?.language ?? callLanguage(this.#state),
        zone: this.#state.zone,
        ...(what === 'more' && last ? { from: last.to } : {}),
        ...(call === undefined ? {} : { callbackId: call.id, agent: this.#agent() }),
      }),
    );
    if (answer?.is) this.#become(withFound(this.#state, answer.is));
    else if (answer) this.#become(withoutFound(this.#state, answer.problem.status));
  }

  /** Keeps a time free for them while they fill in the rest. */
  async hold(from: string | undefined): Promise<void> {
    if (from === undefined) return this.#become(withWrong(this.#state, { field: 'slot', why: 'form' }));
    const call = changed(this.#state);
    const language = callLanguage(this.#state);
    const body = {
      from,
      ...(call ? { callbackId: call.id, agent: this.#agent() } : language === undefined ? {} : { language }),
    };
    await this.#act(
      () => this.#parts.api.hold(body),
      hold => ({ ...atStep(this.#state, { at: 'details', want: 'slot', hold }), busy: false }),
    );
  }

  /** Asks for the call, or moves the one there is. */
  async confirm(): Promise<void> {
    const call = changed(this.#state);
    const body = call ? changeOf(this.#state, this.#agent()) : askOf(this.#state);
    if ('why' in body) this.#become(withWrong(this.#state, body));
    else await this.#change(api => (call ? api.change(call.id, body) : api.ask(body as AskBody)));
  }

  async cancel(): Promise<void> {
    const { callback } = this.#state.page ?? {};
    if (callback) await this.#change(({ cancel }) => cancel(callback.id));
  }

  async remind(reminders: number[]): Promise<void> {
    const call = standing(this.#state);
    if (call) await this.#change(({ change }) => change(call.id, { reminders }));
  }

  async visit(language: string): Promise<void> {
    const body = visitOf(this.#state, language);
    if ('why' in body) return this.#become(withWrong(this.#state, body));
    await this.#act(
      () => this.#parts.api.visit(body),
      ({ expiresAt }) => ({ ...this.#state, busy: false, requestedUntil: expiresAt }),
    );
  }

  async give(): Promise<void> {
    const body = feedbackOf(this.#state);
    if ('why' in body) return this.#become(withWrong(this.#state, body));
    const given = () => {
      const { feedback } = this.#state;
      return { ...this.#state, busy: false, ...(feedback ? { feedback: { ...feedback, given: true } } : {}) };
    };
    await this.#act(() => this.#parts.api.give(body), given);
  }

  #change(call: (api: BookApi) => Promise<Answered<CallbackView>>): Promise<void> {
    return this.#act(
      () => call(this.#parts.api),
      callback => afterCall(this.#state, callback),
    );
  }

  /** Does it once, however often it is pressed; what is refused is read again, to see how things stand. */
  async #act<T>(call: () => Promise<Answered<T>>, done: (is: T) => BookState): Promise<void> {
    if (this.#state.busy) return;
    this.#become(whileActing(this.#state));
    const answer = await this.#latest.of(call());
    if (!answer) return;
    if (!answer.problem) return this.#become(done(answer.is));
    this.#become(afterFailure(this.#state, answer.problem));
    if (this.#state.acting === 'taken') await this.find('first');
    if (this.#state.acting === 'refused') await this.read();
  }

  #agent(): 'same' | 'any' {
    return changed(this.#state)?.agent === undefined ? 'any' : this.#state.draft.agent;
  }

  /** A link does not say what it is for: one that is not for calls may be for feedback. */
  async #whatItIsFor() {
    const page = await this.#parts.api.page();
    if (!page.problem || this.#state.page || !isRefusal(page.problem.status)) return page;
    return this.#parts.api.feedback();
  }

  #become(state: BookState): void {
    this.#state = state;
    this.#parts.show(state);
  }
}
