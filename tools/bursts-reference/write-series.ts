import { writeFileSync } from 'node:fs';
import { REFERENCE, referenceSeries } from '../bench/burst-reference.ts';

/** Writes the series that R judges: node tools/bursts-reference/write-series.ts series.csv */
const [path = 'series.csv'] = process.argv.slice(2);
writeFileSync(
  path,
  `${referenceSeries()
    .map(({ counts }) => counts.join(','))
    .join('\n')}\n`,
);
console.log(`wrote ${path}: ${REFERENCE.each} series for each scenario and k`);
