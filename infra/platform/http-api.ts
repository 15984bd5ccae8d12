import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ApiFunction, Route } from '../../shared/contracts/define-route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { acknowledge } from '../kit/acknowledge.ts';
import { metric } from '../kit/alarm.ts';
import type { ServiceFunction } from '../kit/service-function.ts';
import type { Setting } from '../kit/setting.ts';
import type { Identity } from './identity.ts';
import { STAFF_SCOPE } from './identity.ts';

/** Requests a second and at once: for everything, and for each route that anybody may call. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };
const PUBLIC_THROTTLE = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 };
/** A revoked API key works this much longer at most. */
const KEY_CACHE = Duration.minutes(1);

/** No addresses, no tokens, no queries: what is logged of a request may be kept. */
const LOGGED = {
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  integration: '$context.integrationErrorMessage',
  authorizer: '$context.authorizer.error',
};

export type HttpApiSpec = {
  readonly setting: Setting;
  readonly identity: Identity;
  readonly authorizer: ServiceFunction;
  readonly answeredBy: Readonly<Record<ApiFunction, ServiceFunction>>;
};

const keyOf = (route: Route): string => `${route.method} ${route.path}`;

/** Every route of the contracts, with the authorizer that its access asks for. */
export class HttpApi extends Construct {
  readonly api: gateway.HttpApi;

  constructor(scope: Construct, id: string, spec: HttpApiSpec) {
    super(scope, id);
    const { config, bell } = spec.setting;
    this.api = new gateway.HttpApi(this, 'api', {
      apiName: `${config.prefix}-api`,
      createDefaultStage: false,
    });
    const stage = this.stage(spec.setting);
    for (const route of this.addRoutes(spec)) stage.node.addDependency(route);
    bell.when(this, 'errors', {
      heading: 'api-answers-with-errors',
      says: 'The HTTP API answered 5xx.',
      metric: metric('AWS/ApiGateway', '5xx', { dimensions: { ApiId: this.api.apiId } }),
      threshold: 5,
    });
  }

  private addRoutes({ identity, authorizer, answeredBy }: HttpApiSpec): gateway.HttpRoute[] {
    const staff = new HttpJwtAuthorizer('staff', issuerOf(identity), {
      jwtAudience: [identity.client.userPoolClientId],
    });
    const machine = new HttpLambdaAuthorizer('machine', authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: ['$request.header.Authorization'],
      resultsCacheTtl: KEY_CACHE,
    });
    const integrations = new Map(
      Object.entries(answeredBy).map(([name, fn]) => [
        name,
        new HttpLambdaIntegration(name, fn, { scopePermissionToRoute: false }),
      ]),
    );
    return routes.flatMap(route => {
      const integration = integrations.get(route.answeredBy);
      if (!integration) throw new RouteError(`${keyOf(route)} is answered by nobody: ${route.answeredBy}.`);
      const added = this.api.addRoutes({
        path: route.path,
        methods: [gateway.HttpMethod[route.method]],
        integration,
        ...(route.access.to === 'staff' ? { authorizer: staff, authorizationScopes: [STAFF_SCOPE] } : {}),
        ...(route.access.to === 'machine' || route.access.to === 'customer' ? { authorizer: machine } : {}),
      });
      if (route.access.to === 'public') for (const one of added) explainPublic(one, route);
      return added;
    });
  }

  private stage({ config }: Setting): gateway.HttpStage {
    const logGroup = new LogGroup(this, 'log', {
      logGroupName: `/firstcall/${config.prefix}/http-api`,
      retention: config.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new gateway.HttpStage(this, 'stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
    });
    const resource = stage.node.defaultChild as gateway.CfnStage;
    resource.accessLogSettings = { destinationArn: logGroup.logGroupArn, format: JSON.stringify(LOGGED) };
    resource.routeSettings = Object.fromEntries(
      routes.filter(route => route.access.to === 'public').map(route => [keyOf(route), PUBLIC_THROTTLE]),
    );
    return stage;
  }
}

/** Spelled out, since the local engine’s pool does not tell its address. */
const issuerOf = (identity: Identity): string =>
  `https://cognito-idp.${Stack.of(identity).region}.amazonaws.com/${identity.pool.userPoolId}`;

const explainPublic = (route: gateway.HttpRoute, { id, summary }: Route): void =>
  acknowledge(route, {
    'AwsSolutions-APIG4': `${id} is on the list of public routes and throttled by itself. ${summary}`,
  });

class RouteError extends Error {
  override readonly name = 'RouteError';
}
