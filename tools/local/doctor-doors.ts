import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { Check, Resource } from './doctor.ts';
import { eachOf, ofType, sum } from './doctor-checks.ts';
import { clientConfig, LOCAL_ACCOUNT, LOCAL_REGION } from './place.ts';

const rules: Check = async (engine, resources) => {
  const client = new EventBridgeClient(clientConfig(engine.endpoint));
  const buses = ofType(resources, 'AWS::Events::EventBus').map(bus => bus.id);
  await Promise.all(buses.map(Name => client.send(new DescribeEventBusCommand({ Name }))));
  const perBus = await Promise.all(
    ['default', ...buses].map(async EventBusName => {
      const { Rules = [] } = await client.send(new ListRulesCommand({ EventBusName }));
      return Promise.all(
        Rules.map(async rule => {
          const { Targets = [] } = await client.send(
            new ListTargetsByRuleCommand({ EventBusName, Rule: rule.Name }),
          );
          return { enabled: rule.State === 'ENABLED', name: rule.Name, targets: Targets.length };
        }),
      );
    }),
  );
  const real = perBus.flat();
  const wanted = ofType(resources, 'AWS::Events::Rule');
  const complaints = real
    .filter(rule => !rule.enabled || rule.targets === 0)
    .map(rule => `${rule.name} is disabled or has no target`);
  if (real.length < wanted.length)
    complaints.unshift(`${wanted.length} rules asked for, ${real.length} there`);
  return sum(`${buses.length} buses, ${wanted.length} rules enabled, each with a target`, complaints);
};

const apis: Check = async (engine, resources) => {
  const all = ofType(resources, 'AWS::ApiGatewayV2::Api');
  const found = await eachOf(all, async api => {
    const wanted = ofType(resources, 'AWS::ApiGatewayV2::Route').filter(route =>
      refersTo(route.props['ApiId'], api),
    ).length;
    const answer = await fetch(`${engine.endpoint}/v2/apis/${api.id}/routes?maxResults=1000`, {
      headers: signature('apigateway'),
    });
    const items = ((await answer.json()) as { items?: unknown[] }).items?.length ?? 0;
    return items === wanted ? undefined : `${api.logicalId} has ${items} of ${wanted} routes`;
  });
  return sum(`${all.length} APIs with all their routes`, found.complaints);
};

const refersTo = (reference: unknown, target: Resource): boolean =>
  (reference as { Ref?: string } | undefined)?.Ref === target.logicalId;

const signature = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${LOCAL_ACCOUNT}/20260101/${LOCAL_REGION}/${service}/aws4_request, SignedHeaders=host, Signature=local`,
});

const userPools: Check = async (engine, resources) => {
  const client = new CognitoIdentityProviderClient(clientConfig(engine.endpoint));
  const all = ofType(resources, 'AWS::Cognito::UserPool');
  const found = await eachOf(all, async pool => {
    const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: pool.id }));
    if (UserPool?.Id !== pool.id) return `${pool.logicalId} is missing`;
    const keys = await fetch(`${engine.endpoint}/${pool.id}/.well-known/jwks.json`);
    const { keys: list = [] } = (await keys.json()) as { keys?: unknown[] };
    return list.length > 0 ? undefined : `${pool.logicalId} has no signing key`;
  });
  return sum(`${all.length} user pools with signing keys`, found.complaints);
};

/**
 * Without its socket patch the engine takes 40 ms for every request; on a busy machine it takes long for many, so the
 * fastest of them is what tells.
 */
const speed: Check = async engine => {
  const url = `${engine.endpoint}/_ministack/health`;
  await fetch(url).then(answer => answer.text());
  const times: number[] = [];
  for (let round = 0; round < 24; round++) {
    const start = performance.now();
    await fetch(url).then(answer => answer.text());
    times.push(performance.now() - start);
  }
  const fastest = Math.min(...times);
  const ill = fastest > 30 ? ['too slow: is it our engine?'] : [];
  return sum(`a request takes ${fastest.toFixed(1)} ms at best`, ill);
};

export const doorChecks: Check[] = [rules, apis, userPools, speed];
