import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Chip } from '../../parts/marks.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import type { ChartDay } from './chart-shape.ts';
import { useFigures } from './figures.ts';
import css from './report-chart.module.css';

/** The chart as a table, the latest day first, for those who cannot see it or want the numbers. */
export function ChartTable({ days }: { readonly days: readonly ChartDay[] }) {
  const { outreach: m } = useMessages();
  return (
    <details className={css['details']}>
      <summary>{m.chart.table}</summary>
      <TableBox label={m.chart.title}>
        <thead>
          <tr>
            <th scope="col">{m.chart.day}</th>
            <th scope="col" data-align="end">
              {m.chart.reports}
            </th>
            <th scope="col" data-align="end">
              {m.chart.expected}
            </th>
            <th scope="col" data-align="end">
              {m.chart.bound}
            </th>
            <th scope="col">{m.chart.marked}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(one => (
            <DayLine key={one.day} one={one} />
          ))}
        </tbody>
      </TableBox>
    </details>
  );
}

function DayLine({ one }: { readonly one: ChartDay }) {
  const { outreach: m } = useMessages();
  const { day, number } = useFormat();
  const { mean } = useFigures();
  return (
    <tr data-testid="chart-day" data-burst={one.isBurst}>
      <th scope="row">{day(one.day)}</th>
      <td data-align="end">{number(one.observed)}</td>
      <td data-align="end">{mean(one.expected)}</td>
      <td data-align="end">{one.bound === undefined ? '–' : number(one.bound)}</td>
      <td>{one.isBurst && <Chip tone="bad">{m.chart.burst}</Chip>}</td>
    </tr>
  );
}
