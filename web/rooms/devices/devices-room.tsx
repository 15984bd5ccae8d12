import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import { useBoard } from '../../api/device-queries.ts';
import { useMe } from '../../api/queries.ts';
import { now } from '../../app/clock.ts';
import { utcDayOf } from '../../app/format.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { after } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { BoardFilters, FilterToggle } from './board-filters.tsx';
import { BoardList } from './board-list.tsx';
import { boardItems, byOpening, byTimeLeft, filtered, isOpen, tally } from './board-order.ts';
import { type BoardView, filtersOf, monthAway, unfiltered } from './board-view.ts';
import css from './devices.module.css';

const ReportDialog = lazy(() => import('./report-dialog.tsx'));

/** Open device cases by the time that is left, or all cases of a month. */
export default function DevicesRoom({ view }: { readonly view: BoardView }) {
  const { devices: m } = useMessages();
  const [reporting, setReporting] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const actions = (
    <>
      <BoardTabs view={view} />
      <FilterToggle view={view} open={filtering} onToggle={() => setFiltering(!filtering)} />
      <Button look="primary" onPress={() => setReporting(true)}>
        <Icon name="plus" size={16} />
        {m.report}
      </Button>
    </>
  );
  return (
    <Room title={m.title} actions={actions}>
      <Board key={view.month ?? 'open'} view={view} filtering={filtering} />
      {reporting && (
        <Suspense fallback={null}>
          <ReportDialog onClose={() => setReporting(false)} />
        </Suspense>
      )}
    </Room>
  );
}

function BoardTabs({ view }: { readonly view: BoardView }) {
  const { devices: m } = useMessages();
  const { of, month, ...rest } = view;
  const thisMonth = utcDayOf(now()).slice(0, 7);
  const open = { room: 'devices', view: { ...rest, of: 'all' } } as const;
  const mine = { room: 'devices', view: { ...rest, of: 'mine', owner: undefined } } as const;
  const byMonth = { room: 'devices', view: { ...rest, of: 'all', month: month ?? thisMonth } } as const;
  const tabs = [
    { to: open, text: m.open, current: !month && of === 'all' },
    { to: mine, text: m.mine, current: !month && of === 'mine' },
    { to: byMonth, text: m.month, current: month !== undefined },
  ];
  return <Tabs label={m.filter} tabs={tabs} />;
}

/** The cases of a view in their order: open ones by the time that is left, those of a month the youngest first. */
function useShown(lines: readonly CaseLine[], view: BoardView): readonly CaseLine[] {
  const me = useMe().data?.agent.id;
  const at = useNow();
  return useMemo(
    () =>
      view.month
        ? filtered(lines, view, { me, now: at }).toSorted(byOpening)
        : filtered(lines.filter(isOpen), view, { me, now: at }).toSorted(byTimeLeft),
    [lines, view, me, at],
  );
}

function Board({ view, filtering }: { readonly view: BoardView; readonly filtering: boolean }) {
  const { devices: m } = useMessages();
  const { month } = useFormat();
  const { board, lines } = useBoard(view.month);
  useRereadAtTurn(lines, () => void board.refetch());
  const shown = useShown(lines, view);
  const items = useMemo(() => boardItems(shown, view.group), [shown, view.group]);
  if (board.isPending) return <Loading />;
  if (board.isError && lines.length === 0)
    return (
      <Notice>
        <Trouble error={board.error} onRetry={() => void board.refetch()} />
      </Notice>
    );
  return (
    <div className={css['board']}>
      <BoardFilters view={view} lines={lines} open={filtering} />
      {view.month && <MonthLine view={view} month={view.month} lines={shown} />}
      {board.isError && <Trouble error={board.error} onRetry={() => void board.refetch()} />}
      {shown.length === 0 ? (
        <NoCases view={view} />
      ) : (
        <>
          <Columns />
          <BoardList
            items={items}
            label={view.month ? m.listOf(month(view.month)) : m.list}
            groupName={group => nameOfGroup(group, view.group, m)}
          />
        </>
      )}
    </div>
  );
}

type Words = ReturnType<typeof useMessages>['devices'];

function nameOfGroup(group: string, by: BoardView['group'], m: Words): string {
  if (by === 'leg') return group === '' ? m.noStep : wordFor(m.legs, group);
  return group === '' ? m.noOwner : group;
}

/** Names the columns for the eye; each row says what is what by itself. */
function Columns() {
  const { devices: m } = useMessages();
  return (
    <div className={css['columns']} aria-hidden="true">
      <span>{m.time}</span>
      <span>{m.device}</span>
      <span>{m.step}</span>
      <span>{m.owner}</span>
      <span>{m.state}</span>
    </div>
  );
}

type MonthProps = {
  readonly view: BoardView;
  readonly month: string;
  readonly lines: readonly CaseLine[];
};

/** Which month, those beside it, and how its cases stand. */
function MonthLine({ view, month, lines }: MonthProps) {
  const { devices: m } = useMessages();
  const format = useFormat();
  const to = (by: number) => ({ room: 'devices', view: { ...view, month: monthAway(month, by) } }) as const;
  const thisMonth = utcDayOf(useNow()).slice(0, 7);
  return (
    <div className={css['month']}>
      <Link className={buttonClass('quiet', true)} to={to(-1)} aria-label={m.monthBefore}>
        <Icon name="back" size={16} />
      </Link>
      <h2>{format.month(month)}</h2>
      {month < thisMonth && (
        <Link className={buttonClass('quiet')} to={to(1)}>
          {m.monthAfter}
        </Link>
      )}
      <p data-testid="tally">{m.tally(tally(lines))}</p>
    </div>
  );
}

function NoCases({ view }: { readonly view: BoardView }) {
  const { devices: m } = useMessages();
  if (filtersOf(view) > 0)
    return (
      <Empty icon="devices" title={m.emptyFiltered} text={m.emptyFilteredText}>
        <Link className={buttonClass()} to={{ room: 'devices', view: unfiltered(view) }}>
          {m.clear}
        </Link>
      </Empty>
    );
  if (view.month) return <Empty icon="devices" title={m.emptyMonth} text={m.emptyMonthText} />;
  if (view.of === 'mine') return <Empty icon="devices" title={m.emptyMine} text={m.emptyText} />;
  return <Empty icon="devices" title={m.emptyTitle} text={m.emptyText} />;
}

const AFTER_TURN_MS = 1_500;

/** When the calendar of a case opens or closes, only the server knows what comes after: it is read again then. */
function useRereadAtTurn(lines: readonly CaseLine[], reread: () => void): void {
  const turns = lines.flatMap(line => (line.left?.turnsAt ? [Date.parse(line.left.turnsAt)] : []));
  const next = Math.min(...turns.filter(turn => turn > now()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reading changes with each drawing, the turn does not
  useEffect(() => {
    const wait = next - now() + AFTER_TURN_MS;
    return wait < 2 ** 31 ? after(wait, reread) : undefined;
  }, [next]);
}
