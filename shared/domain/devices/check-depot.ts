import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { isKnownZone } from '../time/zone-offsets.ts';

/** What of a depot can be wrong in itself or with what it names. */
export type DepotTerms = {
  readonly zone: string;
  readonly clerks: readonly string[];
  readonly models: Readonly<
    Record<
      string,
      { readonly substitutes: readonly string[]; readonly floors: Readonly<Record<string, number>> }
    >
  >;
};

/** What a depot may name. */
export type DepotKnows = {
  readonly policies: ReadonlySet<string>;
  /** Active people of the roster with their roles. */
  readonly people: ReadonlyMap<string, readonly string[]>;
};

export type DepotRefusal =
  | 'unknown-zone'
  | 'unknown-clerk'
  | 'not-a-clerk'
  | 'own-substitute'
  | 'unknown-policy';

const no = (refusal: DepotRefusal, field: string, problem: string) => refused(refusal, { field, problem });

/**
 * A depot that can be run. Refused, with the field and what to do: a zone that nobody knows; a clerk who is not on the
 * roster, or neither clerk nor agent there; a model that is its own substitute; a floor for a policy that is not there.
 */
export function checkDepot<D extends DepotTerms>(depot: D, known: DepotKnows): Outcome<D, DepotRefusal> {
  if (!isKnownZone(depot.zone)) return no('unknown-zone', 'zone', 'Give an IANA zone such as Europe/Berlin.');
  for (const [at, clerk] of depot.clerks.entries()) {
    const roles = known.people.get(clerk);
    if (!roles) return no('unknown-clerk', `clerks.${at}`, 'Name somebody of the roster who is active.');
    if (!roles.includes('clerk') && !roles.includes('agent'))
      return no('not-a-clerk', `clerks.${at}`, 'Give them the role clerk or agent first.');
  }
  for (const [model, { substitutes, floors }] of Object.entries(depot.models)) {
    const own = substitutes.indexOf(model);
    if (own >= 0)
      return no('own-substitute', `models.${model}.substitutes.${own}`, 'Leave the model itself out.');
    const stray = Object.keys(floors).find(policy => !known.policies.has(policy));
    if (stray !== undefined)
      return no('unknown-policy', `models.${model}.floors.${stray}`, 'Name a policy that is there.');
  }
  return accepted(depot);
}
