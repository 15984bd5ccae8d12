import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';

/** What of a list is looked for; empty is everything. */
export type Sieve = { readonly text: string; readonly kind: string };
export const everything: Sieve = { text: '', kind: '' };
export const isEverything = ({ text, kind }: Sieve): boolean => text.trim() === '' && kind === '';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those of a kind whose words hold every word that was typed; letters count without their marks. */
export function sieved(
  items: readonly NotificationView[],
  { text, kind }: Sieve,
): readonly NotificationView[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0 && kind === '') return items;
  return items.filter(item => {
    if (kind !== '' && item.kind !== kind) return false;
    const said = plain(`${item.title} ${item.accountName} ${item.text} ${item.product ?? ''}`);
    return words.every(word => said.includes(word));
  });
}

/** The kinds that there are among them. */
export const kindsOf = (items: readonly NotificationView[]): readonly string[] =>
  [...new Set(items.map(item => item.kind))].sort();
