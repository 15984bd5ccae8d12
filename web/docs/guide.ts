import type { Reference } from './reference.ts';

/** Texts may hold `code` and [words that lead](#somewhere). */
export type Block =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'code'; readonly label: string; readonly code: string }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
export type Section = { readonly id: string; readonly title: string; readonly blocks: readonly Block[] };

const text = (words: string): Block => ({ is: 'text', text: words });
const code = (label: string, lines: string): Block => ({ is: 'code', label, code: lines });
const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  is: 'table',
  head,
  rows,
});

type Given = { readonly reference: Reference; readonly origin: string; readonly firstFact: string };

/** What one has to know before the first call, and what holds for every route. */
export const guide = (given: Given): readonly Section[] => [
  gettingAKey(given),
  firstFact(given),
  errors,
  sendingAgain,
  pages(given),
  limits,
  forTools,
];

const gettingAKey = ({ reference }: Given): Section => ({
  id: 'guide-key',
  title: 'Get a key',
  blocks: [
    text(
      'Your systems call with an API key: `Authorization: Bearer fck_…`. Whoever operates the product makes it. It is shown once; only its digest is kept.',
    ),
    code(
      'Make a key',
      'npm run api-key -- create --producer shop --scopes events:write --days 365 --stage prod',
    ),
    text(
      'A key belongs to a producer, which is the system that uses it, and has scopes. A producer may have several good keys at a time, so a change of keys needs no pause.',
    ),
    table(['scope', 'allows'], scopeRows(reference)),
    text(
      'Routes for staff are called by the console with a session of somebody signed in; an API key does not open them. They are shown here as well, for those who work on the console or audit it.',
    ),
  ],
});

/** Every scope with the routes that it opens. */
function scopeRows({ routes }: Reference): string[][] {
  const opened = new Map<string, string[]>();
  for (const { caller, id, title } of routes.flatMap(({ pages: of }) => of))
    if (caller.is === 'machine')
      opened.set(caller.scope, [...(opened.get(caller.scope) ?? []), `[${title}](#${id})`]);
  return [...opened].map(([scope, of]) => [`\`${scope}\``, of.join(' · ')]);
}

const firstFact = ({ firstFact: curl }: Given): Section => ({
  id: 'guide-first',
  title: 'Send a first fact',
  blocks: [
    text(
      'A fact is a CloudEvent: what happened, to which account, when. Put the key into `KEY` and send one. `subject` is the id that the account has with you.',
    ),
    code('A customer signs up', curl),
    text('Each event gets its own answer, in the order of the request:'),
    code(
      'Answer',
      '{\n  "accepted": 1,\n  "rejected": 0,\n  "events": [{ "index": 0, "status": "accepted", "id": "evt_jD0K…" }]\n}',
    ),
    text(
      '[Send facts](#post-events) has a form to try it with your key, and [events](#events) lists every fact that you may send with its fields.',
    ),
  ],
});

const errors: Section = {
  id: 'guide-errors',
  title: 'Errors',
  blocks: [
    text(
      'An error is a problem detail of RFC 9457 with the type `application/problem+json`. `field` names the part of the request that is wrong, `refusal` is a word for a program, `title` and `detail` are for people.',
    ),
    code(
      'A problem',
      '{\n  "type": "about:blank",\n  "title": "the request is not as expected",\n  "status": 400,\n  "field": "body.language",\n  "detail": "must be a language tag such as de or pt-BR"\n}',
    ),
    table(
      ['status', 'what it means', 'what to do'],
      [
        ['400', 'not as expected; `field` says where', 'mend it'],
        ['401', 'no key, or no good session; the gateway answers, with a `message` alone', 'bring one'],
        [
          '403',
          'a key that is unknown, misspelt, revoked, too old or without the scope: all said in the same way; or not yours to see',
          'check the key and its scopes',
        ],
        ['404', 'there is no such thing', '–'],
        ['409', 'somebody else was first; `by` or `slots` may say more', 'read again, then decide'],
        ['413, 415', 'too large; a media type that is not taken', 'split it; send what the route names'],
        ['422', 'understood and refused; `refusal` says why', 'what it says'],
        ['429, 503', 'not now; `retry-after` may say when', 'send the same again, later'],
      ],
    ),
  ],
};

const sendingAgain: Section = {
  id: 'guide-again',
  title: 'Send again without harm',
  blocks: [
    text(
      'A fact is the same fact when producer, `source` and `id` are the same. Sent again it is answered with the same id and changes nothing, so keep what you send until it was accepted, and send it again when no answer came. The reason `try-again` is ours: send that event again with the same id.',
    ),
    text(
      '`PUT` and `DELETE` done twice are done once. A `POST` that lists `Idempotency-Key` among its parameters is done once for a key: the same caller’s call with the same key is answered as the first one was. Imports carry on by the id in their path: rows that are known are left unchanged.',
    ),
  ],
};

const pages = ({ origin }: Given): Section => ({
  id: 'guide-pages',
  title: 'Pages',
  blocks: [
    text(
      'A list comes in pages of 50, or of `limit`, which may be 1 to 100. Where there is more, the answer has a `cursor`: give it back as it is to get the next page. A page without one is the last. A cursor is good for the list that gave it and means nothing by itself.',
    ),
    code(
      'The next page',
      `curl "${origin}/api/v1/accounts?limit=100&cursor=$CURSOR" -H "authorization: Bearer $TOKEN"`,
    ),
  ],
});

const limits: Section = {
  id: 'guide-limits',
  title: 'Limits',
  blocks: [
    table(
      ['what', 'limit'],
      [
        ['one event', '64 KB'],
        ['one request with events', '1,000 events and 1 MB'],
        ['one part of an import', '200 rows'],
        ['any other body', '8 KB, where its route says nothing else'],
        ['`time` of an event', 'at most 24 hours ahead and 400 days back'],
        ['an id', '1 to 64 letters, digits or `_ . : -`, the first one a letter or digit'],
      ],
    ),
    text(
      'Instants are RFC 3339 and are answered in UTC. Fields that a route does not know are refused where its body says “nothing else”; answers may get new fields at any time, so leave alone what you do not know.',
    ),
  ],
};

const forTools: Section = {
  id: 'guide-tools',
  title: 'For your tools',
  blocks: [
    text(
      'This page is drawn from the documents of this very deployment: [OpenAPI 3.1](/docs/openapi.json) for the routes and [AsyncAPI 3.0](/docs/asyncapi.json) for the events. Load them into whatever makes clients or collections of requests.',
    ),
  ],
};
