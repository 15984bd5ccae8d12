import { Stack } from 'aws-cdk-lib';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge, wildcardFinding } from '../kit/acknowledge.ts';
import { metric } from '../kit/alarm.ts';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Setting } from '../kit/setting.ts';

/** Named as the path it has behind the one origin, so that nothing needs to rewrite it. */
export const SOCKET_STAGE = 'ws';
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/** The socket that tells consoles what to read again. */
export class LiveSocket extends Construct {
  readonly api: gateway.WebSocketApi;
  private readonly setting: Setting;
  private readonly stage: gateway.WebSocketStage;

  constructor(scope: Construct, id: string, setting: Setting) {
    super(scope, id);
    this.setting = setting;
    this.api = new gateway.WebSocketApi(this, 'api', { apiName: `${setting.config.prefix}-live` });
    this.stage = new gateway.WebSocketStage(this, 'stage', {
      webSocketApi: this.api,
      stageName: SOCKET_STAGE,
      autoDeploy: true,
      throttle: THROTTLE,
    });
    acknowledge(this.stage, {
      'AwsSolutions-APIG1':
        'Access logs of a socket API need a role set for the whole account, which is not ours to set; the function logs every connection.',
      'Serverless-APIGWAccessLogging':
        'Access logs of a socket API need a role set for the whole account, which is not ours to set; the function logs every connection.',
    });
    for (const name of ['ExecutionError', 'IntegrationError'])
      setting.bell.when(this, name, {
        heading: 'live-socket-fails',
        says: `The live socket reports ${name}.`,
        metric: metric('AWS/ApiGateway', name, { dimensions: { ApiId: this.api.apiId } }),
        threshold: 5,
      });
  }

  answeredBy(fn: ServiceFunction): void {
    const why = {
      $connect: 'The function lets in only who brings an unused ticket, which it uses up in the same step.',
      $disconnect: 'Only who was connected can leave; API Gateway allows no authorizer here.',
      $default: 'Only who is connected can speak; API Gateway allows no authorizer here.',
    };
    for (const [key, reason] of Object.entries(why)) {
      const integration = new WebSocketLambdaIntegration(`live-${key.slice(1)}`, fn);
      acknowledge(this.api.addRoute(key, { integration }), { 'AwsSolutions-APIG4': reason });
    }
  }

  /** The address for posting to connections, with the right to post. */
  grantSockets(fn: ServiceFunction): void {
    const path = `/_aws/execute-api/${this.api.apiId}/${SOCKET_STAGE}`;
    const local = this.setting.config.socketEndpoint === 'engine';
    fn.tell('SOCKET_ENDPOINT', local ? path : this.stage.callbackUrl);
    const connections = Stack.of(this).formatArn({
      service: 'execute-api',
      resource: this.api.apiId,
      resourceName: `${SOCKET_STAGE}/POST/@connections/*`,
    });
    fn.allow(['execute-api:ManageConnections'], [connections]);
    acknowledge(fn.role as IRole, {
      [wildcardFinding(this, connections)]: 'Connections come and go; their ids are not known here.',
    });
  }
}
