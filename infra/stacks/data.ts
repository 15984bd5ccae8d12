import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type StageConfig, stackProps } from '../config.ts';
import { ProductBus } from '../platform/event-bus.ts';
import { Identity } from '../platform/identity.ts';
import { Mail } from '../platform/mail.ts';
import type { Kept } from '../platform/platform.ts';
import { Secrets } from '../platform/secrets.ts';
import { ProductTable } from '../platform/table.ts';
import { tell } from './outputs.ts';

/** Kept for ever: what people know, decided and are called by. Deleting this stack deletes nothing. */
export class DataStack extends Stack implements Kept {
  readonly table: ProductTable;
  readonly bus: ProductBus;
  readonly identity: Identity;
  readonly secrets: Secrets;
  readonly mail: Mail;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, `${config.prefix}-data`, stackProps(config));
    this.table = new ProductTable(this, 'table', config);
    this.bus = new ProductBus(this, 'bus', config);
    this.identity = new Identity(this, 'identity', config);
    this.secrets = new Secrets(this, 'secrets', config);
    this.mail = new Mail(this, 'mail', config);
    tell(this, {
      TableName: this.table.table.tableName,
      TableStreamArn: this.table.table.tableStreamArn ?? '',
      BusName: this.bus.bus.eventBusName,
      UserPoolId: this.identity.pool.userPoolId,
      UserPoolClientId: this.identity.client.userPoolClientId,
      SecretId: this.secrets.secret.secretArn,
      MailConfigurationSet: this.mail.configurationSet.configurationSetName,
    });
  }
}
