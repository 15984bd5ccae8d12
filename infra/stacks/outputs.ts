import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** Values that tools and people look up by these very names. */
export function tell(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
