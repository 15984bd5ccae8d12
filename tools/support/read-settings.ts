import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Settings, settingsSchema } from '../../shared/contracts/settings.ts';
import { faultsIn } from './check-settings.ts';
import { ToolError } from './command.ts';

/** Reads and checks a settings file; a fault is one line with the place and what is expected there. */
export function readSettings(file: string): Settings {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'), { merge: true });
  } catch (error) {
    throw new ToolError(
      `${file} cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
  }
  const checked = settingsSchema.safeParse(content);
  const faults = checked.success
    ? faultsIn(checked.data, Date.now())
    : checked.error.issues.map(issue => `${issue.path.join('.') || '(whole)'}: ${issue.message}`);
  if (!checked.success || faults.length > 0)
    throw new ToolError(`${file} is not as expected:\n${faults.map(fault => `  ${fault}`).join('\n')}`);
  return checked.data;
}
