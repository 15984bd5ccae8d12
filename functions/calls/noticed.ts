import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import type { tell } from '../../shared/domain/calls/call-notices.ts';
import type { CallChange } from './commit-call.ts';

/** What is done about something that is due, and what of the commit beside the call. */
export type Noticed = {
  readonly command: CallCommand;
  /** The word for the history and the log, when it is not the command's. */
  readonly decision?: string;
  /** Told beside what the command tells. */
  readonly also?: Parameters<typeof tell>[1];
} & Pick<CallChange, 'reason' | 'writes' | 'follows'>;
