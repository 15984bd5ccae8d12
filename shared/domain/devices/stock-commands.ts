import type { Instant } from '../../kernel/instant.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Stock, StockAlert } from './stock.ts';

type Serial = { readonly serial: string };
type ForCase = { readonly caseId: string };
type MaybePromised = { readonly promise?: string };
/** This stock handed the unit over, as the device's own row says. */
type IssuedHere = { readonly issuedHere: boolean };

/** What can be asked of a stock. */
export type StockCommand =
  /** A new unit, or one that this stock never issued. */
  | ({ readonly do: 'receive'; readonly ready: boolean } & Serial)
  | ({ readonly do: 'set-ready'; readonly ready: boolean } & Serial)
  | ({ readonly do: 'reserve'; readonly expiresAt: Instant } & ForCase & MaybePromised)
  | ({ readonly do: 'release' } & ForCase)
  | { readonly do: 'expire' }
  | ({ readonly do: 'ship' } & ForCase)
  /** `promise` counts for a case that has no reservation and picks a unit. */
  | ({ readonly do: 'hand-over' } & ForCase & Partial<Serial> & MaybePromised)
  | ({ readonly do: 'loan'; readonly dueBackAt: Instant } & ForCase & Partial<Serial> & MaybePromised)
  | ({ readonly do: 'take-back'; readonly ready: boolean } & Serial & IssuedHere)
  | ({ readonly do: 'write-off' } & Partial<Serial> & Partial<IssuedHere>)
  /** `issuedHere`: the unit was handed over here and came back to the other depot. */
  | ({ readonly do: 'move-out' } & Serial & Partial<IssuedHere>)
  | ({ readonly do: 'move-in'; readonly ready: boolean } & Serial)
  | {
      readonly do: 'count';
      readonly found: readonly string[];
      /** Those found that this stock had handed over. */
      readonly issuedHere?: readonly string[];
      readonly reason: string;
    }
  | { readonly do: 'set-floor'; readonly promise: string; readonly units: number }
  | { readonly do: 'set-minimum'; readonly units: number };

export type CommandTo<Do extends StockCommand['do']> = Extract<StockCommand, { do: Do }>;

export type StockRefusal =
  | 'serial-known'
  | 'unknown-serial'
  | 'not-on-hand'
  | 'not-ready'
  | 'no-stock'
  | 'not-reserved'
  | 'still-reserved'
  | 'already-loaned'
  | 'already-expired'
  | 'none-with-customer'
  | 'reason-needed'
  | 'units-out-of-range'
  | 'too-many-units';

/**
 * A reservation that ended without its unit being given to the case, and the unit that was free again. Replaced: the
 * same command gave the case a reservation or a unit.
 */
export type Returned = ForCase & Serial & { readonly why: 'expired' | 'released' | 'replaced' };

/** What a command did, before anybody looks what became short. */
export type StockStep = {
  readonly stock: Stock;
  /** The unit that it was about. */
  readonly serial?: string;
  /** The case that had the unit on its way or as a loaner, until it came back or was written off. */
  readonly formerCaseId?: string;
  /** Lost its reservation to a promise. */
  readonly displaced?: ForCase & Serial;
  readonly returned?: readonly Returned[];
  /** Of a count: what was on hand by the books only, and what was there unknown to them. */
  readonly missing?: readonly string[];
  readonly found?: readonly string[];
};

/** Any command may return what expired meanwhile; every case in `returned` and `displaced` has to hear of it. */
export type StockAnswer = StockStep & {
  readonly returned: readonly Returned[];
  readonly alerts: readonly StockAlert[];
};

export type StockOutcome = Outcome<StockStep, StockRefusal>;
