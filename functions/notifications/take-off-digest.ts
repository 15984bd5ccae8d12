import { readUnsubscribe } from '../../shared/domain/notifications/unsubscribe-token.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadBundle } from '../../shared/store/bundle-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import { loadPreferences, preferencesWrite } from '../../shared/store/preferences-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';
import type { ApiPorts } from './ports.ts';

/**
 * A mail program takes the digest off that its mail was of (RFC 8058); done twice is done once. What is in no digest any
 * more comes by mail one by one again, for silence was not asked for. An unknown token says nothing.
 */
export async function takeOffDigest(ports: ApiPorts, token: string): Promise<Outcome<object, 'not-found'>> {
  const { tokenKey, previousTokenKey } = await ports.secrets.read();
  const bundleId = readUnsubscribe(
    token,
    previousTokenKey === undefined ? [tokenKey] : [tokenKey, previousTokenKey],
  );
  const bundle = bundleId === undefined ? undefined : await loadBundle(ports.table, bundleId);
  if (!bundle) return refused('not-found');
  const { recipientId, digestId } = bundle;
  await untilFresh(async () => {
    const { table, clock, ids } = ports;
    const { version, ...person } = await loadPreferences(table, recipientId);
    const digests = person.digests.filter(({ id }) => id !== digestId);
    if (digests.length === person.digests.length) return { answer: { done: true }, decision: 'off-before' };
    const now = clock.now();
    const fact = command({
      ...{ id: derivedId('evt', 'digest-off', bundle.id, version), name: 'agent.digest-taken-off' },
      ...{ accountId: NO_ACCOUNT, principal: recipientId, now },
    });
    const entry = journal({
      pk: agentPk(recipientId),
      capability: CAPABILITY,
      fact,
      decision: 'digest-off',
      now,
    });
    const writes = [entry, preferencesWrite(recipientId, { ...person, digests }, version)];
    return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: 'digest-off' };
  });
  return accepted({});
}
