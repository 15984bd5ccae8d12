import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { StageConfig } from '../config.ts';
import type { Bell } from './alarm.ts';

/** Code of a function by its place: `functions/<capability>/<name>.lambda.ts`. */
export type CodeOf = (capability: string, name: string) => Code;

/** What every construct of a stack is told. */
export type Setting = {
  readonly config: StageConfig;
  readonly codeOf: CodeOf;
  readonly bell: Bell;
};
