import type { NoticeKind } from '../../events/team-events.ts';
import type { Call } from './call.ts';
import type { CallEffect, Decided } from './call-commands.ts';

/** Tells agents of a call; nobody to tell, nothing told. The notice is open until it is settled. */
export function tell(
  { call, effects, ...rest }: Decided,
  notice: { readonly kind: NoticeKind; readonly to: readonly string[]; readonly critical?: true },
): Decided {
  if (notice.to.length === 0) return { call, effects, ...rest };
  const noticed = call.noticed + 1;
  const noticeId = `${call.id}.${noticed}`;
  return {
    ...rest,
    call: { ...call, noticed, notices: [...call.notices, noticeId] },
    effects: [...effects, { is: 'notice', noticeId, ...notice }],
  };
}

/** Nobody needs to act any more on what was told of the call so far. */
export function settle({ call, effects, ...rest }: Decided): Decided {
  const settled = call.notices.map((noticeId): CallEffect => ({ is: 'settle', noticeId }));
  return { ...rest, call: { ...call, notices: [] }, effects: [...effects, ...settled] };
}

/** A decision that changes the call and nothing else. */
export const only = (call: Call): Decided => ({ call, effects: [] });

/** The contact is to be written to because of it. */
export const withMessage = (
  { effects, ...rest }: Decided,
  message: Omit<Extract<CallEffect, { is: 'message' }>, 'is'>,
): Decided => ({ ...rest, effects: [...effects, { is: 'message', ...message }] });
