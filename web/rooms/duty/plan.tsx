import { useAgentNames } from '../../api/queries.ts';
import type { Gap, Schedule, Shift } from '../../api/team-queries.ts';
import type { Format } from '../../app/format.ts';
import { useNow } from '../../app/locale.tsx';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { Icon } from '../../parts/icons.tsx';
import { markOn, type Placed, placedOn, type StripDay } from './day-strip.ts';
import css from './duty.module.css';
import { type Away, peopleOf } from './duty-people.ts';
import type { OpenDuty } from './duty-room.tsx';
import { useZoneFormat } from './schedule-card.tsx';
import { spanWords } from './span-words.ts';

export type Drawn = {
  readonly schedule: Schedule;
  readonly days: readonly StripDay[];
  readonly gaps: readonly Gap[];
  readonly away: readonly Away[];
  readonly tones: ReadonlyMap<string, number>;
};
type PlanProps = Drawn & { readonly onOpen: (open: OpenDuty) => void };

const hours = [0, 6, 12, 18, 24];

/** The plan, a strip for each day from midnight to midnight on the wall; the same hour stands above the same hour. */
export function Plan(props: PlanProps) {
  const { duty: m } = useMessages();
  return (
    <div className={css['plan']}>
      <div className={css['axis']} aria-hidden="true">
        {hours.map(hour => (
          <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
            {String(hour).padStart(2, '0')}
          </span>
        ))}
      </div>
      <ol aria-label={m.plan(props.schedule.name)}>
        {props.days.map(day => (
          <Day key={day.date} day={day} {...props} />
        ))}
      </ol>
    </div>
  );
}

type DayProps = PlanProps & { readonly day: StripDay };

function Day({ day, ...props }: DayProps) {
  const now = useNow();
  const { dayWords } = useDayWords(props.schedule.zone);
  const { schedule, gaps, tones, onOpen } = props;
  const mark = markOn(day, now);
  const nobody = gaps.filter(({ why }) => why === 'nobody');
  return (
    <li className={css['day']} data-today={mark !== undefined} data-testid="duty-day">
      <span className={css['date']}>
        {dayWords(day.date)} <ClockChange day={day} />
      </span>
      <div className={css['lanes']}>
        <ul className={css['lane']}>
          {placedOn(day, schedule.shifts).map(placed => (
            <ShiftBar
              key={placed.item.from}
              placed={placed}
              zone={schedule.zone}
              tone={tones.get(placed.item.agentId) ?? 0}
              onPress={() => onOpen({ what: 'shift', schedule, shift: placed.item })}
            />
          ))}
          {placedOn(day, nobody).map(placed => (
            <GapBar key={placed.item.from} placed={placed} zone={schedule.zone} />
          ))}
        </ul>
        <AwayStrips day={day} away={props.away} tones={tones} zone={schedule.zone} />
        {mark !== undefined && <span className={css['nowLine']} style={{ left: `${mark}%` }} />}
      </div>
    </li>
  );
}

function useDayWords(zone: string) {
  const format = useZoneFormat(zone);
  return { dayWords: (date: string) => format.day(date).replace(/,? \d{4}$/, '') };
}

function ClockChange({ day: { change } }: { readonly day: StripDay }) {
  const { duty: m } = useMessages();
  if (!change) return null;
  const words =
    Math.abs(change.minutes) !== 60 ? m.clocksOther : change.minutes > 0 ? m.clocksForward : m.clocksBack;
  return (
    <span className={css['change']} title={words}>
      <Icon name="trial-extended" size={14} />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

type Bar = { readonly left: number; readonly width: number };
const placeOf = ({ left, width }: Bar) => ({ left: `${left}%`, width: `${width}%` });

/** A bar that can be pressed is never too narrow for a finger; a narrow one lies above its neighbours, within the day. */
const pressablePlaceOf = ({ left, width }: Bar) => ({
  left: `min(${left}%, calc(100% - 24px))`,
  width: `${width}%`,
  minWidth: 24,
  ...(width < 10 ? { zIndex: 1 } : {}),
});

type ShiftBarProps = {
  readonly placed: Placed<Shift>;
  readonly zone: string;
  readonly tone: number;
  readonly onPress: () => void;
};

/** A shift with the name of its person; it opens to all that is known of it. */
function ShiftBar({ placed, zone, tone, onPress }: ShiftBarProps) {
  const m = useMessages();
  const name = useAgentNames();
  const format = useZoneFormat(zone);
  const { item: shift, fromBefore, goesOn } = placed;
  const words = shiftWords(shift, { m: m.duty, name, format });
  return (
    <li className={css['bar']} style={pressablePlaceOf(placed)}>
      <button
        type="button"
        className={`${css['shift']} ${css[`tone${tone}`]}`}
        data-from-before={fromBefore}
        data-goes-on={goesOn}
        data-trouble={shift.trouble}
        data-testid="shift"
        title={words}
        aria-label={words}
        onClick={onPress}
      >
        {shift.trouble && <Icon name="warn" size={14} />}
        {shift.by === 'override' && <Icon name="contract-renewed" size={14} />}
        <span>{name(shift.agentId)}</span>
      </button>
    </li>
  );
}

type Naming = {
  readonly m: Messages['duty'];
  readonly name: (id: string) => string;
  readonly format: Format;
};

/** All that a shift says: who, from when to when, for whom they stand in, and why they will not be there. */
export function shiftWords(shift: Shift, { m, name, format }: Naming): string {
  const { agentId, from, to, by, insteadOf, trouble } = shift;
  return [
    m.shift(name(agentId), spanWords(format, from, to)),
    ...(insteadOf !== undefined ? [m.insteadOf(name(insteadOf))] : by === 'override' ? [m.override] : []),
    ...(trouble ? [m.trouble[trouble]] : []),
  ].join(', ');
}

function GapBar({ placed, zone }: { readonly placed: Placed<Gap>; readonly zone: string }) {
  const { duty: m } = useMessages();
  const format = useZoneFormat(zone);
  const words = m.gap(spanWords(format, placed.item.from, placed.item.to));
  return (
    <li className={`${css['bar']} ${css['gap']}`} style={placeOf(placed)} title={words} data-testid="gap-bar">
      <span aria-hidden="true">{m.gapShort}</span>
      <span className="visually-hidden">{words}</span>
    </li>
  );
}

type AwayProps = Pick<Drawn, 'away' | 'tones'> & { readonly day: StripDay; readonly zone: string };

/** When people of the plan are absent or busy, a thin strip for each of them. */
function AwayStrips({ day, away, tones, zone }: AwayProps) {
  const { duty: m } = useMessages();
  const name = useAgentNames();
  const format = useZoneFormat(zone);
  const placed = placedOn(day, away);
  const people = peopleOf(placed.map(({ item }) => item));
  if (placed.length === 0) return null;
  return (
    <ul className={css['aways']} style={{ height: people.length * 8 }}>
      {placed.map(one => {
        const { is, agentId, from, to } = one.item;
        const words = m[is](name(agentId), spanWords(format, from, to));
        return (
          <li
            key={`${is} ${agentId} ${from}`}
            className={`${css['away']} ${css[`tone${tones.get(agentId) ?? 0}`]}`}
            style={{ ...placeOf(one), top: people.indexOf(agentId) * 8 }}
            data-is={is}
            title={words}
          >
            <span className="visually-hidden">{words}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Whose colour is which, and what the marks mean, of those that are there. */
export function Legend({ schedule, gaps, away, tones }: Drawn) {
  const { duty: m } = useMessages();
  const name = useAgentNames();
  const { shifts } = schedule;
  const marks = [
    ...(gaps.some(({ why }) => why === 'nobody') ? [['gap', m.legendGap] as const] : []),
    ...(away.some(({ is }) => is === 'absent') ? [['absent', m.legendAbsent] as const] : []),
    ...(away.some(({ is }) => is === 'busy') ? [['busy', m.legendBusy] as const] : []),
  ];
  return (
    <ul className={css['legend']} aria-label={m.legend}>
      {peopleOf(shifts).map(id => (
        <li key={id}>
          <span className={`${css['swatch']} ${css[`tone${tones.get(id) ?? 0}`]}`} />
          {name(id)}
        </li>
      ))}
      {marks.map(([is, words]) => (
        <li key={is}>
          <span className={css['swatch']} data-is={is} />
          {words}
        </li>
      ))}
      {shifts.some(({ by }) => by === 'override') && (
        <li>
          <Icon name="contract-renewed" size={14} /> {m.override}
        </li>
      )}
      {shifts.some(({ trouble }) => trouble) && (
        <li>
          <Icon name="warn" size={14} /> {m.legendTrouble}
        </li>
      )}
    </ul>
  );
}
