import type { AssignmentView } from '../../shared/contracts/accounts-contract.ts';
import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { isAwayLong, LONG_ABSENCE_DAYS } from '../../shared/domain/team/absences.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadOwnership, type Ownership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { type MayTake, mayTake } from './may-take.ts';
import { readAssignment } from './read-team.ts';
import { takeAccount, untilTaken } from './take-account.ts';

type Refusal = MayTake | 'not-found' | 'forbidden' | 'book-full' | 'long-absence';
type Given = {
  readonly accountId: string;
  readonly to: string;
  readonly reason: string;
  readonly force?: boolean | undefined;
  readonly by: string;
  readonly roles: readonly string[];
};

/**
 * Gives an account to a colleague, with the reason: its owner may, and a lead, who may also give away one that waits. The
 * colleague is on the roster, speaks the language and has room, unless a lead insists; nobody gets an account while away
 * for long. The open work goes with it, and the former owner hears no more of it.
 */
export const transferAccount = (ports: Ports, given: Given): Promise<Outcome<AssignmentView, Refusal>> =>
  untilTaken<AssignmentView, Refusal>(async () => {
    const held = await loadOwnership(ports.table, given.accountId);
    if (!held || held.state === 'released') return refused('not-found');
    const may = mayTransfer(held, given);
    if (!may.ok) return may;
    if (held.state === 'owned' && held.ownerId === given.to) return readAssignment(ports, given.accountId);
    const target = await mayGet(ports, held, given);
    if (!target.ok) return target;
    const { to: ownerId, by, reason: why, force = false } = given;
    return takeAccount(ports, held, { ownerId, reason: 'transferred', by, why, force });
  });

function mayTransfer(held: Ownership, { by, roles, force }: Given): Outcome<true, 'forbidden'> {
  if (roles.includes('lead')) return accepted(true);
  if (held.state !== 'owned' || held.ownerId !== by)
    return refused('forbidden', { problem: 'Only its owner or a lead may give it away.' });
  return force
    ? refused('forbidden', { field: 'body.force', problem: 'Only a lead may insist.' })
    : accepted(true);
}

async function mayGet(
  { table, clock }: Ports,
  held: Ownership,
  { to, force }: Given,
): Promise<Outcome<true, MayTake | 'long-absence'>> {
  const [agent, { team }] = await Promise.all([loadAgent(table, to), loadSettings(table)]);
  const asked = force || held.language === UNKNOWN_LANGUAGE ? undefined : held.language;
  const may = mayTake(agent, asked, 'body.to');
  if (!may.ok) return may;
  return isAwayLong(may.value, clock.now(), team.longAbsenceDays ?? LONG_ABSENCE_DAYS)
    ? refused('long-absence', { field: 'body.to', problem: `${may.value.name} is away for long.` })
    : accepted(true);
}
