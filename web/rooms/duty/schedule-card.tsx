import { useMemo } from 'react';
import type { DutyView } from '../../../shared/contracts/duty-contract.ts';
import { useAgentNames } from '../../api/queries.ts';
import type { Gap, Schedule } from '../../api/team-queries.ts';
import { type Format, formatIn } from '../../app/format.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useIsLead } from '../use-is-lead.ts';
import { periodOf, stripDays } from './day-strip.ts';
import css from './duty.module.css';
import { awayOf, gapsWithin, peopleOf } from './duty-people.ts';
import type { OpenDuty } from './duty-room.tsx';
import { Legend, Plan } from './plan.tsx';
import { spanWords } from './span-words.ts';

type OnOpen = (open: OpenDuty) => void;
type CardProps = {
  readonly schedule: Schedule;
  readonly duty: DutyView;
  /** The colour of each person, the same in every plan. */
  readonly tones: ReadonlyMap<string, number>;
  readonly part: { readonly first: string; readonly days: number };
  readonly onOpen: OnOpen;
};

/** The formats of a schedule's zone, in which its plan is drawn and told. */
export function useZoneFormat(zone: string): Format {
  const { locale } = useMessages();
  const own = useFormat();
  return formatIn(zone, locale) ?? own;
}

/** One schedule: who is on duty now and next, its plan drawn, and its gaps listed. */
export function ScheduleCard({ schedule, duty, tones, part: { first, days }, onOpen }: CardProps) {
  const { duty: m } = useMessages();
  const { name, zone, shifts } = schedule;
  const strip = useMemo(() => stripDays(first, days, zone), [first, days, zone]);
  const people = peopleOf(shifts);
  const gaps = gapsWithin(schedule.gaps, periodOf(strip));
  const drawn = { schedule, days: strip, gaps, tones, away: awayOf(duty, people) };
  return (
    <section className={css['card']} aria-label={name} data-testid="schedule">
      <div className={css['head']}>
        <h2>{name}</h2>
        <Edit schedule={schedule} onOpen={onOpen} />
      </div>
      <NowAndNext schedule={schedule} />
      <p className={css['small']}>{m.inZone(zone)}</p>
      <Plan {...drawn} onOpen={onOpen} />
      <Legend {...drawn} />
      <Gaps schedule={schedule} gaps={gaps} onOpen={onOpen} />
    </section>
  );
}

function Edit({ schedule, onOpen }: Pick<CardProps, 'schedule' | 'onOpen'>) {
  const { duty: m } = useMessages();
  if (!useIsLead()) return null;
  return (
    <span className={css['buttons']}>
      <Button aria-label={m.edit(schedule.name)} onPress={() => onOpen({ what: 'edit', schedule })}>
        {m.editShort}
      </Button>
      <Button aria-label={m.form.dropOne(schedule.name)} onPress={() => onOpen({ what: 'drop', schedule })}>
        {m.form.drop}
      </Button>
    </span>
  );
}

function NowAndNext({ schedule: { now, next, zone } }: { readonly schedule: Schedule }) {
  const { duty: m } = useMessages();
  const name = useAgentNames();
  const { due } = useZoneFormat(zone);
  const at = useNow();
  return (
    <p className={css['now']} data-testid="on-duty-now">
      {now ? (
        <strong>{m.now(name(now.agentId), due(now.until, at))}</strong>
      ) : (
        <strong className={css['bad']}>
          <Icon name="warn" size={16} /> {m.nobodyNow}
        </strong>
      )}
      <span className={css['small']}>{next ? m.next(name(next.agentId), due(next.from, at)) : m.noNext}</span>
    </p>
  );
}

type GapsProps = Pick<CardProps, 'schedule' | 'onOpen'> & { readonly gaps: readonly Gap[] };

/** The gaps as words, each with a way to fill it. */
function Gaps({ schedule, gaps, onOpen }: GapsProps) {
  const { duty: m } = useMessages();
  const format = useZoneFormat(schedule.zone);
  if (gaps.length === 0) return <p className={css['small']}>{m.noGaps}</p>;
  return (
    <details className={css['gaps']} open={gaps.length <= 7}>
      <summary>
        <Icon name="warn" size={16} /> {m.gaps(gaps.length)}
      </summary>
      <ul>
        {gaps.map(gap => (
          <li key={`${gap.from} ${gap.why}`} data-testid="gap">
            <span>
              {spanWords(format, gap.from, gap.to)}: {m.gapWhy[gap.why]}
            </span>
            <Button
              aria-label={m.fillOne(format.dated(gap.from))}
              onPress={() => onOpen({ what: 'override', schedule, shift: gap })}
            >
              {m.fill}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
