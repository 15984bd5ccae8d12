import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CounterCase } from '../../../shared/contracts/depots-contract.ts';
import type { DepotPage } from '../../api/depot-queries.ts';
import { routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import css from './counter.module.css';
import { CounterTrouble } from './counter-trouble.tsx';
import { readSwap, type SwapBody, type SwapDraft } from './swap-draft.ts';
import { ComesIn, DamageChoice, Earlier, GoesOut, Toggle } from './swap-parts.tsx';
import type { Swapped } from './swapped-step.tsx';

type SwapStepProps = {
  readonly page: DepotPage;
  readonly serial: string;
  /** The open case of the device that comes in. */
  readonly of: CounterCase | undefined;
  readonly onBack: () => void;
  readonly onSwapped: (swapped: Swapped) => void;
};

function useSwap(depotId: string, isThere: boolean, onSwapped: SwapStepProps['onSwapped']) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: SwapBody) => api(routes.swapDevice, { params: { depotId }, body }),
    onSuccess: (answer, { oldReturned }) => onSwapped({ ...answer, owed: isThere && !oldReturned }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['depot'] }),
  });
}

/** The second step: the unit that goes out, whether the old one is here, and the one big button. */
export function SwapStep({ page, serial, of, onBack, onSwapped }: SwapStepProps) {
  const { counter: m } = useMessages();
  const { depot, stock } = page;
  const [draft, setDraft] = useState<SwapDraft>({ damage: of?.damage ?? 'broken' });
  const set = (part: Partial<SwapDraft>) => setDraft({ ...draft, ...part });
  const read = readSwap(draft, { serial, of, stock, zone: depot.zone, now: now() });
  const swap = useSwap(depot.id, read.isThere, onSwapped);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!swap.isPending && !read.future && !read.unreadable) swap.mutate(read.body);
  };
  return (
    <form className={css['step']} onSubmit={submit} noValidate>
      <ComesIn serial={serial} of={of} />
      {!of && <DamageChoice damage={draft.damage} onChange={damage => set({ damage })} />}
      <GoesOut read={read} known={of !== undefined} onChange={text => set({ goesOut: text })} />
      {read.isThere ? (
        <Toggle checked={read.oldReturned} onChange={on => set({ oldReturned: on })} label={m.oldReturned} />
      ) : (
        <p>{m.gone}</p>
      )}
      <Earlier zone={depot.zone} value={draft.earlier} future={read.future} onChange={set} />
      {swap.error && <CounterTrouble error={swap.error} />}
      <Buttons busy={swap.isPending} onBack={onBack} />
    </form>
  );
}

function Buttons({ busy, onBack }: { readonly busy: boolean; readonly onBack: () => void }) {
  const { counter: m } = useMessages();
  return (
    <div className={css['big']}>
      <Button type="submit" look="primary" isDisabled={busy}>
        {busy ? m.working : m.submit}
      </Button>
      <Button onPress={onBack} isDisabled={busy}>
        {m.back}
      </Button>
    </div>
  );
}
