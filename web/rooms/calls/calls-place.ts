/** What of the calls is looked at: one's own, the team's, or the week of an agent from the Monday of a day. */
export type CallsPlace =
  | { readonly of: 'me' | 'team' }
  | { readonly of: 'week'; readonly agentId?: string | undefined; readonly from?: string | undefined };

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** Reads what the address bar says of the calls; without an agent the week is one's own, without a day it is this one. */
export function callsPlaceOf(query: URLSearchParams): CallsPlace {
  const of = query.get('of');
  if (of !== 'week') return { of: of === 'team' ? 'team' : 'me' };
  const from = query.get('from') ?? '';
  const agentId = query.get('agent') ?? '';
  return { of, ...(agentId === '' ? {} : { agentId }), ...(isDay(from) ? { from } : {}) };
}

/** The path of a part of the calls. */
export function callsPath(shown: CallsPlace): string {
  if (shown.of !== 'week') return shown.of === 'team' ? '/calls?of=team' : '/calls';
  const query = new URLSearchParams({
    of: 'week',
    ...(shown.agentId === undefined ? {} : { agent: shown.agentId }),
    ...(shown.from === undefined ? {} : { from: shown.from }),
  });
  return `/calls?${query}`;
}
