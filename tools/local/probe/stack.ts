import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Architecture, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

const entry = new URL('./functions.ts', import.meta.url).pathname;

/** One of each thing the product relies on, small enough to deploy in a few seconds. */
export class ProbeStack extends Stack {
  private readonly table: dynamodb.Table;
  private readonly bus: events.EventBus;
  private readonly worker: NodejsFunction;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.bus = new events.EventBus(this, 'Bus');
    this.worker = this.lambda('Worker', 'worker', { reservedConcurrentExecutions: 2 });
    this.table.grantReadWriteData(this.worker);
    this.queues();
    this.relayAndSweep();
    this.liveSocket();
    this.httpApi();
    this.output({
      TableName: this.table.tableName,
      BusName: this.bus.eventBusName,
      WorkerName: this.worker.functionName,
    });
  }

  private lambda(
    id: string,
    handler: string,
    extra: { reservedConcurrentExecutions?: number } = {},
  ): NodejsFunction {
    return new NodejsFunction(this, id, {
      entry,
      handler,
      ...extra,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(3),
      environment: { TABLE: this.table.tableName, BUS: this.bus.eventBusName },
      bundling: { minify: true, externalModules: [], mainFields: ['module', 'main'] },
      depsLockFilePath: new URL('../../../package-lock.json', import.meta.url).pathname,
    });
  }

  private queues(): void {
    const deadLetters = new sqs.Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new sqs.Queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(3),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
    });
    new events.Rule(this, 'Rule', {
      eventBus: this.bus,
      eventPattern: { detailType: ['probe.asked'] },
      targets: [new SqsQueue(queue, { retryAttempts: 3 })],
    });
    this.worker.addEventSource(
      new SqsEventSource(queue, { reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
    const slowQueue = new sqs.Queue(this, 'SlowQueue');
    const slow = this.lambda('Slow', 'worker');
    this.table.grantReadWriteData(slow);
    slow.addEventSource(
      new SqsEventSource(slowQueue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
    this.output({
      SlowQueueUrl: slowQueue.queueUrl,
      QueueUrl: queue.queueUrl,
      DeadLettersUrl: deadLetters.queueUrl,
    });
  }

  private relayAndSweep(): void {
    const relay = this.lambda('Relay', 'relay');
    relay.addEventSource(
      new DynamoEventSource(this.table as dynamodb.ITable, {
        startingPosition: StartingPosition.LATEST,
        reportBatchItemFailures: true,
        retryAttempts: 5,
      }),
    );
    this.bus.grantPutEventsTo(relay);
    this.table.grantReadWriteData(relay);
    const sweep = this.lambda('Sweep', 'sweep');
    this.table.grantReadWriteData(sweep);
    new events.Rule(this, 'EveryMinute', {
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(sweep)],
    });
  }

  private liveSocket(): void {
    const socket = this.lambda('Socket', 'socket');
    this.table.grantReadWriteData(socket);
    const integration = (id: string) => ({ integration: new WebSocketLambdaIntegration(id, socket) });
    const api = new apigw.WebSocketApi(this, 'Live', {
      connectRouteOptions: integration('C'),
      disconnectRouteOptions: integration('D'),
      defaultRouteOptions: integration('M'),
    });
    const stage = new apigw.WebSocketStage(this, 'LiveStage', {
      webSocketApi: api,
      stageName: 'live',
      autoDeploy: true,
    });
    stage.grantManagementApiAccess(socket);
    this.output({ SocketApiId: api.apiId });
  }

  private httpApi(): void {
    const pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const client = pool.addClient('Client', {
      authFlows: { adminUserPassword: true },
      accessTokenValidity: Duration.minutes(5),
    });
    const echo = this.lambda('Echo', 'echo');
    const integration = new HttpLambdaIntegration('Echo', echo);
    const jwt = new HttpJwtAuthorizer('Jwt', pool.userPoolProviderUrl, {
      jwtAudience: [client.userPoolClientId],
    });
    const keys = new HttpLambdaAuthorizer('Keys', this.lambda('Authorizer', 'authorizer'), {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: ['$request.header.x-api-key'],
      resultsCacheTtl: Duration.seconds(0),
    });
    const api = new apigw.HttpApi(this, 'Http');
    const methods = [apigw.HttpMethod.ANY];
    api.addRoutes({ path: '/open/{proxy+}', methods, integration });
    api.addRoutes({
      path: '/staff/{proxy+}',
      methods,
      integration,
      authorizer: jwt,
      authorizationScopes: ['aws.cognito.signin.user.admin'],
    });
    api.addRoutes({ path: '/machine/{proxy+}', methods, integration, authorizer: keys });
    const secret = new Secret(this, 'Secret', {
      generateSecretString: { passwordLength: 40, excludePunctuation: true },
    });
    this.output({
      HttpApiId: api.apiId,
      PoolId: pool.userPoolId,
      ClientId: client.userPoolClientId,
      SecretArn: secret.secretArn,
    });
  }

  private output(values: Record<string, string>): void {
    for (const [key, value] of Object.entries(values)) new CfnOutput(this, key, { value });
  }
}
