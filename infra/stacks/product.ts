import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Access } from '../capabilities/access.ts';
import { Accounts } from '../capabilities/accounts.ts';
import { Calls } from '../capabilities/calls.ts';
import { Devices } from '../capabilities/devices.ts';
import { Duty } from '../capabilities/duty.ts';
import { Links } from '../capabilities/links.ts';
import { Notifications } from '../capabilities/notifications.ts';
import { Onboarding } from '../capabilities/onboarding.ts';
import { Outreach } from '../capabilities/outreach.ts';
import { Persons } from '../capabilities/persons.ts';
import { Promises } from '../capabilities/promises.ts';
import { Team } from '../capabilities/team.ts';
import { Tellings } from '../capabilities/tellings.ts';
import { Upkeep } from '../capabilities/upkeep.ts';
import { Views } from '../capabilities/views.ts';
import { type StageConfig, stackProps } from '../config.ts';
import { type Bell, metric } from '../kit/alarm.ts';
import type { CodeOf, Setting } from '../kit/setting.ts';
import { WorkerQueue } from '../kit/worker-queue.ts';
import { ClockQueues } from '../platform/clock-queues.ts';
import type { HttpApiSpec } from '../platform/http-api.ts';
import { LiveSocket, SOCKET_STAGE } from '../platform/live-socket.ts';
import type { Kept, Platform } from '../platform/platform.ts';
import { tell } from './outputs.ts';

export type ProductSpec = {
  readonly config: StageConfig;
  readonly kept: Kept;
  readonly codeOf: CodeOf;
  readonly bell: Bell;
};

/** Everything that can be replaced: what reads and writes the kept things. */
export class ProductStack extends Stack {
  /** What the HTTP API leads to. */
  readonly doors: HttpApiSpec;
  readonly liveSocket: LiveSocket;

  constructor(scope: Construct, { config, kept, codeOf, bell }: ProductSpec) {
    super(scope, `${config.prefix}-product`, stackProps(config));
    const setting: Setting = { config, codeOf, bell };
    this.liveSocket = new LiveSocket(this, 'live', setting);
    const clockQueues = new ClockQueues(this, 'clocks', setting);
    const platform: Platform = { ...kept, setting, clockQueues, liveSocket: this.liveSocket };

    const upkeep = new Upkeep(this, platform);
    const access = new Access(this, platform);
    const accounts = new Accounts(this, platform);
    const team = new Team(this, platform);
    const notifications = new Notifications(this, platform);
    const promises = new Promises(this, platform);
    const devices = new Devices(this, platform);
    const duty = new Duty(this, platform);
    const links = new Links(this, platform);
    const calls = new Calls(this, platform);
    const onboarding = new Onboarding(this, platform);
    const outreach = new Outreach(this, platform);
    const persons = new Persons(this, platform);
    new Tellings(this, platform);
    const views = new Views(this, platform);

    this.doors = {
      setting,
      identity: kept.identity,
      authorizer: access.authorizer,
      answeredBy: {
        'intake-api': upkeep.intakeApi,
        'accounts-api': accounts.api,
        'team-api': team.api,
        'notifications-api': notifications.api,
        'escalations-api': notifications.escalations,
        'duty-api': duty.api,
        'calendar-feeds': duty.feeds,
        'promises-api': promises.api,
        'devices-api': devices.api,
        'depots-api': devices.depots,
        'device-links': devices.links,
        'links-api': links.api,
        'callbacks-api': calls.callbacks,
        'calls-api': calls.api,
        'onboarding-api': onboarding.api,
        'outreach-api': outreach.api,
        'persons-api': persons.api,
        'views-api': views.api,
        session: access.session,
        'live-ticket': access.liveTicket,
      },
    };
    this.ring(bell, kept);
    tell(this, {
      SocketApiId: this.liveSocket.api.apiId,
      SocketStage: SOCKET_STAGE,
      IngressBusName: upkeep.ingress.bus.eventBusName,
      ...this.queueUrls(),
    });
  }

  private ring(bell: Bell, { table, mail }: Kept): void {
    mail.ringOn(bell, this);
    bell.when(this, 'throttled', {
      heading: 'functions-throttled',
      says: 'Functions were held back: the account’s concurrency is used up.',
      metric: metric('AWS/Lambda', 'Throttles'),
      threshold: 1,
      periods: 2,
    });
    for (const name of ['ReadThrottleEvents', 'WriteThrottleEvents'])
      bell.when(this, name, {
        heading: 'table-refuses-work',
        says: `The table reports ${name}.`,
        metric: metric('AWS/DynamoDB', name, { dimensions: { TableName: table.table.tableName } }),
        threshold: 10,
      });
  }

  /** `AccountsQueueUrl`, `AccountsDeadUrl` and so on. */
  private queueUrls(): Record<string, string> {
    const queues = this.node.findAll().filter(node => node instanceof WorkerQueue);
    return Object.fromEntries(
      queues.flatMap(({ node, queue, dead }) => {
        const name = node.id
          .replace(/-work$/, '')
          .replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
        return [
          [`${name}QueueUrl`, queue.queueUrl],
          [`${name}DeadUrl`, dead.queueUrl],
        ];
      }),
    );
  }
}
