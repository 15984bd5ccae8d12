import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { Outputs } from './deploy.ts';
import { storeChecks } from './doctor-checks.ts';
import { doorChecks } from './doctor-doors.ts';
import type { Engine } from './engine.ts';
import { clientConfig } from './place.ts';
import { summariesOf } from './stack-resources.ts';

export type Resource = {
  stack: string;
  logicalId: string;
  type: string;
  id: string;
  props: Record<string, unknown>;
};
/** Undefined when all is well; `mended` when the doctor set by API what the deploy had dropped. */
export type Finding = { line: string; state: 'well' | 'mended' | 'ill' };
export type Health = { ok: boolean; lines: string[] };
export type Check = (engine: Engine, resources: Resource[]) => Promise<Finding>;

/** Proves on the running engine what the stacks ask for; one readable line each. */
export async function doctor(options: { engine: Engine; outputs: Outputs }): Promise<Health> {
  const resources = await deployedResources(options.engine, Object.keys(options.outputs));
  const findings = await Promise.all(
    [...storeChecks, ...doorChecks].map(check => examine(check, options.engine, resources)),
  );
  const signs = { well: 'ok    ', mended: 'mended', ill: 'ILL   ' };
  return {
    ok: findings.every(finding => finding.state !== 'ill'),
    lines: findings.map(finding => `${signs[finding.state]}  ${finding.line}`),
  };
}

async function examine(check: Check, engine: Engine, resources: Resource[]): Promise<Finding> {
  try {
    return await check(engine, resources);
  } catch (error) {
    return { state: 'ill', line: `${check.name}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

type Template = { Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> };

async function deployedResources(engine: Engine, stacks: string[]): Promise<Resource[]> {
  const cloud = new CloudFormationClient(clientConfig(engine.endpoint));
  const perStack = stacks.map(async StackName => {
    const [template, list] = await Promise.all([
      cloud.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' })),
      summariesOf(cloud, StackName),
    ]);
    const wanted = JSON.parse(template.TemplateBody ?? '{}') as Template;
    return list.map(found => ({
      stack: StackName,
      logicalId: found.LogicalResourceId ?? '',
      type: found.ResourceType ?? '',
      id: found.PhysicalResourceId ?? '',
      props: wanted.Resources[found.LogicalResourceId ?? '']?.Properties ?? {},
    }));
  });
  return (await Promise.all(perStack)).flat();
}
