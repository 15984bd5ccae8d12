import type { Instant } from '../../kernel/instant.ts';
import { awayAt } from './absences.ts';
import { absenceAt } from './agent.ts';
import { chooseRecipient, coversOf, type Recipient, type Standing } from './choose-recipient.ts';

/** Who has a task; `lentBy` names whose it is while a cover has it. */
export type Holder = { readonly agentId: string; readonly lentBy?: string };

/**
 * Who has a task of the owner now: the owner, unless absent and the task is due before the return. Then the cover named
 * for the absence, if on the roster and not absent; else whoever stands in by the rule of `chooseRecipient`, hours apart;
 * the owner all the same when there is nobody.
 */
export function chooseHolder({ dueAt, ...standing }: Standing & { dueAt: Instant }): Holder {
  const { owner, agents, now } = standing;
  const away = awayAt(owner, now);
  if (!away || dueAt >= away.to) return { agentId: owner.id };
  const named = agents.find(
    ({ id, active }) => active && id !== owner.id && id === absenceAt(owner, now)?.coverId,
  );
  const cover = named && absenceAt(named, now) === undefined ? named : coversOf(standing)[0];
  return cover ? { agentId: cover.id, lentBy: owner.id } : { agentId: owner.id };
}

/**
 * Who hears of a change now and who has the task that it opens. They are one person where that can be: whoever covers
 * on duty takes the task of an absent owner; while nobody is on duty, whoever has the task is told.
 */
export function chooseHands(asked: Standing & { dueAt?: Instant | undefined }): {
  recipient: Recipient;
  holder: Holder;
} {
  const { dueAt, ...standing } = asked;
  const recipient = chooseRecipient(standing);
  const holder: Holder =
    dueAt === undefined ? { agentId: standing.owner.id } : chooseHolder({ ...standing, dueAt });
  if (holder.lentBy === undefined) return { recipient, holder };
  return recipient.reason === 'cover-on-duty'
    ? { recipient, holder: { ...holder, agentId: recipient.agentId } }
    : { recipient: { agentId: holder.agentId, reason: 'handed-over' }, holder };
}
