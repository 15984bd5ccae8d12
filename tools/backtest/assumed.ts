import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { type Recorded, recordedOf } from './recorded.ts';

/** What the recording does not say of an account and was supposed. */
export type Assumed = {
  readonly accountId: string;
  /** Products for which no sign-up was recorded. */
  readonly products: readonly string[];
  /** Contacts with a number; given where none was recorded. */
  readonly contacts: readonly string[];
};
type Known = { readonly first: Instant; readonly matters: Set<string>; readonly named: Set<string> } & {
  hasProduct: boolean;
  hasContact: boolean;
};

/** A number that belongs to nobody: the Federal Network Agency keeps it for films. */
const NUMBER = '+493023125000';
const LINE = 0;

/**
 * Makes known whoever the recording speaks of without saying who it is. An account with reports or claims and without a
 * product of any kind is one of the first watched product, one with market news likewise; both from its first fact on.
 * An account of which no contact was recorded can be called: recordings seldom hold personal data.
 */
export function assumed(
  facts: readonly Recorded[],
  { rules, language }: { readonly rules: OutreachRules; readonly language: string },
): { readonly facts: Recorded[]; readonly accounts: Assumed[] } {
  const accounts = [...knownOf(facts)].flatMap(([accountId, known]): (Assumed & { first: Instant })[] => {
    const products = known.hasProduct ? [] : productsFor(known, rules);
    const isOurs = known.matters.size > 0 && (known.hasProduct || products.length > 0);
    const contacts = known.hasContact || !isOurs ? [] : known.named.size > 0 ? [...known.named] : ['main'];
    return products.length + contacts.length === 0
      ? []
      : [{ accountId, products, contacts: contacts.sort(), first: known.first }];
  });
  return {
    facts: accounts.flatMap(one => factsOf(one, language)),
    accounts: accounts.map(({ first: _first, ...one }) => one),
  };
}

function knownOf(facts: readonly Recorded[]): Map<string, Known> {
  const accounts = new Map<string, Known>();
  for (const { fact, contact, heardAt } of facts) {
    const fresh = { first: heardAt, matters: new Set(), named: new Set(), ...NOTHING } satisfies Known;
    const known = accounts.get(fact.accountId) ?? fresh;
    if (known === fresh) accounts.set(fact.accountId, known);
    const { product, contactId } = fact.data as { product?: string; contactId?: string };
    const [family] = fact.name.split('.');
    if (family !== 'account' && family !== 'permission') known.matters.add(String(family));
    if (product !== undefined && fact.name !== 'account.help-asked') known.hasProduct = true;
    if (contact !== undefined) known.hasContact = true;
    if (contactId !== undefined) known.named.add(contactId);
  }
  return accounts;
}
const NOTHING = { hasProduct: false, hasContact: false };

function productsFor({ matters }: Known, { products, market }: OutreachRules): string[] {
  const ours = matters.has('damage') || matters.has('claim') ? products.slice(0, 1) : [];
  const theirs = matters.has('market') ? market.products.slice(0, 1) : [];
  return [...new Set([...ours, ...theirs])];
}

/** Sign-ups and contacts as a producer would have sent them. */
function factsOf({ accountId, products, contacts, first }: Assumed & { first: Instant }, language: string) {
  const said = [
    ...products.map(product => ['account.signed-up', { product, language }] as const),
    ...contacts.map(id => ['account.profile-updated', { contact: { id, phone: NUMBER, language } }] as const),
  ];
  return said.map(([type, data], n): Recorded => {
    const event = {
      ...{ specversion: '1.0', source: 'backtest', id: `assumed-${accountId}-${n}` },
      ...{ type, subject: accountId, time: formatInstant(first), data },
    };
    const read = recordedOf({ line: LINE, event });
    if ('problem' in read) throw new Error(`${accountId} could not be made known: ${read.problem}`);
    return read;
  });
}
