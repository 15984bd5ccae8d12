import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';

/** Who may come in: staff with a session, consoles with a ticket, machines with a key. */
export class Access extends Capability {
  readonly session: ServiceFunction;
  readonly liveTicket: ServiceFunction;
  readonly authorizer: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'access', platform);
    const { publicConcurrency } = platform.setting.config;
    this.session = this.service('session', { calledBy: 'api', reservedConcurrency: publicConcurrency });
    platform.identity.grantPool(this.session);
    this.tellOrigin(this.session);
    this.liveTicket = this.service('live-ticket', { calledBy: 'api' });
    this.authorizer = this.service('authorizer', { calledBy: 'api' }, 'read');
    const socket = this.service('live-socket', { calledBy: 'api' });
    platform.liveSocket.grantSockets(socket);
    this.tellOrigin(socket);
    platform.liveSocket.answeredBy(socket);
  }
}
