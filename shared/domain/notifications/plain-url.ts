const MAX_BYTES = 2_048;
/** Printable ASCII without what URL parsers repair or read as something else. */
const PLAIN = /^[\x21-\x7e]+$/;
const REPAIRED = /[\\<>"`{}|^#]/;

/**
 * Reads a URL of at most 2 KB that every parser reads alike: printable ASCII, no fragment, no user-info, no port that
 * goes without saying, and scheme and host spelled the way a parser would spell them, so that nobody downstream can read
 * another host in it. `undefined` when it is anything else. Which scheme and which host may be asked is the caller's.
 */
export function readPlainUrl(text: string): URL | undefined {
  if (text.length > MAX_BYTES || !PLAIN.test(text) || REPAIRED.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && text.startsWith(`${url.protocol}//${url.host}/`) ? url : undefined;
}

/** Whether it leads to port 443 by https. */
export const isHttps443 = ({ protocol, port }: URL): boolean => protocol === 'https:' && port === '';
