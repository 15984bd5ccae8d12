import { dayNumber } from '../shared/domain/time/open-hours.ts';
import { formatInstant } from '../shared/kernel/instant.ts';
import { differencesText, readingText, triedText } from './backtest/print.ts';
import { readRules } from './backtest/read-rules.ts';
import { type Recording, readRecording } from './backtest/recorded.ts';
import { type Backtest, type Rules, rulesShown, runBacktest } from './backtest/run-backtest.ts';
import { needed, readFlags, runTool, ToolError } from './support/command.ts';

const usage = `
Replays recorded facts through the present rules: who would have been called without having asked, when, why, and what it
would have cost in calls. Nothing is sent and nothing is stored.

  npm run backtest -- --data examples/recorded-facts.jsonl --from 2026-04-01 --to 2026-06-30
  npm run backtest -- --data … --from … --to … --against settings/stricter.yaml

  --data      facts as they are sent to the API, CloudEvents 1.0: one JSON object a line, or one JSON array
  --from, --to  the days that are told of, both included; what was heard before is replayed, too
  --settings  the settings file to go by (default: settings/example.yaml)
  --against   a second one, side by side; it may hold the lines of outreach alone that differ
  --json      prints everything as JSON instead

A line that is no fact is left out and named; the exit code is 2 when nothing could be replayed. docs/backtest.md says what is supposed.`;

const options = {
  data: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  settings: { type: 'string', default: 'settings/example.yaml' },
  against: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Milliseconds between two words on how far it is. */
const TOLD_EVERY = 2_000;
/** Steps between two looks at the clock. */
const LOOKED_EVERY = 64;
const FAILED = 2;
/** Nothing but node and the tool. */
const ALONE = 2;

runTool(async () => {
  if (process.argv.length === ALONE) throw new ToolError(usage.trim());
  const { values, positionals } = readFlags({ usage, options });
  if (positionals.length > 0)
    throw new ToolError(
      `${positionals[0]} is not understood: the file goes behind --data (--help shows how).`,
    );
  const data = needed(values.data, 'data');
  const [from, to] = [day(values.from, 'from'), day(values.to, 'to')];
  if (from > to) throw new ToolError(`--from ${from} is after --to ${to}.`);
  const settings = readRules(values.settings);
  const rules: [Rules] = [{ file: values.settings, settings }];
  const second = values.against;
  const both: [Rules] | [Rules, Rules] =
    second === undefined ? rules : [...rules, { file: second, settings: readRules(second, settings) }];
  const recording = await readRecording(data);
  if (recording.facts.length === 0) throw new ToolError(nothingIn(data, recording));
  const onStep = (file: string) => progressOf(file, recording.facts.length);
  const found = await runBacktest({ recording, from, to, rules: both, onStep });
  if (values.json) console.log(JSON.stringify(asJson(found, recording), readable, 2));
  else console.log(asText(found, recording).join('\n'));
}, FAILED);

function day(value: string | undefined, flag: string): string {
  const text = needed(value, flag);
  if (dayNumber(text) === undefined) throw new ToolError(`--${flag} must be a day such as 2026-04-01`);
  return text;
}

function nothingIn(data: string, { leftOut, others }: Recording): string {
  const [first] = leftOut;
  const why = first ? `: ${leftOut.length} lines were left out, line ${first.line}: ${first.problem}` : '';
  return `${data} holds no facts that outreach goes by${others > 0 ? `, and ${others} of other matters` : ''}${why}`;
}

function progressOf(file: string, all: number) {
  let [told, steps] = [performance.now(), 0];
  return (at: number, heard: number): void => {
    steps += 1;
    if (steps % LOOKED_EVERY !== 0 || performance.now() < told + TOLD_EVERY) return;
    told = performance.now();
    const share = Math.floor((100 * heard) / all);
    console.error(`${file}: ${formatInstant(at).slice(0, 10)}, ${Math.min(share, 100)} % of the facts`);
  };
}

const asText = ({ zone, after, tried, differences }: Backtest, recording: Recording): string[] => {
  const [first, second] = tried;
  return [
    ...readingText(recording, after),
    ...tried.flatMap(one => ['', ...triedText(one, zone)]),
    ...(first && second && differences ? ['', ...differencesText(differences, [first, second], zone)] : []),
  ];
};

/** Instants as everywhere outside. */
const readable = (key: string, value: unknown): unknown =>
  typeof value === 'number' && /^at$|At$/.test(key) ? formatInstant(value) : value;

const asJson = ({ tried, ...found }: Backtest, { facts, ...recording }: Recording) => ({
  facts: facts.length,
  ...recording,
  ...found,
  tried: tried.map(({ rules, ...one }) => ({ ...one, rules: rulesShown(rules) })),
});
