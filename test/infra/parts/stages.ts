import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { anchorsOf, everywhere, onAws } from '../../../infra/checks/every-check.ts';
import { all } from '../../../infra/checks/templates.ts';
import { localDifferences } from '../../../infra/local-differences.ts';
import { plainStage, stageOf, templatesOf } from '../support/stage.ts';

const headings = anchorsOf(readFileSync('docs/runbook.md', 'utf8'));
const prodStage = plainStage('prod');
const devStage = plainStage('dev');
const prod = prodStage.templates;
const dev = devStage.templates;
const local = templatesOf('local');
const withProducer = templatesOf('prod', { producers: '111122223333' });

describe.each([
  ['prod', prod, onAws('prod', headings)],
  ['dev', dev, onAws('dev', headings)],
  ['local', local, everywhere],
] as const)('in stage %s', (_stage, templates, checks) => {
  test.each(Object.entries(checks))('%s', (_says, check) => {
    expect(check(templates)).toEqual([]);
  });
});

test.each([
  ['prod', prodStage],
  ['dev', devStage],
] as const)(
  'cdk-nag finds nothing in %s that is not acknowledged with its reason',
  (_stage, { findings }) => {
    expect(findings).toEqual([]);
  },
);

describe('the local stage', () => {
  const typesOf = (templates: typeof prod) =>
    new Set(
      Object.values(templates).flatMap(({ Resources }) => Object.values(Resources).map(one => one.Type)),
    );

  test('lacks exactly the kinds of things that the printed list names', () => {
    const here = typesOf(local);
    const named = new Set(localDifferences.flatMap(({ leavesOut = [] }) => leavesOut));
    const lacking = [...typesOf(withProducer), ...typesOf(prod)].filter(type => !here.has(type));
    expect([...new Set(lacking)].filter(type => !named.has(type))).toEqual([]);
    expect([...named].filter(type => here.has(type))).toEqual([]);
  });

  test('has no kind of thing that prod lacks', () => {
    const there = typesOf(prod);
    expect([...typesOf(local)].filter(type => !there.has(type))).toEqual([]);
  });

  test('has the same functions, queues, rules and routes as prod', () => {
    for (const type of [
      'AWS::Lambda::Function',
      'AWS::SQS::Queue',
      'AWS::Events::Rule',
      'AWS::ApiGatewayV2::Route',
    ])
      expect(ids(local, type)).toEqual(ids(prod, type));
  });

  test('tells every function its test clock and push host', () => {
    const functions = all<{ Environment: { Variables: object } }>(local, 'AWS::Lambda::Function');
    for (const { is } of functions)
      expect(Object.keys(is.Environment.Variables)).toEqual(
        expect.arrayContaining(['CLOCK_FILE', 'EXTRA_PUSH_HOST']),
      );
  });
});

const ids = (templates: typeof prod, type: string): string[] =>
  all(templates, type)
    .map(({ id }) => id)
    .filter(id => !id.startsWith('Custom'))
    .sort();

test('what has a fixed name does not outlive a first deploy that failed', () => {
  const named = [
    'AWS::Events::EventBus',
    'AWS::Events::Archive',
    'AWS::SecretsManager::Secret',
    'AWS::SES::ConfigurationSet',
    'AWS::SES::EmailIdentity',
  ];
  const data = Object.values(prod['firstcall-data']?.Resources ?? {}).filter(({ Type }) =>
    named.includes(Type),
  );
  expect(data.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(named.map(() => 'RetainExceptOnCreate'));
});

describe('a stage with everything that a company may add', () => {
  const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/one';
  const full = stageOf('prod', {
    alarmMail: 'ops@example.com',
    mailFrom: 'care@example.com',
    producers: '111122223333',
    domain: 'care.example.com',
    certificate,
  });

  test('passes cdk-nag too', () => {
    expect(full.findings).toEqual([]);
  });

  test('lets CloudWatch publish on the topic of its alarms', () => {
    const [policy] = all<{ PolicyDocument: { Statement: object[] } }>(
      full.templates,
      'AWS::SNS::TopicPolicy',
    );
    expect(policy?.is.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    );
  });
});

describe('the settings of a stage', () => {
  test('an unknown stage is refused with those that exist', () => {
    expect(() => templatesOf('staging')).toThrow('Say -c stage= one of local, dev, prod');
  });

  test('a domain without a certificate for the CDN is refused', () => {
    const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/one';
    expect(() => templatesOf('prod', { domain: 'care.example.com', certificate })).toThrow('us-east-1');
  });

  test('a producer that is neither account nor role is refused', () => {
    expect(() => templatesOf('prod', { producers: '*' })).toThrow('12-digit account numbers or ARNs');
  });

  test('a sender that is no address is refused', () => {
    expect(() => templatesOf('prod', { mailFrom: 'Care <care@example.com>' })).toThrow('is not an address');
  });

  test('only named producers may put facts on the ingress bus', () => {
    const policies = all<{ Statement: { Principal: object } }>(withProducer, 'AWS::Events::EventBusPolicy');
    expect(policies.map(({ is }) => is.Statement.Principal)).toEqual([
      { AWS: 'arn:aws:iam::111122223333:root' },
    ]);
    expect(all(prod, 'AWS::Events::EventBusPolicy')).toEqual([]);
  });
});
