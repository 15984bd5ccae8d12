import type * as z from 'zod/mini';
import type { logCall as logRoute } from '../../shared/contracts/calls-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { heldBack } from './call-view.ts';
import { type DeedRefusal, dealWithCall } from './deal-with-call.ts';
import { maySurvey } from './survey-consent.ts';
import { aboutOf, asItIs, commandOf, fresh, itemOf, namedAs, onceBy, withWhom } from './with-whom.ts';

type Input = z.infer<typeof logRoute.body>;
type Refusal = DeedRefusal | 'unknown-account' | 'unknown-contact' | 'no-consent';

type Asking = {
  readonly input: Input;
  readonly agentId: string;
  /** The same key is the same request. */
  readonly key?: string | undefined;
};

/**
 * A customer telephoned: the call goes on with whoever answered, and what was due with the contact is on its agenda. An
 * appointment stays agreed for what is not spoken of now.
 */
export async function logCall(
  ports: Ports,
  { input, agentId, key }: Asking,
): Promise<Outcome<StoredCall, Refusal>> {
  const found = await withWhom(ports, input);
  if (!found.ok) return found;
  const { accountId } = input;
  const { contactId } = found.value;
  const kind = input.kind ?? 'callback';
  const may = await maySurvey(ports.table, { accountId, contactId, kind, field: 'body.kind' });
  if (!may.ok) return may;
  const now = ports.clock.now();
  const cause = commandOf(ports, { name: 'call.logged', accountId, agentId });
  const asked = { ...input, kind } as const;
  const item = { ...itemOf(asked, cause, { readyAt: now, dueAt: now }), asked: true } as const;
  const dealt = await dealWithCall<string, never>(ports, {
    cause,
    once: onceBy({ agentId, key }, { log: input }),
    target: {
      ...{ accountId, ...namedAs(found.value), speaksWith: agentId },
      fresh: () => fresh(ports, { ...found.value, input: asked, item, cause }),
    },
    plan: async call => {
      const { without } = await heldBack(ports.table, call);
      const start = { do: 'start', agentId, direction: 'in', without: without.map(({ id }) => id) } as const;
      return accepted({
        commands: [{ do: 'wish', item }, ...aboutOf(input), start],
        ...{ decision: 'called-in', reason: { kind: item.kind } },
      });
    },
    answerOf: async ({ id }) => id,
  });
  return asItIs(ports, dealt);
}
