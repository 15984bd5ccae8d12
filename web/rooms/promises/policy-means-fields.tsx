import type { Leg } from '../../../shared/contracts/promises-contract.ts';
import { useDepots } from '../../api/depot-queries.ts';
import { useAgents } from '../../api/queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field, Tick } from '../../parts/field.tsx';
import { legs } from './kinds.ts';
import { OrderedPick } from './ordered-pick.tsx';
import type { LegDraft, PolicyDraft } from './policy-draft.ts';
import type { PolicyPartProps } from './policy-fields.tsx';
import { PromisedFields } from './promised-fields.tsx';
import css from './promises.module.css';

/** Our own clocks for the steps, each with who keeps it. */
export function LegFields({ draft, set, at }: PolicyPartProps) {
  const m = useMessages();
  const change = (leg: Leg) => (part: Partial<LegDraft>) =>
    set({ legs: { ...draft.legs, [leg]: { ...draft.legs[leg], ...part } } });
  return (
    <fieldset className={css['set']}>
      <legend>{m.promises.form.legs}</legend>
      <p className={css['small']}>{m.promises.form.legsHint}</p>
      {legs.map(leg => (
        <div key={leg} className={draft.legs[leg].on ? css['inner'] : undefined}>
          <Tick checked={draft.legs[leg].on} onChange={on => change(leg)({ on })}>
            {m.promises.legs[leg]}
          </Tick>
          {draft.legs[leg].on && (
            <>
              <PromisedFields draft={draft.legs[leg]} set={change(leg)} path={`legs.${leg}`} at={at} />
              <LegOwner
                value={draft.legs[leg].owner}
                onChange={owner => change(leg)({ owner })}
                wrong={at(`legs.${leg}.owner`)}
              />
            </>
          )}
        </div>
      ))}
    </fieldset>
  );
}

type LegOwnerProps = {
  readonly value: string;
  readonly onChange: (owner: string) => void;
  readonly wrong: string | undefined;
};

function LegOwner({ value, onChange, wrong }: LegOwnerProps) {
  const { form: f, owners } = useMessages().promises;
  const agents = useAgents().data?.agents.filter(agent => agent.active || agent.id === value) ?? [];
  const options = [
    { value: 'owner', label: owners.owner },
    { value: 'depot', label: owners.depot },
    ...agents.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return <Choice label={f.owner} value={value} onChange={onChange} options={options} wrong={wrong} />;
}

/** Where units come from, how long they are kept, and who hears of it when it gets tight. */
export function TroubleFields({ draft, set, at }: PolicyPartProps) {
  const { form: f, reserve } = useMessages().promises;
  const depots = useDepots().data?.depots ?? [];
  return (
    <>
      <fieldset className={css['set']}>
        <legend>{f.stock}</legend>
        <OrderedPick
          label={f.depots}
          picked={draft.depots}
          onChange={picked => set({ depots: picked })}
          options={depots}
          wrong={at('depots')}
        />
        <DialogRow>
          <Choice
            label={f.reserve}
            value={draft.reserve}
            onChange={when => set({ reserve: when as PolicyDraft['reserve'] })}
            options={(['at-report', 'at-replace'] as const).map(when => ({
              value: when,
              label: reserve[when],
            }))}
          />
          <Field
            label={f.reserveHours}
            inputMode="numeric"
            value={draft.reserveHours}
            onChange={reserveHours => set({ reserveHours })}
            wrong={at('reserveHours')}
          />
        </DialogRow>
      </fieldset>
      <Chains draft={draft} set={set} at={at} />
    </>
  );
}

function Chains({ draft, set, at }: PolicyPartProps) {
  const { form: f } = useMessages().promises;
  return (
    <fieldset className={css['set']}>
      <legend>{f.trouble}</legend>
      <DialogRow>
        <Field
          label={f.tellCustomerAt}
          inputMode="numeric"
          value={draft.tellCustomerAt}
          onChange={tellCustomerAt => set({ tellCustomerAt })}
          wrong={at('tellCustomerAt')}
        />
        {(['breachChain', 'noStockChain'] as const).map(chain => (
          <Field
            key={chain}
            label={f[chain]}
            hint={f.chainHint}
            value={draft[chain]}
            onChange={text => set({ [chain]: text })}
            wrong={at(chain)}
          />
        ))}
      </DialogRow>
    </fieldset>
  );
}
