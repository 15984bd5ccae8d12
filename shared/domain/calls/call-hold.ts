import type { Instant } from '../../kernel/instant.ts';
import { type May, purposeOf } from '../accounts/permissions.ts';
import { type AgendaItem, type Call, openItems } from './call.ts';
import type { Decided } from './call-commands.ts';
import { only, settle } from './call-notices.ts';

export type CallHold = 'objected' | 'no-consent';

const purposeOfItem = ({ purpose, kind }: AgendaItem) => purpose ?? purposeOf(kind);
const needsConsent = (item: AgendaItem): boolean => purposeOfItem(item) !== 'service';

/** What is on the agenda that the contact does not consent to; nobody speaks of it, whatever else the call is about. */
export const withoutConsent = (call: Call, may: May): readonly AgendaItem[] =>
  openItems(call).filter(item => needsConsent(item) && !may(purposeOfItem(item)));

/**
 * Why a call may not be made. `objected`: it is about service, the contact objects to that and did not ask for the call;
 * what they agreed to in a conversation is held by what they said since.
 * `no-consent`: there is nothing to speak of but surveys and offers that they do not consent to. A call that goes on or
 * is over is not held back.
 */
export function holdOf(call: Call, may: May): CallHold | undefined {
  if (call.state === 'running' || call.state === 'ended') return undefined;
  const items = openItems(call);
  if (items.length > 0 && items.every(needsConsent))
    return items.some(item => may(purposeOfItem(item))) ? undefined : 'no-consent';
  return isWished(call) || may('service', agreedAt(call)) ? undefined : 'objected';
}

/** The customer asked for it of their own accord, on a page or by telephone. */
const isWished = (call: Call): boolean =>
  openItems(call).some(item => item.asked === true && item.agreedAt === undefined);

function agreedAt(call: Call): Instant | undefined {
  const agreed = openItems(call).flatMap(item => item.agreedAt ?? []);
  return agreed.length > 0 ? Math.max(...agreed) : undefined;
}

/** Whether what the contact said can hold back anything of a call at all. */
export const isHeldByWords = (call: Call): boolean => !isWished(call) || openItems(call).some(needsConsent);

/**
 * What the contact said changed. Of a call that is held nobody needs to act on what was told of it; one that is free
 * again is told of anew, where nobody has anything open about it.
 */
export function hearWords(call: Call, isHeld: boolean): Decided {
  if (isHeld) return call.notices.length === 0 ? only(call) : settle(only(call));
  if (call.state !== 'due' || call.notices.length > 0 || call.dueToldAt === undefined) return only(call);
  const { dueToldAt: _told, ...rest } = call;
  return only(rest);
}
