import { type Alarms, ourAlarms, type Rates, ratesOf, zScoreAlarms } from './burst-rates.ts';
import { earsAlarmsOfR, flexibleOfR } from './burst-reference.ts';
import type { Series } from './burst-scenarios.ts';

export type Method = { readonly name: string; readonly rates: Rates };

export const OURS = 'Firstcall';
export const FLEXIBLE = 'Farrington flexible (R)';

/** Every method on the same series; R’s answers are those kept as test data. */
export function methodsOn(series: readonly Series[]): Method[] {
  const early = earsAlarmsOfR();
  const method = (name: string, alarms: readonly Alarms[]): Method => ({
    name,
    rates: ratesOf(series, alarms),
  });
  const byEars = (at: number): Alarms[] => early.map(methods => methods[at] ?? []);
  return [
    method(
      OURS,
      series.map(one => ourAlarms(one)),
    ),
    method(
      FLEXIBLE,
      flexibleOfR().map(({ alarms }) => alarms),
    ),
    ...['EARS C1 (R)', 'EARS C2 (R)', 'EARS C3 (R)'].map((name, at) => method(name, byEars(at))),
    ...[14, 52].map(weeks =>
      method(
        `z-score of 3, ${weeks} weeks`,
        series.map(one => zScoreAlarms(one, weeks)),
      ),
    ),
  ];
}

/** The method of a name; there must be one. */
export function rates(methods: readonly Method[], name: string): Rates {
  const found = methods.find(one => one.name === name);
  if (!found) throw new Error(`no method is called ${name}`);
  return found.rates;
}

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
const found = ({ detected }: Rates, k: number): string => percent(detected.get(k) ?? Number.NaN);

export const tableHead = ['method', 'false alarms a week', 'outbreaks of k = 5 found', 'of k = 10'] as const;

/** The lines of the table that stands in the docs. */
export const tableLines = (methods: readonly Method[]): string[][] =>
  methods.map(({ name, rates: own }) => [name, percent(own.falseAlarms, 2), found(own, 5), found(own, 10)]);
