import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CounterCase } from '../../../shared/contracts/depots-contract.ts';
import type { DepotPage } from '../../api/depot-queries.ts';
import { type BodyOf, routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { useServices } from '../../app/services.ts';
import { instantOf } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { isSerial } from '../depots/serials.ts';
import type { Damage } from '../promises/kinds.ts';
import css from './counter.module.css';
import { knownSerial, proposalFor } from './counter-steps.ts';
import { CounterTrouble } from './counter-trouble.tsx';
import { ComesIn, DamageChoice, Earlier, GoesOut, Toggle } from './swap-parts.tsx';
import type { Swapped } from './swapped-step.tsx';

type SwapBody = BodyOf<typeof import('../../../shared/contracts/depots-contract.ts').swapDevice>;
type SwapStepProps = {
  readonly page: DepotPage;
  readonly serial: string;
  /** The open case of the device that comes in. */
  readonly of: CounterCase | undefined;
  readonly onBack: () => void;
  readonly onSwapped: (swapped: Swapped) => void;
};

function useSwap(depotId: string, onSwapped: SwapStepProps['onSwapped']) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: SwapBody) => api(routes.swapDevice, { params: { depotId }, body }),
    onSuccess: (answer, { oldReturned }) => onSwapped({ ...answer, oldReturned }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['depot'] }),
  });
}

type Draft = {
  readonly damage: Damage;
  readonly goesOut?: string;
  readonly oldReturned?: boolean;
  /** Wall-clock time at the depot, when it happened earlier. */
  readonly earlier?: string;
};

/** A device that is lost or stolen does not lie on the counter. */
const isThere = (damage: Damage): boolean => damage !== 'lost' && damage !== 'stolen';

/** The second step: the unit that goes out, whether the old one is here, and the one big button. */
export function SwapStep({ page, serial, of, onBack, onSwapped }: SwapStepProps) {
  const { counter: m } = useMessages();
  const { depot, stock } = page;
  const swap = useSwap(depot.id, onSwapped);
  const [draft, setDraft] = useState<Draft>({ damage: of?.damage ?? 'broken' });
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const proposal = proposalFor(stock, of);
  const goesOut = (draft.goesOut ?? proposal?.serial ?? '').trim();
  const oldReturned = draft.oldReturned ?? isThere(draft.damage);
  const at = draft.earlier ? instantOf(draft.earlier, depot.zone) : undefined;
  const future = at !== undefined && at > now();
  const unreadable = goesOut !== '' && !isSerial(goesOut);
  const units = stock.flatMap(one => one.units.map(unit => unit.serial));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (swap.isPending || future || unreadable) return;
    swap.mutate({
      oldSerial: serial,
      ...(goesOut ? { newSerial: knownSerial(goesOut, units) } : {}),
      ...(of ? {} : { damage: draft.damage }),
      oldReturned,
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    });
  };
  return (
    <form className={css['step']} onSubmit={submit} noValidate>
      <ComesIn serial={serial} of={of} />
      {!of && <DamageChoice damage={draft.damage} onChange={damage => set({ damage })} />}
      <GoesOut
        value={draft.goesOut ?? proposal?.serial ?? ''}
        proposal={proposal}
        known={of !== undefined}
        unreadable={unreadable}
        onChange={text => set({ goesOut: text })}
      />
      <Toggle checked={oldReturned} onChange={on => set({ oldReturned: on })} label={m.oldReturned} />
      <Earlier zone={depot.zone} value={draft.earlier} future={future} onChange={set} />
      {swap.error && <CounterTrouble error={swap.error} />}
      <div className={css['big']}>
        <Button type="submit" look="primary" isDisabled={swap.isPending}>
          {swap.isPending ? m.working : m.submit}
        </Button>
        <Button onPress={onBack} isDisabled={swap.isPending}>
          {m.back}
        </Button>
      </div>
    </form>
  );
}
