import type { HitKind, SearchHit } from '../../../shared/contracts/views-contract.ts';
import { askedWords, matches } from '../../../shared/domain/search/asked-words.ts';
import * as by from '../../../shared/domain/search/found-by.ts';
import { inOrder } from '../../../shared/domain/search/hit-order.ts';
import type { Handler } from './mock-api.ts';
import type { MockState } from './mock-state.ts';

type Known = { readonly hit: SearchHit; readonly found: by.FoundBy };

/** What of the stand-in's day can be found; it has no devices but those of its cases. */
function* known({ accounts, cases }: MockState): Generator<Known> {
  for (const { id, name, status, contacts } of accounts) {
    yield { hit: { kind: 'account', id, title: name, note: status }, found: by.accountFoundBy({ id, name }) };
    const its = { accountId: id, accountName: name };
    for (const one of contacts)
      yield {
        hit: { kind: 'contact', id: one.id, title: one.name ?? one.id, ...its },
        found: by.contactFoundBy(one),
      };
  }
  for (const { held, account } of cases) {
    const { serial, model } = held;
    const accountId = `acc-${account}`;
    const its = { accountId, accountName: accounts.find(one => one.id === accountId)?.name ?? accountId };
    yield {
      hit: { kind: 'device-case', id: held.id, title: serial, note: held.state, ...its },
      found: by.caseFoundBy(held),
    };
    yield {
      hit: { kind: 'device', id: serial, title: serial, note: model, ...its },
      found: by.deviceFoundBy(held),
    };
  }
}

/** What the API answers to a search. */
export const searchHandlers: Readonly<Record<string, Handler>> = {
  search: ({ query }, state) => {
    const asked = askedWords(query['q'] ?? '');
    const limit = Number(query['limit'] ?? 8);
    const byKind = new Map<HitKind, number>();
    const all = [...known(state)]
      .filter(({ hit, found }) => (query['kind'] ?? hit.kind) === hit.kind && matches(asked, found))
      .map(({ hit, found }) => ({ ...hit, found }));
    const hits = inOrder(asked, all).filter(({ kind }) => {
      byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
      return (byKind.get(kind) ?? 0) <= limit;
    });
    return { hits: hits.map(({ found, ...hit }) => hit), more: hits.length < all.length };
  },
};
