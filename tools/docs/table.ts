import { tableShape } from '../../shared/store/table.ts';
import { type KeyLine, keyLines, listLines } from './key-examples.ts';
import { code, table } from './markdown.ts';
import { openPromises } from './open-promises.ts';
import { personalRows } from './personal.ts';
import { storeUses } from './store-use.ts';

/** `docs/table.md`: the shape of the one table, its keys, and who writes and reads which rows. */
export function tablePage(): string {
  return [
    '# The one table',
    'Generated from `shared/store` and the imports of `functions/` by `npm run docs`; edit the code, not this page.',
    introduction,
    '## Indexes',
    'All are sparse: a row stands in an index while it has both of its attributes.',
    table(
      ['index', 'partition key', 'sort key', 'for'],
      Object.values(tableShape.indexes).map(({ name, pk, sk, sortType }) => [
        code(name),
        code(pk),
        `${code(sk)} (${sortType === 'N' ? 'number' : 'text'})`,
        uses[name],
      ]),
    ),
    '## Keys',
    'Spelled in `shared/store/keys.ts` and nowhere else. An example with two parts shows partition and sort key.',
    'Stores ask for keys on behalf of their callers; the capabilities named here ask for them directly.',
    keyTable(keyLines()),
    '## Lists',
    `Partition keys of the index ${code(tableShape.indexes.list.name)}.`,
    keyTable(listLines()),
    ...openPromises(),
    ...personalRows(),
    '## Who writes, who reads',
    'By the functions that each capability imports from the store; a store’s rows belong to one capability.',
    table(
      ['store', 'rows', 'owner', 'written by', 'read by'],
      storeUses().map(({ store, types, owner, writers, readers }) => [
        code(store),
        types.map(code).join(', '),
        owner,
        writers.join(', ') || '–',
        readers.join(', ') || '–',
      ]),
    ),
    `Journal rows and timers are written by every capability with the helpers of \`journal.ts\`, into the partition of their
subject; a journal row's sort key names the capability, a timer's its kind. Relay and sweep read them from stream and
\`wake\` index and change nothing but the attributes of that index; the auditor arms a timer that was lost.`,
  ].join('\n\n');
}

const uses = {
  wake: 'who must be looked at when: timers, and journal rows with facts still to send',
  list: 'open work and lists of every kind: the list’s name, then its order',
  timeline: 'an account’s history in the order of time; calls that ended, by month',
} as const;

const introduction = `Partition key ${code(tableShape.pk)}, sort key ${code(tableShape.sk)}, stream ${code(tableShape.stream)}, time to live ${code(tableShape.ttl)}
(seconds; cleaning up, never a deadline). Reads of the table itself are strongly consistent, reads of an index are not.
Every row has a \`type\` and the \`commitId\` of the commit that wrote it last; versioned rows count their changes in \`version\`.`;

const keyTable = (lines: readonly KeyLine[]): string =>
  table(
    ['', 'example', 'asked for by', ''],
    lines.map(({ name, example, says, usedBy }) => [code(name), example, usedBy.join(', '), says]),
  );
