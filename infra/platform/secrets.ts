import { SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { keptByName, type StageConfig } from '../config.ts';
import { acknowledge } from '../kit/acknowledge.ts';
import type { ServiceFunction } from '../kit/service-function.ts';

/** What is there until a tool has written the keys; not a secret, and no key. */
const NOT_YET = '{}';

/** JSON with vapidPublicKey, vapidPrivateKey and tokenKey; the template holds none of them. */
export class Secrets extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.secret = new Secret(this, 'secret', {
      secretName: `${config.prefix}/keys`,
      description:
        'Web Push keys (VAPID) and the key of action tokens. Written by a tool after the first deploy.',
      secretStringValue: SecretValue.unsafePlainText(NOT_YET),
      removalPolicy: keptByName(config),
    });
    acknowledge(this.secret, {
      'AwsSolutions-SMG4':
        'New VAPID keys end every browser’s subscription: they are changed by hand, on purpose, with a tool.',
    });
  }

  /** The secret’s id with the right to read it. */
  grantSecret(fn: ServiceFunction): void {
    fn.tell('SECRET_ID', this.secret.secretArn);
    fn.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
  }
}
