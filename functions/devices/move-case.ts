import type { CaseCommand, CaseRefusal } from '../../shared/domain/devices/case-commands.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import type { StockRefusal } from '../../shared/domain/devices/stock-commands.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { casePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { withUnitOf } from './case-unit.ts';
import { CAPABILITY, commitCase } from './commit-case.ts';
import { unitsMoved } from './move-units.ts';
import { atShelf } from './shelf.ts';
import { stockBook } from './stock-book.ts';
import type { UnitMove } from './unit-move.ts';

export type MoveRefusal =
  | CaseRefusal
  | StockRefusal
  | 'not-found'
  | 'unknown-unit'
  | 'not-authorised'
  | 'in-a-case'
  | 'not-with-the-customer'
  | 'other-account';

export type CaseMove = {
  readonly caseId: string;
  readonly command: CaseCommand;
  /** What caused it; its `occurredAt` is when it happened. */
  readonly cause: Fact;
  /** Units and devices that move with it, where the command alone does not say. */
  readonly units?: UnitMove;
};

/** Load, decide, commit: one thing done with a case, with the units and devices that move with it. */
export async function moveCase(ports: Ports, move: CaseMove): Promise<Outcome<StoredCase, MoveRefusal>> {
  let answered: Outcome<StoredCase, MoveRefusal> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const before = await loadCase(ports.table, move.caseId);
    if (!before) return keepRefusal(ports, move, 'not-found');
    if (isFromOutside(move.cause) && move.cause.accountId !== before.accountId) {
      answered = refused('other-account');
      return keepRefusal(ports, move, 'other-account');
    }
    const attempt = await tryToMove(ports, before, move);
    answered = attempt.outcome;
    return 'attempt' in attempt ? attempt.attempt : keepRefusal(ports, move, attempt.outcome.refusal);
  });
  return answered;
}

type Tried =
  | { readonly outcome: Extract<Outcome<StoredCase, MoveRefusal>, { ok: true }>; readonly attempt: Attempt }
  | { readonly outcome: Extract<Outcome<StoredCase, MoveRefusal>, { ok: false }> };

async function tryToMove(ports: Ports, before: StoredCase, move: CaseMove): Promise<Tried> {
  const { command, cause } = move;
  const now = ports.clock.now();
  const book = stockBook(ports.table, now);
  // Clocks of other machines run a little ahead: what they say has happened by now.
  const at = isFromOutside(cause) ? Math.min(cause.occurredAt, now) : cause.occurredAt;
  const moment = { factId: cause.id, at, now };
  const { version: _read, ...held } = before;
  const moved = await unitsMoved({ table: ports.table, book, now }, held, { command, units: move.units });
  if (!moved.ok) return { outcome: atShelf(moved, 'body.serial') };
  const decided = decideCase(moved.value.held, moved.value.command, moment);
  if (!decided.ok) return { outcome: decided };
  const after = await withUnitOf({ table: ports.table, book, now }, decided.value);
  const rows = await moved.value.devices(after);
  const { answer, after: stored } = await commitCase(ports, {
    before,
    after,
    cause,
    decision: decisionOf(command),
    reason: reasonOf(command),
    writes: [...book.writes(), ...rows],
    follows: book.follows(),
  });
  const attempt = { answer, decision: decisionOf(command), detail: { case: before.id } };
  return { outcome: accepted(stored), attempt };
}

/** What a fact wanted and the case did not allow is kept in its history; a person is told at once and nothing is kept. */
async function keepRefusal({ table, clock, ids }: Ports, move: CaseMove, refusal: string): Promise<Attempt> {
  const detail = { case: move.caseId, refusal };
  if (!isFromOutside(move.cause)) return { answer: { done: true }, decision: 'refused', detail };
  const entry = journal({
    pk: casePk(move.caseId),
    capability: CAPABILITY,
    fact: move.cause,
    decision: 'refused',
    reason: { refusal, asked: move.command.do },
    now: clock.now(),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
  return { answer, decision: 'refused', detail };
}

/** Commands of people are facts of our own making; what comes over the bus is in the catalog. */
const isFromOutside = ({ name }: Fact): boolean => !name.startsWith('case.');

/** `triage` becomes `triaged-repair`: the history reads like sentences. */
const decisionOf = (command: CaseCommand): string =>
  command.do === 'triage' ? `triage-${command.path}` : command.do;

const reasonOf = (command: CaseCommand): Record<string, unknown> => {
  if (command.do === 'rematch')
    return { policyId: command.policy?.id ?? '-', policyVersion: command.policy?.version ?? 0 };
  const { do: _word, ...rest } = command;
  return rest;
};
