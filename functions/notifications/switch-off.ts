import type { Fact } from '../../shared/events/envelope.ts';
import { channelSwitchedOff } from '../../shared/events/team-events.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadPreferences, preferencesWrite } from '../../shared/store/preferences-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';

type Given = {
  readonly agentId: string;
  readonly channel: 'mail' | 'chat';
  /** As one kebab-case word, such as `bounced`. */
  readonly why: string;
  /** Names the address that does not work, by its digest; another one would. */
  readonly of?: string;
  readonly cause: Fact;
};

/**
 * A channel of a person does not work: it is not tried any more until somebody mends it, and the leads hear of it, once.
 */
export const switchOff = (ports: Ports, { agentId, channel, why, of, cause }: Given): Promise<Handled> =>
  untilFresh(async () => {
    const { table, clock, ids } = ports;
    const { version, ...person } = await loadPreferences(table, agentId);
    if (person.off.some(one => one.channel === channel && one.of === of))
      return { answer: { done: true }, decision: 'off-before', detail: { agent: agentId, channel } };
    const now = clock.now();
    const kept = person.off.filter(one => one.channel !== channel);
    const off = [...kept, { channel, why, at: now, ...(of === undefined ? {} : { of }) }];
    const entry = journal({
      ...{ pk: agentPk(agentId), capability: CAPABILITY, fact: cause, decision: 'channel-switched-off' },
      reason: { channel, why },
      follows: [channelSwitchedOff.of({ agentId, channel, why })],
      now,
    });
    const writes = [entry, preferencesWrite(agentId, { ...person, off }, version)];
    const answer = await table.commit({ commitId: ids.random('cmt'), writes });
    return { answer, decision: 'channel-switched-off', detail: { agent: agentId, channel, why } };
  });
