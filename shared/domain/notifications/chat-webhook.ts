import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { isHttps443, readPlainUrl } from './plain-url.ts';

/** A name whose last label is a number is read as an address, and so might lead to a machine inside. */
const ADDRESS = /(^|\.)(\d+|0x[0-9a-f]*)$/i;

export type ChatRefusal = 'chat-url-malformed' | 'chat-host-not-allowed';

/**
 * Lets only addresses of the company's chats through: https, port 443, no user-info, at most 2 KB, spelled the way a
 * parser would spell them, and the host exactly one of `hosts`; names below an allowed host are others. Refused with
 * `chat-url-malformed` or `chat-host-not-allowed`. To be asked when the address is stored and again before each use.
 */
export function checkChatUrl(text: string, hosts: readonly string[]): Outcome<string, ChatRefusal> {
  const url = readPlainUrl(text);
  if (!url || !isHttps443(url))
    return refused('chat-url-malformed', { field: 'body.chatUrl', problem: 'It is not a plain https URL.' });
  if (hosts.includes(url.hostname) && !ADDRESS.test(url.hostname)) return accepted(text);
  return refused('chat-host-not-allowed', {
    field: 'body.chatUrl',
    problem: 'Its host is none of the chats that the company allows.',
  });
}

/** The host of a chat's webhook, which may be shown; the rest of the address is a secret. */
export const chatHostOf = (url: string): string | undefined => readPlainUrl(url)?.hostname;
