import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Settings, settingsSchema } from '../../shared/contracts/settings.ts';
import { brandFaults } from './brand-files.ts';
import { faultsIn } from './check-settings.ts';
import { ToolError } from './command.ts';

/** Reads and checks a settings file; a fault is one line with the place and what is expected there. */
export function readSettings(file: string): Settings {
  const settings = checkedSettings(file, readYaml(file));
  const faults = brandFaults(settings.company, file);
  if (faults.length > 0) throw notAsExpected(file, faults);
  return settings;
}

/** What a YAML file holds, unchecked. */
export function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'), { merge: true });
  } catch (error) {
    throw new ToolError(
      `${file} cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
  }
}

/** The settings that a file, alone or with what stands behind it, comes to. */
export function checkedSettings(file: string, content: unknown): Settings {
  const checked = settingsSchema.safeParse(content);
  const faults = checked.success
    ? faultsIn(checked.data, Date.now())
    : checked.error.issues.map(issue => `${issue.path.join('.') || '(whole)'}: ${issue.message}`);
  if (!checked.success || faults.length > 0) throw notAsExpected(file, faults);
  return checked.data;
}

const notAsExpected = (file: string, faults: readonly string[]): ToolError =>
  new ToolError(`${file} is not as expected:\n${faults.map(fault => `  ${fault}`).join('\n')}`);
