import type { Times } from '../customer/times.ts';
import type { LinkAct } from './link-api.ts';
import type { Asking } from './link-state.ts';
import type { Words } from './words.ts';

/** What a screen needs to be drawn, and what it may set going. */
export type Deeds = {
  readonly words: Words;
  readonly times: Times;
  readonly ask: (asking: Asking | undefined) => void;
  readonly act: (act: LinkAct) => void;
  /** Begins anew with the link. */
  readonly restart: () => void;
};
