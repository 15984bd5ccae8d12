import { answerFact } from '../../functions/devices/answer-fact.ts';
import { answerTick } from '../../functions/devices/answer-tick.ts';
import type { Stock } from '../../shared/domain/devices/stock.ts';
import { newStock } from '../../shared/domain/devices/stock.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { type Device, deviceRow } from '../../shared/store/device-store.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { replace } from '../../shared/store/journal.ts';
import { casePk, timerKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { stockRow } from '../../shared/store/stock-store.ts';
import { aFact } from './facts.ts';

/** 23 November 2026, a Monday, in Berlin (UTC+1). */
export const berlin = (time: string, day = '2026-11-23'): Instant => Date.parse(`${day}T${time}:00+01:00`);

/** A device of the two-hour client, changed where a test says so. */
export const aDevice = (serial: string, given: Partial<Device> = {}): Omit<Device, 'version'> => ({
  serial,
  model: 'tab-8',
  accountId: 'mall-group',
  managed: true,
  site: 'mall',
  contactId: 'c-1',
  place: 'with-customer',
  ...given,
});

/** Registers devices and puts ready units on a depot's shelf, with its floors. */
export async function seedDevices(
  { table, ids, clock }: Ports,
  given: {
    readonly devices: readonly Omit<Device, 'version'>[];
    readonly depotId?: string;
    readonly model?: string;
    readonly ready?: readonly string[];
    readonly floors?: Readonly<Record<string, number>>;
  },
): Promise<void> {
  const { devices, depotId = 'mall', model = 'tab-8', ready = [], floors = {} } = given;
  const units = ready.map(serial => aDevice(serial, { model, place: 'depot', depotId }));
  for (const device of [...devices, ...units]) {
    const { accountId: _none, contactId: _nobody, site: _nowhere, ...inStock } = device;
    const row = deviceRow(device.place === 'depot' ? inStock : device);
    await table.commit({ commitId: ids.random('cmt'), writes: [replace(row, undefined)] });
  }
  const stock: Stock = {
    ...newStock(depotId, model),
    units: Object.fromEntries(
      ready.map(serial => [serial, { at: 'on-hand', ready: true, since: clock.now() - 1_000 }]),
    ),
    received: ready.length,
    floors,
  };
  await table.commit({ commitId: ids.random('cmt'), writes: [replace(stockRow(stock), undefined)] });
}

/** Reports a device and answers with its case. */
export async function report(
  ports: Ports,
  serial: string,
  given: { readonly at: Instant; readonly damage?: string; readonly accountId?: string },
): Promise<string> {
  const { at, damage = 'broken', accountId = 'mall-group' } = given;
  const fact = aFact('device.reported', {
    id: `report-${serial}-${at}`,
    accountId,
    at,
    data: { serial, damage, language: 'de', contactId: 'c-1' },
  });
  await answerFact(ports, fact);
  return derivedId('case', fact.id);
}

export async function theCase({ table }: Ports, caseId: string): Promise<StoredCase> {
  const held = await loadCase(table, caseId);
  if (!held) throw new Error(`there is no case ${caseId}`);
  return held;
}

/** The timer of a case, when one stands. */
export const timerOf = async ({ table }: Ports, caseId: string): Promise<TimerRow | undefined> =>
  (await table.get(timerKey(casePk(caseId), 'device.due'))) as TimerRow | undefined;

/** Lets time pass until an instant: every timer of the case that falls due on the way ticks at its instant. */
export async function passTo(
  ports: Ports & { clock: { set(at: Instant): void } },
  caseId: string,
  until: Instant,
): Promise<void> {
  for (;;) {
    const timer = await timerOf(ports, caseId);
    if (!timer || timer.dueAt > until) break;
    ports.clock.set(Math.max(timer.dueAt, ports.clock.now()));
    const { pk, sk, kind, epoch, dueAt } = timer;
    await answerTick(ports, { pk, sk, kind, epoch, dueAt } as Tick);
  }
  ports.clock.set(until);
}
