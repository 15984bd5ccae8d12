import type * as z from 'zod/mini';
import { catalog } from '../../shared/events/catalog.ts';
import { consumers } from '../../shared/events/consumers.ts';
import type { EventDefinition } from '../../shared/events/define-event.ts';
import { MAX_DEPTH, MAX_FACT_BYTES } from '../../shared/events/envelope.ts';
import { timers } from '../../shared/events/timers.ts';
import { exampleCloudEvent } from './examples.ts';
import { fieldsOf } from './field-words.ts';
import { code, json, table } from './markdown.ts';

/** `docs/events.md`: every event of the catalog by family, and how producers send theirs. */
export function eventsPage(): string {
  const families = [...new Set(catalog.map(({ family }) => family))];
  return [
    '# Events',
    'Generated from `shared/events` by `npm run docs`; edit the declarations there, not this page.',
    introduction,
    '## Who hears what',
    table(
      ['consumer', 'events'],
      consumers.map(consumer => [
        code(consumer),
        catalog
          .filter(event => event.consumers.includes(consumer))
          .map(({ name }) => code(name))
          .join(', '),
      ]),
    ),
    '## Timers',
    'A timer is a row that relay and sweep bring to its clock queue when it is due; see `docs/architecture.md`.',
    table(
      ['kind', 'clock queue', 'what for'],
      Object.entries(timers).map(([kind, { queue, summary }]) => [code(kind), code(queue), summary]),
    ),
    ...families.flatMap(family => [
      `## ${family}`,
      ...catalog.filter(event => event.family === family).flatMap(sectionOf),
    ]),
  ].join('\n\n');
}

const introduction = `A fact is something that happened. \`outside\` facts are sent by producers; \`inside\` ones follow from the product's own
decisions and nobody else can send them. Facts are thin: ids, enums, instants, counts and language tags. Names, addresses
and phone numbers never travel on the bus; over HTTP a producer may add a \`contact\` part to \`data\`, which is split off
and written to the contact's row first.

## How to send one

Over HTTP: \`POST /api/v1/events\` with an API key of scope \`events:write\` and CloudEvents 1.0, structured, binary or
up to 1,000 in a batch. Each event gets its own answer: \`accepted\` with the product's id of it, or \`rejected\` with the field.

\`\`\`sh
curl "$ORIGIN/api/v1/events" -H "authorization: Bearer $API_KEY" \\
  -H 'content-type: application/cloudevents+json' -d @event.json
\`\`\`

From AWS: \`PutEvents\` on the ingress bus (\`firstcall-ingress\`) by a principal that the stage names. \`Source\` and
\`DetailType\` are the CloudEvent's \`source\` and \`type\`; \`Detail\` holds the rest (\`id\`, \`subject\`, \`dataschema\`, \`data\`
and, unless the bus's own second is good enough, \`time\`). A \`contact\` part is refused there: it must not travel on a bus.
What does not fit is kept in quarantine with its reason.

- \`id\` and \`source\` together with the sender make the event's identity: the same again is the same event, taken once.
- \`subject\` is the account's id at the company. \`time\` may lie up to 24 hours ahead and 400 days back.
- \`dataschema\` ends in the version of the data's shape, \`…/1\`; without it version 1 is meant. The version here is the only
  one known of each event: another major version is refused by name, never guessed at. A minor version may only add
  optional fields; a producer that is ahead says so (\`…/1.2\`), and what is not known yet is left out. Without a minor
  version an unknown field is an error.
- One event may have ${MAX_FACT_BYTES} bytes. A chain of facts causing facts ends after ${MAX_DEPTH} steps: it is taken for a loop.`;

function sectionOf(event: EventDefinition): string[] {
  const fields = fieldsOf(event.data as z.ZodMiniType);
  return [
    `### ${event.name}`,
    event.summary,
    `Version ${event.version}, ${event.from}. Heard by ${event.consumers.map(code).join(', ')}.`,
    table(
      ['field', 'type', ''],
      fields.map(({ name, type, optional }) => [code(name), type, optional ? 'optional' : '']),
    ),
    ...(event.from === 'outside'
      ? ['As a CloudEvent:', json(exampleCloudEvent(event))]
      : ['Sample of its data:', json(event.sample)]),
  ];
}
