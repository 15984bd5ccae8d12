/** One message to the incoming webhook of one person's chat. */
export type ChatMessage = {
  readonly url: string;
  /** As people read it; what the chat would take for its own signs is escaped on the way. */
  readonly text: string;
  readonly link: { readonly label: string; readonly href: string };
  /** Names this message as `webhook-id`, so that the receiver can recognise a repeat. */
  readonly effectKey: string;
};

/** The chat's status, with its `Retry-After` as it came; or nothing within five seconds. */
export type ChatResult =
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly status: 'timeout' | 'unreachable' };

/** Hands a message to a chat. The caller has checked the address. Never throws for what the chat does. */
export type Chat = { send(message: ChatMessage): Promise<ChatResult> };
