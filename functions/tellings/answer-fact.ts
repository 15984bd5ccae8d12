import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { promisedUntil } from '../../shared/domain/devices/watch-case.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import { tellingWanted } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import type { Handled } from '../../shared/store/ports.ts';
import { loadTelling, type StoredTelling, tellingWrite } from '../../shared/store/telling-store.ts';
import { messageFor } from './message-for.ts';
import type { TellPorts } from './ports.ts';

type Wanted = DataOf<typeof tellingWanted>;

const MAX_ATTEMPTS = 5;
/** Longer than any attempt can take, shorter than the queue's pause. */
const LEASE = 30_000;

/** Tells a contact what is wanted: one mail, in their language, true at the moment it leaves. */
export async function answerFact(ports: TellPorts, fact: Fact): Promise<Handled> {
  if (!tellingWanted.is(fact)) return { decision: 'not-ours' };
  const { caseId, kind, caseVersion } = fact.data;
  const held = await loadCase(ports.table, caseId);
  if (!held) return { decision: 'no-such-case', detail: { case: caseId } };
  const tellingId = `${kind}-${caseVersion}`;
  const earlier = await loadTelling(ports.table, caseId, tellingId);
  if (earlier && earlier.state !== 'sending') return { decision: 'already-told', detail: { case: caseId } };
  if (earlier && (earlier.leaseUntil ?? 0) > ports.clock.now()) throw new TellingUnderWayError(caseId);
  return tell(ports, { fact: fact as Fact<Wanted>, held, tellingId, earlier });
}

type Given = {
  readonly fact: Fact<Wanted>;
  readonly held: StoredCase;
  readonly tellingId: string;
  readonly earlier: StoredTelling | undefined;
};

async function tell(ports: TellPorts, given: Given): Promise<Handled> {
  const { fact, held } = given;
  const { caseId, contactId, kind } = fact.data;
  const now = ports.clock.now();
  const calendars = await calendarsOf(ports.table, held, now);
  const dueAt = promisedUntil(held, { calendars, now });
  if (isStale(fact.data, held, dueAt)) return record(ports, given, { state: 'superseded' });
  const contact = await loadContact(ports.table, held.accountId, contactId);
  if (contact?.email === undefined) return record(ports, given, { state: 'no-address' });
  if ((given.earlier?.attempts ?? 0) >= MAX_ATTEMPTS)
    return record(ports, given, { state: 'failed', detail: 'attempts-used-up' });
  const attempts = (given.earlier?.attempts ?? 0) + 1;
  const leased = await write(ports, given, { state: 'sending', attempts, leaseUntil: now + LEASE });
  if (!leased) throw new TellingUnderWayError(caseId);
  const message = await messageFor(ports, { held, kind, contact, contactId, dueAt, calendars });
  const answer = await ports.mail.send({ ...message, to: contact.email });
  const taken = { ...given, earlier: { ...given.earlier, version: leased, attempts } as StoredTelling };
  if (answer.result === 'sent')
    return record(ports, taken, { state: 'sent', ...(dueAt === undefined ? {} : { dueAt }) });
  if (answer.result === 'refused') return record(ports, taken, { state: 'failed', detail: answer.why });
  await write(ports, taken, { state: 'sending', attempts, leaseUntil: now, detail: answer.why });
  throw new TellingUnderWayError(caseId);
}

/** The promise moved again since, or the case went on: a later telling says it, or there is nothing more to say. */
function isStale({ kind, dueAt: said }: Wanted, held: StoredCase, dueAt: number | undefined): boolean {
  if (kind === 'promise-changed') return !isOpenCase(held) || held.toldDueAt !== (said ?? 'none');
  return kind === 'promise-at-risk' && (!isOpenCase(held) || dueAt === undefined);
}

type End = Pick<StoredTelling, 'state'> &
  Partial<Pick<StoredTelling, 'attempts' | 'leaseUntil' | 'detail' | 'dueAt'>>;

/** The version that the row has now; `undefined` when somebody else took it. */
async function write({ table, clock, ids }: TellPorts, given: Given, end: End): Promise<number | undefined> {
  const { fact, tellingId, earlier } = given;
  const { caseId, kind } = fact.data;
  const row = {
    ...{ caseId, tellingId, kind, at: clock.now(), attempts: earlier?.attempts ?? 0 },
    ...(fact.data.dueAt === undefined ? {} : { dueAt: fact.data.dueAt }),
    ...end,
  };
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [tellingWrite(row, earlier?.version)],
  });
  return answer.done ? (earlier?.version ?? 0) + 1 : undefined;
}

async function record(ports: TellPorts, given: Given, end: End): Promise<Handled> {
  const detail = { case: given.fact.data.caseId, telling: given.tellingId };
  if ((await write(ports, given, end)) === undefined) throw new TellingUnderWayError(detail.case);
  return { decision: end.state === 'failed' ? 'telling-failed' : `telling-${end.state}`, detail };
}

/** Another attempt is under way or must come later: the queue brings the fact back. */
class TellingUnderWayError extends Error {
  override readonly name = 'TellingUnderWayError';
  constructor(caseId: string) {
    super(`a telling about ${caseId} is under way`);
  }
}
