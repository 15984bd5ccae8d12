import type { StepId } from '../tour-steps.ts';

/** `empty`: what would be there, where there is nothing to see yet. */
export type StepWords = { readonly title: string; readonly text: string; readonly empty?: string };

export type TourWords = {
  /** The panel's name. */
  readonly name: string;
  readonly stepOf: (n: number, of: number) => string;
  readonly back: string;
  readonly next: string;
  readonly finish: string;
  readonly end: string;
  readonly keys: string;
  readonly away: string;
  readonly showAgain: string;
  readonly nothingYet: string;
  readonly demo: string;
  readonly reference: string;
  /** `find` is the key of the palette. */
  readonly steps: Readonly<Record<StepId, StepWords>>;
};
