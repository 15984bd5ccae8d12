import { useEffect } from 'react';
import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useDepots } from '../../api/depot-queries.ts';
import { useAccount } from '../../api/queries.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Choice, Field, Tick } from '../../parts/field.tsx';
import { useContactChoices } from '../contact-names.ts';
import { awaited } from '../devices/board-view.ts';
import {
  type ActionDraft,
  type ActionName,
  type DraftField,
  excusable,
  isAhead,
  OTHER,
  pathsFor,
  reasonsFor,
} from './action-draft.ts';
import { targetName } from './target-name.ts';

type FieldProps = {
  readonly field: DraftField;
  readonly name: ActionName;
  readonly view: CaseView;
  readonly draft: ActionDraft;
  readonly set: (part: Partial<ActionDraft>) => void;
};

const ways = ['out', 'back'] as const satisfies readonly ActionDraft['way'][];
const stages = [
  'picked-up',
  'delayed',
  'delivered',
  'missing',
] as const satisfies readonly ActionDraft['stage'][];
const fates = ['returned', 'waived', 'written-off'] as const satisfies readonly ActionDraft['fate'][];

/** One field of an action's form. */
export function ActionField(props: FieldProps) {
  switch (props.field) {
    case 'path':
    case 'on':
    case 'way':
    case 'stage':
    case 'fate':
    case 'target':
      return <OneOf {...props} field={props.field} />;
    case 'reason':
      return <Reason {...props} />;
    case 'depotId':
      return <Depot {...props} />;
    case 'contactId':
      return <Contact {...props} />;
    case 'sure':
      return <Sure {...props} />;
    case 'earlier':
    case 'dueBack':
      return <Time {...props} field={props.field} />;
    default:
      return <Line {...props} />;
  }
}

type Chosen = 'path' | 'on' | 'way' | 'stage' | 'fate' | 'target';

function OneOf({ field, view, draft, set }: FieldProps & { readonly field: Chosen }) {
  const m = useMessages();
  const { devices: d, deviceCase: c } = m;
  const lists: Readonly<Record<Chosen, readonly [readonly string[], (value: string) => string]>> = {
    path: [pathsFor(view), path => wordFor(d.paths, path)],
    on: [awaited, who => wordFor(d.awaited, who)],
    way: [ways, way => wordFor(c.ways, way)],
    stage: [stages, stage => wordFor(c.stages, stage)],
    fate: [fates, fate => wordFor(c.oldUnits, fate)],
    target: [excusable(view), target => targetName(target, m)],
  };
  const [values, nameOf] = lists[field];
  return (
    <Choice
      label={c.fields[field]}
      value={draft[field]}
      onChange={value => set({ [field]: value, ...(field === 'on' ? { reason: '' } : {}) })}
      options={values.map(value => ({ value, label: nameOf(value) }))}
    />
  );
}

function Reason({ name, draft, set }: FieldProps) {
  const { devices: d, deviceCase: c } = useMessages();
  const reasons = reasonsFor(name, draft);
  const chosen = draft.reason || (reasons[0] ?? OTHER);
  return (
    <>
      <Choice
        label={c.fields.reason}
        value={chosen}
        onChange={reason => set({ reason })}
        options={reasons.map(value => ({
          value,
          label: value === OTHER ? c.otherReason : wordFor(d.reasons, value),
        }))}
      />
      {chosen === OTHER && (
        <Field
          label={c.fields.otherReason}
          hint={c.otherReasonHint}
          value={draft.otherReason}
          onChange={otherReason => set({ otherReason })}
          maxLength={64}
        />
      )}
    </>
  );
}

function Depot({ draft, set }: FieldProps) {
  const { deviceCase: c } = useMessages();
  const depots = useDepots().data?.depots ?? [];
  const options = depots.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Choice
      label={c.fields.depotId}
      value={draft.depotId}
      onChange={depotId => set({ depotId })}
      options={[{ value: '', label: c.sameDepot }, ...options]}
    />
  );
}

function Contact({ view, draft, set }: FieldProps) {
  const { deviceCase: c } = useMessages();
  const options = useContactChoices(view.accountId);
  const isRead = useAccount(view.accountId).isSuccess;
  const isGone = isRead && draft.contactId !== '' && !options.some(one => one.value === draft.contactId);
  useEffect(() => {
    // Whoever reported it may have been erased since: somebody else is to be chosen.
    if (isGone) set({ contactId: '' });
  }, [isGone, set]);
  return (
    <Choice
      label={c.fields.contactId}
      value={draft.contactId}
      onChange={contactId => set({ contactId })}
      options={[{ value: '', label: c.chooseContact }, ...options]}
    />
  );
}

function Sure({ draft, set, view }: FieldProps) {
  const { deviceCase: c } = useMessages();
  return (
    <Tick checked={draft.sure} onChange={sure => set({ sure })}>
      {c.wipeSure(view.serial)}
    </Tick>
  );
}

function Time({ field, draft, set }: FieldProps & { readonly field: 'earlier' | 'dueBack' }) {
  const { deviceCase: c } = useMessages();
  const { zone } = useFormat();
  const ahead = field === 'earlier' && isAhead(draft, { zone, now: now() });
  return (
    <Field
      label={c.fields[field]}
      hint={field === 'earlier' ? c.earlierHint(zone) : c.zoneHint(zone)}
      type="datetime-local"
      value={draft[field]}
      onChange={text => set({ [field]: text })}
      wrong={ahead ? c.ahead : undefined}
      optional={field === 'earlier'}
    />
  );
}

function Line({ field, name, draft, set }: FieldProps) {
  const { deviceCase: c } = useMessages();
  if (field !== 'trackingId' && field !== 'serial' && field !== 'why') return null;
  const hints = {
    trackingId: undefined,
    serial: name === 'loan' ? c.loanHint : c.serialHint,
    why: c.whyHint,
  };
  return (
    <Field
      label={c.fields[field]}
      hint={hints[field]}
      value={draft[field]}
      onChange={text => set({ [field]: text })}
      optional={field !== 'why'}
      autoComplete="off"
      maxLength={120}
    />
  );
}
