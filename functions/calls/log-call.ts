import type * as z from 'zod/mini';
import type { logCall as logRoute } from '../../shared/contracts/calls-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type DeedRefusal, dealWithCall } from './deal-with-call.ts';
import { aboutOf, commandOf, fresh, itemOf, withWhom } from './with-whom.ts';

type Input = z.infer<typeof logRoute.body>;
type Refusal = DeedRefusal | 'unknown-account' | 'unknown-contact';

/**
 * A customer telephoned: the call goes on with whoever answered, and what was due with the contact is on its agenda. An
 * appointment stays agreed for what is not spoken of now.
 */
export async function logCall(
  ports: Ports,
  { input, agentId }: { readonly input: Input; readonly agentId: string },
): Promise<Outcome<StoredCall, Refusal>> {
  const found = await withWhom(ports, input);
  if (!found.ok) return found;
  const { accountId } = input;
  const now = ports.clock.now();
  const cause = commandOf(ports, { name: 'call.logged', accountId, agentId });
  const asked = { ...input, kind: input.kind ?? 'callback' } as const;
  const item = { ...itemOf(asked, cause, { readyAt: now, dueAt: now }), asked: true } as const;
  return dealWithCall<StoredCall, never>(ports, {
    cause,
    target: {
      ...{ accountId, contactId: found.value.contactId },
      fresh: () => fresh(ports, { ...found.value, input: asked, item, cause }),
    },
    plan: async () =>
      accepted({
        commands: [{ do: 'wish', item }, ...aboutOf(input), { do: 'start', agentId, direction: 'in' }],
        ...{ decision: 'called-in', reason: { kind: item.kind } },
      }),
    answerOf: async call => call,
  });
}
