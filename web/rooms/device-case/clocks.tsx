import type { CaseView, TargetView } from '../../../shared/contracts/devices-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { usePreview } from '../../api/promise-queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip } from '../../parts/marks.tsx';
import { useLegOwner } from '../devices/case-words.ts';
import { type Bar, barOf, type Opening } from './clock-bar.ts';
import { ClockDrawing } from './clock-drawing.tsx';
import { ClockTable } from './clock-table.tsx';
import css from './device-case.module.css';
import { targetName } from './target-name.ts';

type ClocksProps = { readonly view: CaseView; readonly asOf: Instant };

/** Every clock of the case, the customer's promise first: drawn to scale, and how it adds up. */
export function Clocks({ view, asOf }: ClocksProps) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  if (view.targets.length === 0) return null;
  const main = view.targets.filter(target => target.id === 'handover');
  const others = view.targets.filter(target => target.id !== 'handover');
  return (
    <section className={css['card']} data-testid="clocks">
      <div className={css['cardHead']}>
        <h2>{m.clocks}</h2>
        <span className={css['small']}>{m.asOf(format.due(asOf, now))}</span>
      </div>
      {[...main, ...others].map(target => (
        <Clock key={target.id} view={view} target={target} asOf={asOf} />
      ))}
    </section>
  );
}

type ClockProps = ClocksProps & { readonly target: TargetView };

function Clock({ view, target, asOf }: ClockProps) {
  const m = useMessages();
  const main = target.id === 'handover';
  const name = targetName(target.id, m);
  const table = <ClockTable view={view} target={target} asOf={asOf} name={name} />;
  return (
    <div className={css['clock']} data-testid={`clock-${target.id}`}>
      <ClockLine view={view} target={target} name={name} />
      {target.steps.length === 0 ? (
        <p className={css['soft']}>{m.deviceCase.notStarted}</p>
      ) : (
        <>
          <DrawnClock view={view} target={target} asOf={asOf} />
          {main ? (
            table
          ) : (
            <details>
              <summary>{m.deviceCase.sumOf(name)}</summary>
              {table}
            </details>
          )}
        </>
      )}
    </div>
  );
}

function ClockLine({ view, target, name }: Omit<ClockProps, 'asOf'> & { readonly name: string }) {
  const m = useMessages();
  const legOwner = useLegOwner();
  const { exact } = useFormat();
  return (
    <div className={css['clockLine']}>
      <h3>{name}</h3>
      <span className={css['small']}>
        {m.deviceCase.goal(exact(target.goalMs))}
        {target.owner && ` · ${legOwner(target.owner, view)}`}
      </span>
      <Chip tone={target.state === 'paused' ? 'info' : 'plain'}>
        {wordFor(m.deviceCase.clockStates, target.state)}
      </Chip>
    </div>
  );
}

const instants = (openings: readonly { from: string; to: string }[]): Opening[] =>
  openings.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));

function DrawnClock({ view, target, asOf }: ClockProps) {
  const record = view.records.find(one => one.is === 'breached' && one.target === target.id);
  const breachedAt = record && Date.parse(record.at);
  const given = { target, asOf, breachedAt };
  if (target.calendar === 'always')
    return <Drawing bar={barOf({ ...given, openings: [] })} target={target} />;
  return <InOpeningHours {...given} from={target.steps[0]?.from ?? view.openedAt} />;
}

type HoursProps = {
  readonly target: TargetView;
  readonly asOf: Instant;
  readonly breachedAt: Instant | undefined;
  readonly from: string;
};

/** The openings since the clock began come from the calendar; without them the bar says only what the clock says. */
function InOpeningHours({ from, ...given }: HoursProps) {
  const preview = usePreview({ calendarId: given.target.calendar, from });
  const bar = barOf({ ...given, openings: instants(preview.data?.openings ?? []) });
  return <Drawing bar={bar} target={given.target} />;
}

const Drawing = ({ bar, target }: { readonly bar: Bar | undefined; readonly target: TargetView }) =>
  bar ? <ClockDrawing bar={bar} target={target} /> : null;
