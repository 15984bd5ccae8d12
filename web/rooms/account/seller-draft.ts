import type { SellerView } from '../../../shared/contracts/onboarding-contract.ts';
import type { BodyOf } from '../../api/routes.ts';
import { readList } from '../team/hours.ts';

export type SellerBody = BodyOf<
  typeof import('../../../shared/contracts/onboarding-contract.ts').putSellerProfile
>;

export const assortments = ['private-label', 'brands', 'both'] as const;
export const levels = ['new', 'experienced'] as const;
export const sources = ['said', 'measured', 'supposed'] as const;
export const limitChoices = ['both', 'minimum', 'maximum', 'none'] as const;
export type LimitChoice = (typeof limitChoices)[number];

/** A seller's profile as it is typed; empty is not known. */
export type SellerDraft = {
  readonly marketplaces: string;
  readonly skus: string;
  readonly assortment: string;
  readonly level: string;
  readonly source: string;
  readonly fields: string;
  readonly limits: string;
};
export type SellerField = keyof SellerDraft;

/** Which price limits are known; undefined when nobody has said. */
export function limitsOf({ limits }: SellerView): LimitChoice | undefined {
  if (!limits) return undefined;
  if (limits.minimum) return limits.maximum ? 'both' : 'minimum';
  return limits.maximum ? 'maximum' : 'none';
}

export const sellerDraft = (profile: SellerView): SellerDraft => ({
  marketplaces: (profile.marketplaces ?? []).join(', '),
  skus: profile.skus === undefined ? '' : String(profile.skus),
  assortment: profile.assortment ?? '',
  level: profile.experience?.level ?? '',
  source: profile.experience?.source ?? 'said',
  fields: (profile.fields ?? []).join(', '),
  limits: limitsOf(profile) ?? '',
});

/** Words as the API takes them: `Amazon DE, amazon-es` → amazon, de …; undefined when one cannot be read. */
function words(text: string): string[] | undefined {
  const read = readList(text.toLowerCase());
  return read.every(word => /^[a-z0-9][a-z0-9-]*$/.test(word)) ? [...new Set(read)] : undefined;
}

const WHOLE = /^\d{1,9}$/;
const bare = (text: string) => text.replace(/[\s.,'’]/g, '');

/** Which fields cannot be read. */
export function wrongIn(draft: SellerDraft): ReadonlySet<SellerField> {
  const wrong = new Set<SellerField>();
  if (draft.skus.trim() !== '' && !WHOLE.test(bare(draft.skus))) wrong.add('skus');
  if (!words(draft.marketplaces)) wrong.add('marketplaces');
  if (!words(draft.fields)) wrong.add('fields');
  return wrong;
}

const one = <T extends string>(all: readonly T[], text: string): T | undefined =>
  all.find(value => value === text);

/** What was learned, as the API wants it: only what differs from what was known; empty parts stay as they are. */
export function sellerBody(draft: SellerDraft, before: SellerView): SellerBody {
  const was = sellerDraft(before);
  const changed = (field: SellerField) => draft[field].trim() !== was[field].trim();
  const level = one(levels, draft.level);
  const source = one(sources, draft.source);
  const assortment = one(assortments, draft.assortment);
  const limits = one(limitChoices, draft.limits);
  return {
    ...(changed('marketplaces') ? { marketplaces: words(draft.marketplaces) ?? [] } : {}),
    ...(changed('skus') && draft.skus.trim() !== '' ? { skus: Number(bare(draft.skus)) } : {}),
    ...(changed('assortment') && assortment ? { assortment } : {}),
    ...((changed('level') || changed('source')) && level && source ? { experience: { level, source } } : {}),
    ...(changed('fields') ? { fields: words(draft.fields) ?? [] } : {}),
    ...(changed('limits') && limits
      ? {
          limits: {
            minimum: limits === 'both' || limits === 'minimum',
            maximum: limits === 'both' || limits === 'maximum',
          },
        }
      : {}),
  };
}
