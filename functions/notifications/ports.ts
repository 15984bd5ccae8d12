import type { Chat } from '../../shared/adapters/chat.ts';
import type { Mail } from '../../shared/adapters/mail.ts';
import type { SecretsSource } from '../../shared/adapters/secrets.ts';
import type { WebPush } from '../../shared/adapters/web-push.ts';
import type { Ports } from '../../shared/store/ports.ts';

/** Host and port of the local stage's own push service; no other stage has one. */
type ExtraHost = { readonly extraPushHost?: string | undefined };

export type PushPorts = Ports &
  ExtraHost & {
    readonly webPush: WebPush;
    readonly chat: Chat;
    readonly secrets: SecretsSource;
    /** Public origin that links lead to, without a slash at the end. */
    readonly origin: string;
  };

export type TickPorts = Ports & {
  readonly mail: Mail;
  readonly secrets: SecretsSource;
  /** Public origin that links lead to, without a slash at the end. */
  readonly origin: string;
};

export type ApiPorts = Ports & ExtraHost & { readonly secrets: SecretsSource };
