import type { LinkView } from '../../shared/contracts/device-links-contract.ts';
import type { DamageKind } from '../../shared/events/device-events.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { type ActTrouble, actTrouble, type ReadTrouble, readTrouble } from '../customer/trouble.ts';

/** What the page asks back before it does it. */
export type Asking =
  | { readonly is: 'choose' }
  | { readonly is: 'report'; readonly damage: DamageKind }
  | { readonly is: 'wipe' }
  | { readonly is: 'not-working' };

export type LinkState = {
  readonly view?: LinkView;
  /** Server time of the view. */
  readonly readAt?: Instant;
  /** There is no token in the address, or no link with it. */
  readonly without?: 'token' | 'link';
  readonly reading?: ReadTrouble;
  readonly acting?: ActTrouble;
  readonly asking?: Asking;
  readonly busy: boolean;
  /** They said that the device they were handed works. */
  readonly thanked: boolean;
};

export const atFirst: LinkState = { busy: false, thanked: false };
export const noToken: LinkState = { ...atFirst, without: 'token' };

/** A report can begin: nothing is open under this link, and it is one for reports. */
export const mayReport = ({ purpose, case: held }: LinkView): boolean =>
  purpose === 'device-report' &&
  (held === undefined || held.state === 'closed' || held.state === 'cancelled');

function stillFits(asking: Asking | undefined, view: LinkView): boolean {
  switch (asking?.is) {
    case undefined:
      return false;
    case 'choose':
    case 'report':
      return mayReport(view);
    case 'wipe':
      return view.case?.wipe === 'possible';
    case 'not-working':
      return view.case?.state === 'handed-over';
  }
}

const sameCase = (one: LinkView | undefined, other: LinkView): boolean =>
  JSON.stringify(one?.case) === JSON.stringify(other.case);

/**
 * The link was read: what was being asked stays while it still makes sense. What went wrong with a deed is said until
 * the case shows that it was done after all; a refusal until they do something else.
 */
export function withView(state: LinkState, view: LinkView): LinkState {
  const { acting, asking } = state;
  const stillWrong = acting === 'refused' || sameCase(state.view, view);
  return {
    view,
    readAt: Date.parse(view.now),
    busy: state.busy,
    thanked: state.thanked && view.case?.state === 'handed-over',
    ...(acting !== undefined && stillWrong ? { acting } : {}),
    ...(asking !== undefined && stillFits(asking, view) ? { asking } : {}),
  };
}

/** It could not be read: a link that is not there ends all; anything else leaves what is shown, with a word about it. */
export function withoutView(state: LinkState, status: number): LinkState {
  if (status === 400 || status === 404) return { ...atFirst, without: 'link' };
  return { ...state, reading: readTrouble(status) };
}

/** They go on to a question, or back from one. */
export function withAsking(state: LinkState, asking: Asking | undefined): LinkState {
  const { acting: _, asking: __, ...rest } = state;
  return { ...rest, ...(asking === undefined ? {} : { asking }) };
}

export function whileActing(state: LinkState): LinkState {
  const { acting: _, ...rest } = state;
  return { ...rest, busy: true };
}

/** The deed is done, and this is what the link shows now. */
export const afterAct = (state: LinkState, view: LinkView, { thanks }: { thanks: boolean }): LinkState =>
  withView({ ...withAsking(state, undefined), busy: false, thanked: thanks }, view);

/** The deed came to nothing. What was asked stays, so that it can be tried again; a refusal takes it away. */
export function afterFailure(state: LinkState, status: number): LinkState {
  const acting = actTrouble(status);
  const kept = acting === 'refused' ? withAsking(state, undefined) : state;
  return { ...kept, busy: false, acting };
}
