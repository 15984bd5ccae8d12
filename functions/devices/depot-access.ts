import type { Ports } from '../../shared/store/ports.ts';
import { loadDepot, loadDepots, type StoredDepot } from '../../shared/store/promise-store.ts';

/** Who stands at the counter or asks from the office. */
export type Who = { readonly id: string; readonly roles: readonly string[] };

/** The team may work at every depot; a client's clerk at those that name them. */
const worksAt = ({ clerks }: StoredDepot, { id, roles }: Who): boolean =>
  roles.some(role => role !== 'clerk') || clerks.includes(id);

/** The depot for those who may work there; for anybody else there is none. */
export async function depotFor(
  { table }: Pick<Ports, 'table'>,
  depotId: string,
  who: Who,
): Promise<StoredDepot | undefined> {
  const depot = await loadDepot(table, depotId);
  return depot && worksAt(depot, who) ? depot : undefined;
}

/** All depots that somebody may work at. */
export const depotsFor = async ({ table }: Pick<Ports, 'table'>, who: Who): Promise<StoredDepot[]> =>
  (await loadDepots(table)).filter(depot => worksAt(depot, who));

/** A client's clerk sends units to their own depots and to those that belong to no client. */
export async function maySendTo(ports: Pick<Ports, 'table'>, depotId: string, who: Who): Promise<boolean> {
  const depot = await loadDepot(ports.table, depotId);
  return depot !== undefined && (depot.accountId === undefined || worksAt(depot, who));
}
