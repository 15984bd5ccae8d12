import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { ENTERED, openFor, type ReportAnswer, type Reported } from './open-for.ts';

/** A report by a person: the device must be registered, which says whose it is. */
export async function reportDevice(
  ports: Ports,
  given: Reported & { readonly at?: Instant; readonly principal: string; readonly factId?: EventId },
): Promise<Outcome<ReportAnswer, 'unknown-device' | 'not-with-a-customer' | 'in-the-future' | 'stale'>> {
  const { at, principal, factId = ports.ids.random('evt') as EventId, ...reported } = given;
  const now = ports.clock.now();
  const device = await loadDevice(ports.table, reported.serial);
  if (!device)
    return refused('unknown-device', {
      field: 'body.serial',
      problem: 'No device with this serial is registered; register it first.',
    });
  if (device.accountId === undefined)
    return refused('not-with-a-customer', { field: 'body.serial', problem: 'The device is in stock.' });
  if (at !== undefined && at > now)
    return refused('in-the-future', { field: 'body.at', problem: 'must not be later than now' });
  const cause = command({
    id: factId,
    name: ENTERED,
    accountId: device.accountId as AccountId,
    principal,
    now,
  });
  let answer: ReportAnswer | undefined;
  await openFor(ports, { ...cause, occurredAt: at ?? now }, reported, one => {
    answer = one;
  });
  if (answer) return accepted(answer);
  return refused('stale', {
    field: 'body.serial',
    problem: 'The device changed hands just now; look it up, and report it again when it is still broken.',
  });
}
