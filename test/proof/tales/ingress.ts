import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { takeInMessage } from '../../../functions/upkeep/take-in-message.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { factWorker, tickWorker } from '../../../shared/runtime/worker.ts';
import { quarantine } from '../../../shared/store/quarantine-store.ts';
import type { WorldPorts } from '../../simulation/world.ts';
import { bridged, signUp } from '../../support/intake-room.ts';
import type { Tale } from '../tale.ts';
import { anna, bruno, idOf, inTime, last } from './people.ts';

/** What producers put on the ingress bus, what of it does not fit, and what becomes of that later. */
export async function ingress(tale: Tale): Promise<void> {
  const { hand } = tale;
  await taken(tale, 'fits', bridged(signUp({ time: inTime(tale, -MINUTE) })));
  await taken(tale, 'outline kept', bridged(signUp({ type: 'account.dreamt-of', subject: 'dreamer' })));
  const ahead = bridged(signUp({ id: 'order-2', time: inTime(tale, DAY + HOUR), subject: 'early' }));
  await taken(tale, 'kept whole', ahead);
  await settled(tale);
  await hand('worker unreadable', ports =>
    handed(factWorker('accounts', nothing, aidsOf(ports)), '{"detail":1}'),
  );
  await hand('clock unreadable', ports => handed(tickWorker(nothing, aidsOf(ports)), '{"kind":"x"}'));
}

/** Set aside, opened again, refused once more, and taken in when its time has come. */
async function settled(tale: Tale): Promise<void> {
  const { ask, refused, pass } = tale;
  const early = () => last(tale, 'quarantine', { reason: 'too-far-ahead' });
  const acting = (by: typeof anna, said: object) => ({
    ...{ by, params: { quarantineId: idOf(early()) } },
    body: { version: Number(early()['version']), ...said },
  });
  await refused('act-on-quarantined', acting(bruno, { action: 'take-in' }), 403);
  await ask('act-on-quarantined', acting(anna, { action: 'set-aside', why: 'a clock that is wrong' }));
  await refused('act-on-quarantined', acting(anna, { action: 'take-in' }), 422);
  await ask('act-on-quarantined', acting(anna, { action: 'reopen' }));
  await ask('act-on-quarantined', acting(anna, { action: 'take-in' }));
  await pass(2 * HOUR);
  await ask('act-on-quarantined', acting(anna, { action: 'take-in' }));
  await pass(MINUTE);
}

const taken = ({ hand }: Tale, what: string, text: string): Promise<void> =>
  hand(`intake-queue ${what}`, ports => takeInMessage(ports, { origin: 'intake', text }));

const nothing = async () => ({ decision: 'not-asked' });
const aidsOf = (ports: WorldPorts) => ({ quarantine: quarantine(ports) });

/** One message of a queue; what fails comes back. */
async function handed(worker: ReturnType<typeof factWorker>, body: string): Promise<void> {
  const record = {
    ...{ messageId: 'm-1', body, attributes: { ApproximateReceiveCount: '1' } },
    eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:accounts',
  };
  // What is unreadable is counted under the stage's name.
  process.env['STAGE'] ??= 'proof';
  const answer = (await worker(
    { Records: [record] } as unknown as SQSEvent,
    {} as never,
  )) as SQSBatchResponse;
  if (answer.batchItemFailures.length > 0) throw new Error('it comes back');
}
