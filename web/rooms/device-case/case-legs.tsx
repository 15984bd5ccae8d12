import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { TableBox } from '../../parts/table-box.tsx';
import { legs } from '../devices/board-view.ts';
import { useLegOwner } from '../devices/case-words.ts';
import css from './device-case.module.css';

type Leg = CaseView['legs'][number];

const inOrder = (one: Leg, other: Leg) => place(one) - place(other);
const place = ({ leg }: Leg) => {
  const at = (legs as readonly string[]).indexOf(leg);
  return at < 0 ? legs.length : at;
};

/** Where the customer's time went: each step, who answered for it, and its share. */
export function CaseLegs({ view }: { readonly view: CaseView }) {
  const { devices, deviceCase: m } = useMessages();
  const { exact } = useFormat();
  const whole = view.legs.reduce((sum, { spentMs }) => sum + spentMs, 0);
  if (view.legs.length === 0) return null;
  return (
    <section className={css['card']}>
      <h2>{m.legs}</h2>
      <TableBox label={m.legs}>
        <thead>
          <tr>
            <th scope="col">{devices.step}</th>
            <th scope="col">{m.answersFor}</th>
            <th scope="col" data-align="end">
              {m.timeSpent}
            </th>
            <th scope="col" data-align="end">
              {m.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.legs.toSorted(inOrder).map(leg => (
            <LegRow key={leg.leg} leg={leg} view={view} whole={whole} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2}>{m.together}</td>
            <td data-align="end">{exact(whole)}</td>
            <td />
          </tr>
        </tfoot>
      </TableBox>
    </section>
  );
}

type RowProps = { readonly leg: Leg; readonly view: CaseView; readonly whole: number };

function LegRow({ leg, view, whole }: RowProps) {
  const { devices, deviceCase: m } = useMessages();
  const { exact } = useFormat();
  const legOwner = useLegOwner();
  const share = whole === 0 ? 0 : Math.round((leg.spentMs / whole) * 100);
  return (
    <tr data-testid="leg">
      <th scope="row">{leg.leg === '-' ? devices.noStep : wordFor(devices.legs, leg.leg)}</th>
      <td>{legOwner(leg.owner, view)}</td>
      <td data-align="end">{exact(leg.spentMs)}</td>
      <td data-align="end">{m.percent(share)}</td>
    </tr>
  );
}
