import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { ConfigError, keptByName } from '../config.ts';
import type { Bell } from '../kit/alarm.ts';
import { metric } from '../kit/alarm.ts';
import type { ServiceFunction } from '../kit/service-function.ts';

/** SES pauses senders at 5 % bounces and 0.1 % complaints; we ring well before. */
const BOUNCES = 0.02;
const COMPLAINTS = 0.0005;

/** The sender: its domain with DKIM, and the set of settings that every mail names. */
export class Mail extends Construct {
  readonly configurationSet: ses.ConfigurationSet;
  readonly identity: ses.EmailIdentity;
  private readonly from: string;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.from = config.mailFrom;
    this.configurationSet = new ses.ConfigurationSet(this, 'settings', {
      configurationSetName: `${config.prefix}-mail`,
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
    });
    this.configurationSet.applyRemovalPolicy(keptByName(config));
    this.reports();
    this.identity = new ses.EmailIdentity(this, 'sender', {
      identity: ses.Identity.domain(domainOf(config.mailFrom)),
      configurationSet: this.configurationSet,
    });
    this.identity.applyRemovalPolicy(keptByName(config));
  }

  /** What became of our mails goes to the account's default bus, the only one that SES writes to. */
  private reports(): void {
    const { EmailSendingEvent, EventDestination } = ses;
    this.configurationSet.addEventDestination('reports', {
      destination: EventDestination.eventBus(
        events.EventBus.fromEventBusName(this, 'default-bus', 'default'),
      ),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
      ],
    });
  }

  /** The reports about mails of our own settings, of everything on the default bus. */
  get reportPattern(): events.EventPattern {
    return {
      source: ['aws.ses'],
      detail: {
        eventType: ['Send', 'Delivery', 'Bounce', 'Complaint'],
        mail: { tags: { 'ses:configuration-set': [this.configurationSet.configurationSetName] } },
      },
    };
  }

  /** Sender and settings with the right to send as this sender alone. */
  grantMail(fn: ServiceFunction): void {
    fn.tell('MAIL_FROM', this.from);
    fn.tell('MAIL_CONFIGURATION_SET', this.configurationSet.configurationSetName);
    const settings = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSet.configurationSetName,
    });
    // A message we compose ourselves needs the second right, whichever call sends it.
    fn.allow(['ses:SendEmail', 'ses:SendRawEmail'], [this.identity.emailIdentityArn, settings], {
      StringEquals: { 'ses:FromAddress': this.from },
    });
  }

  ringOn(bell: Bell, scope: Construct): void {
    const rate = (name: string) => metric('AWS/SES', name, { statistic: 'Average', minutes: 60 });
    bell.when(scope, 'bounces', {
      heading: 'mail-bounces',
      says: 'More than 2 % of the mails bounce.',
      metric: rate('Reputation.BounceRate'),
      threshold: BOUNCES,
    });
    bell.when(scope, 'complaints', {
      heading: 'mail-complaints',
      says: 'More than 0.05 % of the mails are complained about.',
      metric: rate('Reputation.ComplaintRate'),
      threshold: COMPLAINTS,
    });
  }
}

function domainOf(address: string): string {
  const domain = /^[^@\s<>]+@([\w-]+(\.[\w-]+)+)$/.exec(address)?.[1];
  if (!domain) throw new ConfigError(`-c mailFrom=${address} is not an address such as care@example.com.`);
  return domain;
}
