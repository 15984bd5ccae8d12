/** A phone number as it is called (E.164), from however it was typed; undefined when it lacks its country or is none. */
export function phoneNumber(typed: string): string | undefined {
  const plain = typed.replace(/[\s()./\u00a0\u2010-\u2015-]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(plain) ? plain : undefined;
}

/** An address that a mail can be sent to, as far as its looks tell; undefined when it is none. */
export function mailAddress(typed: string): string | undefined {
  const plain = typed.trim();
  return /^[^\s@<>"',;:\\]+@[^\s@<>"',;:\\]+\.[^\s@<>"',;:\\]{2,}$/.test(plain) ? plain : undefined;
}
