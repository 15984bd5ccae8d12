import type { Settings } from '../../shared/contracts/settings.ts';
import { type OutreachRules, outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { assumed } from './assumed.ts';
import { compare, type Differences } from './compare.ts';
import type { Diary } from './diary.ts';
import { instantsOf, outcomeOf, type Window } from './outcome.ts';
import type { Tried } from './print.ts';
import { inOrder, type Recorded, type Recording } from './recorded.ts';
import { type Replay, replay } from './replay.ts';

export type Rules = { readonly file: string; readonly settings: Settings };
export type Asked = {
  readonly recording: Recording;
  readonly from: string;
  readonly to: string;
  readonly rules: readonly [Rules] | readonly [Rules, Rules];
  readonly onStep?: (file: string) => Replay['onStep'];
};
export type Backtest = {
  /** Where the company of the first settings is. */
  readonly zone: string;
  /** Facts that were heard after the window. */
  readonly after: number;
  readonly tried: readonly Tried[];
  readonly differences?: Differences;
};

/**
 * Replays everything that was heard up to the end of the window, so that histories, pauses and the budget are in the
 * middle of it as they would have been; what is told is what happened within the window.
 */
export async function runBacktest({ recording, from, to, rules, onStep }: Asked): Promise<Backtest> {
  const { zone } = rules[0].settings.company;
  const window = { from, to, zone };
  const { until } = instantsOf(window);
  const facts = recording.facts.filter(({ heardAt }) => heardAt <= until);
  const tried: Tried[] = [];
  for (const one of rules) tried.push(await tryOut(one, { facts, window, onStep: onStep?.(one.file) }));
  const [first, second] = tried;
  return {
    ...{ zone, tried, after: recording.facts.length - facts.length },
    ...(first && second ? { differences: compare(first.outcome.called, second.outcome.called) } : {}),
  };
}

type Given = {
  readonly facts: readonly Recorded[];
  readonly window: Window;
  readonly onStep: Replay['onStep'];
};

async function tryOut({ file, settings }: Rules, { facts, window, onStep }: Given): Promise<Tried> {
  const rules = outreachRules(settings.outreach);
  const [language = 'en'] = settings.company.languages;
  const supposed = assumed(facts, { rules, language });
  const all = [...supposed.facts, ...facts].sort(inOrder);
  const { until } = instantsOf(window);
  const diary = await replay({ settings, facts: all, until, onStep });
  return {
    ...{ file, rules, outcome: outcomeOf(diary, window, rules) },
    ...{ assumed: supposed.accounts, unwatched: unwatched(facts, diary) },
  };
}

function unwatched(facts: readonly Recorded[], { everWatched }: Diary): string[] {
  const ours = facts.filter(({ fact }) => /^(damage|claim)\./.test(fact.name));
  return [...new Set<string>(ours.map(({ fact }) => fact.accountId))]
    .filter(id => !everWatched.has(id))
    .sort();
}

/** What `--json` prints of the rules that counted. */
export const rulesShown = ({ claimRules, playbooks: _playbooks, ...rules }: OutreachRules) => ({
  ...rules,
  claimRules: claimRules.length,
});
