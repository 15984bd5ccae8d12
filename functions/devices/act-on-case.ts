import type { CaseAction } from '../../shared/contracts/devices-contract.ts';
import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import { requestId, wasDone } from '../../shared/store/done-before.ts';
import { casePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { CAPABILITY } from './commit-case.ts';
import { type MoveRefusal, moveCase } from './move-case.ts';
import type { UnitMove } from './unit-move.ts';

type Given = {
  readonly caseId: string;
  readonly action: CaseAction;
  readonly principal: string;
  readonly roles: readonly string[];
  /** The same key is the same request: done once, and answered with the case as it is then. */
  readonly key?: string | undefined;
};

/** What a person does with a case; only a lead excuses a broken promise, only an authorised contact has a device wiped. */
export async function actOnCase(
  ports: Ports,
  { caseId, action, principal, roles, key }: Given,
): Promise<Outcome<StoredCase, MoveRefusal | 'forbidden'>> {
  const held = await loadCase(ports.table, caseId);
  if (!held) return refused('not-found');
  const factId = requestId(ports.ids, { principal, route: 'act-on-case', subject: caseId, key });
  if (key !== undefined && (await wasDone(ports.table, ofCase(caseId, factId)))) return accepted(held);
  if (action.do === 'excuse' && !roles.includes('lead'))
    return refused('forbidden', { problem: 'Only a lead excuses a broken promise.' });
  if (action.do === 'confirm-wipe' && !(await mayDecide(ports, held.accountId, action.contactId)))
    return refused('not-authorised', {
      field: 'body.contactId',
      problem: 'This contact is not authorised to decide about the account’s devices.',
    });
  const broken = held.records.findLast(({ is }) => is === 'breached')?.at;
  const earlier = 'at' in action && action.at !== undefined ? parseInstant(action.at) : undefined;
  const moves = action.do === 'wait' || action.do === 'go-on';
  if (moves && broken !== undefined && (earlier ?? broken) < broken && !roles.includes('lead'))
    return refused('forbidden', { problem: 'Only a lead enters a wait from before a broken promise.' });
  const now = ports.clock.now();
  const at = ('at' in action && action.at !== undefined ? parseInstant(action.at) : undefined) ?? now;
  const cause = command({
    id: factId,
    name: 'case.acted-on',
    accountId: held.accountId as AccountId,
    principal,
    now,
  });
  const { command: asked, units } = moveOf(action, principal);
  return moveCase(ports, {
    caseId,
    command: asked,
    cause: { ...cause, occurredAt: at },
    ...(units ? { units } : {}),
  });
}

/** Where a case says that something was done with it. */
export const ofCase = (caseId: string, factId: string) => ({
  ...{ pk: casePk(caseId), factId, capability: CAPABILITY },
});

/** True for a contact whom the company's systems named as deciding about devices. */
export const mayDecide = async ({ table }: Ports, accountId: string, contactId: string): Promise<boolean> =>
  (await loadContact(table, accountId, contactId))?.authorised === true;

function moveOf(action: CaseAction, by: string): { command: CaseCommand; units?: UnitMove } {
  switch (action.do) {
    case 'hand-over':
      return { command: { do: 'hand-over' }, units: { serial: action.serial } };
    case 'return':
      return { command: { do: 'return', fate: action.fate }, units: { depotId: action.depotId } };
    case 'loan':
      return {
        command: { do: 'loan' },
        units: { serial: action.serial, dueBackAt: parseInstant(action.dueBackAt) ?? 0 },
      };
    case 'excuse':
      return { command: { do: 'excuse', target: action.target, reason: action.reason, by } };
    case 'shipment':
      return { command: { do: 'shipment', way: action.way, stage: action.stage } };
    default: {
      const { at: _when, ...asked } = action as Exclude<CaseAction, { do: 'loan' | 'excuse' }> & {
        at?: string;
      };
      return { command: asked as CaseCommand };
    }
  }
}
