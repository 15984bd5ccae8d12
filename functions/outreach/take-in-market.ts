import type { MarketNews } from '../../shared/domain/outreach/outreach.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { marketChanged } from '../../shared/events/outreach-events.ts';
import { loadBurstRow } from '../../shared/store/damage-store.ts';
import { loadMarket, marketWrite } from '../../shared/store/market-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { armLook } from './arm-look.ts';

/** The latest changes of an account's market are kept, each once, and the account is looked at. */
export async function takeInMarket(
  ports: Ports,
  accountId: string,
  facts: readonly Fact[],
): Promise<Handled> {
  const { mergedInto } = await loadBurstRow(ports.table, accountId);
  if (mergedInto !== undefined) return takeInMarket(ports, mergedInto, facts);
  const news = facts.flatMap(newsOf);
  const handled = await untilFresh(async () => {
    const held = await loadMarket(ports.table, accountId);
    const { done, write } = marketWrite(accountId, news, held);
    const detail = { account: accountId };
    if (done) return { answer: { done: true }, decision: 'market-known', detail } as const;
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [write] });
    return { answer, decision: 'market-heard', detail };
  });
  const since = await loadBurstRow(ports.table, accountId);
  if (since.mergedInto !== undefined) return takeInMarket(ports, since.mergedInto, facts);
  await armLook(ports, accountId, ports.clock.now());
  return handled;
}

function newsOf(fact: Fact): (MarketNews & { readonly by: string })[] {
  if (!marketChanged.is(fact)) return [];
  const { marketplace, change, articles } = fact.data;
  return [
    {
      ...{ at: fact.occurredAt, marketplace, change, by: fact.id },
      ...(articles === undefined ? {} : { articles }),
    },
  ];
}
