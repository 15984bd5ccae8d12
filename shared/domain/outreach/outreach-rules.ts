import type { OutreachCause } from '../../events/outreach-events.ts';
import type { ClaimRule } from './claim-deadline.ts';

/** What an agent goes through, and what to say; words by language. */
export type Playbook = {
  readonly says?: Readonly<Record<string, string>> | undefined;
  readonly steps: readonly { readonly id: string; readonly text: Readonly<Record<string, string>> }[];
};

/** When customers are called without having asked, every default resolved. Values are in the company's currency. */
export type OutreachRules = {
  /** Products whose accounts are watched. */
  readonly products: readonly string[];
  readonly currency: string;
  readonly budgetPercent: number;
  readonly quarterDays: number;
  readonly alpha: number;
  readonly burstValue: number;
  readonly reportValue: number;
  readonly claimValue: number;
  /** Days before the end of a claim, the farthest first. */
  readonly distances: readonly number[];
  readonly coolDownDays: number;
  readonly heldDays: number;
  readonly claimRules: readonly ClaimRule[];
  readonly market: {
    readonly products: readonly string[];
    readonly coolDownDays: number;
    readonly by: 'call' | 'mail';
    readonly purpose: 'service' | 'marketing';
  };
  readonly playbooks: Readonly<Partial<Record<OutreachCause, Playbook | undefined>>>;
};

type Said<T> = { readonly [Name in keyof T]?: T[Name] | undefined };
/** What a company says of them; what is left out has a default. */
export type OutreachSettings = Omit<Said<OutreachRules>, 'market'> & {
  readonly market?: Said<OutreachRules['market']> | undefined;
};

const DEFAULTS = {
  products: [],
  currency: 'EUR',
  budgetPercent: 5,
  quarterDays: 91,
  alpha: 0.0005,
  burstValue: 100,
  reportValue: 20,
  claimValue: 200,
  distances: [14, 7, 2],
  coolDownDays: 30,
  heldDays: 7,
  claimRules: [],
  playbooks: {},
} as const satisfies Omit<OutreachRules, 'market'>;

/** The rules in force: what the settings say, and the product's defaults where they say nothing. */
export function outreachRules(settings: OutreachSettings | undefined): OutreachRules {
  const { market, distances, ...said } = settings ?? {};
  const settled = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return {
    ...DEFAULTS,
    ...settled,
    distances: [...new Set(distances ?? DEFAULTS.distances)].sort((a, b) => b - a),
    market: {
      products: market?.products ?? [],
      coolDownDays: market?.coolDownDays ?? 30,
      by: market?.by ?? 'mail',
      purpose: market?.purpose ?? 'service',
    },
  };
}
