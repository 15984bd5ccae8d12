import type { Guard } from '../../functions/upkeep/guard.ts';
import { guards, unguardedTimers } from '../../functions/upkeep/promise-kinds.ts';
import { type TimerKind, timers } from '../../shared/events/timers.ts';
import { code, table } from './markdown.ts';
import { sourcePaths, textOf } from './sources.ts';

/** Who looks after the open ones of a type of row, by the name of the guard; or why an open one cannot get stuck. */
export type Watch = { readonly guard: Guard['name'] } | { readonly why: string };

const by = (guard: string): Watch => ({ guard });
const because = (why: string): Watch => ({ why });

const SAID = because('says what is so; nothing is to follow from it by itself');
const LEADS = because('leads to another row and stands as long as that one needs it');
const LAPSES = because('is over when its time is over: whoever reads it looks at the time');
const QUEUED =
  'is the state of a message of a queue, which comes again until it is done; then a dead letter rings';

/** Every type of row there is. A new one must be named here: a test compares this with the code. */
export const rowTypes: Readonly<Record<string, Watch>> = {
  account: because('what is to follow for it stands in rows of its own: ownership, calls, onboardings'),
  agent: by('leaver'),
  'agent-day': LAPSES,
  answer: LAPSES,
  'api-key': LAPSES,
  'board-day': because('is made anew from the agents’ days by every roll of the board'),
  'board-team': by('board-of-slots'),
  bundle: by('bundle'),
  bundled: LEADS,
  'burst-history': SAID,
  'calendar-feed': SAID,
  'calendar-feed-token': SAID,
  call: by('call'),
  'call-item': LEADS,
  'call-message': because(QUEUED),
  'call-wish': SAID,
  chain: SAID,
  'chain-version': SAID,
  claim: by('claims-at-stake'),
  contact: by('erasure'),
  damage: SAID,
  'damage-word': SAID,
  delivery: by('notification'),
  device: SAID,
  'device-case': by('device-case'),
  'duty-schedule': SAID,
  escalation: by('escalation'),
  'escalation-notification': LEADS,
  'exempt-call': SAID,
  feedback: SAID,
  heartbeat: because('its absence rings: see “Watcher silent” in the runbook'),
  hold: LAPSES,
  journal: because(
    'stands in the wake index until its facts are sent; one that leaves it unsent is woken by the relay, one with an endless lease by the auditor',
  ),
  journey: by('onboarding'),
  limit: LAPSES,
  link: LAPSES,
  'link-message': because(QUEUED),
  'mail-report': SAID,
  login: LEADS,
  market: SAID,
  matter: LEADS,
  notification: by('notification'),
  'open-call': LEADS,
  outreach: by('burst'),
  'outreach-budget': SAID,
  'outreach-offer': because(QUEUED),
  'outreach-rounds': by('daily-round'),
  'outreach-standing': SAID,
  'outside-calendar': by('outside-calendar'),
  ownership: by('account-without-owner'),
  pace: SAID,
  permission: SAID,
  phone: LEADS,
  preferences: SAID,
  promise: SAID,
  'promise-version': SAID,
  quarantine: because('waits for a person, and rings: see “Facts quarantined” in the runbook'),
  request: LAPSES,
  responses: SAID,
  'search-entry': because(
    'is made anew from the table by `npm run search -- rebuild`; “Search falls behind” rings',
  ),
  'search-word': because('goes with its entry'),
  settings: SAID,
  socket: LAPSES,
  stock: because('what is reserved is given back by its device case; what runs low is a task'),
  subscription: SAID,
  'subscription-owner': LEADS,
  task: because(
    'is shown to whoever has it, with its due time, until it is done; what waits for an owner goes with the account',
  ),
  'task-finder': LEADS,
  'task-notification': LEADS,
  'task-settled': SAID,
  telling: because(QUEUED),
  ticket: LAPSES,
  timer: because('is handed over again and again until it is done; what is overdue, late or stuck rings'),
  tries: LAPSES,
  unseen: by('notification'),
  watched: by('claims-at-stake'),
};

/** Where rows are made: stores, and the few use cases that write a row of their own. */
const rowWriters = ['shared/store', 'functions'];
const TYPE =
  /\.\.\.[\w.]*[kK]ey[\w]*(?:\([^;{}]*?\))?(?:\s*\})?,\s*type: '([a-z-]+)'|set: \{ type: '([a-z-]+)'/g;
const PLAIN = /\btype: '([a-z-]+)'/g;

/** Types of rows that the code writes: all that stores name, and what else stands beside a key. */
export const typesInCode = (): ReadonlySet<string> =>
  new Set(
    sourcePaths(rowWriters).flatMap(path => {
      const found = textOf(path).matchAll(path.startsWith('shared/store/') ? PLAIN : TYPE);
      return [...found].map(([, one, other]) => one ?? other ?? '');
    }),
  );

/** Everything that is wrong with the lists of this page, in words. */
export function promiseFaults(types: ReadonlySet<string> = typesInCode()): string[] {
  const names = new Set(guards.map(({ name }) => name));
  const guarded = new Set<string>(guards.flatMap(guard => guard.timers));
  const kinds = Object.keys(timers) as TimerKind[];
  return [
    ...[...types].filter(type => !rowTypes[type]).map(type => `${type}: nobody says who looks after it`),
    ...Object.keys(rowTypes)
      .filter(type => !types.has(type))
      .map(type => `${type}: there is no such row`),
    ...Object.entries(rowTypes).flatMap(([type, watch]) =>
      'guard' in watch && !names.has(watch.guard) ? [`${type}: there is no guard ${watch.guard}`] : [],
    ),
    ...kinds
      .filter(kind => guarded.has(kind) === (unguardedTimers[kind] !== undefined))
      .map(kind => `${kind}: is to be guarded, or named with a reason why not, and not both`),
  ];
}

/** The page's part on what is open: who looks after it, and what needs nobody. */
export const openPromises = (): string[] => [
  '## What is open, and who looks after it',
  `What goes on by itself has a timer as its next step. The auditor looks at every open row of these kinds and arms a timer
that is missing, or that nobody would ever look at again.`,
  table(
    ['kind', 'timers it must have', 'rows', 'found in'],
    guards.map(({ name, timers: kinds, ...places }) => [
      name,
      kinds.map(code).join(', '),
      Object.entries(rowTypes)
        .flatMap(([type, watch]) => ('guard' in watch && watch.guard === name ? [code(type)] : []))
        .join(', ') || '–',
      placesOf(places),
    ]),
  ),
  'Timers that no open row must have:',
  table(
    ['timer', 'why nothing gets stuck without it'],
    Object.entries(unguardedTimers).map(([kind, why]) => [code(kind), why]),
  ),
  'Rows that no timer of theirs brings on:',
  table(
    ['rows', 'why an open one cannot get stuck'],
    [...Map.groupBy(Object.entries(rowTypes).flatMap(whyOf), ([, why]) => why)].map(([why, types]) => [
      types.map(([type]) => code(type)).join(', '),
      why,
    ]),
  ),
];

const whyOf = ([type, watch]: [string, Watch]): [string, string][] =>
  'why' in watch ? [[type, watch.why]] : [];

const placesOf = ({ lists = [], listsOf, rows }: Partial<Guard>): string =>
  [...lists, ...(listsOf?.('anna') ?? [])].map(code).join(', ') || (rows ? 'rows read by their keys' : '–');
