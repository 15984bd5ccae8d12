/** What of the operations is looked at: what waits, all that could not be taken in, whether everything is watched. */
export const opsTabs = ['open', 'all', 'watch'] as const;
export type OpsTab = (typeof opsTabs)[number];
export type OpsPlace = { readonly tab: OpsTab } | { readonly id: string };

/** What stands behind `/ops/`: the name of a tab, or the id of something that could not be taken in. */
export function opsPlaceOf(part: string): OpsPlace {
  const tab = opsTabs.find(one => one === part);
  return tab === undefined ? { id: part } : { tab };
}

/** The path of a tab, or of one thing that could not be taken in. */
export function opsPath(shown: OpsPlace): string {
  if ('id' in shown) return `/ops/${encodeURIComponent(shown.id)}`;
  return shown.tab === 'open' ? '/ops' : `/ops/${shown.tab}`;
}
