import type { CaseAction, CaseView } from '../../../shared/contracts/devices-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { instantOf } from '../../app/zoned.ts';
import { isOpen } from '../devices/board-order.ts';

export type ActionName = CaseAction['do'];
type Part<Name extends ActionName, Key extends PropertyKey> =
  Extract<CaseAction, { do: Name }> extends { readonly [K in Key]?: infer Value }
    ? NonNullable<Value>
    : never;

export type Path = Part<'triage', 'path'>;
export type Awaited = Part<'wait', 'on'>;

/** What the forms of all actions hold; times are wall-clock times in the reader's zone. */
export type ActionDraft = {
  readonly path: Path;
  readonly on: Awaited;
  readonly reason: string;
  readonly otherReason: string;
  readonly trackingId: string;
  readonly way: Part<'shipment', 'way'>;
  readonly stage: Part<'shipment', 'stage'>;
  readonly serial: string;
  readonly fate: Part<'return', 'fate'>;
  readonly depotId: string;
  readonly dueBack: string;
  readonly contactId: string;
  readonly sure: boolean;
  readonly target: string;
  readonly why: string;
  readonly earlier: string;
};
export type DraftField = keyof ActionDraft;

/** The fields of each action, in the order in which they are asked. */
export const fieldsOf: Readonly<Record<ActionName, readonly DraftField[]>> = {
  triage: ['path', 'earlier'],
  reserve: [],
  wait: ['on', 'reason', 'earlier'],
  'go-on': ['earlier'],
  ship: ['trackingId', 'earlier'],
  shipment: ['way', 'stage', 'earlier'],
  'hand-over': ['serial', 'earlier'],
  return: ['fate', 'depotId', 'earlier'],
  loan: ['serial', 'dueBack'],
  'confirm-wipe': ['contactId', 'sure'],
  close: [],
  reopen: ['reason', 'earlier'],
  cancel: ['reason'],
  excuse: ['target', 'why'],
};
export const actionNames = Object.keys(fieldsOf) as readonly ActionName[];

export const OTHER = 'other';
const waitReasons: Readonly<Record<Awaited, readonly string[]>> = {
  customer: ['photo-of-damage', 'delivery-address', 'access-to-site', 'confirmation'],
  carrier: ['pick-up', 'delayed', 'customs'],
  supplier: ['spare-part', 'repair-shop', 'new-device'],
  internal: ['approval', 'data-transfer', 'staff'],
};

/** The usual reasons of an action, the first one proposed; anything else is written by hand. */
export function reasonsFor(action: ActionName, { on }: Pick<ActionDraft, 'on'>): readonly string[] {
  if (action === 'wait') return [...waitReasons[on], OTHER];
  if (action === 'reopen') return ['dead-on-arrival', 'same-fault-again', 'wrong-device', OTHER];
  return ['reported-by-mistake', 'withdrawn', 'duplicate', OTHER];
}

/** A reason as the API wants it: `Photo of the damage!` is `photo-of-the-damage`; empty when nothing is left of it. */
export const reasonWord = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');

/** Ways that a case may take: only what was gone can be found again. */
export const pathsFor = ({ damage }: Pick<CaseView, 'damage'>): readonly Path[] => [
  'replace',
  'repair',
  'remote-fix',
  'no-fault',
  ...(damage === 'lost' || damage === 'stolen' ? (['found-again'] as const) : []),
];

/** Targets whose broken promise can be excused. */
export const excusable = ({ records }: Pick<CaseView, 'records'>): readonly string[] => [
  ...new Set(records.flatMap(({ is, target }) => (is === 'breached' ? [target] : []))),
];

/** The form as it is first shown. */
export const draftFor = (view: CaseView, dueBack: string): ActionDraft => ({
  path: view.path && isOpen(view) ? view.path : (pathsFor(view)[0] ?? 'replace'),
  on: 'customer',
  reason: '',
  otherReason: '',
  trackingId: '',
  way: 'out',
  stage: 'picked-up',
  serial: '',
  fate: 'returned',
  depotId: '',
  dueBack,
  contactId: view.contactId ?? '',
  sure: false,
  target: excusable(view)[0] ?? '',
  why: '',
  earlier: '',
});

type Read = { readonly zone: string; readonly now: Instant };

/** True when something is said to have happened later than now. */
export const isAhead = ({ earlier }: Pick<ActionDraft, 'earlier'>, { zone, now }: Read): boolean =>
  earlier !== '' && instantOf(earlier, zone) > now;

const filled = <K extends string>(name: K, text: string): { [key in K]?: string } =>
  (text.trim() === '' ? {} : { [name]: text.trim() }) as { [key in K]?: string };

/** The action as the API wants it; undefined while something that it needs is missing. */
export function actionOf(name: ActionName, draft: ActionDraft, read: Read): CaseAction | undefined {
  if (isAhead(draft, read)) return undefined;
  const utc = (wall: string) => new Date(instantOf(wall, read.zone)).toISOString();
  const at = draft.earlier === '' ? {} : { at: utc(draft.earlier) };
  const chosen = draft.reason || (reasonsFor(name, draft)[0] ?? OTHER);
  const reason = chosen === OTHER ? reasonWord(draft.otherReason) : chosen;
  const serial = filled('serial', draft.serial);
  switch (name) {
    case 'reserve':
    case 'close':
      return { do: name };
    case 'triage':
      return { do: name, path: draft.path, ...at };
    case 'wait':
      return reason === '' ? undefined : { do: name, on: draft.on, reason, ...at };
    case 'go-on':
      return { do: name, ...at };
    case 'ship':
      return { do: name, ...filled('trackingId', draft.trackingId), ...at };
    case 'shipment':
      return { do: name, way: draft.way, stage: draft.stage, ...at };
    case 'hand-over':
      return { do: name, ...serial, ...at };
    case 'return':
      return { do: name, fate: draft.fate, ...filled('depotId', draft.depotId), ...at };
    case 'loan':
      return draft.dueBack === '' ? undefined : { do: name, ...serial, dueBackAt: utc(draft.dueBack) };
    case 'confirm-wipe':
      return draft.sure && draft.contactId !== '' ? { do: name, contactId: draft.contactId } : undefined;
    case 'reopen':
      return reason === '' ? undefined : { do: name, reason, ...at };
    case 'cancel':
      return reason === '' ? undefined : { do: name, reason };
    case 'excuse':
      return draft.target === '' || draft.why.trim() === ''
        ? undefined
        : { do: name, target: draft.target, reason: draft.why.trim() };
  }
}
