import type { OperationsView, QuarantineItem } from '../../../shared/contracts/operations-contract.ts';
import { mayAct } from '../../../shared/domain/operations/quarantine.ts';
import {
  isSilent,
  judgeWatch,
  rhythm,
  runbookHeading,
  watchers,
} from '../../../shared/domain/operations/watchers.ts';
import { found, type Handler, page, Refusal } from './mock-api.ts';
import { at, START } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

type Kept = { item: QuarantineItem; text: string };
/** What a test changes: what could not be taken in, what a second try says, when the watchers ran and what they counted. */
export type MockOps = {
  readonly kept: Kept[];
  /** Those that are refused a second time. */
  readonly stillUnfit: Set<string>;
  readonly beats: { sweep: number | undefined; auditor: number | undefined };
  readonly audit: NonNullable<OperationsView['audit']>;
  readonly sweep: NonNullable<OperationsView['sweep']>;
};

const message = (id: string, more: object) =>
  JSON.stringify({
    account: '111122223333',
    source: 'https://shop.example.com',
    'detail-type': 'account.signed-up',
    detail: { id, subject: 'acc-0', time: at(-30), data: { product: 'repricer', language: 'de' }, ...more },
  });

const outline = (name: string, fields: readonly string[]) =>
  JSON.stringify({
    id: 'bridge-1',
    source: 'https://shop.example.com',
    account: '111122223333',
    'detail-type': name,
    detail: ['id', 'subject', 'time', 'data'],
    data: fields,
  });

const kept = (n: number, text: string, more: Partial<QuarantineItem>): Kept => ({
  text,
  item: {
    ...{ id: `qrt_${n}`, at: at(-12 * n), origin: 'firstcall-intake' },
    ...{ source: 'https://shop.example.com', name: 'account.signed-up', reason: 'malformed' },
    ...{ bytes: 412 + 7 * n, state: 'open', version: 1, whole: false, until: at(43_200 - 12 * n) },
    ...more,
  },
});

const first = (): Kept[] => [
  kept(1, message('order-1', { time: at(1_500) }), {
    ...{
      reason: 'too-far-ahead',
      field: 'time',
      problem: 'is more than 24 hours in the future',
      whole: true,
    },
  }),
  kept(2, outline('account.exploded', ['product', 'why']), {
    ...{ name: 'account.exploded', reason: 'unknown-type', field: 'type' },
    problem: 'is not a fact that producers send',
  }),
  kept(3, outline('account.signed-up', ['product', 'contact']), {
    ...{ reason: 'personal-data', field: 'detail.data.contact' },
    problem: 'must not travel on a bus: send the event to POST /v1/events',
  }),
  kept(4, message('order-4', { dataschema: '/2' }), {
    ...{ reason: 'unknown-version', field: 'dataschema', whole: true },
    problem: 'version 2 of account.signed-up is not known; version 1 is',
  }),
  kept(5, '', { origin: 'firstcall-mail-events', reason: 'malformed', field: 'eventType' }),
  kept(6, outline('account.signed-up', ['produkt']), {
    ...{ field: 'data.produkt', problem: 'is not a field of this event', state: 'set-aside', version: 2 },
    last: { action: 'set-aside', by: 'bruno', at: at(-5), why: 'A test of the shop; they know.' },
  }),
];

const made = new WeakMap<MockState, MockOps>();

/** The operations of a state. */
export function opsOf(state: MockState): MockOps {
  const held = made.get(state) ?? {
    ...{ kept: first(), stillUnfit: new Set(['qrt_4']) },
    beats: { sweep: START + 30_000, auditor: START - 120_000 },
    audit: { overdue: 0, oldestOverdueMs: 0, late: 0, oldestLateMs: 0, unguarded: 0, mended: 0 },
    sweep: { looked: 41, facts: 0, ticks: 3, failed: 0, stuck: 0, complete: true },
  };
  made.set(state, held);
  return held;
}

function operations(state: MockState): OperationsView {
  const { beats, audit, sweep } = opsOf(state);
  const now = Date.parse(at(state.minute));
  const judged = judgeWatch({ beats, now, counted: { ...audit, stuck: sweep.stuck } });
  return {
    state: judged.state,
    findings: judged.findings.map(finding => ({ finding, runbook: runbookHeading[finding] })),
    watchers: watchers.map(id => ({
      ...{ id, everyMs: rhythm[id].everyMs, silent: isSilent(id, beats[id], now) },
      ...(beats[id] === undefined ? {} : { beatAt: new Date(beats[id]).toISOString() }),
    })),
    ...{ audit, sweep, now: at(state.minute) },
  };
}

type Act = {
  readonly action: 'take-in' | 'set-aside' | 'reopen';
  readonly version: number;
  readonly why?: string;
};

const outcomes = { open: 'refused-again', 'taken-in': 'taken-in', 'set-aside': 'set-aside' } as const;
const outcomeOf = ({ state, last }: QuarantineItem) =>
  last?.action === 'reopen' ? ('reopened' as const) : outcomes[state];

/** One act of somebody, by the very rules of the product. */
export function actInMock(state: MockState, id: string, { by, ...act }: Act & { readonly by: string }) {
  const one = found(
    opsOf(state).kept.find(({ item }) => item.id === id),
    'quarantined',
  );
  const { item } = one;
  const last = item.last && { action: item.last.action, by: item.last.by, at: Date.parse(item.last.at) };
  const may = mayAct({ ...item, last }, { ...act, by });
  if (!may.ok)
    throw new Refusal(may.refusal === 'stale' ? 409 : 422, may.refusal, {
      ...{ refusal: may.refusal, ...(may.detail?.['by'] ? { by: String(may.detail['by']) } : {}) },
    });
  if (may.value === 'done') return { outcome: outcomeOf(item), item };
  const refusedAgain = act.action === 'take-in' && opsOf(state).stillUnfit.has(id);
  const states = {
    'take-in': refusedAgain ? 'open' : 'taken-in',
    'set-aside': 'set-aside',
    reopen: 'open',
  } as const;
  const { again, ...rest } = item;
  const unfit = { reason: item.reason, field: item.field ?? '(whole)', problem: item.problem ?? '' };
  one.item = {
    ...rest,
    ...(refusedAgain ? { again: unfit } : {}),
    ...{ state: states[act.action], version: item.version + 1 },
    last: {
      ...{ action: act.action, by, at: at(state.minute) },
      ...(act.why === undefined ? {} : { why: act.why }),
    },
  };
  return { outcome: outcomeOf(one.item), item: one.item };
}

/** What the API answers those who operate the product, by the ids of its routes. */
export const opsHandlers: Readonly<Record<string, Handler>> = {
  'list-quarantine': ({ query }, state) =>
    page(
      opsOf(state)
        .kept.map(({ item }) => item)
        .filter(item => query['state'] === 'all' || item.state === 'open')
        .toSorted((one, other) => other.at.localeCompare(one.at)),
      query,
    ),
  'get-quarantined': ({ params }, state) =>
    found(
      opsOf(state).kept.find(({ item }) => item.id === params['quarantineId']),
      'quarantined',
    ),
  'act-on-quarantined': ({ params, body, agentId }, state) =>
    actInMock(state, params['quarantineId'] ?? '', { ...(body as Act), by: agentId }),
  'get-operations': (_, state) => operations(state),
};
