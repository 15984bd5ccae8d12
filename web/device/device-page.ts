import { learnServerTime } from '../app/clock.ts';
import { Latest } from '../customer/latest.ts';
import type { Answer, LinkAct, LinkApi } from './link-api.ts';
import {
  type Asking,
  afterAct,
  afterFailure,
  atFirst,
  type LinkState,
  noToken,
  whileActing,
  withAsking,
  withoutView,
  withView,
} from './link-state.ts';

export type PageParts = {
  readonly api: LinkApi;
  readonly token: () => string;
  readonly show: (state: LinkState) => void;
};

/** Reads a link again and again and does what its holder says. What was asked before a later question is not shown. */
export class DevicePage {
  readonly #parts: PageParts;
  #state: LinkState = atFirst;
  readonly #latest = new Latest();

  constructor(parts: PageParts) {
    this.#parts = parts;
  }

  /** Begins with the token that the address has now. */
  start(): Promise<void> {
    this.#latest.forget();
    this.#become(this.#parts.token() === '' ? noToken : atFirst);
    return this.read();
  }

  /** Reads the link, unless there is none or something is being done. */
  async read(): Promise<void> {
    if (this.#state.without !== undefined || this.#state.busy) return;
    const { api, token } = this.#parts;
    const answer = await this.#latest.of(api.open(token()));
    if (answer) this.#become(this.#read(answer));
  }

  /** Goes on to a question, or back from one. */
  ask(asking: Asking | undefined): void {
    if (!this.#state.busy) this.#become(withAsking(this.#state, asking));
  }

  /** Does it once, however often it is pressed; what is refused is read again, to see how things stand. */
  async act(act: LinkAct): Promise<void> {
    if (this.#state.busy || this.#state.without !== undefined) return;
    this.#become(whileActing(this.#state));
    const { api, token } = this.#parts;
    const answer = await this.#latest.of(api.act(token(), act));
    if (!answer) return;
    if (answer.view) {
      learnServerTime(answer.view.now);
      const thanks = act.do === 'confirm-working' && act.works;
      this.#become(afterAct(this.#state, answer.view, { thanks }));
      return;
    }
    this.#become(afterFailure(this.#state, answer.status));
    if (this.#state.acting === 'refused') await this.read();
  }

  #read(answer: Answer): LinkState {
    if (!answer.view) return withoutView(this.#state, answer.status);
    learnServerTime(answer.view.now);
    return withView(this.#state, answer.view);
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#parts.show(state);
  }
}
