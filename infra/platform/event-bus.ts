import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { BUS_SOURCE } from '../../shared/events/catalog.ts';
import type { StageConfig } from '../config.ts';
import { ConfigError, keptByName } from '../config.ts';
import type { ServiceFunction } from '../kit/service-function.ts';

const ARCHIVE_DAYS = 30;

/** The product's own bus: thin facts of the catalog, put there by the product alone, kept 30 days for a replay. */
export class ProductBus extends Construct {
  readonly bus: events.IEventBus;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.bus = new events.EventBus(this, 'bus', { eventBusName: config.prefix }) as events.IEventBus;
    this.bus.applyRemovalPolicy(keptByName(config));
    if (!config.archive) return;
    const archive = new events.Archive(this, 'archive', {
      sourceEventBus: this.bus,
      archiveName: `${config.prefix}-facts`,
      description: 'Facts of the last 30 days, to be replayed after a fault.',
      eventPattern: { source: [BUS_SOURCE] },
      retention: Duration.days(ARCHIVE_DAYS),
    });
    archive.applyRemovalPolicy(keptByName(config));
  }

  /** The bus’s name with the right to put the product’s own facts there. */
  grantBusPut(fn: ServiceFunction): void {
    fn.tell('BUS_NAME', this.bus.eventBusName);
    fn.allow(['events:PutEvents'], [this.bus.eventBusArn], {
      StringEquals: { 'events:source': BUS_SOURCE },
    });
  }
}

/** Where producers in AWS put their facts; all of it goes to the intake queue, to be checked there. */
export class IngressBus extends Construct {
  readonly bus: events.IEventBus;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    const eventBusName = `${config.prefix}-ingress`;
    this.bus = new events.EventBus(this, 'bus', { eventBusName }) as events.IEventBus;
    if (!config.busPolicies) return;
    for (const producer of config.producers) {
      const name = `producer-${producer.replace(/\W/g, '-')}`;
      new events.CfnEventBusPolicy(this, name, {
        eventBusName: this.bus.eventBusName,
        statementId: name.slice(-64),
        statement: {
          Effect: 'Allow',
          Principal: { AWS: principalArn(producer) },
          Action: 'events:PutEvents',
          Resource: this.bus.eventBusArn,
        },
      });
    }
  }
}

function principalArn(producer: string): string {
  if (/^\d{12}$/.test(producer)) return `arn:aws:iam::${producer}:root`;
  if (/^arn:aws[\w-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.test(producer)) return producer;
  throw new ConfigError(
    `-c producers= has "${producer}": write 12-digit account numbers or ARNs of roles or users, separated by commas.`,
  );
}
