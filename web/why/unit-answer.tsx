import type { CaseView } from '../../shared/contracts/devices-contract.ts';
import { useDepotNames } from '../rooms/devices/case-words.ts';
import { Because, Recorded } from './because.tsx';
import { useTongue } from './use-tongue.ts';
import type { WhyWords } from './words/why-words.ts';

type Reservation = NonNullable<CaseView['reservation']>;

/** Why this unit of this depot is set aside for the case. */
export default function UnitAnswer({ reservation }: { readonly reservation: Reservation }) {
  const { w } = useTongue();
  const depot = useDepotNames();
  const { by = '', depotId, model, substitute } = reservation;
  const known = Object.hasOwn(w.unit, by) ? w.unit[by as keyof WhyWords['unit']] : undefined;
  const said = known ? known(depot(depotId), model) : w.unitUnknown;
  return (
    <>
      <Because lines={[said, ...(substitute ? [w.substitute] : [])]} />
      {known && <Recorded />}
    </>
  );
}
