/** The templates of one stage as plain data, with the few questions that the checks ask of them. */
export type Resource = {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly [more: string]: unknown;
};
export type Template = { readonly Resources: Record<string, Resource>; readonly Outputs?: object };
/** By stack name. Logical ids are unique within a stack alone. */
export type Templates = Readonly<Record<string, Template>>;

export type Found<P> = { readonly id: string; readonly resource: Resource; readonly is: P };

/** What is wrong, as sentences; empty when all is well. */
export type Check = (templates: Templates) => readonly string[];

export const all = <P = Record<string, unknown>>(templates: Templates, type: string): Found<P>[] =>
  Object.values(templates).flatMap(({ Resources }) =>
    Object.entries(Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ id, resource, is: (resource.Properties ?? {}) as P })),
  );

/** The logical id that a value refers to, directly or within a text put together. */
export function refOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return Ref ?? attribute?.[0];
}

export const asList = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export type Statement = {
  readonly Effect: string;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
};
type Policy = { readonly Roles: unknown; readonly PolicyDocument: { readonly Statement: Statement[] } };
type Lambda = { readonly FunctionName?: string; readonly Role?: unknown };

/** Each function with the statements of its role. */
export const functionsWithRights = (templates: Templates) =>
  all<Lambda>(templates, 'AWS::Lambda::Function').map(fn => ({
    ...fn,
    name: fn.is.FunctionName ?? fn.id,
    statements: all<Policy>(templates, 'AWS::IAM::Policy')
      .filter(policy => asList(policy.is.Roles).some(role => refOf(role) === refOf(fn.is.Role)))
      .flatMap(policy => policy.is.PolicyDocument.Statement),
  }));

export type Queue = {
  MessageRetentionPeriod?: number;
  VisibilityTimeout?: number;
  RedrivePolicy?: { deadLetterTargetArn: unknown; maxReceiveCount: number };
  SqsManagedSseEnabled?: boolean;
};

/** Every queue by its logical id. */
export const queuesOf = (templates: Templates) =>
  new Map(all<Queue>(templates, 'AWS::SQS::Queue').map(queue => [queue.id, queue.is]));
