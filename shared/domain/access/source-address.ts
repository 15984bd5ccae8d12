/**
 * Where a request comes from, by the addresses that `x-forwarded-for` names. Behind the CDN the caller's is the last but
 * one. Who goes round the CDN can write there what they like, so a limit by source never stands alone. Empty when nothing
 * is named; at most 64 characters.
 */
export function sourceAddress(headers: Readonly<Record<string, string | undefined>>): string {
  const forwarded = (headers['x-forwarded-for'] ?? '').split(',').map(address => address.trim());
  return (forwarded.at(-2) ?? forwarded.at(-1) ?? '').slice(0, 64);
}
