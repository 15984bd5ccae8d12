import { DAY, HOUR } from '../../kernel/instant.ts';

/**
 * How often something may be asked for. A window is in milliseconds; each number has its reason beside it. Staff are
 * not limited: they answer for what they do.
 */
export const limits = {
  /** A person who mistyped once and asks again stays below it; nobody's telephone rings all day for a stranger. */
  phone: { open: 2, cap: 3, window: DAY },
  /** Three contacts of a customer may wait at once; more is not one company's need. */
  account: { open: 3 },
  /** An office behind one address asks a few times; a list of victims needs more. */
  network: { cap: 10, window: HOUR },
  /** Of messages that prove an address: the one that went is still good when the next could go. */
  address: { window: DAY },
  /** Circuit breaker over all strangers together: a good day has far fewer, an attack from many networks far more. */
  strangers: { cap: 200, window: HOUR },
} as const;

/**
 * The network an address belongs to, as limits count them: the first 24 bits of an IPv4 address, the first 56 of an IPv6
 * one (what one customer of a provider has at most, RFC 6177); an IPv4 address written as IPv6 counts as IPv4. What is no
 * address is `-`: all of those share one limit.
 */
export function networkOf(address: string): string {
  const plain = address.trim().toLowerCase().split('%')[0] ?? '';
  const [, before = '', mapped] = /^(?:(.*:))?(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain) ?? [];
  if (mapped === undefined) return sixOf(plain);
  const bytes = mapped.split('.').map(Number);
  if (bytes.some(byte => byte > 255)) return '-';
  const hex = (high = 0, low = 0): string => (high * 256 + low).toString(16);
  if (before !== '' && !/^[0:]*:ffff:$/.test(before))
    return sixOf(`${before}${hex(bytes[0], bytes[1])}:${hex(bytes[2], bytes[3])}`);
  return `${bytes.slice(0, 3).join('.')}.0/24`;
}

/** The first 56 bits of an IPv6 address: three groups and the high byte of the fourth. */
function sixOf(text: string): string {
  const groups = groupsOf(text);
  if (groups === undefined) return '-';
  if (groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff)
    return `${(groups[6] ?? 0) >> 8}.${(groups[6] ?? 0) & 255}.${(groups[7] ?? 0) >> 8}.0/24`;
  const kept = groups.slice(0, 4).map((group, at) => (at === 3 ? group & 0xff00 : group));
  return `${kept.map(group => group.toString(16)).join(':')}::/56`;
}

/** The eight groups of an IPv6 address; nothing when it is none. */
function groupsOf(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map(half => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array<string>(missing).fill('0'), ...tail];
  return all.every(group => /^[0-9a-f]{1,4}$/.test(group))
    ? all.map(group => Number.parseInt(group, 16))
    : undefined;
}
