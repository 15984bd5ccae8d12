import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { promisedUntil } from '../../shared/domain/devices/watch-case.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { tellingWanted } from '../../shared/events/device-events.ts';
import { digest } from '../../shared/kernel/id.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import type { Handled } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { loadTelling, tellingWrite } from '../../shared/store/telling-store.ts';
import { messageFor, type Spoken, spokenOf } from './message-for.ts';
import type { TellPorts } from './ports.ts';
import { leaveUntold, type Sending, sendOnce, toldBefore } from './tell-once.ts';

type Wanted = DataOf<typeof tellingWanted>;

/** Tells a contact what is wanted of a device case: one mail, in their language, true at the moment it leaves. */
export async function tellCase(ports: TellPorts, wanted: Wanted): Promise<Handled> {
  const { caseId, kind, contactId } = wanted;
  const held = await loadCase(ports.table, caseId);
  if (!held) return { decision: 'no-such-case', detail: { case: caseId } };
  const tellingId = `${kind}-${wanted.caseVersion}`;
  const about = { case: caseId, telling: tellingId };
  const earlier = await loadTelling(ports.table, caseId, tellingId);
  const told = toldBefore(ports, { about, earlier });
  if (told) return told;
  const now = ports.clock.now();
  const calendars = await calendarsOf(ports.table, held, now);
  const dueAt = promisedUntil(held, { calendars, now });
  let spoken: Spoken | undefined;
  const row = (sending: Sending, read: number | undefined) => {
    const said = (sending.state === 'sent' ? dueAt : undefined) ?? wanted.dueAt;
    const promised = said === undefined ? {} : { dueAt: said };
    return tellingWrite(
      { ...{ caseId, tellingId, kind, at: now }, ...promised, ...spoken, ...sending },
      read,
    );
  };
  const effectKey = digest('effect', 'telling', caseId, tellingId);
  const telling = { about, earlier, row, effectKey };
  if (isStale(wanted, held, dueAt)) return leaveUntold(ports, telling, 'superseded');
  const contact = await loadContact(ports.table, held.accountId, contactId);
  const to = contact?.email;
  if (!contact || to === undefined) return leaveUntold(ports, telling, 'no-address');
  const { company } = await loadSettings(ports.table);
  const asked = { held, kind, contact, contactId, dueAt, calendars, company };
  const words = { ...asked, spoken: spokenOf(asked, company.languages) };
  spoken = words.spoken;
  return sendOnce(ports, telling, async () => ({ ...(await messageFor(ports, words)), to }));
}

/** The promise moved again since, or the case went on: a later telling says it, or there is nothing more to say. */
function isStale({ kind, dueAt: said }: Wanted, held: StoredCase, dueAt: number | undefined): boolean {
  if (kind === 'promise-changed') return !isOpenCase(held) || held.toldDueAt !== (said ?? 'none');
  return kind === 'promise-at-risk' && (!isOpenCase(held) || dueAt === undefined);
}
