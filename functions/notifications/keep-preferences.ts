import type { PreferencesInput, PreferencesView } from '../../shared/contracts/notifications-contract.ts';
import {
  type ChatRefusal,
  chatHostOf,
  checkChatUrl,
} from '../../shared/domain/notifications/chat-webhook.ts';
import { effective, type Preferences } from '../../shared/domain/notifications/preferences.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { noticeKinds } from '../../shared/events/team-events.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  loadPreferences,
  preferencesWrite,
  type StoredPreferences,
} from '../../shared/store/preferences-store.ts';
import { loadSettings, type StoredSettings } from '../../shared/store/settings-store.ts';
import { CAPABILITY } from './capability.ts';

export async function readPreferences({ table }: Ports, agentId: string): Promise<PreferencesView> {
  const [person, settings] = await Promise.all([loadPreferences(table, agentId), loadSettings(table)]);
  return viewOf(person, settings);
}

/**
 * Writes how a person wants to be told. A chat's address is kept when nothing is said of it; a new one must be on a host
 * that the company allows. A channel that was switched off is tried again when asked for, a chat with a new address too. Refused with `unknown-kind` for a kind that does not
 * exist and with `digest-twice` for two digests of one name.
 */
export async function putPreferences(
  ports: Ports,
  agentId: string,
  input: PreferencesInput,
): Promise<Outcome<PreferencesView, ChatRefusal | 'unknown-kind' | 'digest-twice' | 'stale'>> {
  const { table, clock, ids } = ports;
  const [held, settings] = await Promise.all([loadPreferences(table, agentId), loadSettings(table)]);
  const wrong = unknownKind(input) ?? twice(input);
  if (wrong) return wrong;
  const { chatUrl, mend = [], ...said } = input;
  if (typeof chatUrl === 'string') {
    const checked = checkChatUrl(chatUrl, settings.notifications.chatHosts ?? []);
    if (!checked.ok) return checked;
  }
  const chat = chatUrl === undefined ? held.chatUrl : (chatUrl ?? undefined);
  const mended = chatUrl === undefined ? mend : [...mend, 'chat'];
  const off = held.off.filter(({ channel }) => !mended.includes(channel));
  const person: Preferences = { ...said, off, ...(chat === undefined ? {} : { chatUrl: chat }) };
  // Said again, as when an answer was lost: it stands there already.
  if (isSameData({ ...person, version: held.version }, held)) return accepted(viewOf(held, settings));
  const now = clock.now();
  const fact = command({
    ...{ id: ids.random('evt') as EventId, name: 'agent.preferences-written', accountId: NO_ACCOUNT },
    ...{ principal: agentId, now },
  });
  const entry = journal({
    pk: agentPk(agentId),
    capability: CAPABILITY,
    fact,
    decision: 'preferences-written',
    now,
  });
  const writes = [entry, preferencesWrite(agentId, person, held.version)];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  return answer.done
    ? accepted(viewOf({ ...person, version: held.version + 1 }, settings))
    : refused('stale', { problem: 'They were just written by another window; look again.' });
}

const known = new Set<string>(noticeKinds);

function unknownKind({ kinds, digests }: PreferencesInput) {
  const kind = Object.keys(kinds).find(one => !known.has(one));
  if (kind !== undefined)
    return refused('unknown-kind', { field: `body.kinds.${kind}`, problem: 'There is no such kind.' });
  const at = digests.findIndex(digest => digest.kinds?.some(one => !known.has(one)));
  return at < 0
    ? undefined
    : refused('unknown-kind', { field: `body.digests.${at}.kinds`, problem: 'There is no such kind.' });
}

function twice({ digests }: PreferencesInput) {
  const ids = digests.map(({ id }) => id);
  const at = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  return at < 0
    ? undefined
    : refused('digest-twice', { field: `body.digests.${at}.id`, problem: 'Another digest has this name.' });
}

function viewOf(person: StoredPreferences, { notifications }: StoredSettings): PreferencesView {
  const { chatUrl, off, version, ...said } = person;
  const chatHost = chatUrl === undefined ? undefined : chatHostOf(chatUrl);
  return {
    ...(said as Omit<PreferencesView, 'off' | 'version' | 'effective' | 'chatHosts'>),
    ...(chatHost === undefined ? {} : { chatHost }),
    chatHosts: [...(notifications.chatHosts ?? [])],
    off: off.map(({ channel, why, at }) => ({ channel, why, at: formatInstant(at) })),
    effective: noticeKinds.map(kind => ({ kind, ...effective(kind, { company: notifications, person }) })),
    version,
  };
}
