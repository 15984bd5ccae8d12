/** Providers that take dots in the name before the @ for nothing. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox behind an e-mail address, as limits count it: lower case, without what stands behind a plus (RFC 5233
 * subaddress), and without dots where the provider ignores them. Never written to: it may not exist in this form.
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/, '');
  const name = email.slice(0, at).toLowerCase();
  const [plain = name] = name.split('+');
  const local = plain === '' ? name : plain;
  return `${DOTLESS.has(domain) ? local.replaceAll('.', '') : local}@${domain}`;
}
