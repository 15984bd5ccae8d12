import type { OutreachPage, OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { adjustSensitivity } from '../../../shared/domain/outreach/burst-detector.ts';
import { found, type Handler, page } from './mock-api.ts';
import { at } from './mock-data.ts';
import { chartOf, claims, outreachOf } from './mock-outreach.ts';
import type { MockState } from './mock-state.ts';

const says =
  'Guten Tag, gestern wurden bei Ihnen 14 Schäden gemeldet, üblich sind 3. Wir reichen die Forderungen ein; dafür fehlen uns die Lieferscheine.';
const steps = [
  { id: 'ask', text: 'Ask what happened to the deliveries of that day' },
  { id: 'papers', text: 'Ask for delivery notes and invoices' },
];

const byTime =
  (of: (view: OutreachView) => string) =>
  (one: OutreachView, other: OutreachView): number =>
    of(one).localeCompare(of(other));

/** The signals of a state in the order in which the API has them. */
function listed(state: MockState, tab: OutreachView['state']): OutreachView[] {
  const own = outreachOf(state).views.filter(one => one.state === tab);
  if (tab === 'held') return own.toSorted((one, other) => other.rank - one.rank);
  if (tab === 'ended') return own.toSorted(byTime(one => one.endedAt ?? '')).toReversed();
  return own.toSorted(byTime(one => one.dueAt ?? ''));
}

function pageOf(state: MockState, view: OutreachView): OutreachPage {
  const { views, sensitivity } = outreachOf(state);
  const own = new Set(view.evidence.claims?.map(({ claimId }) => claimId));
  return {
    ...{ outreach: view, currency: 'EUR', chart: chartOf(view), says, steps },
    claims: view.evidence.claims || view.accountId === 'acc-0' ? claims.map(about(own)) : [],
    sensitivity: sensitivity.get(view.accountId) ?? 0,
    earlier: views
      .filter(one => one.accountId === view.accountId && one.state === 'ended' && one.id !== view.id)
      .map(({ id, cause, endedAt = '', ending = '', feedback }) => ({
        ...{ id, cause, endedAt, ending },
        ...(feedback ? { useful: feedback.useful } : {}),
      })),
  };
}

const about = (own: ReadonlySet<string>) => (one: (typeof claims)[number]) => ({
  ...one,
  inOutreach: own.has(one.claimId),
});

/** What the API answers about outreach, by the ids of its routes. */
export const outreachHandlers: Readonly<Record<string, Handler>> = {
  'list-outreach': ({ query }, state) => {
    const { items, ...rest } = page(
      listed(state, (query['state'] ?? 'open') as OutreachView['state']),
      query,
    );
    return { outreach: items, currency: 'EUR', ...rest };
  },
  'get-outreach': ({ params }, state) =>
    pageOf(
      state,
      found(
        outreachOf(state).views.find(({ id }) => id === params['outreachId']),
        'outreach',
      ),
    ),
  'judge-outreach': ({ params, body, agentId }, state) => {
    const { views, sensitivity } = outreachOf(state);
    const index = views.findIndex(({ id }) => id === params['outreachId']);
    const held = found(views[index], 'outreach');
    const { useful } = body as { useful: boolean; note?: string };
    const feedback = { ...(body as object), useful, by: agentId, at: at(state.minute) };
    const next = { ...held, feedback, version: held.version + 1 };
    views[index] = next;
    sensitivity.set(held.accountId, adjustSensitivity(sensitivity.get(held.accountId) ?? 0, useful));
    return next;
  },
  'get-outreach-budget': (_, state) => outreachOf(state).budget,
  'get-account-outreach': ({ params }, state) => {
    const { views, sensitivity } = outreachOf(state);
    const accountId = params['accountId'] ?? '';
    return {
      outreach: views.filter(one => one.accountId === accountId),
      claims: accountId === 'acc-0' ? claims : [],
      sensitivity: sensitivity.get(accountId) ?? 0,
      currency: 'EUR',
    };
  },
};
