import { lazy, Suspense, useState } from 'react';
import type { Gap, Schedule, Shift } from '../../api/team-queries.ts';
import { useDuty } from '../../api/team-queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useIsLead } from '../use-is-lead.ts';
import css from './duty.module.css';
import { peopleOf, tonesOf } from './duty-people.ts';
import { type DutyPlace, dayAfter, mondayOf } from './duty-place.ts';
import { OwnCalendar } from './own-calendar.tsx';
import { ScheduleCard } from './schedule-card.tsx';

const DutyDialogs = lazy(() => import('./duty-dialogs.tsx'));

/** What is open above the plan, and what it is about. */
export type OpenDuty =
  | { readonly what: 'new' }
  | { readonly what: 'edit' | 'drop'; readonly schedule: Schedule }
  | { readonly what: 'shift' | 'swap'; readonly schedule: Schedule; readonly shift: Shift }
  | { readonly what: 'override'; readonly schedule: Schedule; readonly shift: Shift | Gap };

/** Who is on duty when: the plan drawn day by day, its gaps, and one's own calendar. */
export default function DutyRoom({ shown }: { readonly shown: DutyPlace }) {
  const { duty: m } = useMessages();
  const lead = useIsLead();
  const [open, setOpen] = useState<OpenDuty>();
  const actions = (
    <>
      <Part shown={shown} />
      {lead && (
        <Button onPress={() => setOpen({ what: 'new' })}>
          <Icon name="plus" size={16} />
          {m.add}
        </Button>
      )}
    </>
  );
  return (
    <Room title={m.title} actions={actions} scrolls>
      <div className={css['page']}>
        <Plans shown={shown} onOpen={setOpen} />
        <OwnCalendar />
      </div>
      {open && (
        <Suspense fallback={null}>
          <DutyDialogs open={open} onOpen={setOpen} />
        </Suspense>
      )}
    </Room>
  );
}

/** How much of the plan is shown, and how to get to what is before and after. */
function Part({ shown }: { readonly shown: DutyPlace }) {
  const { duty: m } = useMessages();
  const monday = useMonday(shown);
  const to = (part: Partial<DutyPlace>) => ({ room: 'duty', shown: { ...shown, ...part } }) as const;
  const days = shown.weeks * 7;
  const tabs = ([1, 4] as const).map(weeks => ({
    to: to({ weeks }),
    text: weeks === 1 ? m.week : m.fourWeeks,
    current: weeks === shown.weeks,
  }));
  return (
    <>
      <span className={css['walk']}>
        <Link className={buttonClass()} to={to({ from: dayAfter(monday, -days) })}>
          {m.before}
        </Link>
        <Link className={buttonClass()} to={{ room: 'duty', shown: { weeks: shown.weeks } }}>
          {m.thisWeek}
        </Link>
        <Link className={buttonClass()} to={to({ from: dayAfter(monday, days) })}>
          {m.after}
        </Link>
      </span>
      <Tabs label={m.span} tabs={tabs} />
    </>
  );
}

function useMonday({ from }: DutyPlace): string {
  const { dayOf } = useFormat();
  const now = useNow();
  return mondayOf(from ?? dayOf(now));
}

const day = (date: string): string => `${date}T00:00:00.000Z`;

type PlansProps = { readonly shown: DutyPlace; readonly onOpen: (open: OpenDuty) => void };

/** The schedules with their plan; a day more is read at both ends, since a day begins elsewhere at another instant. */
function Plans({ shown, onOpen }: PlansProps) {
  const { duty: m } = useMessages();
  const first = useMonday(shown);
  const days = shown.weeks * 7;
  const plan = useDuty({ from: day(dayAfter(first, -1)), to: day(dayAfter(first, days + 1)) });
  if (plan.isPending) return <Loading of="screen" />;
  if (plan.isError && !plan.data)
    return (
      <Notice>
        <Trouble error={plan.error} onRetry={() => void plan.refetch()} />
      </Notice>
    );
  const tones = tonesOf(plan.data.schedules.flatMap(({ shifts }) => peopleOf(shifts)));
  return (
    <>
      {plan.isError && <Trouble error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data.schedules.length === 0 && <Empty icon="duty" title={m.emptyTitle} text={m.emptyText} />}
      {plan.data.schedules.map(schedule => (
        <ScheduleCard
          key={schedule.id}
          schedule={schedule}
          duty={plan.data}
          tones={tones}
          part={{ first, days }}
          onOpen={onOpen}
        />
      ))}
    </>
  );
}
