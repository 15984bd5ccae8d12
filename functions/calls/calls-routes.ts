import * as contract from '../../shared/contracts/calls-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { actOnCall } from './act-on-call.ts';
import { readAgentWeek } from './agent-week.ts';
import { callSlots } from './call-slots.ts';
import { callViewOf, readerOf } from './call-view.ts';
import { listAccountCalls } from './list-account-calls.ts';
import { listCalls } from './list-calls.ts';
import { logCall } from './log-call.ts';
import { planCall } from './plan-call.ts';
import { deleteBlock, putBlock } from './put-block.ts';
import { readCall } from './read-call.ts';
import { readDecisions } from './read-decisions.ts';

const who = ({ principal }: Call) =>
  principal.kind === 'staff' ? principal : { id: '-', roles: [] as readonly string[] };
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async <T>(answered: Promise<Outcome<T, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** Which use case answers which route of calls. */
export const callsRoutes = (ports: Ports) => [...workRoutes(ports), ...timeRoutes(ports)];

const workRoutes = (ports: Ports) => {
  /** A call that was changed, as the one who did it sees it. */
  const shown = async (
    call: Call,
    changed: Promise<Outcome<StoredCall, string>>,
  ): Promise<Outcome<Reply, string>> => {
    const outcome = await changed;
    if (!outcome.ok) return outcome;
    const reader = await readerOf(ports.table, who(call).id);
    return accepted({ body: await callViewOf(ports.table, outcome.value, reader) });
  };
  return [
    answer(contract.listCalls, async call => {
      const asked = { ...pageAsked(call.query), of: call.query.of, agentId: who(call).id };
      return accepted({ body: await listCalls(ports, asked) });
    }),
    answer(contract.getCall, call =>
      replied(readCall(ports, { callId: part(call, 'callId'), agentId: who(call).id })),
    ),
    answer(contract.getCallDecisions, call => replied(readDecisions(ports.table, part(call, 'callId')))),
    answer(contract.planCall, call =>
      shown(
        call,
        planCall(ports, { input: call.body, agentId: who(call).id, key: call.headers['idempotency-key'] }),
      ),
    ),
    answer(contract.actOnCall, call => {
      const { body: action, headers } = call;
      const acting = { action, who: who(call), key: headers['idempotency-key'] };
      return shown(call, actOnCall(ports, { callId: part(call, 'callId'), ...acting }));
    }),
    answer(contract.logCall, call =>
      shown(
        call,
        logCall(ports, { input: call.body, agentId: who(call).id, key: call.headers['idempotency-key'] }),
      ),
    ),
    answer(contract.listAccountCalls, async call => {
      const asked = { accountId: part(call, 'accountId'), agentId: who(call).id };
      return accepted({ body: await listAccountCalls(ports, asked) });
    }),
  ];
};

const timeRoutes = (ports: Ports) => [
  answer(contract.callSlots, call => replied(callSlots(ports, call.query))),
  answer(contract.putBlock, call => {
    const place = { agentId: part(call, 'agentId'), blockId: part(call, 'blockId'), who: who(call) };
    return replied(putBlock(ports, { ...place, ...call.body }));
  }),
  answer(contract.deleteBlock, call => {
    const place = { agentId: part(call, 'agentId'), blockId: part(call, 'blockId'), who: who(call) };
    return replied(deleteBlock(ports, place));
  }),
  answer(contract.getAgentWeek, call =>
    replied(readAgentWeek(ports, { agentId: part(call, 'agentId'), ...call.query })),
  ),
];
