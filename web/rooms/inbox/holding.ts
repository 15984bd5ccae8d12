import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';

/** So long an acknowledgement can be undone: until then nobody but this page knows of it. */
export const HOLD_MS = 6_000;
/** Pause before it is sent once more when no answer came, and how often it is sent at most. */
export const AGAIN_MS = 5_000;
export const MOST_TRIES = 6;

/** Notifications that were acknowledged together, as they were before. */
export type Hold = {
  /** Makes every repeat of it act once. */
  readonly id: string;
  readonly items: readonly NotificationView[];
  readonly dueAt: Instant;
  readonly tries: number;
  readonly is: 'held' | 'sending';
};
export type Holding = readonly Hold[];

export type HoldingEvent =
  | {
      readonly is: 'acknowledged';
      readonly id: string;
      readonly items: readonly NotificationView[];
      readonly at: Instant;
    }
  | { readonly is: 'undone'; readonly id: string }
  | { readonly is: 'time-passed'; readonly at: Instant }
  /** The page is hidden or left: it may never run again. */
  | { readonly is: 'left' }
  | { readonly is: 'answered'; readonly id: string }
  | { readonly is: 'unanswered'; readonly id: string; readonly at: Instant };

export type Next = {
  readonly holding: Holding;
  /** To be sent now. */
  readonly send: readonly Hold[];
  /** Given up: shown again as they were. */
  readonly back: readonly Hold[];
};

const unchanged = (holding: Holding): Next => ({ holding, send: [], back: [] });

/**
 * What becomes of held acknowledgements. One is sent when its time is over or the page is left, never while it is being
 * sent; undone it is gone, unless it was sent already. Without an answer it is sent again after a pause with the same id,
 * and given up after six tries. A notification is in one hold at most.
 */
export function next(holding: Holding, event: HoldingEvent): Next {
  switch (event.is) {
    case 'acknowledged':
      return unchanged(added(holding, event));
    case 'undone':
      return unchanged(holding.filter(hold => hold.id !== event.id || hold.tries > 0));
    case 'time-passed':
      return sent(holding, hold => hold.dueAt <= event.at);
    case 'left':
      return sent(holding, () => true);
    case 'answered':
      return unchanged(holding.filter(hold => hold.id !== event.id));
    case 'unanswered':
      return waiting(holding, event);
  }
}

function added(holding: Holding, event: Extract<HoldingEvent, { is: 'acknowledged' }>): Holding {
  const held = heldIds(holding);
  const items = event.items.filter(item => !held.has(item.id));
  if (items.length === 0) return holding;
  return [...holding, { id: event.id, items, dueAt: event.at + HOLD_MS, tries: 0, is: 'held' }];
}

function sent(holding: Holding, due: (hold: Hold) => boolean): Next {
  const goes = (hold: Hold) => hold.is === 'held' && due(hold);
  const after = holding.map(hold =>
    goes(hold) ? ({ ...hold, is: 'sending', tries: hold.tries + 1 } as const) : hold,
  );
  return { holding: after, send: after.filter((_, at) => goes(holding[at] as Hold)), back: [] };
}

function waiting(holding: Holding, { id, at }: Extract<HoldingEvent, { is: 'unanswered' }>): Next {
  const hold = holding.find(one => one.id === id && one.is === 'sending');
  if (!hold) return unchanged(holding);
  const others = holding.filter(one => one !== hold);
  if (hold.tries >= MOST_TRIES) return { holding: others, send: [], back: [hold] };
  return unchanged([...others, { ...hold, is: 'held', dueAt: at + AGAIN_MS }]);
}

/** Everything that is shown as acknowledged although nobody has heard of it yet. */
export const heldIds = (holding: Holding): ReadonlySet<string> =>
  new Set(holding.flatMap(hold => hold.items.map(item => item.id)));

/** When something is to be sent next; undefined when nothing waits. */
export function nextDue(holding: Holding): Instant | undefined {
  const due = holding.filter(hold => hold.is === 'held').map(hold => hold.dueAt);
  return due.length > 0 ? Math.min(...due) : undefined;
}
