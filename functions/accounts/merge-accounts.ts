import { mayMerge } from '../../shared/domain/access/may-merge.ts';
import {
  type Account,
  languageOf,
  mergeAccounts as merged,
  segmentOf,
  UNKNOWN_LANGUAGE,
} from '../../shared/domain/accounts/account.ts';
import { accountChanged, accountMerged } from '../../shared/events/account-events.ts';
import { command, type Follow } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { accountRow, loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { CAPABILITY } from './commit-moment.ts';

type Refusal = 'not-found' | 'forbidden' | 'same-account' | 'already-merged' | 'target-merged' | 'stale';

/**
 * Declares an account a duplicate of another. The other takes over what is known, part by part the later word; the
 * duplicate keeps its history and points to where it lives on.
 */
export async function mergeAccounts(
  ports: Ports,
  given: { accountId: string; into: string; why: string; principal: string; roles: readonly string[] },
): Promise<Outcome<{ id: string; mergedInto: string }, Refusal>> {
  const { accountId, into } = given;
  if (accountId === into) return refused('same-account', { field: 'body.into' });
  const [source, target] = await Promise.all([
    loadAccount(ports.table, accountId),
    loadAccount(ports.table, into),
  ]);
  if (!source) return refused('not-found');
  if (!target)
    return refused('not-found', { field: 'body.into', problem: 'There is no account with this id.' });
  if (source.mergedInto === into) return accepted({ id: accountId, mergedInto: into });
  if (source.mergedInto !== undefined)
    return refused('already-merged', { problem: `It lives on as ${source.mergedInto}.` });
  if (target.mergedInto !== undefined)
    return refused('target-merged', { field: 'body.into', problem: `It lives on as ${target.mergedInto}.` });

  const may = mayMerge({ id: given.principal, roles: given.roles }, [source.owner?.id, target.owner?.id]);
  if (!may.ok) return may;

  const now = ports.clock.now();
  const cause = command({
    id: ports.ids.random('evt') as EventId,
    name: 'account.merge-ordered',
    accountId: accountId as AccountId,
    principal: given.principal,
    now,
    data: { into, why: given.why },
  });
  const common = { capability: CAPABILITY, fact: cause, now };
  const follows = [accountMerged.of({ into, accountVersion: source.version + 1 })];
  const name = target.name ?? source.name;
  const state = merged(target.state, source.state);
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      journal({
        ...common,
        pk: accountPk(accountId),
        decision: 'merged-away',
        reason: { into, by: given.principal },
        follows,
        shown: { accountId, inFeed: true },
      }),
      journal({
        ...common,
        fact: { ...cause, accountId: into as AccountId },
        pk: accountPk(into),
        decision: 'merged-in',
        reason: { from: accountId, by: given.principal },
        follows: nowSpoken(target, state),
        shown: { accountId: into, inFeed: false },
      }),
      replace(accountRow({ ...source, mergedInto: into }), source.version),
      replace(
        accountRow({
          ...target,
          ...(name === undefined ? {} : { name }),
          state,
          mergedFrom: [...(target.mergedFrom ?? []), accountId, ...(source.mergedFrom ?? [])],
        }),
        target.version,
      ),
    ],
  });
  // The event id is our own: an answer that got lost before is the only way to meet it.
  return answer.done || answer.refusal === 'already-done'
    ? accepted({ id: accountId, mergedInto: into })
    : refused('stale', { problem: 'The account just changed; try again.' });
}

/** An account that waited for an owner because nobody knew its language learns it from its duplicate. */
function nowSpoken(target: StoredAccount, state: Account): Follow[] {
  const language = languageOf(state);
  if (languageOf(target.state) !== UNKNOWN_LANGUAGE || language === UNKNOWN_LANGUAGE) return [];
  const accountVersion = target.version + 1;
  return [
    accountChanged.of({ moment: 'profile-updated', language, segment: segmentOf(state), accountVersion }),
  ];
}
