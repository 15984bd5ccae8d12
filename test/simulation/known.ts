import type { ClockQueues } from '../../shared/adapters/clock-queues.ts';
import * as today from './functions.ts';

/** What a release's functions know before they answer. The first one gave up at once what it could not read. */
export type Known = Pick<typeof today.known, 'readFactFor' | 'queueOf'> & Partial<typeof today.known>;

/** The ports of a release's relay and sweep, which send the ticks of the kinds that it knows. */
export const knowing = <P extends { readonly clockQueues: ClockQueues }>(
  ports: P,
  { queueOf }: Known = today.known,
): P => ({
  ...ports,
  clockQueues: {
    send: async ticks => {
      const isKnown = ticks.map(({ tick }) => queueOf(tick.kind) !== undefined);
      const sent = [...(await ports.clockQueues.send(ticks.filter((_, at) => isKnown[at])))];
      return isKnown.map(is => is && sent.shift() === true);
    },
  },
});
