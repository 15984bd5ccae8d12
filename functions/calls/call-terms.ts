import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { languagesOf } from '../../shared/domain/accounts/account.ts';
import { type CallRules, callRules } from '../../shared/domain/calls/call-rules.ts';
import { checkPhone, type PhoneRefusal } from '../../shared/domain/calls/phone-number.ts';
import { mayCall } from '../../shared/domain/calls/promise-now.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { contactOf } from './call-view.ts';

/** Whom it is about: the link they came by may say a language. */
type About = {
  readonly accountId: string;
  readonly contactId: string;
  readonly link?: { readonly language?: string } | undefined;
};

/** In what language, where and by what number a customer is called, unless they say otherwise. */
export type Terms = {
  readonly brand: string;
  readonly rules: CallRules;
  readonly roster: readonly Agent[];
  /** Languages that somebody on the roster speaks with customers, the company's first. */
  readonly languages: readonly string[];
  readonly language: string;
  readonly zone: string;
  readonly contact: Contact | undefined;
  readonly reminders: readonly number[];
};

export type TermsRefusal = 'language-not-spoken' | 'unknown-zone';
export type Wishes = { readonly language?: string | undefined; readonly zone?: string | undefined };

/**
 * What the customer wishes, else what is known of the link, the contact and the account. A language that nobody on the
 * roster speaks is refused when it is wished for; else the first fallback that somebody speaks takes its place.
 */
export async function termsFor(
  { table }: Ports,
  { accountId, contactId, link }: About,
  wishes: Wishes = {},
): Promise<Outcome<Terms, TermsRefusal>> {
  const [{ calls, company, team }, roster, account, contact] = await Promise.all([
    loadSettings(table),
    loadRoster(table),
    loadAccount(table, accountId),
    contactOf(table, { accountId, contactId }),
  ]);
  const isSpoken = (language: string) => roster.some(agent => mayCall(agent, language));
  if (wishes.zone !== undefined && !isKnownZone(wishes.zone))
    return refused('unknown-zone', { field: 'zone', problem: 'This zone is not known.' });
  const spoken = roster.filter(agent => agent.active && agent.roles.includes('agent'));
  const inOrder = [...company.languages.filter(isSpoken), ...spoken.flatMap(({ languages }) => languages)];
  const languages = [...new Set(inOrder.map(one => one.split('-')[0] ?? one))];
  if (wishes.language !== undefined && !isSpoken(wishes.language))
    return refused('language-not-spoken', {
      field: 'language',
      problem: `We speak ${languages.join(', ')}.`,
    });
  const known = [link?.language, contact?.language, ...(account ? languagesOf(account.state) : [])];
  const wanted = [wishes.language, ...known].filter(one => one !== undefined);
  const first = wanted[0] ?? languages[0] ?? 'en';
  const rules = callRules(calls);
  return accepted({
    ...{ brand: company.brand, rules, roster, languages, contact },
    language: isSpoken(first) ? first : ([...wanted, ...team.fallbackLanguages].find(isSpoken) ?? first),
    zone: wishes.zone ?? contact?.zone ?? account?.state.profile.zone?.value ?? company.zone,
    reminders: contact?.reminders ?? rules.reminders,
  });
}

/** The number to call, in E.164 and allowed: the one that is given, else the contact's. Refused with `no-phone` without one. */
export function phoneFor(
  { contact, rules }: Pick<Terms, 'contact' | 'rules'>,
  given: string | undefined,
): Outcome<string, PhoneRefusal | 'no-phone'> {
  const phone = given ?? contact?.phone;
  const field = 'body.phone';
  if (phone === undefined) return refused('no-phone', { field, problem: 'We have no number to call.' });
  const checked = checkPhone(phone, rules);
  return checked.ok ? checked : refused(checked.refusal, { ...checked.detail, field });
}
