import type { Assortment, Experience, Seller } from '../accounts/account.ts';

type Level = Experience['level'];
export type PriceLimit = 'minimum-price' | 'maximum-price';
/** What is different about a strategy for this kind of seller. */
export type How = 'as-is' | 'closer-guidance' | 'own-levels' | 'per-part';

/** Which profile leads to which strategy; a part that is not named fits all. */
export type AdviceRule = {
  readonly when: {
    readonly assortment?: Assortment | undefined;
    readonly experience?: Level | undefined;
  };
  readonly strategy: string;
  readonly how?: How | undefined;
};
export type AdvicePlan = {
  readonly strategies: Readonly<Record<string, { readonly requires?: readonly PriceLimit[] | undefined }>>;
  /** The first that fits counts. */
  readonly advice: readonly AdviceRule[];
};

/** What spoke for an advice (`for`), or against being sure of it (`supposed`, `unknown`). */
export type Reason = {
  readonly part: 'assortment' | 'experience';
  readonly value: string;
  readonly effect: 'for' | 'supposed' | 'unknown';
};
/** `when` says what would have to be so: `assortment:brands`. */
export type Otherwise = { readonly strategy: string; readonly when: string };

export type Advice = {
  readonly strategy?: string;
  readonly how?: How;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly Reason[];
  /** What to ask for, the most important first. */
  readonly missing: readonly string[];
  readonly otherwise: readonly Otherwise[];
};

/** One way in which the profile may be, as far as nobody knows better, and how likely that is taken to be. */
type Case = { readonly assortment: Assortment; readonly experience: Level; readonly weight: number };
type Judged = Case & { readonly rule: AdviceRule | undefined };

/** Somebody who supposes an experience is right three times out of four. */
const SUPPOSED = 0.75;
/** What is lost for each thing that the strategy needs, and for each that only helps to set it up. */
const WITHOUT_LIMIT = 0.9;
const WITHOUT_DETAIL = 0.95;
/** The right strategy in another way is right for the most part. */
const OTHER_WAY = 0.8;

/**
 * The strategy for a seller. A part that nobody knows may be anything, one that is supposed may be otherwise: the
 * strategy that is right in most of these cases is advised, of two the one whose rule stands first. Confidence is the
 * part of the cases in which it is right (in another way: 0.8 of it), less a tenth for each price limit that it needs and
 * a twentieth for each other thing that is missing. Without a rule that fits there is no strategy, and confidence is 0.
 */
export function adviseStrategy(seller: Seller, plan: AdvicePlan): Advice {
  const judged: Judged[] = casesOf(seller).map(one => ({ ...one, rule: ruleFor(one, plan.advice) }));
  const chosen = choose(judged, plan.advice);
  const missing = missingOf(seller, chosen && plan.strategies[chosen.strategy]?.requires);
  const reasons = reasonsOf(seller, chosen);
  if (!chosen) return { confidence: 0, reasons, missing, otherwise: [] };
  const { strategy, how = 'as-is' } = chosen;
  const agreed = total(judged, ({ rule }) =>
    rule?.strategy !== strategy ? 0 : (rule.how ?? 'as-is') === how ? 1 : OTHER_WAY,
  );
  const confidence = missing.reduce((sure, part) => sure * costOf(part), agreed);
  return {
    ...{ strategy, how, reasons, missing },
    confidence: Math.round(confidence * 100) / 100,
    otherwise: otherwiseOf(seller, judged, strategy),
  };
}

const ASSORTMENTS: readonly Assortment[] = ['private-label', 'brands', 'both'];
/** Whoever may be new is guided as if they were: it harms nobody. */
const LEVELS: readonly Level[] = ['new', 'experienced'];

/** Every way in which the profile may be; the weights add up to 1. */
function casesOf({ assortment, experience }: Seller): Case[] {
  const assortments = assortment === undefined ? ASSORTMENTS : [assortment];
  return assortments.flatMap(one =>
    LEVELS.flatMap(level => {
      const weight = chanceOf(level, experience) / assortments.length;
      return weight > 0 ? [{ assortment: one, experience: level, weight }] : [];
    }),
  );
}

function chanceOf(level: Level, known: Experience | undefined): number {
  if (known === undefined) return 1 / LEVELS.length;
  if (known.source !== 'supposed') return known.level === level ? 1 : 0;
  return known.level === level ? SUPPOSED : 1 - SUPPOSED;
}

const ruleFor = (one: Case, rules: readonly AdviceRule[]): AdviceRule | undefined =>
  rules.find(
    ({ when }) =>
      (when.assortment ?? one.assortment) === one.assortment &&
      (when.experience ?? one.experience) === one.experience,
  );

/** The strategy that is right most often, in the way of its likeliest case. */
function choose(judged: readonly Judged[], rules: readonly AdviceRule[]): AdviceRule | undefined {
  const weightOf = (strategy: string) => total(judged, ({ rule }) => (rule?.strategy === strategy ? 1 : 0));
  const strategies = [...new Set(rules.map(({ strategy }) => strategy))];
  const best = first(strategies, weightOf);
  const ways = judged.filter(({ rule }) => rule !== undefined && rule.strategy === best);
  return first(ways, ({ weight }) => weight)?.rule;
}

/** The one with the greatest value, of equals the first. Sums of thirds are not exact. */
const first = <T>(all: readonly T[], worthOf: (one: T) => number): T | undefined =>
  all.reduce<T | undefined>(
    (held, one) => (held === undefined || worthOf(one) > worthOf(held) + 1e-9 ? one : held),
    undefined,
  );

const total = (judged: readonly Judged[], share: (one: Judged) => number): number =>
  judged.reduce((sum, one) => sum + one.weight * share(one), 0);

/** The parts that the advice goes by: those its rule names, and those that nobody is sure of. */
function reasonsOf({ assortment, experience }: Seller, chosen: AdviceRule | undefined): Reason[] {
  const reasons: Reason[] = [];
  if (assortment === undefined) reasons.push({ part: 'assortment', value: 'unknown', effect: 'unknown' });
  else if (chosen?.when.assortment !== undefined)
    reasons.push({ part: 'assortment', value: assortment, effect: 'for' });
  if (experience === undefined) reasons.push({ part: 'experience', value: 'unknown', effect: 'unknown' });
  else if (experience.source === 'supposed')
    reasons.push({ part: 'experience', value: experience.level, effect: 'supposed' });
  else if (chosen?.when.experience !== undefined)
    reasons.push({ part: 'experience', value: experience.level, effect: 'for' });
  return reasons;
}

function missingOf(seller: Seller, requires: readonly PriceLimit[] = []): string[] {
  const limits = {
    'minimum-price': seller.limits?.minimum === true,
    'maximum-price': seller.limits?.maximum === true,
  };
  return [
    ...(['assortment', 'experience'] as const).filter(part => seller[part] === undefined),
    ...requires.filter(limit => !limits[limit]),
    ...(['marketplaces', 'skus'] as const).filter(part => seller[part] === undefined),
  ];
}

/** Assortment and experience count by the cases already. */
const costOf = (part: string): number => {
  if (part === 'assortment' || part === 'experience') return 1;
  return part.endsWith('-price') ? WITHOUT_LIMIT : WITHOUT_DETAIL;
};

/** Each other strategy that may turn out right, with what would have to be so: only parts that make the difference. */
function otherwiseOf(seller: Seller, judged: readonly Judged[], strategy: string): Otherwise[] {
  const others = judged.filter(({ rule }) => rule !== undefined && rule.strategy !== strategy);
  const found = others.map(({ rule, assortment, experience }) => {
    const alike = judged.filter(one => one.assortment === assortment);
    const eitherWay = alike.length > 1 && alike.every(one => one.rule?.strategy === rule?.strategy);
    const parts = [
      ...(seller.assortment === undefined ? [`assortment:${assortment}`] : []),
      ...(alike.length > 1 && !eitherWay ? [`experience:${experience}`] : []),
    ];
    return { strategy: rule?.strategy ?? '', when: parts.join(' ') };
  });
  return [...new Map(found.map(one => [`${one.strategy} ${one.when}`, one])).values()];
}
