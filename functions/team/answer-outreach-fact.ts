import { isOpenOutreach } from '../../shared/domain/outreach/outreach.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import * as outreach from '../../shared/events/outreach-events.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { journal } from '../../shared/store/journal.ts';
import { budgetPk } from '../../shared/store/outreach-keys.ts';
import { loadOutreach } from '../../shared/store/outreach-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { commitDecision, recipientsOf, type Told, wanted } from './device-tellings.ts';
import { endClaimWork, takeOnClaims } from './take-on-claims.ts';

/** What the team does about reasons to call customers who did not ask: who hears of them, and who has the work. */
export async function answerOutreachFact(ports: Ports, fact: Fact): Promise<Handled | undefined> {
  if (outreach.outreachOpened.is(fact)) return untilFresh(() => tellNow(ports, fact));
  if (outreach.outreachNoted.is(fact)) return untilFresh(() => tellWithDigest(ports, fact));
  if (outreach.budgetExceeded.is(fact)) return untilFresh(() => tellOfShortage(ports, fact));
  if (outreach.claimWorkWanted.is(fact)) return untilFresh(() => takeOnClaims(ports, fact));
  if (outreach.claimWorkEnded.is(fact)) return untilFresh(() => endClaimWork(ports, fact));
  return undefined;
}

/**
 * The owner or the cover on duty hears of it at once, the leads when nobody owns the account; nobody once it has ended.
 * What is told goes by the outreach as if by a task, so that its end settles it.
 */
async function tellNow(ports: Ports, fact: Fact<DataOf<typeof outreach.outreachOpened>>): Promise<Attempt> {
  const { outreachId, cause, language, product, dueAt } = fact.data;
  const reason = { outreachId, cause };
  const held = await loadOutreach(ports.table, outreachId);
  if (held && !isOpenOutreach(held))
    return commitDecision(ports, fact, { decision: 'ended-before', reason, follows: [] });
  const { told, ownerId } = await recipientsOf(ports, await loadOwnership(ports.table, fact.accountId));
  const subject = { subjectKind: 'outreach', subjectId: outreachId } as const;
  const about = { kind: 'outreach-opened', subject, taskId: outreachId } as const;
  return commitDecision(ports, fact, {
    decision: 'outreach-told',
    reason,
    follows: told.map(one => wanted(one, ownerId, { ...about, language, product, dueAt })),
  });
}

/** Goes to whoever has the account, on duty or not, for it is no haste; to nobody while nobody has it. */
async function tellWithDigest(
  ports: Ports,
  fact: Fact<DataOf<typeof outreach.outreachNoted>>,
): Promise<Attempt> {
  const { outreachId, cause, language, product } = fact.data;
  const ownership = await loadOwnership(ports.table, fact.accountId);
  const { told, ownerId, holder } = await recipientsOf(ports, ownership, ports.clock.now() + DAY);
  const absent = holder?.lentBy !== undefined;
  const owner: Told[] = ownerId === undefined ? [] : [{ agentId: ownerId, reason: 'owner-on-duty' }];
  return commitDecision(ports, fact, {
    decision: ownerId === undefined ? 'no-owner' : 'outreach-noted',
    reason: { outreachId, cause },
    follows: (absent ? told : owner).map(one =>
      wanted(one, ownerId, { kind: 'outreach-noted', language, product }),
    ),
  });
}

/** More customers should be called than may be: every lead hears of it, in a language of theirs. It rings. */
async function tellOfShortage(
  { table, clock, ids }: Ports,
  fact: Fact<DataOf<typeof outreach.budgetExceeded>>,
): Promise<Attempt> {
  const leads = (await loadRoster(table)).filter(({ active, roles }) => active && roles.includes('lead'));
  const decision = 'outreach-short';
  const entry = journal({
    ...{ pk: budgetPk, capability: 'team', fact, decision, reason: fact.data, now: clock.now() },
    follows: leads.map(({ id, languages: [language = 'en'] }) =>
      notificationWanted.of({ recipientId: id, kind: 'outreach-short', language, reason: 'lead' }),
    ),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
  return { answer, decision, detail: fact.data };
}
