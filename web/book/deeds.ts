import type { Times } from '../customer/times.ts';
import type { Draft, Step } from './book-state.ts';
import type { Words } from './words.ts';

/** What a screen needs to be drawn, and what it may set going. */
export type Deeds = {
  readonly words: Words;
  readonly times: Times;
  /** Zone that times are told in, and that of whoever looks at it. */
  readonly zones: { readonly shown: string; readonly own: string; readonly account?: string | undefined };
  readonly draft: Draft;
  readonly go: (step: Step) => void;
  readonly keep: (part: Partial<Draft>) => void;
  readonly tellIn: (zone: string) => void;
  readonly find: (what: 'first' | 'more') => void;
  readonly hold: (from: string | undefined) => void;
  readonly confirm: () => void;
  readonly cancel: () => void;
  readonly remind: (hours: number[]) => void;
  readonly visit: () => void;
  readonly give: () => void;
  /** Begins anew with the link. */
  readonly restart: () => void;
  /** Goes to the page of those who have no link. */
  readonly leave: () => void;
};
