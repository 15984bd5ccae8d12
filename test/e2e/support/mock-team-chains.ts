import type {
  ChainSettings,
  ChainView,
  EscalationView,
} from '../../../shared/contracts/escalations-contract.ts';
import { checkChain } from '../../../shared/domain/notifications/escalation-chain.ts';
import { MINUTE } from '../../../shared/kernel/instant.ts';
import { problemOf } from '../../../shared/runtime/problem.ts';
import { found, type Handler, page, Refusal } from './mock-api.ts';
import { at } from './mock-data.ts';
import { promisesOf } from './mock-promises.ts';
import type { MockState } from './mock-state.ts';

type MockChains = { readonly chains: Map<string, ChainView>; readonly escalations: EscalationView[] };

const chain = (id: string, settings: ChainSettings): ChainView => ({
  ...{ id, ...settings, version: 2, changedAt: at(-9_000), changedBy: 'anna', usedBy: [] },
});

const chains = (): ChainView[] => [
  chain('breach', {
    ackMinutes: 30,
    steps: [
      { do: 'notify', who: 'owner-or-cover', wake: true },
      { do: 'wait', minutes: 10 },
      { do: 'notify', who: 'lead', wake: true },
      { do: 'wait', share: 0.25, minutes: 15 },
      {
        ...{ do: 'notify', who: { schedule: 'nights' } },
        when: {
          days: ['mon', 'tue', 'fri'],
          from: '18:00',
          to: '24:00',
          holidays: 'skip',
          calendar: 'office',
        },
      },
      { do: 'notify', who: 'everyone-on-duty' },
      { do: 'wait', minutes: 20 },
      { do: 'repeat', times: 3 },
    ],
  }),
  chain('no-stock', { ackMinutes: 60, steps: [{ do: 'notify', who: { role: 'lead' } }] }),
  chain('spare', {
    ackMinutes: 15,
    steps: [
      { do: 'notify', who: { agent: 'anna' } },
      { do: 'wait', minutes: 90 },
      { do: 'notify', who: 'lead' },
    ],
  }),
];

const running = (n: number, more: Partial<EscalationView>): EscalationView => ({
  ...{ id: `esc_${n}`, state: 'running', kind: 'device-breached', chain: 'breach' },
  ...{ accountId: `acc-${n}`, accountName: n === 1 ? 'Casa Aurora' : 'Nordlicht Handel' },
  ...{ subjectKind: 'device-case', subjectId: `case_${n}`, startedAt: at(-25) },
  ...{ step: 3, steps: 8, cycle: 0, nextAt: at(9.5), fixBy: at(60), version: 4 },
  log: [
    { at: at(-25), step: 0, cycle: 0, why: 'told', told: ['anna'], held: [] },
    { at: at(-15), step: 2, cycle: 0, why: 'told', told: ['anna'], held: ['denis'] },
    { at: at(-5), step: 4, cycle: 0, why: 'gate-closed', told: [], held: [] },
  ],
  ...more,
});

const escalations = (): EscalationView[] => {
  const { nextAt: _n, ...open } = running(2, { kind: 'device-no-stock', chain: 'no-stock' });
  const taken = { acknowledgedBy: 'bruno', acknowledgedAt: at(-8), confirmBy: at(22) };
  return [
    { ...open, state: 'acknowledged', accountName: 'Boutique Mirabelle', ...taken },
    running(1, {}),
    {
      ...{ ...open, id: 'esc_3', state: 'exhausted', accountId: 'acc-4', accountName: 'Officina Verdi' },
      ...{ step: 8, cycle: 3, startedAt: at(-300), kind: 'device-warned' },
      log: [{ at: at(-120), step: 8, cycle: 3, why: 'exhausted', told: [], held: [] }],
    },
  ];
};

const made = new WeakMap<MockState, MockChains>();

export function chainsOf(state: MockState): MockChains {
  const held = made.get(state);
  if (held) return held;
  const fresh = {
    chains: new Map(chains().map(one => [one.id, one])),
    escalations: escalations(),
  };
  made.set(state, fresh);
  return fresh;
}

const usedBy = (state: MockState, id: string): string[] =>
  [...promisesOf(state).policies.values()]
    .filter(one => one.breachChain === id || one.noStockChain === id)
    .map(one => one.id);

function put(state: MockState, id: string, { version, ...input }: ChainSettings & { version?: number }) {
  const checked = checkChain(input);
  if (!checked.ok) {
    const { status, title, ...more } = problemOf(checked);
    throw new Refusal(status, title, { ...more, field: `body.${checked.detail?.['field']}` });
  }
  const held = chainsOf(state).chains.get(id);
  if (held?.version !== version) throw new Refusal(409, 'stale', { refusal: 'stale' });
  const saved = { ...chain(id, input), version: (version ?? 0) + 1, changedAt: at(state.minute) };
  chainsOf(state).chains.set(id, saved);
  return saved;
}

/** A stand-in for a dry run: the first steps, ten minutes apart. */
function dryRun(steps: ChainSettings['steps'], from: number) {
  const line = (minutes: number, step: number) => ({
    ...{ at: new Date(from + minutes * MINUTE).toISOString(), step, cycle: 0, why: 'told' },
    ...{ told: [], held: [], alarms: [] },
  });
  return {
    lines: [
      { ...line(0, 0), told: [{ agentId: 'anna', reason: 'owner-on-duty', wake: false }] },
      { ...line(10, 2), told: [{ agentId: 'bruno', reason: 'lead', wake: true }] },
      { ...line(20, 4), why: 'gate-closed' },
      { ...line(20, 5), why: 'nobody-on-duty', alarms: ['nobody-on-duty'] },
      { ...line(1_450, 2), held: [{ agentId: 'denis', until: at(4_200) }], why: 'nobody-on-duty' },
      { ...line(1_460, steps.length), why: 'exhausted', alarms: ['escalation-exhausted'] },
    ],
    endsAt: new Date(from + 1_460 * MINUTE).toISOString(),
  };
}

/** The chains' and escalations' answers, by the ids of their routes. */
export const teamChainHandlers: Readonly<Record<string, Handler>> = {
  'list-escalations': ({ query }, state) => {
    const all = chainsOf(state).escalations.filter(one => !query['state'] || one.state === query['state']);
    const { items, ...rest } = page(all, query);
    return { escalations: items, ...rest };
  },
  'list-chains': (_, state) => ({
    chains: [...chainsOf(state).chains.values()].map(one => ({ ...one, usedBy: usedBy(state, one.id) })),
  }),
  'put-chain': ({ params, body }, state) => put(state, params['chainId'] ?? '', body),
  'delete-chain': ({ params }, state) => {
    const id = params['chainId'] ?? '';
    const starters = usedBy(state, id);
    if (starters.length > 0)
      throw new Refusal(422, 'in use', {
        refusal: 'in-use',
        detail: `These policies start it: ${starters.join(', ')}.`,
      });
    chainsOf(state).chains.delete(id);
    return {};
  },
  'dry-run-chain': ({ body }, state) => {
    const {
      chainId,
      chain: given,
      at: from,
    } = body as {
      chainId?: string;
      chain?: ChainSettings;
      at: string;
    };
    const { steps } = given ?? found(chainsOf(state).chains.get(chainId ?? ''), 'chain');
    return dryRun(steps, Date.parse(from));
  },
};
