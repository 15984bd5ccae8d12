type Remembered =
  | 'language'
  | 'letters'
  | 'density'
  | 'push-subscription'
  | 'push-nudge'
  | 'desk'
  | 'device-language'
  | 'brand'
  | 'recent'
  | 'views'
  | 'tour';

/**
 * Small things this browser remembers between visits; never a token, and of customers nothing but paths and what
 * somebody saved by name. A browser may forbid it.
 */
export function remember(key: Remembered, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`firstcall.${key}`);
    else localStorage.setItem(`firstcall.${key}`, value);
  } catch {
    // Private windows and strict settings: it is asked or found out again next time.
  }
}

export function recall(key: Remembered): string | undefined {
  try {
    return localStorage.getItem(`firstcall.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}
