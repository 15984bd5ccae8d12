import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Alarm, Metrics, stateOf } from '../support/alarms.ts';

/** What an operator calls trouble, and calm, of a figure; said without a look at what the templates ask for. */
type Trouble = {
  readonly heading: string;
  /** Where one heading has figures of several kinds. */
  readonly of?: RegExp;
  /** Published each minute; `once` when it comes a single time. */
  readonly bad: number;
  readonly once?: true;
  /** Published each minute without anybody being called. */
  readonly calm: number;
  /** By when somebody must know, where it is more than ten minutes. */
  readonly within?: number;
};

const SECONDS_OF = (ms: number) => ms / SECOND;

export const troubles: readonly Trouble[] = [
  { heading: 'api-answers-with-errors', bad: 2, calm: 0 },
  { heading: 'live-socket-fails', bad: 2, calm: 0 },
  { heading: 'function-fails', bad: 1, once: true, calm: 0 },
  { heading: 'watcher-fails', bad: 1, once: true, calm: 0 },
  { heading: 'watcher-silent', bad: 0, calm: 1 },
  { heading: 'functions-throttled', bad: 1, calm: 0 },
  { heading: 'table-refuses-work', bad: 5, calm: 0 },
  { heading: 'rule-cannot-deliver', bad: 1, once: true, calm: 0 },
  { heading: 'dead-letters-waiting', bad: 1, calm: 0 },
  // They are deleted after a fortnight.
  { heading: 'dead-letters-growing-old', bad: SECONDS_OF(8 * DAY), calm: SECONDS_OF(DAY) },
  { heading: 'facts-match-no-rule', bad: 1, calm: 0 },
  // What matches no rule is deleted after four days.
  {
    heading: 'queue-falls-behind',
    of: /-unmatched$/,
    bad: SECONDS_OF(3.5 * DAY),
    calm: SECONDS_OF(DAY),
  },
  { heading: 'queue-falls-behind', bad: SECONDS_OF(10 * MINUTE), calm: SECONDS_OF(MINUTE) },
  { heading: 'relay-falls-behind', bad: 2 * MINUTE, calm: 10 * SECOND },
  // After a day the stream forgets.
  { heading: 'relay-stands-still', bad: 30 * MINUTE, calm: MINUTE },
  { heading: 'search-falls-behind', bad: 10 * MINUTE, calm: MINUTE },
  { heading: 'relay-does-not-run', bad: 1, calm: 0 },
  ...['promises-late', 'promises-overdue', 'promises-stuck', 'promises-unguarded'].map(heading => ({
    ...{ heading, bad: 1, calm: 0 },
  })),
  ...[
    'callbacks-late',
    'customers-not-told',
    'escalation-exhausted',
    'facts-quarantined',
    'nobody-on-duty',
    'nobody-reachable',
    'outreach-short',
  ].map(heading => ({ ...({ heading, bad: 1, once: true, calm: 0 } as const) })),
  // One address that is wrong calls nobody; a service that takes nothing does.
  { heading: 'mails-fail', bad: 5, calm: 0.1 },
  { heading: 'pushes-fail', bad: 5, calm: 0.1 },
  // SES reviews a sender at 5 % and at 0.1 %; it works its rates out by the hour.
  { heading: 'mail-bounces', bad: 0.04, calm: 0.01, within: 70 * MINUTE },
  { heading: 'mail-complaints', bad: 0.0008, calm: 0.0001, within: 70 * MINUTE },
];

/** The first that fits is meant. */
export const troubleOf = ({ heading, metric }: Alarm): Trouble | undefined =>
  troubles.find(one => one.heading === heading && (one.of?.test(metric) ?? true));

export type Rung = { readonly alarm: Alarm; readonly wrong?: string; readonly minutes: number };

/** Calm for three hours, then trouble: whether the alarm rings only then, and after how many minutes. */
export function ringOf(alarm: Alarm): Rung {
  const trouble = troubleOf(alarm);
  if (!trouble) return { alarm, wrong: 'nobody has said what trouble is', minutes: Number.NaN };
  const { bad, calm, once, within = 10 * MINUTE } = trouble;
  const [began, metrics] = [Date.parse('2026-11-23T12:00:00Z'), new Metrics()];
  for (let at = began - 3 * HOUR; at < began; at += MINUTE) metrics.put(alarm.metric, at, calm);
  if (stateOf(alarm, metrics, { now: began, before: 'OK' }) !== 'OK')
    return { alarm, wrong: 'rings in calm', minutes: 0 };
  for (let at = began; at < began + within; at += MINUTE) {
    metrics.put(alarm.metric, at, once && at > began ? calm : bad);
    if (stateOf(alarm, metrics, { now: at + MINUTE, before: 'OK' }) === 'ALARM')
      return { alarm, minutes: (at - began) / MINUTE + 1 };
  }
  return { alarm, wrong: 'is silent in trouble', minutes: Number.POSITIVE_INFINITY };
}
