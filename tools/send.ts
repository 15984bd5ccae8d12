import type { EventAnswer } from '../shared/contracts/intake-contract.ts';
import { realClock } from '../shared/runtime/clock.ts';
import { needed, readFlags, runTool, ToolError } from './support/command.ts';
import { localClockOffset, readLocalState } from './support/local-state.ts';
import { completed, type FromFile, readEvents } from './support/read-events.ts';
import { sendEvents, type Target } from './support/send-events.ts';

const usage = `
Sends events (CloudEvents 1.0 in JSON) and prints what became of each.

  npm run send -- examples/signed-up-de.json [more files | directories | -]

  --url       address of the product, such as https://care.example.com (default: what npm start runs here)
  --key       an API key with the scope events:write (default: the one that npm start made)
  --subject   sends the events as those of another account, under ids of their own

An event without a time gets the present one. The same file sent again is the same event: it is accepted and
changes nothing. The exit code is 1 when an event was rejected.`;

const options = { url: { type: 'string' }, key: { type: 'string' }, subject: { type: 'string' } } as const;

runTool(async () => {
  const { values, positionals } = readFlags({ usage, options });
  if (positionals.length === 0)
    throw new ToolError('Say what to send, such as examples/signed-up-de.json (--help shows more).');
  const target = targetOf(values);
  const now = realClock.now() + (values.url === undefined ? localClockOffset() : 0);
  const read = readEvents(positionals);
  if (read.length === 0) throw new ToolError('There is no event in there.');
  const events = read.map(({ event }) => completed(event, { now, subject: values.subject }));
  const answers = await sendEvents(target, events);
  for (const answer of answers)
    print(answer, { file: read[answer.index]?.file ?? '', event: events[answer.index] });
  const rejected = answers.filter(({ status }) => status === 'rejected').length;
  console.log(`${answers.length - rejected} accepted, ${rejected} rejected`);
  if (rejected > 0) process.exitCode = 1;
});

function targetOf(values: { url?: string; key?: string }): Target {
  const local = readLocalState();
  const base = values.url ?? local?.origin;
  if (base === undefined)
    throw new ToolError('Nothing runs here yet: start the product with npm start, or say --url and --key.');
  const key = values.key ?? (values.url === undefined ? local?.apiKey : undefined);
  if (!URL.canParse(base)) throw new ToolError('--url must be an address such as https://care.example.com');
  return { url: `${base.replace(/\/+$/, '')}/api/v1/events`, key: needed(key, 'key') };
}

function print(answer: EventAnswer, { file, event }: FromFile): void {
  const { type, subject } = (event ?? {}) as { type?: unknown; subject?: unknown };
  const verdict =
    answer.status === 'accepted'
      ? `accepted  ${answer.id}`
      : `rejected  ${answer.field === undefined ? '' : `${answer.field}: `}${wordsOf(answer.reason)}`;
  console.log(`${file}  ${String(type ?? '-')}  ${String(subject ?? '-')}  ${verdict}`);
}

const wordsOf = (reason: string | undefined): string =>
  reason === 'try-again'
    ? 'the product could not take it just now; send it again'
    : (reason ?? 'without a reason');
