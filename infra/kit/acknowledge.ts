import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says of one construct, finding by finding, why a check's complaint is right to be left. */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}

type Part = string | { readonly Ref: string } | { readonly 'Fn::GetAtt': readonly string[] };

/** The id that cdk-nag gives to a resource with a star in a policy; references stand there in angle brackets. */
export function wildcardFinding(scope: IConstruct, arn: string): string {
  const resolved: unknown = Stack.of(scope).resolve(arn);
  const parts: readonly Part[] =
    typeof resolved === 'string' ? [resolved] : (resolved as { 'Fn::Join': [string, Part[]] })['Fn::Join'][1];
  return `AwsSolutions-IAM5[Resource::${parts.map(said).join('')}]`;
}

function said(part: Part): string {
  if (typeof part === 'string') return part;
  return 'Ref' in part ? `<${part.Ref}>` : `<${part['Fn::GetAtt'].join('.')}>`;
}
