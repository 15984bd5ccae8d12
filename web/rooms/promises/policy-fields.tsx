import { useMessages } from '../../messages/messages.ts';
import { Area } from '../../parts/area.tsx';
import { DialogRow } from '../../parts/dialog.tsx';
import { Field, Tick } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import { damages } from './kinds.ts';
import type { PolicyDraft } from './policy-draft.ts';
import { PromisedFields } from './promised-fields.tsx';
import css from './promises.module.css';

export type PolicyPartProps = {
  readonly draft: PolicyDraft;
  readonly set: (part: Partial<PolicyDraft>) => void;
  readonly at: WrongAt;
};

const dimensions = ['accounts', 'segments', 'products', 'sites'] as const;

/** Its name and place among the others, and whom it is for. */
export function WhomFields({ draft, set, at, isNew }: PolicyPartProps & { readonly isNew: boolean }) {
  const { form: f } = useMessages().promises;
  return (
    <>
      <DialogRow>
        {isNew && (
          <Field
            label={f.id}
            hint={f.idHint}
            value={draft.id}
            onChange={id => set({ id })}
            wrong={at('id') ?? at('policyId')}
            autoFocus
          />
        )}
        <Field label={f.name} value={draft.name} onChange={name => set({ name })} wrong={at('name')} />
        <Field
          label={f.order}
          hint={f.orderHint}
          inputMode="numeric"
          value={draft.order}
          onChange={order => set({ order })}
          wrong={at('order')}
        />
      </DialogRow>
      <Tick checked={draft.active} onChange={active => set({ active })}>
        {f.active}
      </Tick>
      <Whom draft={draft} set={set} at={at} />
    </>
  );
}

function Whom({ draft, set, at }: PolicyPartProps) {
  const { form: f } = useMessages().promises;
  return (
    <fieldset className={css['set']}>
      <legend>{f.whom}</legend>
      <p className={css['small']}>{f.whomHint}</p>
      <DialogRow>
        {dimensions.map(dimension => (
          <Field
            key={dimension}
            label={f[dimension]}
            optional
            value={draft[dimension]}
            onChange={text => set({ [dimension]: text })}
            wrong={at(`match.${dimension}`)}
          />
        ))}
      </DialogRow>
      <Damages draft={draft} set={set} />
    </fieldset>
  );
}

function Damages({ draft, set }: Pick<PolicyPartProps, 'draft' | 'set'>) {
  const m = useMessages();
  return (
    <fieldset className={css['set']}>
      <legend>{m.promises.tryOut.damage}</legend>
      <div className={css['ticks']}>
        {damages.map(damage => (
          <Tick
            key={damage}
            checked={draft.damages.includes(damage)}
            onChange={on =>
              set({ damages: damages.filter(one => (one === damage ? on : draft.damages.includes(one))) })
            }
          >
            {m.damages[damage]}
          </Tick>
        ))}
      </div>
    </fieldset>
  );
}

/** What the customer is promised: a working device, and a first answer. */
export function TargetFields({ draft, set, at }: PolicyPartProps) {
  const { form: f } = useMessages().promises;
  return (
    <>
      <fieldset className={css['set']}>
        <legend>{f.handover}</legend>
        <PromisedFields
          draft={draft.handover}
          set={part => set({ handover: { ...draft.handover, ...part } })}
          path="handover"
          at={at}
        />
        <Tick checked={draft.waitsForCustomer} onChange={waitsForCustomer => set({ waitsForCustomer })}>
          {f.waits}
        </Tick>
        {draft.waitsForCustomer && (
          <Field
            label={f.waitCap}
            hint={f.waitCapHint}
            optional
            inputMode="numeric"
            value={draft.waitCapHours}
            onChange={waitCapHours => set({ waitCapHours })}
            wrong={at('handover.waitCapHours')}
          />
        )}
      </fieldset>
      <FirstAnswer draft={draft} set={set} at={at} />
    </>
  );
}

function FirstAnswer({ draft, set, at }: PolicyPartProps) {
  const { form: f } = useMessages().promises;
  return (
    <fieldset className={css['set']}>
      <legend>{f.response}</legend>
      <Tick checked={draft.hasResponse} onChange={hasResponse => set({ hasResponse })}>
        {f.hasResponse}
      </Tick>
      {draft.hasResponse && (
        <PromisedFields
          draft={draft.response}
          set={part => set({ response: { ...draft.response, ...part } })}
          path="response"
          at={at}
        />
      )}
    </fieldset>
  );
}

/** The words of the document that the customer agrees to. */
export function AgreedFields({ draft, set, at }: PolicyPartProps) {
  const { form: f } = useMessages().promises;
  return (
    <fieldset className={css['set']}>
      <legend>{f.doc}</legend>
      {(['services', 'guarantees'] as const).map(field => (
        <Area
          key={field}
          label={f[field]}
          value={draft[field]}
          onChange={text => set({ [field]: text })}
          maxLength={2000}
          wrong={at(`document.${field}`)}
        />
      ))}
      <DialogRow>
        {(['front', 'back'] as const).map(field => (
          <Field
            key={field}
            label={f[field]}
            value={draft[field]}
            onChange={text => set({ [field]: text })}
            wrong={at(`document.${field}`)}
          />
        ))}
        <Field
          label={f.reviewAt}
          type="date"
          value={draft.reviewAt}
          onChange={reviewAt => set({ reviewAt })}
          wrong={at('document.reviewAt')}
        />
      </DialogRow>
    </fieldset>
  );
}
