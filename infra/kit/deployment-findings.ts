import type { Stack } from 'aws-cdk-lib';

/** What the checks say of the function that the CDK brings along for uploading files. */
export function acknowledgeDeployment(_stack: Stack): void {}
