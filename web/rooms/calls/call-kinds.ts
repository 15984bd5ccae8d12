import type { CallView } from '../../../shared/contracts/calls-contract.ts';

export type CallKind = CallView['agenda'][number]['kind'];

/** What a call can be about, in the order in which it is offered. */
export const callKinds = [
  'follow-up',
  'callback',
  'help',
  'welcome',
  'session',
  'trial-end',
  'consultation',
  'outreach',
  'survey',
] as const satisfies readonly CallKind[];

/** A kind as it was chosen in a form. */
export const kindOf = (text: string): CallKind => callKinds.find(kind => kind === text) ?? 'follow-up';
