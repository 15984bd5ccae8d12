import type * as z from 'zod/mini';
import type { bulkAct } from '../../shared/contracts/notifications-contract.ts';
import type { Viewer } from '../../shared/domain/notifications/who-may.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { ContentionError } from '../../shared/store/until-fresh.ts';
import { type Act, actOnNotification } from './answer-person.ts';

type Asked = z.infer<typeof bulkAct.body>;
type Answer = z.infer<typeof bulkAct.answer>;

/** As many at the same time. */
const ABREAST = 10;

/** One action on many notifications: each is decided and answered for itself, in the order asked. */
export async function actOnMany(
  ports: Ports,
  viewer: Viewer,
  asked: Asked,
): Promise<Outcome<Answer, 'until-missing'>> {
  const act = actOf(asked);
  if (!act) return refused('until-missing', { field: 'body.until', problem: 'must say until when' });
  const ids = [...new Set(asked.ids)];
  const results = await inParallel(ids, ABREAST, async id => {
    const done = await actOnNotification(ports, viewer, { notificationId: id, act }).catch(notNow);
    if (done.ok) return { id, ok: true, notification: done.value };
    const by = done.detail?.['by'];
    return { id, ok: false, refusal: done.refusal, ...(typeof by === 'string' ? { by } : {}) };
  });
  return accepted({ results });
}

/** The others are answered all the same; this one may be asked for once more. */
const notNow = (error: unknown) => {
  if (error instanceof ContentionError) return refused('try-again');
  throw error;
};

function actOf({ do: what, until, reason }: Asked): Act | undefined {
  if (what !== 'snooze') return what;
  const at = until === undefined ? undefined : parseInstant(until);
  return at === undefined
    ? undefined
    : { do: 'snooze', until: at, ...(reason === undefined ? {} : { reason }) };
}
