import type { Mail } from '../../shared/adapters/mail.ts';
import type { Ports } from '../../shared/store/ports.ts';

export type TellPorts = Ports & {
  readonly mail: Mail;
  /** Public origin that links lead to, without a slash at the end. */
  readonly origin: string;
};
