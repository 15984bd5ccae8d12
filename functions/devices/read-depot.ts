import type { CounterCase, DepotView, StockView } from '../../shared/contracts/depots-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { counterCases } from './counter-cases.ts';
import { depotFor, depotsFor, type Who } from './depot-access.ts';
import { depotView, stockViewsOf } from './stock-view.ts';

/** The depots that somebody may work at. */
export const readDepots = async (ports: Ports, who: Who): Promise<{ depots: DepotView[] }> => ({
  depots: (await depotsFor(ports, who)).map(depotView),
});

type DepotPage = { depot: DepotView; stock: StockView[]; cases: CounterCase[]; now: string };

/** One depot with its stock and what its counter has to do with. */
export async function readDepot(
  ports: Ports,
  depotId: string,
  who: Who,
): Promise<Outcome<DepotPage, 'not-found'>> {
  const depot = await depotFor(ports, depotId, who);
  if (!depot) return refused('not-found');
  const now = ports.clock.now();
  const [stock, cases] = await Promise.all([
    stockViewsOf(ports.table, depot, now),
    counterCases(ports.table, depot, now),
  ]);
  return accepted({ depot: depotView(depot), stock, cases, now: formatInstant(now) });
}
