import type { CallAction, CallView } from '../../../shared/contracts/calls-contract.ts';
import { instantOf } from '../../app/zoned.ts';
import type { CallKind } from '../calls/call-kinds.ts';
import { isPast, type PlanDraft } from '../calls/plan-draft.ts';
import { type Chosen, noSlot, slotBody } from '../calls/slot-choice.ts';
import type { Draft } from './note-keeper.ts';

type End = Extract<CallAction, { do: 'end' }>;
type Item = CallView['agenda'][number];
export type Outcome = End['outcome'];
export type NextDo = 'none' | 'session-now' | 'book' | 'plan';

export const outcomes = [
  'reached',
  'no-answer',
  'busy',
  'wrong-number',
  'declined',
  'no-show',
] as const satisfies readonly Outcome[];
export const nextDos = ['none', 'session-now', 'book', 'plan'] as const satisfies readonly NextDo[];

/** How a call went, as it is being said. */
export type EndDraft = {
  readonly outcome: Outcome | undefined;
  /** What came of an item, where somebody chose; else what is likely. */
  readonly results: Readonly<Record<string, string>>;
  readonly next: NextDo;
  /** What the next step is for, where somebody chose. */
  readonly kind: CallKind | undefined;
  readonly dueAt: PlanDraft['dueAt'];
  readonly slot: Chosen;
};

export const emptyEnd = (dueAt: string): EndDraft => ({
  outcome: undefined,
  results: {},
  next: 'none',
  kind: undefined,
  dueAt,
  slot: noSlot,
});

const byKind: Readonly<Partial<Record<CallKind, readonly string[]>>> = {
  welcome: ['session-now', 'appointment', 'declined'],
  session: ['strategy-agreed', 'done', 'declined'],
  'trial-end': ['strategy-kept', 'strategy-changed', 'done', 'declined'],
  help: ['solved', 'not-solved'],
};

/** What may have come of an item. */
export const resultsFor = ({ kind }: Item): readonly string[] => byKind[kind] ?? ['done', 'declined'];

/** An outcome that only a booked call can have, and one that it cannot be without: nobody is absent from a call of ours. */
export const outcomesFor = ({ booking }: Pick<CallView, 'booking'>): readonly Outcome[] =>
  booking ? outcomes : outcomes.filter(outcome => outcome !== 'no-show');

/**
 * What came of an item: what somebody chose, else what the next step says of a welcome call, else that it was dealt with
 * when it is the only one or a step of it was done. Empty: it was not spoken of and stays open.
 */
export function resultOf(item: Item, draft: EndDraft, { alone }: { readonly alone: boolean }): string {
  const chosen = draft.results[item.id];
  if (chosen !== undefined) return chosen;
  if (item.kind === 'welcome') {
    if (draft.next === 'session-now') return 'session-now';
    return draft.next === 'book' ? 'appointment' : '';
  }
  const spoken = alone || item.steps.some(({ state }) => state === 'done');
  return spoken ? (resultsFor(item)[0] ?? '') : '';
}

/** What the next step is for: what was chosen, else a session after a welcome call, else following up. */
export const kindFor = (draft: EndDraft, { agenda }: Pick<CallView, 'agenda'>): CallKind =>
  draft.kind ?? (openOf(agenda).some(({ kind }) => kind === 'welcome') ? 'session' : 'follow-up');

const openOf = (agenda: readonly Item[]) => agenda.filter(({ state }) => state === 'open');

type Read = { readonly zone: string; readonly now: number };

/** The next step as the API wants it; `missing` while something that it needs is missing or over. */
function nextBody(draft: EndDraft, call: CallView, read: Read): End['next'] | 'missing' {
  switch (draft.next) {
    case 'none':
      return undefined;
    case 'session-now':
      return { do: 'session-now' };
    case 'book':
      if (draft.slot.from === '') return 'missing';
      return { do: 'book', kind: kindFor(draft, call), ...slotBody(draft.slot) };
    case 'plan':
      if (draft.dueAt === '' || isPast(draft.dueAt, read)) return 'missing';
      return {
        do: 'plan',
        kind: kindFor(draft, call),
        dueAt: new Date(instantOf(draft.dueAt, read.zone)).toISOString(),
      };
  }
}

/** The end of a call with all that goes with it, in one go; undefined while something is missing. */
export function endBody(
  draft: EndDraft,
  { call, written, ...read }: Read & { readonly call: CallView; readonly written: Draft },
): End | undefined {
  if (draft.outcome === undefined) return undefined;
  const noted = { notes: written.notes, difficulties: [...written.difficulties] };
  if (draft.outcome !== 'reached') return { do: 'end', outcome: draft.outcome, ...noted };
  const open = openOf(call.agenda);
  const next = nextBody(draft, call, read);
  if (next === 'missing') return undefined;
  const alone = open.length === 1;
  const results = open
    .map(item => ({ itemId: item.id, result: resultOf(item, draft, { alone }) }))
    .filter(({ result }) => result !== '');
  return { do: 'end', outcome: 'reached', ...noted, results, ...(next ? { next } : {}) };
}
