import { describe, expect, test } from '@jest/globals';
import { acceptEvents } from '../../functions/upkeep/accept-events.ts';
import { takeInMessage } from '../../functions/upkeep/take-in-message.ts';
import { catalog } from '../../shared/events/catalog.ts';
import { bridged, intakeRoom, JSON_BATCH, quarantined, signUp } from '../support/intake-room.ts';

type Event = Record<string, unknown>;
const junk: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  true,
  '',
  'x'.repeat(300),
  [],
  {},
  { a: 1 },
  '\u0000',
  '2026',
  ' ',
];
const insiders = catalog.filter(({ from }) => from === 'inside').map(({ name }) => name);
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** Twenty ways of being wrong; each takes a number, so that no two events are the same. */
const spoilers: readonly ((event: Event, n: number) => Event)[] = [
  (event, n) => ({ ...event, specversion: pick(junk, n) }),
  (event, n) => ({ ...event, id: pick([null, 0, '', [], 'x'.repeat(257)], n) }),
  (event, n) => ({ ...event, source: pick([null, 0, '', {}, 'x'.repeat(257)], n) }),
  (event, n) => ({
    ...event,
    subject: pick(
      junk.filter(one => one !== '2026'),
      n,
    ),
  }),
  (event, n) => ({ ...event, time: pick(junk, n) }),
  (event, n) => ({ ...event, time: `20${40 + (n % 50)}-01-01T00:00:00Z` }),
  (event, n) => ({ ...event, time: `19${50 + (n % 50)}-01-01T00:00:00Z` }),
  (event, n) => ({ ...event, type: `account.unknown-${n}` }),
  (event, n) => ({ ...event, type: pick(insiders, n) }),
  (event, n) => ({
    ...event,
    type: pick(['__proto__', 'constructor', 'toString', 'account.Signed-up', ' '], n),
  }),
  (event, n) => ({ ...event, dataschema: `https://x.example/account.signed-up/${n + 2}` }),
  (event, n) => ({ ...event, dataschema: `https://x.example/latest-${n}-` }),
  (event, n) => ({ ...event, data: pick(junk, n) }),
  (event, n) => ({ ...event, data: { product: 'repricer', language: pick(junk, n) } }),
  (event, n) => ({
    ...event,
    data: {
      product: pick(
        junk.filter(one => one !== '2026'),
        n,
      ),
      language: 'de',
    },
  }),
  (event, n) => ({ ...event, data: { ...(event['data'] as Event), [`surprise-${n}`]: n } }),
  (event, n) => ({ ...event, data: { ...(event['data'] as Event), note: 'x'.repeat(65_536 + n) } }),
  (event, n) => ({ ...event, data: JSON.parse(`${'{"a":'.repeat(20 + n)}1${'}'.repeat(20 + n)}`) }),
  (event, n) => JSON.parse(`{"n":${n},"__proto__":${JSON.stringify(event)}}`),
  (event, n) => ({ ...event, datacontenttype: `text/plain; n=${n}` }),
];
const wrong = Array.from({ length: 500 }, (_, n) =>
  pick(spoilers, n)(signUp({ id: `wrong-${n}` }), Math.floor(n / spoilers.length)),
);
const READABLE = /^[^{}]*[a-z]+ [^{}]*$/;

describe('five hundred malformed, oversized and unknown events', () => {
  test('over HTTP are each rejected with the field and a readable reason', async () => {
    const room = intakeRoom();
    const answers = [];
    for (let at = 0; at < wrong.length; at += 10) {
      const outcome = await acceptEvents(room, {
        producer: 'shop',
        headers: JSON_BATCH,
        body: wrong.slice(at, at + 10),
      });
      if (!outcome.ok) throw new Error(outcome.refusal);
      answers.push(...outcome.value.body.events);
    }
    const readable = answers.filter(
      ({ status, field, reason }) =>
        status === 'rejected' && field !== undefined && READABLE.test(reason ?? ''),
    );
    expect(answers.filter(answer => !readable.includes(answer))).toEqual([]);
    expect(readable).toHaveLength(500);
    expect(room.facts).toHaveLength(0);
    expect([...room.table.rows()]).toHaveLength(0);
  });

  test('over the ingress bus are each quarantined once with a readable reason, redelivered or not', async () => {
    const room = intakeRoom();
    // The bus has no specversion to be wrong: in its place the account is.
    const texts = wrong.map((event, n) =>
      bridged(event, { id: `bridge-${n}`, ...(n % spoilers.length === 0 ? { account: pick(junk, n) } : {}) }),
    );
    for (const text of [...texts, ...texts]) await takeInMessage(room, { origin: 'ingress', text });
    const rows = quarantined(room);
    expect(rows.filter(row => !READABLE.test(String(row['problem'])))).toEqual([]);
    expect(rows).toHaveLength(500);
    expect(room.facts).toHaveLength(0);
  });
});
