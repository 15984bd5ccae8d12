import type { Setting } from '../kit/setting.ts';
import type { ClockQueues } from './clock-queues.ts';
import type { ProductBus } from './event-bus.ts';
import type { Identity } from './identity.ts';
import type { LiveSocket } from './live-socket.ts';
import type { Mail } from './mail.ts';
import type { Secrets } from './secrets.ts';
import type { ProductTable } from './table.ts';

/** What the data stack keeps for ever. */
export type Kept = {
  readonly table: ProductTable;
  readonly bus: ProductBus;
  readonly identity: Identity;
  readonly secrets: Secrets;
  readonly mail: Mail;
};

/** Everything that a capability may be given a right to. */
export type Platform = Kept & {
  readonly setting: Setting;
  readonly clockQueues: ClockQueues;
  readonly liveSocket: LiveSocket;
};
