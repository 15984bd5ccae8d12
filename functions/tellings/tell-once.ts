import type { MailMessage } from '../../shared/adapters/mail.ts';
import { type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { hasMailLeft } from '../../shared/store/mail-report-store.ts';
import type { Handled } from '../../shared/store/ports.ts';
import type { Put } from '../../shared/store/table.ts';
import type { TellPorts } from './ports.ts';

const MAX_ATTEMPTS = 5;
/** Longer than any attempt can take, shorter than the queue's pause. */
const LEASE = 30_000;
/** The mail service mostly says within seconds that it took a mail; another one waits until it can have said so. */
const REPORT_GRACE = 6 * MINUTE;

/** How far a telling is, as its row says. */
export type Sending = {
  readonly state: 'sending' | 'sent' | 'failed' | 'no-address' | 'superseded';
  readonly attempts: number;
  readonly leaseUntil?: Instant;
  readonly detail?: string;
};

/** One thing to be told once, however often it is wanted and whatever goes wrong meanwhile. */
export type Telling = {
  /** What it is about, for the log and for whoever waits. */
  readonly about: Readonly<Record<string, string>>;
  readonly earlier: (Sending & { readonly version: number }) | undefined;
  /** Names its mail, of all attempts. */
  readonly effectKey: string;
  /** The row as it is to be, in the place of the one that was read. */
  row(sending: Sending, read: number | undefined): Put;
};

/** What to answer when nothing is to be done any more; somebody else's attempt is waited for. */
export function toldBefore(
  { clock }: TellPorts,
  { about, earlier }: Pick<Telling, 'about' | 'earlier'>,
): Handled | undefined {
  if (!earlier) return undefined;
  if (earlier.state !== 'sending') return { decision: 'already-told', detail: about };
  if ((earlier.leaseUntil ?? 0) > clock.now()) throw new TellingUnderWayError(about);
  return undefined;
}

/** An attempt that ended without an answer: nobody knows whether it left. One that was put off for later says why. */
export const mayBeOut = (earlier: Telling['earlier']): boolean =>
  earlier?.state === 'sending' && earlier.detail === undefined;

/** Ends a telling without a mail: it is no longer true, or has nowhere to go. */
export const leaveUntold = (
  ports: TellPorts,
  telling: Pick<Telling, 'about' | 'earlier' | 'row'>,
  state: 'superseded' | 'no-address',
): Promise<Handled> => record(ports, telling, { state, attempts: telling.earlier?.attempts ?? 0 });

/**
 * Sends one mail under a lease: attempts are counted before they go out. One whose answer was lost is repeated only when the
 * mail service has not reported it by then. The words are made after the lease, so that no two attempts mint links at once.
 */
export async function sendOnce(
  ports: TellPorts,
  telling: Telling,
  compose: () => Promise<Words>,
): Promise<Handled> {
  const { about, earlier, effectKey } = telling;
  const now = ports.clock.now();
  const before = earlier?.attempts ?? 0;
  if (mayBeOut(earlier)) {
    const told = { state: 'sent', attempts: before, detail: 'mail-service-reported' } as const;
    if (await hasMailLeft(ports.table, effectKey)) return record(ports, telling, told);
    const until = (earlier?.leaseUntil ?? 0) - LEASE + REPORT_GRACE;
    if (now < until) throw new TellingUnderWayError(about);
  }
  if (before >= MAX_ATTEMPTS)
    return record(ports, telling, { state: 'failed', attempts: before, detail: 'attempts-used-up' });
  const attempts = before + 1;
  const leased = await write(ports, telling, { state: 'sending', attempts, leaseUntil: now + LEASE });
  if (leased === undefined) throw new TellingUnderWayError(about);
  const taken = { ...telling, earlier: { state: 'sending', attempts, version: leased } as const };
  const words = await composed(ports, taken, compose);
  const answer = await ports.mail.send({ ...words, effectKey });
  if (answer.result === 'sent') return record(ports, taken, { state: 'sent', attempts });
  if (answer.result === 'refused')
    return record(ports, taken, { state: 'failed', attempts, detail: answer.why });
  await write(ports, taken, { state: 'sending', attempts, leaseUntil: now, detail: answer.why });
  throw new TellingUnderWayError(about);
}

/** A mail without the name that all attempts at it have. */
export type Words = Omit<MailMessage, 'effectKey'>;

/** Words that could not be made went nowhere: whoever tries again knows it. */
async function composed(ports: TellPorts, telling: Telling, compose: () => Promise<Words>): Promise<Words> {
  try {
    return await compose();
  } catch (error) {
    const { attempts = 0 } = telling.earlier ?? {};
    const ended = { attempts, leaseUntil: ports.clock.now(), detail: 'not-composed' };
    await write(ports, telling, { state: 'sending', ...ended });
    throw error;
  }
}

/** The version that the row has now; `undefined` when somebody else took it. */
async function write(
  { table, ids }: TellPorts,
  { earlier, row }: Pick<Telling, 'earlier' | 'row'>,
  sending: Sending,
): Promise<number | undefined> {
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: [row(sending, earlier?.version)],
  });
  return answer.done ? (earlier?.version ?? 0) + 1 : undefined;
}

async function record(
  ports: TellPorts,
  telling: Pick<Telling, 'about' | 'earlier' | 'row'>,
  sending: Sending,
): Promise<Handled> {
  const { about } = telling;
  if ((await write(ports, telling, sending)) === undefined) throw new TellingUnderWayError(about);
  return { decision: `telling-${sending.state}`, detail: about };
}

/** Another attempt is under way or must come later: the queue brings the fact back. */
class TellingUnderWayError extends Error {
  override readonly name = 'TellingUnderWayError';
  constructor(about: Readonly<Record<string, string>>) {
    super(`a telling about ${Object.values(about).join(' ')} is under way`);
  }
}
