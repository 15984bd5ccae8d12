import { all, type Check } from './templates.ts';

type Lambda = {
  FunctionName: string;
  Runtime?: string;
  Architectures?: string[];
  Timeout?: number;
  MemorySize?: number;
  Environment?: { Variables?: Record<string, unknown> };
};

/** CloudFormation takes 500 resources a stack; a capability brings some twenty. */
const MOST_RESOURCES = 450;
/** Found before a stack is full, for a full one cannot be deployed at all. */
export const stacksHaveRoom: Check = templates =>
  Object.entries(templates).flatMap(([stack, { Resources }]) => {
    const count = Object.keys(Resources).length;
    return count <= MOST_RESOURCES ? [] : [`${stack}: ${count} resources; split it before it has 500`];
  });

const LONGEST_SECONDS = 29;

/** Ours alone; functions that the CDK brings along have no name. */
const ours = (templates: Parameters<Check>[0]) =>
  all<Lambda>(templates, 'AWS::Lambda::Function').filter(({ is }) => is.FunctionName !== undefined);

/** Current Node, arm64, and an end before whoever waits gives up; only the sweep may take a minute. */
export const functionsAreLean =
  (slow: readonly string[]): Check =>
  templates =>
    ours(templates).flatMap(({ is }) => {
      const limit = slow.some(name => is.FunctionName.endsWith(name)) ? 60 : LONGEST_SECONDS;
      return [
        ...(is.Runtime === 'nodejs24.x' ? [] : [`${is.FunctionName}: runs on ${is.Runtime}`]),
        ...(is.Architectures?.[0] === 'arm64' ? [] : [`${is.FunctionName}: not on arm64`]),
        ...((is.Timeout ?? 3) <= limit ? [] : [`${is.FunctionName}: may run ${is.Timeout} s`]),
      ];
    });

/** Variables that every function has, or that development adds. */
const COMMON = ['STAGE', 'CLOCK_FILE', 'EXTRA_PUSH_HOST'];

/** What a function is told is what its code reads, no more and no less; `reads` maps names to variables. */
export const toldIsRead =
  (reads: Readonly<Record<string, readonly string[]>>): Check =>
  templates => {
    const told = new Map(
      ours(templates).map(({ is }) => [
        is.FunctionName.replace(/^firstcall-(dev-)?/, ''),
        Object.keys(is.Environment?.Variables ?? {}).filter(name => !COMMON.includes(name)),
      ]),
    );
    return Object.entries(reads).flatMap(([name, variables]) => {
      const has = told.get(name);
      if (!has) return [`${name}: has an entry and is not in the stacks`];
      return [
        ...variables.filter(one => !has.includes(one)).map(one => `${name}: reads ${one} and is not told it`),
        ...has
          .filter(one => !variables.includes(one))
          .map(one => `${name}: is told ${one} and does not read it`),
      ];
    });
  };
