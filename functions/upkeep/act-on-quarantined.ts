import type { QuarantineAsked } from '../../shared/contracts/operations-contract.ts';
import { mayAct, type QuarantineAct } from '../../shared/domain/operations/quarantine.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { sending } from '../../shared/store/journal.ts';
import { quarantinePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  keepQuarantined,
  loadQuarantined,
  type Quarantined,
  unfitOf,
} from '../../shared/store/quarantine-store.ts';
import type { Put } from '../../shared/store/table.ts';
import { checkAgain } from './check-again.ts';
import { quarantineItem } from './read-quarantine.ts';

export type Acting = { readonly id: string; readonly by: string; readonly asked: QuarantineAsked };
type Next = { readonly item: Quarantined; readonly sends?: Put };

/**
 * Does one thing with what could not be taken in: takes it in as if it came just now, sets it aside, or opens it again.
 * State and fact go in one commit, under the version that the person saw, so of two at once one wins; whoever repeats
 * their own act is told how it stands. The fact has the id of its event: taken in twice it is handled once.
 */
export async function actOnQuarantined(ports: Ports, { id, by, asked }: Acting) {
  const held = await loadQuarantined(ports.table, id);
  if (!held) return refused('not-found');
  const may = mayAct({ ...held, whole: held.retaken !== undefined }, { ...asked, by });
  if (!may.ok) return may;
  if (may.value === 'done') return answered(held);
  const next = nextOf(held, { asked, by, now: ports.clock.now() });
  const item = { ...next.item, version: held.version + 1 };
  const row = keepQuarantined(item, held.version);
  const commit = (writes: readonly Put[]) =>
    ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  let done = await commit(next.sends ? [row, next.sends] : [row]);
  // The same event came in another text and was taken in from there.
  if (!done.done && done.refusal === 'already-done') done = await commit([row]);
  if (done.done) return answered(item);
  const first = await loadQuarantined(ports.table, id);
  return refused('stale', first?.last && { by: first.last.by });
}

type Deciding = { readonly asked: QuarantineAsked; readonly by: string; readonly now: number };

function nextOf(held: Quarantined, { asked, by, now }: Deciding): Next {
  const last: QuarantineAct = {
    ...{ action: asked.action, by, at: now },
    ...(asked.action === 'set-aside' ? { why: asked.why } : {}),
  };
  if (asked.action !== 'take-in')
    return { item: { ...held, last, state: asked.action === 'reopen' ? 'open' : 'set-aside' } };
  const checked = checkAgain(held, now);
  if (!checked.ok) return { item: { ...held, last, again: unfitOf(checked) } };
  const fact = checked.value;
  const sends = sending({ pk: quarantinePk, capability: 'upkeep', fact, decision: 'taken-in', now });
  const { again, ...rest } = held;
  return { item: { ...rest, last, state: 'taken-in' }, sends };
}

const outcomes = { open: 'refused-again', 'taken-in': 'taken-in', 'set-aside': 'set-aside' } as const;

const answered = (item: Quarantined) =>
  accepted({
    outcome: item.last?.action === 'reopen' ? ('reopened' as const) : outcomes[item.state],
    item: quarantineItem(item),
  });
