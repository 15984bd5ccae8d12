/** The parts of a fact, ready to stand in a sentence; empty when the fact has none. */
export type FactParts = Readonly<
  Record<
    | 'product'
    | 'endsAt'
    | 'effectiveAt'
    | 'until'
    | 'change'
    | 'reason'
    | 'into'
    | 'owner'
    | 'plan'
    | 'kind'
    | 'ending'
    | 'rating'
    | 'phase',
    string
  >
>;
