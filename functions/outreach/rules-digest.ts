import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { digest } from '../../shared/kernel/id.ts';

/** Names the rules that every watched account is looked at again by when they change. */
export const rulesDigest = ({
  products,
  claimRules,
  distances,
  claimValue,
  burstValue,
  alpha,
  coolDownDays,
}: OutreachRules): string =>
  digest(JSON.stringify([products, claimRules, distances, claimValue, burstValue, alpha, coolDownDays]));
