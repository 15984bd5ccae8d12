import { writeFileSync } from 'node:fs';
import { exampleLines } from './example-lines.ts';

const FILE = 'examples/recorded-facts.jsonl';

writeFileSync(new URL(`../../${FILE}`, import.meta.url), exampleLines().join('\n').concat('\n'));
console.log(`wrote ${FILE}`);
