import type { Messages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';

/** What a target is called: the working device, the first response, or a step. */
export function targetName(target: string, m: Messages): string {
  const leg = /^leg-(.+)$/.exec(target)?.[1];
  return leg === undefined
    ? wordFor(m.deviceCase.targets, target)
    : m.deviceCase.targetLeg(wordFor(m.devices.legs, leg));
}
