import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import type { Assumed } from './assumed.ts';
import type { Differences } from './compare.ts';
import type { Signal } from './diary.ts';
import type { Outcome, Week } from './outcome.ts';
import type { Recording } from './recorded.ts';
import { many, percentText, whenText, whyText } from './words.ts';

/** One settings file with what it led to. */
export type Tried = {
  readonly file: string;
  readonly rules: OutreachRules;
  readonly outcome: Outcome;
  readonly assumed: readonly Assumed[];
  /** Accounts with reports or claims that have none of the watched products. */
  readonly unwatched: readonly string[];
};

const MOST_LINES = 20;

/** What was read, what was left out and why. */
export function readingText({ facts, leftOut, repeats, others }: Recording, after: number): string[] {
  const rest = leftOut.length - MOST_LINES;
  return [
    `${facts.length} facts read; ${repeats} said again, ${others} of other matters, ${after} after the last day.`,
    ...(leftOut.length === 0 ? [] : [`Left out: ${leftOut.length}`]),
    ...leftOut.slice(0, MOST_LINES).map(({ line, problem }) => `  line ${line}  ${problem}`),
    ...(rest > 0 ? [`  … and ${rest} more (--json names all)`] : []),
  ];
}

/** Who would have been called, what was held back and what it would have cost. */
export function triedText(tried: Tried, zone: string): string[] {
  const { outcome } = tried;
  return [
    `Rules of ${tried.file}`,
    ...supposedText(tried),
    '',
    `Called: ${many(outcome.called.length, 'signal')} in ${many(outcome.calls, 'call')}`,
    ...outcome.called.map(signal => `  ${calledText(signal, { ...tried, zone })}`),
    ...(outcome.offered.length > 0 ? ['', `Offered in writing: ${outcome.offered.length}`] : []),
    ...outcome.offered.map(one => `  ${lineOf(one, one.offeredAt ?? one.raisedAt, { ...tried, zone })}`),
    '',
    `Held back and not called: ${outcome.held.length}`,
    ...outcome.held.map(signal => `  ${heldText(signal, { ...tried, zone })}`),
    '',
    ...costText(tried, zone),
  ];
}

function supposedText({ assumed, unwatched }: Tried): string[] {
  const unknown = assumed.filter(({ products }) => products.length > 0);
  const callable = assumed.filter(({ products }) => products.length === 0);
  return [
    ...(unknown.length === 0
      ? []
      : [
          `Supposed: ${named(unknown.map(one => `${one.accountId} (${one.products.join(', ')})`))} signed up when first heard of, and can be called; no sign-up was recorded.`,
        ]),
    ...(callable.length === 0
      ? []
      : [`Supposed: ${named(callable.map(one => one.accountId))} can be called; no contact was recorded.`]),
    ...(unwatched.length === 0
      ? []
      : [`Not looked at: ${named(unwatched)}; they have none of the watched products.`]),
  ];
}

const named = (names: readonly string[]): string =>
  `${many(names.length, 'account')}, ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`;

type As = { readonly rules: OutreachRules; readonly zone: string };

const lineOf = (signal: Signal, at: number, { rules, zone }: As): string =>
  `${whenText(zone, at)}  ${signal.accountId}  ${signal.cause}  ${whyText(signal, rules)}`;

function calledText(signal: Signal, as: As): string {
  const waited =
    signal.held.length > 0
      ? `; held back since ${whenText(as.zone, signal.raisedAt)}: ${whysOf(signal)}`
      : '';
  const gone =
    signal.call === undefined && signal.ending !== undefined ? `; no call, ${signal.ending} before` : '';
  return `${lineOf(signal, signal.calledAt ?? 0, as)}${waited}${gone}`;
}

const heldText = (signal: Signal, as: As): string =>
  `${lineOf(signal, signal.held[0]?.at ?? signal.raisedAt, as)}; ${whysOf(signal)}, then ${signal.ending ?? 'still held'}`;

const whysOf = ({ held }: Signal): string => [...new Set(held.map(({ why }) => why))].join(', ');

function costText({ outcome, rules }: Tried, zone: string): string[] {
  const { peak, exceeded, weeks } = outcome;
  const perWeek = weeks.length === 0 ? 0 : Math.round((10 * outcome.calls) / weeks.length) / 10;
  const most = Math.max(0, ...weeks.map(({ calls }) => calls));
  return [
    `Cost: ${many(outcome.calls, 'call')} in ${many(weeks.length, 'week')}, ${perWeek} a week on average, ${most} in the busiest; ${many(outcome.withdrawn, 'signal')} lost the reason before the call.`,
    `      Beside that ${many(outcome.digests, 'line')} in digests and ${many(outcome.work, 'task')} for claims that wait for the company itself.`,
    peak
      ? `Budget: ${rules.budgetPercent} % in ${rules.quarterDays} days; at most ${peak.called} of ${peak.accounts} accounts were called because of bursts (${percentText(peak.called, peak.accounts)}, allowed ${peak.limit}), up to ${whenText(zone, peak.at)}.`
      : `Budget: ${rules.budgetPercent} % in ${rules.quarterDays} days; nobody was called because of a burst.`,
    ...(exceeded.days === 0
      ? []
      : [
          `      The leads would have been told on ${many(exceeded.days, 'day')} that more was needed than allowed: up to ${exceeded.needed} of ${exceeded.limit}.`,
        ]),
    '',
    'Week from    calls  bursts  claims  market  called within a quarter',
    ...weeks.map(weekText),
  ];
}

const weekText = ({ from, calls, burst, deadline, market, inQuarter, accounts }: Week): string =>
  [
    `${from}${cell(calls, 8)}${cell(burst, 8)}${cell(deadline, 8)}${cell(market, 8)}`,
    `  ${inQuarter} of ${accounts} (${percentText(inQuarter, accounts)})`,
  ].join('');

const cell = (value: number, width: number): string => String(value).padStart(width);

/** Both side by side: who would be called by one of them alone, and who at another time. */
export function differencesText(
  found: Differences,
  [first, second]: readonly [Tried, Tried],
  zone: string,
): string[] {
  const { same, moved, onlyFirst, onlySecond } = found;
  const row = (name: string, of: (tried: Tried) => string | number): string =>
    `  ${name.padEnd(34)}${String(of(first)).padStart(12)}${String(of(second)).padStart(12)}`;
  const only = (signal: Signal, { rules }: Tried): string =>
    `  ${lineOf(signal, signal.calledAt ?? 0, { rules, zone })}`;
  return [
    `Side by side: ${first.file} and ${second.file}`,
    row('', tried => (tried === first ? 'first' : 'second')),
    row('calls', ({ outcome }) => outcome.calls),
    row('signals called about', ({ outcome }) => outcome.called.length),
    ...(['burst', 'deadline', 'market'] as const).map(cause =>
      row(`  ${cause}`, ({ outcome }) => outcome.called.filter(one => one.cause === cause).length),
    ),
    row('held back and not called', ({ outcome }) => outcome.held.length),
    row('most accounts within a quarter', ({ outcome: { peak } }) =>
      peak ? percentText(peak.called, peak.accounts) : '0 %',
    ),
    '',
    `Called by both at the same time: ${same}`,
    `Called by both, by the second earlier or later: ${moved.length}`,
    ...moved.map(
      ({ first: one, laterByDays }) =>
        `  ${whenText(zone, one.calledAt ?? 0)}  ${one.accountId}  ${one.cause}  ${laterText(laterByDays)}`,
    ),
    `Called by the first alone: ${onlyFirst.length}`,
    ...onlyFirst.map(signal => only(signal, first)),
    `Called by the second alone: ${onlySecond.length}`,
    ...onlySecond.map(signal => only(signal, second)),
  ];
}

const laterText = (days: number): string =>
  `${many(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
