import type { Template, Templates } from '../../../infra/checks/templates.ts';
import { broken, type Loose, withOne } from './break.ts';

/** A fault planted in good templates: the check that must find it, what was done, and what it must say. */
export type Planted = readonly [
  check: string,
  planted: string,
  templates: () => Templates,
  complaint: RegExp,
];

export const QUEUE = 'AWS::SQS::Queue';
export const RULE = 'AWS::Events::Rule';
export const MAPPING = 'AWS::Lambda::EventSourceMapping';
export const FUNCTION = 'AWS::Lambda::Function';
export const ROUTE = 'AWS::ApiGatewayV2::Route';
export const TABLE = 'AWS::DynamoDB::Table';
export const ALARM = 'AWS::CloudWatch::Alarm';

export const isPattern = (rule: Loose): boolean => rule.Properties['EventPattern'] !== undefined;

/** Ways of breaking these templates. */
export function planter(good: Templates) {
  const { Resources } = good['firstcall-product'] as Template;
  const idOf = (type: string, property: string, value: string): string =>
    Object.entries(Resources).find(
      ([, one]) => one.Type === type && one.Properties?.[property] === value,
    )?.[0] ?? '';
  const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const functionId = (name: string) => idOf(FUNCTION, 'FunctionName', `firstcall-${name}`);
  const roleOf = (name: string): string => {
    const role = Resources[functionId(name)]?.Properties?.['Role'] as { 'Fn::GetAtt': string[] };
    return role['Fn::GetAtt'][0] ?? '';
  };
  return {
    good,
    functionId,
    roleArn: (name: string) => arnOf(roleOf(name)),
    functionArn: (name: string) => arnOf(functionId(name)),
    queueArn: (name: string) => arnOf(idOf(QUEUE, 'QueueName', `firstcall-${name}`)),
    set: (type: string, properties: Record<string, unknown>) => () =>
      broken(good, type, ({ Properties }) => {
        Object.assign(Properties, properties);
      }),
    drop: (type: string, property: string) => () =>
      broken(good, type, ({ Properties }) => {
        delete Properties[property];
      }),
    retarget: (which: (rule: Loose) => boolean, change: (target: Record<string, unknown>) => void) => () =>
      broken(good, RULE, rule => {
        if (!which(rule)) return;
        for (const target of (rule.Properties['Targets'] ?? []) as Record<string, unknown>[]) change(target);
      }),
    allow: (name: string, statement: object) => () =>
      withOne(good, 'Planted', {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: roleOf(name) }],
          PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] },
        },
      }),
  };
}
export type Planter = ReturnType<typeof planter>;
