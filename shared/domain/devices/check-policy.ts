import { DAY, type Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, type Refused, refused } from '../../kernel/outcome.ts';
import { aroundTheClock, compileCalendar, elapsed } from '../time/business-calendar.ts';
import { type CalendarSpec, dayNumber } from '../time/open-hours.ts';
import { goalMs, HANDOVER, type Policy, RESPONSE } from './policy.ts';

/** What of a policy can be wrong in itself or with what it names. */
export type PolicyTerms = Pick<
  Policy,
  'handover' | 'response' | 'legs' | 'depots' | 'breachChain' | 'noStockChain' | 'tellCustomerAt'
> & { readonly document: { readonly reviewAt: string } };
type Promised = Pick<PolicyTerms['handover'], 'goal' | 'calendar' | 'warnAt'>;

/** What a policy may name. */
export type Known = {
  readonly calendars: ReadonlyMap<string, CalendarSpec>;
  readonly depots: ReadonlySet<string>;
  readonly chains: ReadonlySet<string>;
  readonly agents: ReadonlySet<string>;
};

export type PolicyRefusal =
  | 'unknown-calendar'
  | 'unknown-depot'
  | 'unknown-chain'
  | 'unknown-agent'
  | 'never-open'
  | 'never-met'
  | 'warnings-out-of-order'
  | 'response-after-handover'
  | 'cap-without-waiting'
  | 'customer-told-first'
  | 'bad-date';
type No = Refused<PolicyRefusal> | undefined;

const HORIZON = 731 * DAY;

const no = (refusal: PolicyRefusal, field: string, problem: string): No =>
  refused(refusal, { field, problem });

/**
 * A policy that can be kept, as of `now`. Refused, with the field and what to do: what it names and is not there
 * (calendar, depot, chain, agent as owner of a leg); a goal that its calendar does not reach within two years, or a
 * calendar that is closed as long; warnings that do not rise; a response that may take longer than the handover, each
 * in time of its own calendar; a cap on waiting where nothing waits; a customer who is told before anybody here is
 * warned; a review on a date that does not exist.
 */
export function checkPolicy<P extends PolicyTerms>(
  policy: P,
  known: Known,
  now: Instant,
): Outcome<P, PolicyRefusal> {
  return (
    firstOf(targetsOf(policy), ([field, promised]) => warningsIn(field, promised)) ??
    namesIn(policy, known) ??
    unmetGoal(policy, known.calendars, now) ??
    termsIn(policy) ??
    accepted(policy)
  );
}

/**
 * The first goal of a policy that its calendar does not reach within two years from `now`, or whose calendar is closed
 * as long. A calendar that is not known counts as always open.
 */
export const unmetGoal = (
  policy: PolicyTerms,
  calendars: ReadonlyMap<string, CalendarSpec>,
  now: Instant,
): No =>
  firstOf(targetsOf(policy), ([field, { goal, calendar }]) => {
    const open = openTime(calendar, calendars, now);
    if (open === 0)
      return no('never-open', `${field}.calendar`, 'Name a calendar that opens in the next two years.');
    return open < goalMs(goal)
      ? no('never-met', `${field}.goal`, 'Promise less, or name a calendar with more hours.')
      : undefined;
  });

function openTime(calendar: string, calendars: ReadonlyMap<string, CalendarSpec>, now: Instant): number {
  const range = { from: now, to: now + HORIZON };
  const spec = calendars.get(calendar);
  return elapsed(spec ? compileCalendar(spec, range) : aroundTheClock, range.from, range.to);
}

const targetsOf = ({ handover, response, legs }: PolicyTerms): [string, Promised][] => [
  [HANDOVER, handover],
  ...(response ? [[RESPONSE, response] as [string, Promised]] : []),
  ...Object.entries(legs).flatMap(([leg, target]) =>
    target ? [[`legs.${leg}`, target] as [string, Promised]] : [],
  ),
];

function warningsIn(field: string, { warnAt }: Promised): No {
  const at = warnAt.findIndex((share, i) => i > 0 && share <= (warnAt[i - 1] ?? 0));
  return at < 0
    ? undefined
    : no(
        'warnings-out-of-order',
        `${field}.warnAt.${at}`,
        'Give rising shares, each once, such as 50, 75, 90.',
      );
}

function namesIn(policy: PolicyTerms, known: Known): No {
  const { depots, breachChain, noStockChain } = policy;
  const chain = (field: string, id: string): No =>
    known.chains.has(id)
      ? undefined
      : no('unknown-chain', field, `Name a chain that is there: ${listed(known.chains)}.`);
  return (
    firstOf(targetsOf(policy), ([field, { calendar }]) =>
      calendar === 'always' || known.calendars.has(calendar)
        ? undefined
        : no(
            'unknown-calendar',
            `${field}.calendar`,
            `Name always or a calendar that is there: ${listed(known.calendars.keys())}.`,
          ),
    ) ??
    firstOf([...depots.entries()], ([at, id]) =>
      known.depots.has(id)
        ? undefined
        : no('unknown-depot', `depots.${at}`, `Name a depot that is there: ${listed(known.depots)}.`),
    ) ??
    chain('breachChain', breachChain) ??
    chain('noStockChain', noStockChain) ??
    firstOf(Object.entries(policy.legs), ([leg, target]) =>
      !target || ['owner', 'depot'].includes(target.owner) || known.agents.has(target.owner)
        ? undefined
        : no('unknown-agent', `legs.${leg}.owner`, 'Say owner, depot, or the id of an agent of the roster.'),
    )
  );
}

const listed = (ids: Iterable<string>): string => [...ids].sort().slice(0, 20).join(', ') || 'none yet';

function termsIn({ handover, response, tellCustomerAt, document }: PolicyTerms): No {
  const [warned] = handover.warnAt;
  if (response && goalMs(response.goal) > goalMs(handover.goal))
    return no('response-after-handover', 'response.goal', 'Respond no later than the device is handed over.');
  if (handover.waitCapHours !== undefined && !handover.waitsForCustomer)
    return no(
      'cap-without-waiting',
      'handover.waitCapHours',
      'Leave the cap out, or let the promise wait for the customer.',
    );
  if (warned === undefined || warned > tellCustomerAt)
    return no(
      'customer-told-first',
      'tellCustomerAt',
      'Warn somebody here before, or when, the customer is told.',
    );
  return dayNumber(document.reviewAt) === undefined
    ? no('bad-date', 'document.reviewAt', 'Give a date that exists as YYYY-MM-DD, such as 2027-06-30.')
    : undefined;
}

function firstOf<T>(items: readonly T[], problemOf: (item: T) => No): No {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem) return problem;
  }
  return undefined;
}
