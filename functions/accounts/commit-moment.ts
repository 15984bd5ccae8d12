import { languageOf, newAccount, segmentOf } from '../../shared/domain/accounts/account.ts';
import { takeIn } from '../../shared/domain/accounts/take-in.ts';
import { accountChanged, type Moment } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { accountRow, type StoredAccount } from '../../shared/store/account-store.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';

export const CAPABILITY = 'accounts';

/** The account a fact concerns, as it stands. */
export type Subject = { readonly id: string; readonly stored: StoredAccount | undefined };
/** The same with a name that it gets now; the fact's contact was erased, and nothing of them is kept. */
type Moved = Subject & { readonly name?: string | undefined; readonly isErased?: boolean };

/** Takes one moment into the account's row and history in one commit; what is news is emitted as `account.changed`. */
export async function commitMoment(
  ports: Ports,
  fact: Fact,
  { id, stored, name, isErased = false }: Moved,
): Promise<Attempt> {
  const now = ports.clock.now();
  const { account, news } = takeIn(stored?.state ?? newAccount, fact);
  const version = (stored?.version ?? 0) + 1;
  const decision = news ? 'taken-in' : 'older-than-known';
  const { product } = fact.data as { product?: string };
  const change = accountChanged.of({
    moment: fact.name.replace('account.', '') as Moment,
    ...(product === undefined ? {} : { product }),
    language: languageOf(account),
    segment: segmentOf(account),
    accountVersion: version,
  });
  const entry = journal({
    pk: accountPk(id),
    capability: CAPABILITY,
    fact: { ...fact, accountId: id as Fact['accountId'] },
    decision,
    reason: {
      accountVersion: version,
      ...(id === fact.accountId ? {} : { saidOf: fact.accountId }),
      ...(isErased ? { contact: 'erased' } : {}),
    },
    follows: news ? [change] : [],
    now,
    shown: { accountId: id, inFeed: news && fact.origin === 'live' },
  });
  const row = accountRow({
    ...(stored ?? { id, origin: fact.origin, createdAt: now }),
    ...(name === undefined ? {} : { name }),
    state: account,
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: news ? [entry, replace(row, stored?.version)] : [entry],
  });
  return { answer, decision, detail: { account: id } };
}
