import type { CallView } from '../../shared/contracts/calls-contract.ts';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { ApiClient } from '../../tools/support/api-client.ts';
import { until } from './engine.ts';
import { type LiveLine, liveLine } from './live-line.ts';
import type { TestProduct } from './product.ts';

type Asked = { readonly agents: readonly ApiClient[]; readonly callId: string; readonly accountId: string };
/** Moments of this machine's clock. */
type Heard = {
  readonly accepted: boolean;
  readonly sent: number;
  readonly answered: number;
  readonly live: number;
  readonly taken: number;
  readonly settled: number;
};

/**
 * Agents with open consoles accept a call at the same time, and look until neither their calls nor their notices ask
 * them any more. When each one's answer came, the live line said that the call changed, the list no longer asked, and
 * the notice was settled.
 */
export async function acceptAtOnce(product: TestProduct, asked: Asked): Promise<Heard[]> {
  const { agents, callId, accountId } = asked;
  const lines = await Promise.all(agents.map(agent => liveLine(product, agent)));
  try {
    for (const agent of agents) await until('the call on their list', () => isAsked(agent, callId));
    for (const agent of agents) await until('the notice', () => isNoticed(agent, accountId));
    return await Promise.all(
      agents.map((agent, at) => acceptAndHear(agent, { ...asked, line: lines[at] as LiveLine })),
    );
  } finally {
    // The product does not stop while somebody is on the line.
    for (const line of lines) line.close();
  }
}

async function acceptAndHear(
  agent: ApiClient,
  { callId, accountId, line }: Asked & { readonly line: LiveLine },
): Promise<Heard> {
  const before = line.frames.length;
  const sent = performance.now();
  const accepted = await agent.post(`/v1/calls/${callId}/actions`, { do: 'accept' }).then(
    () => true,
    () => false,
  );
  const answered = performance.now();
  const word = () => line.frames.slice(before).find(({ frame }) => isOf(frame, callId))?.at;
  const [live, taken, settled] = await Promise.all([
    until('a live word of the call', async () => word()),
    untilNot('the call asks nobody', () => isAsked(agent, callId)),
    untilNot('the notice is settled', () => isNoticed(agent, accountId)),
  ]);
  return { accepted, sent, answered, live, taken, settled };
}

/** When it was first seen not to be so. */
const untilNot = (what: string, is: () => Promise<boolean>): Promise<number> =>
  until(what, async () => ((await is()) ? undefined : performance.now()));

const isOf = (frame: LiveFrame, callId: string): boolean => frame.type === 'calls' && frame.id === callId;

async function isAsked(agent: ApiClient, callId: string): Promise<boolean> {
  const { calls } = await agent.get<{ calls: CallView[] }>('/v1/calls?of=me&limit=100');
  return calls.some(call => call.id === callId && call.state === 'asked');
}

async function isNoticed(agent: ApiClient, accountId: string): Promise<boolean> {
  const { notifications } = await agent.get<{ notifications: NotificationView[] }>(
    '/v1/notifications?filter=open&limit=100',
  );
  return notifications.some(one => one.kind === 'call-asked' && one.accountId === accountId);
}

/** How long after an instant somebody heard. */
export function inWords({ answered, live, taken, settled }: Heard, since: number): string {
  const later = (at: number) => `${Math.round(at - since)} ms`;
  return `refused after ${later(answered)}, live word ${later(live)}, list ${later(taken)}, notice ${later(settled)}`;
}
