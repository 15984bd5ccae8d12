import { isOpenOutreach, type Outreach, type Standing } from '../../shared/domain/outreach/outreach.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import type { Rules } from './support/model.ts';
import type { TableWorld } from './support/table-world.ts';

type World = TableWorld & { outreach(): Outreach[] };
type Line = NonNullable<Outreach['evidence']['claims']>[number];

/** A claim as its row says, read by hand; what the marketplaces of these histories say of its end is in the row alone. */
function claimOf(world: World, { accountId }: Outreach, { claimId }: Line): Row | undefined {
  return world.rowsOf('claim').find(row => row.pk === accountPk(accountId) && row['id'] === claimId);
}
const dayOf = (at: number): string => formatInstant(at).slice(0, 10);

/** Handed in, closed, past its end in every zone, or to end on another day than was spoken of. */
function isOver(world: World, outreach: Outreach, line: Line, now: number): boolean {
  const claim = claimOf(world, outreach, line);
  if (!claim || claim['submitted'] || claim['closed']) return true;
  const { value } = (claim['deadline'] ?? {}) as { value?: string };
  return value !== line.closesOn || line.closesOn < dayOf(now);
}

const claimsOf = ({ evidence, cause }: Outreach): readonly Line[] =>
  cause === 'deadline' ? (evidence.claims ?? []) : [];

/** What was spoken of needs no call, whatever becomes of it. */
function isSpoken(world: World, { accountId }: Outreach, { claimId, closesOn }: Line): boolean {
  const standings = world.rowsOf('outreach-standing') as unknown as Standing[];
  return standings.some(
    one => one.accountId === accountId && one.cause === 'deadline' && one.spoken?.[claimId] === closesOn,
  );
}

/** An outreach is withdrawn with the last of the claims that it speaks of. */
export function watchRecovery<W extends World>(world: W): W {
  world.table.onCommit(changes => {
    for (const { before, after } of changes) {
      if (before?.['type'] !== 'outreach' || after?.['ending'] !== 'withdrawn') continue;
      const was = before as unknown as Outreach;
      // A day more: where the account is it may be tomorrow.
      const soon = world.clock.now() + DAY;
      const left = claimsOf(was).find(line => !isOver(world, was, line, soon) && !isSpoken(world, was, line));
      if (isOpenOutreach(was) && left)
        world.wrong.push(`3: what has its reason is not withdrawn – ${was.id} of ${left.claimId}`);
    }
  });
  return world;
}

export const recoveryAtRest: Rules<World> = {
  '3: what lost its reason is ended': world => {
    // A day less: where the account is it may be yesterday.
    const lately = world.clock.now() - DAY;
    return world
      .outreach()
      .filter(isOpenOutreach)
      .find(one => claimsOf(one).length > 0 && claimsOf(one).every(line => isOver(world, one, line, lately)))
      ?.id;
  },
};
