import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip, LanguageTag, type Tone } from '../../parts/marks.tsx';
import { isOpen, usedUp } from './board-order.ts';
import { useLegOwner, useWaitWords } from './case-words.ts';
import css from './devices.module.css';
import { TimeLeft } from './time-left.tsx';

export const rowId = (caseId: string): string => `case ${caseId}`;

type RowProps = { readonly line: CaseLine; readonly current: boolean };

/** One case on the board: how long there is, whose device, where it stands, and what stands in the way. */
export function BoardRow({ line, current }: RowProps) {
  const { damages, devices: m } = useMessages();
  return (
    <Link
      id={rowId(line.id)}
      className={css['row']}
      to={{ room: 'device-case', caseId: line.id }}
      tabIndex={current ? 0 : -1}
      data-testid="case-row"
    >
      <TimeLeft line={line} />
      <span className={css['device']}>
        <span className={css['line']}>
          <span className={css['name']}>{line.accountName}</span>
          <LanguageTag tag={line.language} />
        </span>
        <span className={css['small']}>
          {line.model} · {line.serial} · {wordFor(damages, line.damage)}
        </span>
      </span>
      <Step line={line} />
      <span className={css['owner']}>
        <span className="visually-hidden">{m.owner}: </span>
        {line.ownerName ?? line.ownerId ?? m.noOwner}
      </span>
      <Chips line={line} />
    </Link>
  );
}

function Step({ line }: { readonly line: CaseLine }) {
  const { devices: m } = useMessages();
  const legOwner = useLegOwner();
  if (!line.leg) return <span className={css['step']}>{wordFor(m.states, line.state)}</span>;
  return (
    <span className={css['step']}>
      {wordFor(m.legs, line.leg)}
      {line.legOwner && <span className={css['small']}>{legOwner(line.legOwner, line)}</span>}
    </span>
  );
}

const verdictTones: Readonly<Record<string, Tone>> = {
  kept: 'good',
  breached: 'bad',
  corrected: 'info',
  excused: 'info',
};

/** How a promise ended, or that it was broken. */
export const Verdict = ({ verdict }: Pick<CaseLine, 'verdict'>) => {
  const { devices: m } = useMessages();
  return <Chip tone={verdictTones[verdict] ?? 'plain'}>{wordFor(m.verdicts, verdict)}</Chip>;
};

function Chips({ line }: { readonly line: CaseLine }) {
  const { devices: m } = useMessages();
  const waits = useWaitWords();
  const used = usedUp(line.reached);
  return (
    <span className={css['chips']}>
      {line.verdict !== 'none' && line.verdict !== 'open' && <Verdict verdict={line.verdict} />}
      {line.noStock && isOpen(line) && <Chip tone="bad">{m.noStock}</Chip>}
      {line.verdict === 'open' && used > 0 && used < 100 && (
        <Chip tone={used >= 75 ? 'warn' : 'plain'}>{m.used(used)}</Chip>
      )}
      {line.waitingOn && isOpen(line) && <Chip tone="info">{waits(line.waitingOn, line.waitReason)}</Chip>}
    </span>
  );
}
