import type { Call } from '../../shared/domain/calls/call.ts';
import type { CallEffect, Decided } from '../../shared/domain/calls/call-commands.ts';
import { nextLook } from '../../shared/domain/calls/next-due.ts';
import { withoutParts } from '../../shared/domain/persons/parts.ts';
import * as events from '../../shared/events/call-events.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { callWrites, type StoredCall } from '../../shared/store/call-store.ts';
import { arm, disarm, journal } from '../../shared/store/journal.ts';
import { callPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult, Write } from '../../shared/store/table.ts';

export const CAPABILITY = 'calls';

/** What happens many times within one conversation is kept, and not a line of the account's history. */
const UNSHOWN: ReadonlySet<string> = new Set(['note', 'step']);

export type CallChange = {
  readonly before: StoredCall | undefined;
  readonly decided: Decided;
  readonly cause: Fact;
  /** What was decided, as one kebab-case word, and why. */
  readonly decision: string;
  readonly reason?: Readonly<Record<string, unknown>>;
  /** A clock looked: where nobody is told anything by it, it leaves no line in the history. */
  readonly looked?: boolean;
  /** Agents' days and other rows that change with it, and what follows from those. */
  readonly writes?: readonly Write[];
  readonly follows?: readonly Follow[];
};

/** One commit for a change of a call, whatever caused it; answers the call as it is then, and the one that takes over. */
export async function commitCall(
  ports: Ports,
  change: CallChange,
): Promise<{ readonly answer: CommitResult; readonly after: StoredCall; readonly next?: StoredCall }> {
  const { call, successor } = change.decided;
  const writes = changeWrites(ports, change);
  const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  const after = { ...call, version: (change.before?.version ?? 0) + 1 };
  const next = successor && { ...successor.call, version: 1 };
  return { answer, after, ...(next ? { next } : {}) };
}

/**
 * What belongs into the commit that changes a call: its row, its line in the account's history, the messages and notices
 * it leads to, the call that takes over, and the one timer at the next instant somebody must look.
 */
export function changeWrites({ clock }: Pick<Ports, 'clock'>, change: CallChange): Write[] {
  const { before, decided, cause } = change;
  const now = clock.now();
  const version = (before?.version ?? 0) + 1;
  const { call, successor } = decided;
  const isQuiet = change.looked === true && decided.effects.length === 0 && !change.follows?.length;
  const entry = journal({
    pk: callPk(call.id),
    capability: CAPABILITY,
    fact: cause,
    decision: change.decision,
    reason: { callId: call.id, ...(call.erased ? withoutParts(change.reason, ['why']) : change.reason) },
    follows: [
      ...followsOf(call, decided.effects, version),
      ...(successor ? followsOf(successor.call, successor.effects, 1) : []),
      ...(change.follows ?? []),
    ],
    now,
    ...(UNSHOWN.has(change.decision) ? {} : { shown: { accountId: call.accountId, inFeed: false } }),
  });
  return [
    ...(isQuiet ? [] : [entry]),
    ...callWrites(call, before, successor?.call),
    timerOf(call, version, now),
    ...(successor ? [timerOf(successor.call, 1, now)] : []),
    ...(change.writes ?? []),
  ];
}

function timerOf(call: Call, epoch: number, now: number): Write {
  const pk = callPk(call.id);
  const dueAt = nextLook(call);
  return dueAt === undefined ? disarm(pk, 'call.due') : arm({ pk, kind: 'call.due', dueAt, epoch, now });
}

const followsOf = (call: Call, effects: readonly CallEffect[], version: number): Follow[] => [
  events.callChanged.of({ callId: call.id, callVersion: version }),
  ...effects.flatMap(effect => effectOf(call, effect)),
];

function effectOf(call: Call, effect: CallEffect): Follow[] {
  const { id: callId, contactId, sequence } = call;
  switch (effect.is) {
    case 'message':
      return [
        events.callMessageWanted.of({
          ...{ callId, contactId, kind: effect.kind, sequence },
          ...(effect.at === undefined ? {} : { at: effect.at }),
        }),
      ];
    case 'notice':
      return effect.to.map(recipientId => noticeOf(call, effect, recipientId));
    case 'settle':
      return [events.callSettled.of({ callId, noticeId: effect.noticeId })];
    case 'ended':
      return [endedOf(call, effect.ending)];
  }
}

const noticeOf = (call: Call, notice: Extract<CallEffect, { is: 'notice' }>, recipientId: string): Follow =>
  notificationWanted.of({
    ...{ recipientId, kind: notice.kind, language: call.language, taskId: notice.noticeId },
    reason: recipientId === call.agentId ? 'named' : 'on-duty',
    ...{ subjectKind: 'call', subjectId: call.id, dueAt: call.dueAt },
    ...(call.product === undefined ? {} : { product: call.product }),
    ...(notice.critical ? { critical: true } : {}),
  });

const endedOf = (call: Call, ending: events.CallEnding): Follow =>
  events.callEnded.of({
    ...{ callId: call.id, ending, agentId: call.agentId ?? '-' },
    items: call.agenda.map(({ id: itemId, kind, state, product, result }) => ({
      ...{ itemId, kind, state },
      ...(product === undefined ? {} : { product }),
      ...(result === undefined ? {} : { result }),
    })),
  });
