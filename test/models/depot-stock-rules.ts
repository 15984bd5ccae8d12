import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import type { Stock } from '../../shared/domain/devices/stock.ts';
import { followsOf } from '../../shared/store/journal.ts';
import type { Row } from '../../shared/store/table.ts';
import type { DeviceWorld } from './device-world.ts';
import type { Rules } from './support/model.ts';

/** Counted by hand: nothing of the product's own books is asked. */
function amountsOf({ units, withCustomer, scrapped, received }: Stock) {
  const at = (place: string) => Object.values(units).filter(unit => unit.at === place).length;
  return {
    ...{ onHand: at('on-hand'), reserved: at('reserved'), inTransit: at('in-transit'), loaned: at('loaned') },
    ...{ withCustomer, scrapped, received },
  };
}

const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};
const unitsOf = (world: DeviceWorld) =>
  world
    .stocks()
    .flatMap(stock => Object.entries(stock.units).map(([serial, unit]) => ({ serial, unit, stock })));
const twice = (list: readonly string[]): string | undefined =>
  list.find((one, at) => list.indexOf(one) !== at);
const openCases = (world: DeviceWorld) => world.cases().filter(isOpenCase);

/** What may become of the unit that another one was handed over for. */
const SETTLED: readonly string[] = ['returned', 'waived', 'written-off'];

export const stockAlways: Rules<DeviceWorld> = {
  '1: what came in is somewhere': world =>
    find(
      world.stocks().map(amountsOf),
      ({ received, ...rest }) => Object.values(rest).reduce((sum, n) => sum + n, 0) !== received,
    ),
  '1: what customers have is what devices say': world =>
    find(world.stocks(), ({ depotId, model, units, withCustomer }) => {
      const issued = world
        .devices()
        .filter(one => one.depotId === depotId && one.model === model && !(one.serial in units));
      const sure = issued.filter(({ place }) => place === 'with-customer').length;
      return withCustomer < sure || withCustomer > issued.length;
    }),
  '1: what devices say is in a depot is in its books': world =>
    find(
      world.devices(),
      ({ serial, model, place, depotId }) =>
        place === 'depot' &&
        !world
          .stocks()
          .some(stock => stock.depotId === depotId && stock.model === model && serial in stock.units),
    ),
  '2: nothing is negative': world =>
    find(world.stocks().map(amountsOf), amounts => Object.values(amounts).some(n => n < 0)),
  '3: a serial is in one place': world =>
    twice(unitsOf(world).map(({ serial }) => serial)) ??
    find(unitsOf(world), ({ serial, stock }) =>
      world.devices().some(one => one.serial === serial && one.depotId !== stock.depotId),
    ),
  '3: a device is in one open case': world => twice(openCases(world).map(({ serial }) => serial)),
  '4: a case has one unit of a kind': world =>
    twice(unitsOf(world).flatMap(({ unit }) => (unit.at === 'on-hand' ? [] : `${unit.at} ${unit.caseId}`))),
  '5: closed only when the old unit is settled': world =>
    find(world.cases(), ({ state, owed, oldUnit, replacement, damage }) => {
      if (state !== 'closed') return false;
      const isThere = replacement !== undefined && damage === 'broken';
      return owed.length > 0 || oldUnit === 'owed' || (isThere && !SETTLED.includes(oldUnit));
    }),
};

const ONE_HAS_IT = '7: of two for one unit, one has it';

export const stockAtRest: Rules<DeviceWorld> = {
  [ONE_HAS_IT]: world => twice(openCases(world).flatMap(({ reservation }) => reservation?.serial ?? [])),
  '4: case and stock name each other': world =>
    find(unitsOf(world), ({ serial, unit }) => {
      if (unit.at !== 'reserved') return false;
      const held = world.cases().find(({ id }) => id === unit.caseId);
      return held?.reservation?.serial !== serial || !isOpenCase(held);
    }) ??
    find(openCases(world), ({ id, reservation }) => {
      if (!reservation) return false;
      const there = unitsOf(world).find(({ serial }) => serial === reservation.serial)?.unit;
      return there === undefined || there.at === 'on-hand' || there.caseId !== id;
    }),
  '4: none outlives its end': world =>
    find(unitsOf(world), ({ unit }) => unit.at === 'reserved' && unit.expiresAt <= world.clock.now()),
};

/** What comes into the books or leaves them stands in the history, with who and why; a count has a reason in words. */
export function watchAdjustments(world: DeviceWorld): DeviceWorld {
  world.table.onCommit(changes => {
    const moved = changes.filter(({ after, before }) => {
      if ((after ?? before)?.['type'] !== 'stock') return false;
      return ['received', 'scrapped', 'withCustomer'].some(
        sum => (before?.[sum] ?? 0) !== (after?.[sum] ?? 0),
      );
    });
    const entry = changes.map(({ after }) => after).find((row): row is Row => row?.['type'] === 'journal');
    if (moved.length > 0 && !entry) world.wrong.push('6: an adjustment has an entry in the history');
    if (entry?.['decision'] === 'count' && !(entry['reason'] as { reason?: string }).reason)
      world.wrong.push('6: an adjustment has its reason');
    if (moved.length > 0 && entry?.pk.includes('depot#') && entry.expiresAt !== undefined)
      world.wrong.push('6: its history is kept');
  });
  return world;
}

/** A case's unit that becomes another case's: the one that had it is told with the same commit. */
export function watchReservations(world: DeviceWorld): DeviceWorld {
  world.table.onCommit(changes => {
    const told = changes
      .flatMap(({ before, after }) => (after && !before ? followsOf(after) : []))
      .map(({ data }) => `${data['caseId']} ${data['serial']}`);
    for (const { before, after } of changes) {
      if (before?.['type'] !== 'stock' || !after) continue;
      const [were, are] = [before, after].map(row => (row as unknown as Stock).units) as [Units, Units];
      for (const [serial, was] of Object.entries(were)) {
        const is = are[serial];
        if (was.at === 'on-hand' || !is || is.at === 'on-hand' || is.caseId === was.caseId) continue;
        if (!told.includes(`${was.caseId} ${serial}`)) world.wrong.push(`${ONE_HAS_IT} – ${serial}`);
      }
    }
  });
  return world;
}
type Units = Stock['units'];
