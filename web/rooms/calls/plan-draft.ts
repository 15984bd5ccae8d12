import type { Instant } from '../../../shared/kernel/instant.ts';
import type { BodyOf } from '../../api/routes.ts';
import { instantOf } from '../../app/zoned.ts';
import { type CallKind, kindOf } from './call-kinds.ts';
import { type Chosen, noSlot, slotBody } from './slot-choice.ts';

export type PlanBody = BodyOf<typeof import('../../../shared/contracts/calls-contract.ts').planCall>;

/** What is planned, as it is typed: an account of the list, or another by its id. */
export type PlanDraft = {
  readonly account: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly kind: CallKind;
  readonly when: 'due' | 'slot';
  /** Wall-clock time in the reader's zone. */
  readonly dueAt: string;
  readonly slot: Chosen;
  readonly about: string;
};

/** The account is one that the list does not name. */
export const OTHER = '-other-';

export const emptyPlan = (accountId: string | undefined, dueAt: string): PlanDraft => ({
  account: accountId ?? '',
  accountId: '',
  contactId: '',
  kind: kindOf(''),
  when: 'due',
  dueAt,
  slot: noSlot,
  about: '',
});

/** The account that is meant; empty while none is. */
export const accountOf = ({ account, accountId }: PlanDraft): string =>
  account === OTHER ? accountId.trim() : account;

type Read = { readonly zone: string; readonly now: Instant };

/** The time is over already. */
export const isPast = (wall: string, { zone, now }: Read): boolean =>
  wall !== '' && instantOf(wall, zone) <= now;

/** The plan as the API wants it; undefined while something that it needs is missing or over. */
export function planBody(draft: PlanDraft, read: Read): PlanBody | undefined {
  const accountId = accountOf(draft);
  const about = draft.about.trim();
  if (accountId === '') return undefined;
  const common = {
    accountId,
    kind: draft.kind,
    ...(draft.contactId === '' ? {} : { contactId: draft.contactId }),
    ...(about === '' ? {} : { about }),
  };
  if (draft.when === 'slot')
    return draft.slot.from === '' ? undefined : { ...common, ...slotBody(draft.slot) };
  if (draft.dueAt === '' || isPast(draft.dueAt, read)) return undefined;
  return { ...common, dueAt: new Date(instantOf(draft.dueAt, read.zone)).toISOString() };
}
