import { putAgent } from '../../functions/team/edit-agent.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { saveSettings } from '../../shared/store/settings-store.ts';
import { ToolError } from './command.ts';

/** Writes the settings and adds those agents of the file who are not on the roster yet; answers who was added. */
export async function seedSettings(ports: Ports, settings: Settings, principal: string): Promise<string[]> {
  const { agents, ...kept } = settings;
  const saved = await saveSettings(ports, kept);
  if (!saved.done)
    throw new ToolError(
      'The settings were just changed by somebody else: look at the difference and apply again.',
    );
  const held = new Set((await loadRoster(ports.table)).map(agent => agent.id));
  const added = Object.entries(agents).filter(([agentId]) => !held.has(agentId));
  for (const [agentId, input] of added) {
    const put = await putAgent(ports, { agentId, input, principal });
    if (!put.ok)
      throw new ToolError(`Agent ${agentId} could not be added: ${put.refusal.replaceAll('-', ' ')}.`);
  }
  return added.map(([agentId]) => agentId);
}
