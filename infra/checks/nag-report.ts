import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Violation = {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
};
type PluginReport = { readonly pluginName: string; readonly violations: readonly Violation[] };

/** What the checks of a synth complained about and nobody acknowledged, construct by construct. */
export function findingsIn(outdir: string): readonly string[] {
  const file = join(outdir, 'validation-report.json');
  if (!existsSync(file)) return [];
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as { pluginReports: PluginReport[] };
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, description, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}: ${description}`),
    ),
  );
}
