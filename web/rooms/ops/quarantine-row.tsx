import type { QuarantineItem } from '../../../shared/contracts/operations-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { wordFor } from '../../messages/words.ts';
import { Chip, type Tone, When } from '../../parts/marks.tsx';
import css from './ops.module.css';
import { useOpsWords } from './use-ops-words.ts';

export const rowId = (id: string): string => `quarantined ${id}`;

type RowProps = { readonly item: QuarantineItem; readonly current: boolean };

/** One thing that could not be taken in: when it came, why not, from where, and how it stands. */
export function QuarantineRow({ item, current }: RowProps) {
  const m = useOpsWords();
  const { number } = useFormat();
  const { field, source, name, origin } = item;
  return (
    <Link
      id={rowId(item.id)}
      className={css['row']}
      to={{ room: 'ops', shown: { id: item.id } }}
      tabIndex={current ? 0 : -1}
      data-testid="quarantine-row"
    >
      <span className={css['at']}>
        <When at={item.at} />
      </span>
      <span className={css['two']}>
        <span className={css['reason']}>{wordFor(m.reasons, item.reason)}</span>
        {field && <code className={css['small']}>{field}</code>}
      </span>
      <span className={css['two']}>
        <span className={css['from']}>{source ?? origin}</span>
        <span className={css['small']}>{name ? `${name} · ${origin}` : source && origin}</span>
      </span>
      <span className={css['size']}>{m.bytes(number(item.bytes))}</span>
      <span className={css['state']}>
        <Standing item={item} />
      </span>
    </Link>
  );
}

const tones: Readonly<Record<QuarantineItem['state'], Tone>> = {
  open: 'warn',
  'taken-in': 'good',
  'set-aside': 'plain',
};

/** How it stands; what was refused a second time says so. */
export function Standing({ item: { state, again } }: Pick<RowProps, 'item'>) {
  const m = useOpsWords();
  return (
    <>
      <Chip tone={tones[state]}>{m.states[state]}</Chip>
      {state === 'open' && again && <Chip tone="bad">{m.triedAgain}</Chip>}
    </>
  );
}
