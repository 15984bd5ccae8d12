import { personalOfCall } from '../domain/calls/erased-call.ts';
import type { Path } from '../domain/persons/parts.ts';

/** How a row with personal data is known to be a person's. */
export type KnownBy =
  /** Its key or a field of it names account and contact. */
  | 'contact'
  /** It is about a call with them. */
  | 'call'
  /** It names the account alone: it is theirs where that is a visitor’s own. */
  | 'account'
  /** It is made from another row, and goes with that. */
  | 'made-from';

/** What one type of row holds of a customer's person. */
export type Personal = {
  readonly by: KnownBy;
  /** Where it stands. It is given out, and gone once they are erased. */
  readonly holds: readonly Path[];
  /** Given out beside it and kept: what counts and promises need, which tells nobody who it was. */
  readonly keeps: readonly Path[];
  readonly says: string;
};

/** Every type of row that holds data of a customer's person, and which. A test looks for it in all that is ever written. */
export const personal = {
  contact: {
    by: 'contact',
    holds: ['contact'],
    keeps: ['asOf'],
    says: 'name, company, e-mail, phone, language, time zone, role, when and how they want to be called',
  },
  phone: {
    by: 'made-from',
    holds: ['pk'],
    keeps: [],
    says: 'a digest of their phone number, which leads to them',
  },
  'search-entry': {
    by: 'made-from',
    holds: ['found'],
    keeps: [],
    says: 'folded words of their contact data',
  },
  'search-word': {
    by: 'made-from',
    holds: ['sk', 'title', 'more'],
    keeps: [],
    says: 'one folded word of their contact data',
  },
  call: {
    by: 'contact',
    holds: personalOfCall,
    keeps: [
      'state',
      'language',
      'zone',
      'openedAt',
      'endedAt',
      'ending',
      'attempts',
      'booking',
      'difficulties.*.topic',
    ],
    says: 'a number typed in for the call, what it is about, notes, difficulties, why a step was left out',
  },
  feedback: { by: 'call', holds: ['text'], keeps: ['rating', 'at'], says: 'what they wrote about a call' },
  journal: {
    by: 'call',
    holds: ['reason.why'],
    keeps: [],
    says: 'why an agent did something with a call of theirs, in the history of the call',
  },
  outreach: {
    by: 'contact',
    holds: ['feedback.note'],
    keeps: ['cause', 'state', 'openedAt'],
    says: 'what an agent noted of an outreach to them',
  },
  journey: {
    by: 'contact',
    holds: ['strategy.note'],
    keeps: ['product', 'phase', 'startedAt'],
    says: 'what was noted of the strategy that was agreed with them',
  },
  account: {
    by: 'account',
    holds: ['name'],
    keeps: ['createdAt'],
    says: 'of a visitor’s own account the company that they typed in; other accounts’ names are the companies’',
  },
  request: {
    by: 'account',
    holds: ['email', 'phone', 'company', 'zone'],
    keeps: ['language', 'askedAt'],
    says: 'what a visitor typed in who asked to be called; it ends after a day and is gone a day later',
  },
} as const satisfies Readonly<Record<string, Personal>>;
export type PersonalType = keyof typeof personal;

const OURS = 'data of the company’s own people, or of none';
const IDS = 'ids, words of lists, counts and times';
const GOES = 'is not kept: its time ends within days';

/** All other types of rows, and why they hold nothing of a customer's person. */
export const impersonal: Readonly<Record<string, string>> = {
  agent: OURS,
  'agent-day': OURS,
  answer: `${GOES}: an answer to a customer’s page, with the last three digits of a number at most`,
  'api-key': OURS,
  'board-day': OURS,
  'board-team': OURS,
  bundle: IDS,
  bundled: IDS,
  'burst-history': IDS,
  'calendar-feed': OURS,
  'calendar-feed-token': OURS,
  'call-item': IDS,
  'call-message': IDS,
  'call-wish': IDS,
  chain: OURS,
  'chain-version': OURS,
  claim: IDS,
  damage: IDS,
  'damage-word': IDS,
  delivery: IDS,
  device: 'serial, model and the id of who has it',
  'device-case': 'the id of who it is for, with their language and time zone, which its promises count by',
  'duty-schedule': OURS,
  escalation: IDS,
  'escalation-notification': IDS,
  'exempt-call': IDS,
  heartbeat: IDS,
  hold: IDS,
  limit: `${GOES}: a digest of who asked`,
  link: 'ids and a language; a link of somebody who was erased opens nothing',
  'link-message': IDS,
  login: OURS,
  'mail-report': IDS,
  market: IDS,
  matter: IDS,
  notification: IDS,
  'open-call': IDS,
  'outreach-budget': IDS,
  'outreach-offer': IDS,
  'outreach-rounds': IDS,
  'outreach-standing': IDS,
  'outside-calendar': OURS,
  ownership: OURS,
  pace: IDS,
  permission: 'what an id may be approached for; it keeps whoever objected from being called',
  preferences: OURS,
  promise: OURS,
  'promise-version': OURS,
  quarantine: 'facts, which hold none, and of producers’ messages an outline without values',
  responses: IDS,
  settings: OURS,
  socket: OURS,
  stock: IDS,
  subscription: OURS,
  'subscription-owner': OURS,
  task: IDS,
  'task-finder': IDS,
  'task-notification': IDS,
  'task-settled': IDS,
  telling: IDS,
  ticket: OURS,
  timer: IDS,
  tries: `${GOES}: a digest of who tried`,
  unseen: IDS,
  watched: IDS,
};
