import type { Outcome } from '../../kernel/outcome.ts';
import { accepted, refused } from '../../kernel/outcome.ts';

/** Merging cannot be taken back: the owner of one of the two accounts may do it, and a lead. Accounts without an owner anybody may tidy up. */
export function mayMerge(
  who: { readonly id: string; readonly roles: readonly string[] },
  owners: readonly (string | undefined)[],
): Outcome<true, 'forbidden'> {
  const known = owners.filter(owner => owner !== undefined);
  if (known.length === 0 || known.includes(who.id) || who.roles.includes('lead')) return accepted(true);
  return refused('forbidden', { problem: 'The owner of one of the two accounts may merge them, or a lead.' });
}
