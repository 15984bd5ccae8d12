import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip, type Tone, When } from '../../parts/marks.tsx';
import { usedUp } from '../devices/board-order.ts';
import css from './device-case.module.css';
import { targetName } from './target-name.ts';

type Record = CaseView['records'][number];

const tones: Readonly<{ [is: string]: Tone }> = {
  warned: 'warn',
  breached: 'bad',
  confirmed: 'bad',
  corrected: 'info',
  excused: 'info',
};

/** What the clocks noticed, each with when it was reached and when that was seen; nothing here is ever taken away. */
export function CaseRecords({ view }: { readonly view: CaseView }) {
  const { deviceCase: m } = useMessages();
  if (view.policyId === undefined) return null;
  return (
    <section className={css['card']} data-testid="records">
      <h2>{m.records}</h2>
      {view.records.length === 0 && <p className={css['soft']}>{m.noRecords}</p>}
      <ol>
        {view.records.map(record => (
          <RecordLine
            key={`${record.is} ${record.target} ${record.threshold} ${record.at}`}
            record={record}
          />
        ))}
      </ol>
    </section>
  );
}

function RecordLine({ record }: { readonly record: Record }) {
  const m = useMessages();
  const used = usedUp(record.threshold);
  return (
    <li className={css['entry']} data-testid="record">
      <div className={css['entryTop']}>
        <span>
          <Chip tone={tones[record.is] ?? 'plain'}>{wordFor(m.deviceCase.recordKinds, record.is)}</Chip>{' '}
          {targetName(record.target, m)}
          {used > 0 && used < 100 && `: ${m.devices.used(used)}`}
        </span>
        <span className={css['small']}>
          <When at={record.at} />
        </span>
      </div>
      <Evidence record={record} />
    </li>
  );
}

/** When it was seen, what made it so, or who excused it and why. */
function Evidence({ record }: { readonly record: Record }) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const agentName = useAgentNames();
  const { noticedAt, evidence, by, reason } = record;
  const parts = [
    noticedAt && m.noticed(format.due(noticedAt, now)),
    evidence && m.evidence(format.due(evidence.occurredAt, now), evidence.factId),
    by && m.excusedBy(agentName(by), reason ?? ''),
  ].filter(part => part !== undefined && part !== '');
  return parts.length === 0 ? null : <p className={css['small']}>{parts.join(' ')}</p>;
}
