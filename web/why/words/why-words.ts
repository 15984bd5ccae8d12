type Said = (...words: readonly string[]) => string;
type Of<K extends string> = Readonly<Record<K, string>>;

/** Reasons of decisions in plain words. `who` and `whose` are names, `when` and `until` are times as they are read. */
export type WhyWords = {
  /** Before the reasons: as they were then, whatever the settings are now. */
  readonly recorded: string;
  readonly none: string;
  readonly byItself: string;
  /** `from`, `until`. */
  readonly wanted: Said;
  /** `until`. */
  readonly paused: Said;
  /** `from`, `until`. */
  readonly ready: Said;
  /** `when`. */
  readonly again: Said;
  readonly tries: (n: number) => string;
  /** `from`, `until`. */
  readonly promised: Said;
  /** `who`. */
  readonly goesTo: Said;
  readonly goesToNobody: string;
  /** `words`. */
  readonly said: Said;
  /** `names`. */
  readonly offeredTo: Said;
  /** `until`. */
  readonly offeredToNobody: Said;
  /** `who`, `why`. */
  readonly notThem: Said;
  /** `until`. */
  readonly runsUntil: Said;
  /** `account`. */
  readonly into: Said;
  readonly personErased: string;
  readonly next: Of<'session-now' | 'book' | 'plan'>;
  /** Why this agent at a time; `who`. */
  readonly slot: Readonly<Record<'own-hold' | 'named' | 'owner' | 'lowest-load', Said>>;
  /** Why somebody was not, or was, asked. */
  readonly notAt: Of<
    | ('slot-taken' | 'day-full' | 'too-many-unproved' | 'not-named' | 'not-on-roster' | 'other-language')
    | (
        | 'other-product'
        | 'absent'
        | 'outside-hours'
        | 'busy-elsewhere'
        | 'off-duty'
        | 'in-call'
        | 'booked-soon'
      )
  >;
  /** Why somebody has a task; `who`, `whose`. */
  readonly task: Readonly<
    Record<
      | ('owner' | 'cover' | 'no-owner' | 'claimed' | 'transferred' | 'owner-back' | 'owner-left')
      | ('owner-away' | 'floor-touched' | 'below-minimum' | 'merged'),
      Said
    >
  >;
  /** Why this unit; `depot`, `model`. */
  readonly unit: Readonly<Record<'free' | 'own-floor' | 'displacement' | 'already-held', Said>>;
  readonly substitute: string;
  readonly unitUnknown: string;
  /** `language`. */
  readonly language: Readonly<Record<'contact' | 'case' | 'company', Said>>;
  /** `strategy`, `percent`. */
  readonly advised: Said;
  readonly advisedNone: string;
  readonly advisedOther: string;
};
