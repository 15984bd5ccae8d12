/** What of the outreach is looked at: what is to be done, what is held back, what is over. */
export const outreachTabs = ['open', 'held', 'ended'] as const;
export type OutreachTab = (typeof outreachTabs)[number];

type Shown = { readonly tab: OutreachTab } | { readonly id: string };

/** What stands behind `/outreach/`: the name of a tab, or the id of one outreach. */
export function outreachPlaceOf(part: string): Shown {
  const tab = outreachTabs.find(one => one === part);
  return tab === undefined ? { id: part } : { tab };
}

/** The path of a tab or of one outreach. */
export function outreachPath(shown: Shown): string {
  if ('id' in shown) return `/outreach/${encodeURIComponent(shown.id)}`;
  return shown.tab === 'open' ? '/outreach' : `/outreach/${shown.tab}`;
}
