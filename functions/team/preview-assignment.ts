import { segmentOf } from '../../shared/domain/accounts/account.ts';
import { chooseOwner } from '../../shared/domain/team/choose-owner.ts';
import { chooseRecipient } from '../../shared/domain/team/choose-recipient.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { ownerRules } from './owner-rules.ts';

type Asked = {
  readonly language: string;
  readonly product?: string | undefined;
  readonly segment?: string | undefined;
  readonly accountId?: string | undefined;
};

/**
 * Who would get such an account now, and why, and who would hear of it: the same rule as for a real one. Of an account
 * that is there, the segment counts when none is asked for.
 */
export async function previewAssignment({ table, clock }: Ports, asked: Asked) {
  const { language, product, accountId } = asked;
  const now = clock.now();
  const [agents, { team }, account] = await Promise.all([
    loadRoster(table),
    loadSettings(table),
    accountId === undefined ? undefined : loadAccount(table, accountId),
  ]);
  const segment = asked.segment ?? (account && segmentOf(account.state));
  const choice = chooseOwner({
    ...{ accountId: accountId ?? 'preview', language, agents, now, ...ownerRules(team) },
    ...(product === undefined ? {} : { product }),
    ...(segment === undefined ? {} : { segment }),
  });
  const owner = agents.find(({ id }) => id === choice.ownerId);
  const told = owner && chooseRecipient({ owner, language: choice.language, agents, now });
  return {
    ...(owner ? { ownerId: owner.id, ownerName: owner.name } : {}),
    language: choice.language,
    reason: choice.reason,
    ...(choice.rule === undefined ? {} : { rule: choice.rule }),
    ranking: choice.ranking.map(ranked => ({ ...ranked })),
    ...(told ? { told } : {}),
  };
}
