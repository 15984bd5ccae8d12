import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { newStock, type Stock } from '../../shared/domain/devices/stock.ts';
import type { StockCommand, StockRefusal } from '../../shared/domain/devices/stock-commands.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { depotLedger } from '../support/depot-ledger.ts';
import { NOON } from '../support/depot-stock.ts';

const depots = ['berlin', 'hamburg'] as const;
type Versioned = { readonly stock: Stock; readonly version: number };

/** What somebody does: who, on what they last saw or on a fresh look, where, and then again when it is a repeat. */
type Move = {
  readonly actor: number;
  readonly looks: boolean;
  readonly comesAgain: boolean;
  readonly repeats: boolean;
  readonly depot: number;
  readonly minutes: number;
  readonly what: number;
  readonly serial: number;
  readonly other: number;
  readonly caseId: number;
  readonly promise: number;
};
const names = [
  ...(['receive', 'receive', 'receive', 'receive', 'receive', 'set-ready', 'expire'] as const),
  ...(['reserve', 'reserve', 'reserve', 'reserve', 'reserve', 'release', 'ship', 'ship', 'ship'] as const),
  ...(['hand-over', 'hand-over', 'hand-over', 'loan', 'loan', 'take-back', 'take-back'] as const),
  ...(['write-off', 'count', 'set-floor', 'set-minimum'] as const),
];
const upTo = (max: number) => fc.nat({ max });
const move: fc.Arbitrary<Move> = fc.record({
  ...{ actor: upTo(1), looks: fc.boolean(), comesAgain: fc.boolean(), repeats: fc.boolean() },
  ...{ depot: upTo(1), minutes: fc.constantFrom(0, 0, 0, 0, 1, 20), what: upTo(names.length - 1) },
  ...{ serial: upTo(7), other: upTo(6), caseId: upTo(4), promise: upTo(3) },
});

const seen = {
  commits: 0,
  stale: 0,
  accepted: new Map<string, number>(),
  refused: new Map<string, number>(),
};
const tally = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

/** Two depots with one model, two people who may act on what they saw a while ago, and the second set of books. */
function world() {
  const ledger = depotLedger();
  const rows: Versioned[] = depots.map(depotId => ({ stock: newStock(depotId, 'phone-1'), version: 0 }));
  const seenBy: Versioned[][] = [[...rows], [...rows]];
  let now = NOON;

  const isHere = (serial: string, depot: number) =>
    (ledger.placeOf(serial)?.depot ?? depots[depot]) === depots[depot];
  const isIssued = (serial: string) => ledger.placeOf(serial)?.at === 'with-customer';

  function commandOf(given: Move): StockCommand {
    const serial = `s${given.serial}`;
    const caseId = `c${given.caseId}`;
    const promised = given.promise < 2 ? {} : { promise: `p${given.promise}` };
    const named = given.promise % 2 === 0 ? {} : { serial };
    const [issuedHere, ready] = [isIssued(serial), given.other !== 0];
    const until = now + (5 + 20 * given.other) * MINUTE;
    const name = names[given.what % names.length] ?? 'expire';
    switch (name) {
      case 'receive':
        // Whoever books a unit in knows from the device's own row that it was handed over here.
        return issuedHere
          ? { do: 'take-back', serial, issuedHere, ready }
          : { do: name, serial, ready: given.what < 4 || ready };
      case 'set-ready':
        return { do: name, serial, ready };
      case 'reserve':
        return { do: name, caseId, expiresAt: until, ...promised };
      case 'hand-over':
        return { do: name, caseId, ...named, ...promised };
      case 'loan':
        return { do: name, caseId, dueBackAt: until, ...named, ...promised };
      case 'take-back':
        return { do: name, serial, issuedHere, ready };
      case 'write-off':
        return { do: name, serial, issuedHere };
      case 'count': {
        const found = ['s0', 's1', 's2', 's3', serial].filter(each => isHere(each, given.depot));
        const reason = given.promise === 0 ? '' : 'monthly';
        return { do: name, found, issuedHere: found.filter(isIssued), reason };
      }
      case 'set-floor':
        return { do: name, promise: `p${2 + (given.promise % 2)}`, units: given.other % 3 };
      case 'set-minimum':
        return { do: name, units: given.other };
      case 'expire':
        return { do: name };
      default:
        return { do: name, caseId };
    }
  }

  /** Decides on what was seen; the table takes it when that is what stands there still. */
  function attempt(at: number, command: StockCommand, on: Versioned): 'done' | 'stale' {
    const outcome = decideStock(on.stock, command, now);
    const isFresh = rows[at]?.version === on.version;
    if (!outcome.ok) {
      if (isFresh) refusedRightly(on.stock, command, outcome.refusal);
      return 'done';
    }
    if (!isFresh) return 'stale';
    const { answer, depot } = { answer: outcome.value, depot: on.stock.depotId };
    const readyBefore = ledger.readyIn(depot);
    ledger.note({ depot, command, answer, now });
    rows[at] = { stock: answer.stock, version: on.version + 1 };
    seen.commits++;
    tally(seen.accepted, command.do);
    if (answer.displaced) tally(seen.accepted, 'displaced');
    for (const { why } of answer.returned) tally(seen.accepted, why);
    ledger.must(ledger.overdue(depot, now) === 0, 'a reservation outlived its end');
    takenRightly(on.stock, command, answer.stock);
    const crossed = readyBefore >= on.stock.minimum && ledger.readyIn(depot) < answer.stock.minimum;
    const told = answer.alerts.some(({ kind }) => kind === 'below-minimum');
    ledger.must(crossed === told, 'an alert came at the wrong time');
    ledger.check(rows.map(({ stock }) => stock));
    return 'done';
  }

  function refusedRightly(stock: Stock, command: StockCommand, refusal: StockRefusal) {
    tally(seen.refused, refusal);
    if (command.do !== 'reserve' || refusal !== 'no-stock') return;
    const { [command.promise ?? '']: own, ...others } = stock.floors;
    const fenced = Object.values(others).reduce((sum, n) => sum + n, 0);
    ledger.must(ledger.readyIn(stock.depotId) <= fenced, 'a free unit was refused');
    const lent = command.promise === undefined ? 0 : ledger.unpromisedIn(stock.depotId, now);
    ledger.must(lent === 0, 'a promise was refused while an unpromised reservation stood');
  }

  function takenRightly(before: Stock, command: StockCommand, after: Stock) {
    if (!['reserve', 'hand-over', 'loan'].includes(command.do)) return;
    const own = 'promise' in command ? command.promise : undefined;
    const others = Object.keys(after.floors).filter(promise => promise !== own);
    const untouched = others.every(name => (after.short[name] ?? 0) <= (before.short[name] ?? 0));
    ledger.must(untouched, `${own} took from the floor of another promise`);
  }

  /** A unit on the shelf, or one issued here that came back elsewhere: out here and in there, in one commit. */
  function transfer(at: number, serial: string) {
    const [from, to] = [rows[at] as Versioned, rows[1 - at] as Versioned];
    const issuedHere = ledger.placeOf(serial)?.at === 'with-customer';
    const commands = [
      { do: 'move-out', serial, issuedHere } as const,
      { do: 'move-in', serial, ready: true } as const,
    ] as const;
    const [out, into] = [decideStock(from.stock, commands[0], now), decideStock(to.stock, commands[1], now)];
    if (!out.ok) return tally(seen.refused, out.refusal);
    if (!into.ok) return ledger.must(false, `${serial} is in both depots`);
    ledger.note({ depot: from.stock.depotId, command: commands[0], answer: out.value, now });
    ledger.note({ depot: to.stock.depotId, command: commands[1], answer: into.value, now });
    rows[at] = { stock: out.value.stock, version: from.version + 1 };
    rows[1 - at] = { stock: into.value.stock, version: to.version + 1 };
    tally(seen.accepted, 'transfer');
    return ledger.check(rows.map(({ stock }) => stock));
  }

  /** Units are handled where they are; now and then one goes to the other depot. */
  function act(wanted: Move) {
    now += wanted.minutes * MINUTE;
    const serial = `s${wanted.serial}`;
    const at = depots.indexOf(ledger.placeOf(serial)?.depot as (typeof depots)[number]);
    if (at >= 0 && at !== wanted.depot && wanted.promise === 0) return transfer(at, serial);
    const given = at < 0 ? wanted : { ...wanted, depot: at };
    if (given.looks) seenBy[given.actor] = [...rows];
    for (let n = given.repeats ? 2 : 1; n > 0; n--) {
      const on = seenBy[given.actor]?.[given.depot] as Versioned;
      if (attempt(given.depot, commandOf(given), on) === 'done') continue;
      seen.stale++;
      if (given.comesAgain) attempt(given.depot, commandOf(given), rows[given.depot] as Versioned);
    }
  }
  return { act, complaints: ledger.complaints };
}

test('two depots keep their books through every order, repeat, delay and stale look', () => {
  const numRuns = Number(process.env.SIM_STOCKS ?? 2_000);
  fc.assert(
    fc.property(fc.array(move, { minLength: 1, maxLength: 100, size: 'max' }), moves => {
      const { act, complaints } = world();
      for (const each of moves) {
        act(each);
        if (complaints.length > 0) break;
      }
      expect(complaints).toEqual([]);
    }),
    { numRuns },
  );
  if (process.env.SIM_TELL) console.log(seen.commits, seen.stale, seen.accepted, seen.refused);
  expect(seen.stale).toBeGreaterThan(numRuns / 10);
  expect(seen.accepted.size).toBe(18);
  expect(seen.refused.size).toBeGreaterThan(8);
}, 600_000);
