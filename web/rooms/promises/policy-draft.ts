import type { Leg, PolicyInput, PolicyView } from '../../../shared/contracts/promises-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';
import { readList } from '../team/hours.ts';
import { type Damage, legs } from './kinds.ts';
import {
  type Complain,
  type PromisedDraft,
  promisedDraft,
  readPromised,
  readWhole,
} from './promised-draft.ts';

export type LegDraft = PromisedDraft & { readonly on: boolean; readonly owner: string };
type Words =
  | 'id'
  | 'name'
  | 'order'
  | 'accounts'
  | 'segments'
  | 'products'
  | 'sites'
  | 'waitCapHours'
  | 'reserveHours'
  | 'breachChain'
  | 'noStockChain'
  | 'tellCustomerAt'
  | 'services'
  | 'guarantees'
  | 'front'
  | 'back'
  | 'reviewAt';

export type PolicyDraft = Readonly<Record<Words, string>> & {
  readonly active: boolean;
  readonly damages: readonly Damage[];
  readonly handover: PromisedDraft;
  readonly waitsForCustomer: boolean;
  readonly response: PromisedDraft;
  readonly hasResponse: boolean;
  readonly legs: Readonly<Record<Leg, LegDraft>>;
  readonly depots: readonly string[];
  readonly reserve: PolicyInput['reserve'];
};

const listed = (words: readonly string[] | undefined): string => words?.join(', ') ?? '';

/** The form as it is first shown: the policy as it is, or a usual promise for a new one. */
export const draftOf = (policy: PolicyView | undefined): PolicyDraft => ({
  ...whomOf(policy),
  handover: promisedDraft(policy?.handover, { days: '4', warnAt: '50, 75, 90' }),
  waitsForCustomer: policy?.handover.waitsForCustomer ?? true,
  waitCapHours: policy ? String(policy.handover.waitCapHours ?? '') : '240',
  response: promisedDraft(policy?.response, { hours: '4', warnAt: '75' }),
  hasResponse: policy?.response !== undefined,
  legs: Object.fromEntries(legs.map(leg => [leg, legDraft(policy, leg)])) as PolicyDraft['legs'],
  depots: policy?.depots ?? [],
  reserve: policy?.reserve ?? 'at-report',
  reserveHours: String(policy?.reserveHours ?? 24),
  breachChain: policy?.breachChain ?? 'breach',
  noStockChain: policy?.noStockChain ?? 'no-stock',
  tellCustomerAt: String(policy?.tellCustomerAt ?? 90),
  ...documentOf(policy),
});

const whomOf = (policy: PolicyView | undefined) => ({
  id: policy?.id ?? '',
  name: policy?.name ?? '',
  active: policy?.active ?? true,
  order: String(policy?.order ?? 50),
  accounts: listed(policy?.match.accounts),
  segments: listed(policy?.match.segments),
  products: listed(policy?.match.products),
  sites: listed(policy?.match.sites),
  damages: policy?.match.damages ?? [],
});

const documentOf = (policy: PolicyView | undefined) => ({
  services: policy?.document.services ?? '',
  guarantees: policy?.document.guarantees ?? '',
  front: policy?.document.front ?? '',
  back: policy?.document.back ?? '',
  reviewAt: policy?.document.reviewAt ?? '',
});

const legDraft = (policy: PolicyView | undefined, leg: Leg): LegDraft => {
  const of = policy?.legs[leg];
  return { ...promisedDraft(of, { hours: '8' }), on: of !== undefined, owner: of?.owner ?? 'owner' };
};

export type ReadPolicy = { readonly input: PolicyInput; readonly wrong: ReadonlyMap<string, Complaint> };

/** The policy as the API wants it, and which fields cannot be read, by their path in it. */
export function readPolicy(draft: PolicyDraft): ReadPolicy {
  const wrong = new Map<string, Complaint>();
  const complain: Complain = (field, what) => void wrong.set(field, what);
  const whole = (field: 'order' | 'reserveHours' | 'tellCustomerAt', from: number, to: number) =>
    wholeOr(draft[field], { from, to }, () => complain(field, 'number'));
  for (const field of ['id', 'name', 'breachChain', 'noStockChain'] as const)
    if (draft[field].trim() === '') complain(field, 'missing');
  const input: PolicyInput = {
    name: draft.name.trim(),
    active: draft.active,
    order: whole('order', 0, 10_000),
    match: matchOf(draft),
    handover: handoverOf(draft, complain),
    ...(draft.hasResponse ? { response: readPromised(draft.response, 'response', complain) } : {}),
    legs: legsOf(draft, complain),
    depots: [...draft.depots],
    reserve: draft.reserve,
    reserveHours: whole('reserveHours', 1, 720),
    breachChain: draft.breachChain.trim(),
    noStockChain: draft.noStockChain.trim(),
    tellCustomerAt: whole('tellCustomerAt', 1, 99),
    document: documentIn(draft, complain),
  };
  return { input, wrong };
}

function wholeOr(text: string, range: { from: number; to: number }, complain: () => void): number {
  const n = readWhole(text, range);
  if (n === undefined) complain();
  return n ?? range.from;
}

function matchOf(draft: PolicyDraft): PolicyInput['match'] {
  const lists = (['accounts', 'segments', 'products', 'sites'] as const).map(
    of => [of, readList(draft[of])] as const,
  );
  return {
    ...Object.fromEntries(lists.filter(([, words]) => words.length > 0)),
    ...(draft.damages.length > 0 ? { damages: [...draft.damages] } : {}),
  };
}

function handoverOf(draft: PolicyDraft, complain: Complain): PolicyInput['handover'] {
  const { waitsForCustomer, waitCapHours } = draft;
  const promised = readPromised(draft.handover, 'handover', complain);
  if (!waitsForCustomer || waitCapHours.trim() === '') return { ...promised, waitsForCustomer };
  const range = { from: 1, to: 2160 };
  const cap = wholeOr(waitCapHours, range, () => complain('handover.waitCapHours', 'number'));
  return { ...promised, waitsForCustomer, waitCapHours: cap };
}

const legsOf = (draft: PolicyDraft, complain: Complain): PolicyInput['legs'] =>
  Object.fromEntries(
    legs.flatMap(leg => {
      const { on, owner } = draft.legs[leg];
      return on ? [[leg, { ...readPromised(draft.legs[leg], `legs.${leg}`, complain), owner }]] : [];
    }),
  );

function documentIn(draft: PolicyDraft, complain: Complain): PolicyInput['document'] {
  const { services, guarantees, front, back, reviewAt } = draft;
  for (const [field, text] of Object.entries({ front, back }))
    if (text.trim() === '') complain(`document.${field}`, 'missing');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(reviewAt)) complain('document.reviewAt', 'day');
  return {
    services: services.trim(),
    guarantees: guarantees.trim(),
    front: front.trim(),
    back: back.trim(),
    reviewAt,
  };
}
