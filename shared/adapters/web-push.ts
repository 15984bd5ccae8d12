/** One encrypted message to one browser's push service. */
export type PushMessage = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** JSON for the service worker, at most 3 KB. */
  readonly payload: string;
  /** A later message of the same topic takes the place of one that was not shown yet; at most 32 base64url characters. */
  readonly topic: string;
  readonly ttlSeconds: number;
  readonly urgency: 'normal' | 'high';
  /** Address that the push service's operator may write to. */
  readonly contact: string;
};

/** The push service's status, with its `Retry-After` as it came; or nothing within five seconds. */
export type PushResult =
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly status: 'timeout' | 'unreachable' };

/** Hands a message to a push service. The caller has checked the address. Never throws for what the service does. */
export type WebPush = { send(message: PushMessage): Promise<PushResult> };
