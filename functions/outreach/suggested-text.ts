import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { suggest } from '../../shared/messages/outreach-says/suggest.ts';
import type { StoredSettings } from '../../shared/store/settings-store.ts';

/** What may be said to the customer, in their language: as the playbook of the cause has it, or else the product. */
export function suggestedText(
  { cause, language, evidence, value }: Outreach,
  { company, outreach }: StoredSettings,
): string {
  const { currency, playbooks } = outreachRules(outreach);
  return suggest({
    ...{ language, company, currency, own: playbooks[cause]?.says },
    about: { ...evidence, value },
  });
}
