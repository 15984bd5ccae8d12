import { BUNDLE_PREFIX } from '../../shared/domain/notifications/bundle.ts';
import { type MailEvent, mailEventFact } from '../../shared/domain/notifications/mail-event.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { bundledIn } from '../../shared/store/bundle-store.ts';
import { loginKey } from '../../shared/store/keys.ts';
import { noteMailLeft } from '../../shared/store/mail-report-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { loadAgent, loginDigest, type StoredAgent } from '../../shared/store/roster-store.ts';
import { markDelivered } from './move-notification.ts';
import { readMailEvent } from './read-mail-event.ts';
import { recordReport } from './record-mail-report.ts';
import { switchOff } from './switch-off.ts';

const ABREAST = 10;

/**
 * A report of the mail service about one mail, in any order and more than once. The delivery's row takes it down.
 * Delivered: so is what the mail told of. An address that will not take mail, or whose reader called ours unwanted: the
 * mail channel of the agent who has this address now is off until somebody mends it; a delivery reported later does not
 * change that. Anything that is no report is kept once with its reason and without its text, which may hold an address.
 */
export async function takeMailEvent(
  ports: Ports,
  message: { readonly origin: string; readonly text: string },
): Promise<Handled> {
  const read = readMailEvent(message.text);
  if (!read.ok) {
    await quarantine(ports)({ ...message, kept: '', reason: read });
    return { decision: 'quarantined', detail: { field: String(read.detail?.['field']) } };
  }
  const event = read.value;
  // Mails to customers name nothing that they are about; whoever sent one asks for it by its effect key.
  if (event.about === undefined && event.effect !== undefined)
    await noteMailLeft(ports, event.effect, event.at);
  const recorded = await recordReport(ports, event);
  const detail = event.about === undefined ? {} : { about: event.about };
  switch (event.meaning) {
    case 'delivered':
      if (recorded !== 'recorded' || event.about === undefined)
        return { decision: `mail-delivered-${recorded}`, detail };
      return delivered(ports, event.about);
    case 'bounced':
    case 'complained':
      return switchOffMail(ports, event, event.meaning);
    case 'bounced-for-now':
      return { decision: 'mail-bounced-for-now', detail };
    case 'taken':
      return { decision: 'mail-taken', detail };
    case 'noted':
      return { decision: 'mail-report-noted', detail };
  }
}

/** A digest was delivered with everything it told of. */
async function delivered(ports: Ports, about: string): Promise<Handled> {
  const told = about.startsWith(BUNDLE_PREFIX) ? await bundledIn(ports.table, about) : [about];
  await inParallel(told, ABREAST, id => markDelivered(ports, id));
  return { decision: 'mail-delivered', detail: { about } };
}

async function switchOffMail(
  ports: Ports,
  event: MailEvent,
  why: 'bounced' | 'complained',
): Promise<Handled> {
  const found = await Promise.all(event.addresses.map(address => agentAt(ports, address)));
  const byId = new Map(found.flatMap(agent => (agent ? [[agent.id, agent] as const] : [])));
  const agents = [...byId.keys()];
  for (const [agentId, { email }] of byId) {
    const cause = mailEventFact(event, { agentId, now: ports.clock.now() });
    await switchOff(ports, { agentId, channel: 'mail', why, of: loginDigest(email), cause });
  }
  // Customers are written to as well; what their addresses do shows in the sender's reputation.
  if (agents.length === 0) return { decision: 'not-an-agent', detail: { why } };
  return { decision: `mail-${why}`, detail: { agent: agents.join(' ') } };
}

/** The active agent who has this address now; an address given up leads to nobody. */
async function agentAt({ table }: Ports, address: string): Promise<StoredAgent | undefined> {
  const login = await table.get(loginKey(loginDigest(address)));
  const agent = login && (await loadAgent(table, String(login['agentId'])));
  return agent?.active && loginDigest(agent.email) === loginDigest(address) ? agent : undefined;
}
