import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Settings, settingsSchema } from '../../shared/contracts/settings.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
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
  if (!checked.success) {
    const faults = checked.error.issues.map(
      issue => `  ${issue.path.join('.') || '(whole)'}: ${issue.message}`,
    );
    throw new ToolError(`${file} is not as expected:\n${faults.join('\n')}`);
  }
  const { company, agents } = checked.data;
  const zones = {
    'company.zone': company.zone,
    ...Object.fromEntries(Object.entries(agents).map(([id, agent]) => [`agents.${id}.zone`, agent.zone])),
  };
  const unknown = Object.entries(zones).find(([, zone]) => !isKnownZone(zone));
  if (unknown) throw new ToolError(`${file}: ${unknown[0]}: ${unknown[1]} is no zone we know`);
  return checked.data;
}
