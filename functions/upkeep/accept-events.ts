import type { Bus } from '../../shared/adapters/bus.ts';
import type { EventAnswer } from '../../shared/contracts/intake-contract.ts';
import type { Refused } from '../../shared/kernel/outcome.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Checked, checkEvent } from './check-event.ts';
import { type EventsRequest, readCloudEvents } from './read-cloud-events.ts';

/** Different contacts written side by side. */
const ABREAST = 8;
const TRY_AGAIN = 'try-again';

export type IntakeRequest = EventsRequest & {
  /** Who sends, as the key's row names it; a part of every event's identity. */
  readonly producer: string;
};
export type IntakePorts = Ports & { readonly bus: Bus };

/**
 * Answers each event of a request: accepted with our id of it, or rejected with the field and the reason.
 * 200 when at least one was accepted, 400 when all were rejected, 503 when the only thing wrong was ours.
 */
export async function acceptEvents(ports: IntakePorts, request: IntakeRequest) {
  const read = readCloudEvents(request);
  if (!read.ok) return read;
  const from = { producer: request.producer, now: ports.clock.now() };
  const checked = read.value.map(event => checkEvent(event, from));
  const fit = checked.flatMap(one => (one.ok ? [one.value] : []));
  const erased = await writeContacts(ports, fit);
  const taken = await hand(ports.bus, fit);
  const events = checked.map((one, index) =>
    one.ok
      ? { ...answerOf(index, one.value, taken.has(one.value)), ...(erased.has(one.value) ? DROPPED : {}) }
      : rejection(index, one),
  );
  return accepted({ status: statusOf(events), body: summary(events) });
}

/** Of whoever was erased nothing is kept; the fact itself counts. */
const DROPPED = { dropped: 'contact' } as const;

/**
 * The contact comes before the fact, so that whoever handles the fact finds it. One contact's words go one after another.
 * Answers those of people who were erased.
 */
async function writeContacts(ports: Ports, fit: readonly Checked[]): Promise<ReadonlySet<Checked>> {
  const told = fit.flatMap(one => (one.contact ? [{ one, word: one.contact }] : []));
  const waiting = [
    ...Map.groupBy(told, ({ word }) => JSON.stringify([word.accountId, word.contactId])).values(),
  ];
  const erased = new Set<Checked>();
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      for (const { one, word } of next) if ((await writeContact(ports, word)) === 'erased') erased.add(one);
  };
  await Promise.all(Array.from({ length: Math.min(ABREAST, waiting.length) }, lane));
  return erased;
}

async function hand(bus: Bus, fit: readonly Checked[]): Promise<ReadonlySet<Checked>> {
  if (fit.length === 0) return new Set();
  const answers = await bus.put(fit.map(({ fact }) => fact));
  return new Set(fit.filter((_, at) => answers[at] === true));
}

const answerOf = (index: number, { fact }: Checked, taken: boolean): EventAnswer =>
  taken
    ? { index, status: 'accepted', id: fact.id }
    : { index, status: 'rejected', id: fact.id, reason: TRY_AGAIN };

function rejection(index: number, { refusal, detail }: Refused<string>): EventAnswer {
  const field = String(detail?.['field'] ?? '(whole)');
  return { index, status: 'rejected', field, reason: String(detail?.['problem'] ?? refusal) };
}

function statusOf(events: readonly EventAnswer[]): number {
  if (events.some(({ status }) => status === 'accepted')) return 200;
  return events.some(({ reason }) => reason === TRY_AGAIN) ? 503 : 400;
}

function summary(events: readonly EventAnswer[]) {
  const taken = events.filter(({ status }) => status === 'accepted').length;
  return { accepted: taken, rejected: events.length - taken, events };
}
