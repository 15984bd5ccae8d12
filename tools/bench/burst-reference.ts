import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../docs/sources.ts';
import { drawAll, type Series } from './burst-scenarios.ts';

/** The series that R judged: both sizes of the current outbreak, so many of each scenario. */
export const REFERENCE = { seed: 20_261_124, each: 7, sizes: [5, 10] } as const;

let drawn: readonly Series[] | undefined;
export function referenceSeries(): readonly Series[] {
  drawn ??= REFERENCE.sizes.flatMap(k => drawAll({ k, each: REFERENCE.each, seed: REFERENCE.seed }));
  return drawn;
}

const lines = (name: string): string[] =>
  readFileSync(join(projectRoot, 'test/data/bursts', name), 'utf8')
    .trim()
    .split('\n');
const isSet = (bits: string): boolean[] => [...bits].map(bit => bit === '1');
/** Left blank where R gave none: not a number, or too few reports lately to look at. */
const numbers = (text: string): number[] =>
  text.split(',').map(one => (one === '' ? Number.NaN : Number(one)));

/** What R said of each series, by judged week (test/data/bursts/README.md). */
export const flexibleOfR = () =>
  lines('flexible.csv').map(line => {
    const [alarms = '', bounds = ''] = line.split(';');
    return { alarms: isSet(alarms), bounds: numbers(bounds) };
  });
export const earsAlarmsOfR = () => lines('ears-alarms.csv').map(line => line.split(';').map(isSet));
/** Of the series whose numbers stand first; C1, C2, C3. */
export const earsBoundsOfR = () =>
  lines('ears-bounds.csv').map(line => {
    const [series = '', ...bounds] = line.split(';');
    return { series: Number(series), bounds: bounds.map(numbers) };
  });
