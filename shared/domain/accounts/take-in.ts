import * as events from '../../events/account-events.ts';
import type { Fact } from '../../events/envelope.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { type Account, mergeParts, type ProductState, type Profile, sellerParts } from './account.ts';
import { register } from './register.ts';

export type TakenIn = {
  readonly account: Account;
  /** False when everything the fact says was already known or overtaken: it is kept and changes nothing. */
  readonly news: boolean;
};

/**
 * Takes one account moment into the state. Each part of the state keeps the instant it is of; a fact older than
 * a part leaves it alone, so any order and any repetition of the same facts ends in the same state.
 */
export function takeIn(account: Account, fact: Fact): TakenIn {
  const said = sayingOf(fact);
  const profile = mergeParts(account.profile, said.profile);
  const products = { ...account.products };
  if (said.product)
    products[said.product.name] = mergeParts(products[said.product.name] ?? {}, said.product.parts);
  const next: Account = { profile, products: sorted(products) };
  return { account: next, news: isNews(next, account) };
}

/** A part says something new when its register now carries another event than before. */
function isNews(next: Account, before: Account): boolean {
  if (differs(next.profile, before.profile)) return true;
  return Object.entries(next.products).some(([name, parts]) => differs(parts, before.products[name] ?? {}));
}

const differs = (next: object, before: object): boolean =>
  Object.entries(next).some(
    ([part, held]) => (before as Record<string, { by: string }>)[part]?.by !== held.by,
  );

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

type Saying = {
  readonly profile: Profile;
  readonly product?: { readonly name: string; readonly parts: ProductState };
};

function sayingOf(fact: Fact): Saying {
  const r = <T>(value: T) => register(value, fact.occurredAt, fact.id);
  const until = (text: string) => parseInstant(text) ?? fact.occurredAt;
  const about = (name: string, parts: ProductState, profile: Profile = {}): Saying => ({
    profile,
    product: { name, parts },
  });

  if (events.signedUp.is(fact)) {
    const { product, language, segment, zone, country } = fact.data;
    return about(
      product,
      { phase: r('registered'), since: r(fact.occurredAt) },
      {
        languages: r([language]),
        ...(segment === undefined ? {} : { segment: r(segment) }),
        ...(zone === undefined ? {} : { zone: r(zone) }),
        ...(country === undefined ? {} : { country: r(country) }),
      },
    );
  }
  if (events.profileUpdated.is(fact)) {
    const { languages, segment, zone, country, ...seller } = fact.data;
    return {
      profile: {
        ...(languages === undefined ? {} : { languages: r(languages) }),
        ...(segment === undefined ? {} : { segment: r(segment) }),
        ...(zone === undefined ? {} : { zone: r(zone) }),
        ...(country === undefined ? {} : { country: r(country) }),
        ...Object.fromEntries(
          sellerParts.flatMap(part => (seller[part] === undefined ? [] : [[part, r(seller[part])]])),
        ),
      },
    };
  }
  // Said by somebody who may not be a customer yet, so whatever else is known counts more, however old.
  if (events.helpAsked.is(fact))
    return { profile: { languages: register([fact.data.language], 0, fact.id) } };
  if (events.productAdded.is(fact))
    return about(fact.data.product, { phase: r('registered'), since: r(fact.occurredAt) });
  if (events.registrationCompleted.is(fact)) return about(fact.data.product, { completed: r(true) });
  if (events.trialStarted.is(fact))
    return about(fact.data.product, { phase: r('trial'), trialEndsAt: r(until(fact.data.endsAt)) });
  if (events.trialExtended.is(fact))
    return about(fact.data.product, { trialEndsAt: r(until(fact.data.endsAt)) });
  if (events.converted.is(fact)) return about(fact.data.product, { phase: r('active') });
  if (events.contractRenewed.is(fact))
    return about(fact.data.product, {
      phase: r('active'),
      ...(fact.data.until === undefined ? {} : { renewedUntil: r(until(fact.data.until)) }),
    });
  if (events.contractAdjusted.is(fact)) return about(fact.data.product, { adjusted: r(fact.data.change) });
  if (events.cancelled.is(fact)) {
    const { effectiveAt, reason } = fact.data;
    return about(fact.data.product, {
      cancellation: r({ effectiveAt: until(effectiveAt), ...(reason === undefined ? {} : { reason }) }),
    });
  }
  if (events.cancellationWithdrawn.is(fact)) return about(fact.data.product, { cancellation: r(null) });
  return { profile: {} };
}
