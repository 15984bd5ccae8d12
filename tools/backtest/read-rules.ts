import type { Settings } from '../../shared/contracts/settings.ts';
import { ToolError } from '../support/command.ts';
import { checkedSettings, readYaml } from '../support/read-settings.ts';

/**
 * Settings that somebody may be called by: a whole file, or one that holds a part `outreach` alone, whose lines then take
 * the place of those in `base`.
 */
export function readRules(file: string, base?: Settings): Settings {
  const settings = checkedSettings(file, withBase(readYaml(file), base));
  if (!settings.outreach) throw new ToolError(`${file} has no part outreach: nobody is called by it.`);
  return settings;
}

function withBase(content: unknown, base: Settings | undefined): unknown {
  if (!base || typeof content !== 'object' || content === null || Object.keys(content).join() !== 'outreach')
    return content;
  const { outreach } = content as { outreach: unknown };
  return typeof outreach === 'object' && outreach !== null
    ? { ...base, outreach: { ...base.outreach, ...outreach } }
    : content;
}
