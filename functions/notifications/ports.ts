import type { Mail } from '../../shared/adapters/mail.ts';
import type { SecretsSource } from '../../shared/adapters/secrets.ts';
import type { WebPush } from '../../shared/adapters/web-push.ts';
import type { Ports } from '../../shared/store/ports.ts';

/** Host and port of the local stage's own push service; no other stage has one. */
type ExtraHost = { readonly extraPushHost?: string | undefined };

export type PushPorts = Ports & ExtraHost & { readonly webPush: WebPush; readonly secrets: SecretsSource };

export type TickPorts = Ports & {
  readonly mail: Mail;
  /** Public origin that links lead to, without a slash at the end. */
  readonly origin: string;
};

export type ApiPorts = Ports & ExtraHost & { readonly secrets: SecretsSource };
