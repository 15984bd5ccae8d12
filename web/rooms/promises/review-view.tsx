import { useState } from 'react';
import type { ReviewRow } from '../../../shared/contracts/promises-contract.ts';
import { type Period, useReview } from '../../api/promise-queries.ts';
import { now } from '../../app/clock.ts';
import { utcDayOf } from '../../app/format.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { csvOf, reviewLines } from './csv.ts';
import { isPeriod, periodKinds, periodOf } from './periods.ts';
import css from './promises.module.css';
import { saveText } from './save-text.ts';
import { ScrollBox } from './scroll-box.tsx';

type Kind = (typeof periodKinds)[number] | 'own';
const kinds: readonly Kind[] = [...periodKinds, 'own'];

/** What was promised, kept and broken in a period. */
export default function ReviewView() {
  const { report: m } = useMessages().promises;
  const [kind, setKind] = useState<Kind>('this-month');
  const [own, setOwn] = useState<Period>(() => periodOf('this-month', utcDayOf(now())));
  const period = kind === 'own' ? own : periodOf(kind, utcDayOf(now()));
  const readable = isPeriod(period);
  return (
    <div className={css['page']}>
      <div className={css['form']}>
        <Choice
          label={m.period}
          value={kind}
          onChange={chosen => {
            setOwn(period);
            setKind(chosen as Kind);
          }}
          options={kinds.map(value => ({ value, label: m.periods[value] }))}
        />
        {kind === 'own' && (
          <>
            <Field label={m.from} type="date" value={own.from} onChange={from => setOwn({ ...own, from })} />
            <Field
              label={m.to}
              type="date"
              value={own.to}
              onChange={to => setOwn({ ...own, to })}
              wrong={readable ? undefined : m.order}
            />
          </>
        )}
      </div>
      {readable && <Report period={period} />}
    </div>
  );
}

function Report({ period }: { readonly period: Period }) {
  const { report: m } = useMessages().promises;
  const { day } = useFormat();
  const review = useReview(period);
  const rows = review.data?.rows ?? [];
  if (review.isPending) return <Loading />;
  if (review.isError)
    return (
      <Notice>
        <Trouble error={review.error} onRetry={() => void review.refetch()} />
      </Notice>
    );
  if (rows.length === 0)
    return <Empty icon="promises" title={m.empty} text={m.days(day(period.from), day(period.to))} />;
  const download = () =>
    saveText(`promises-${period.from}-${period.to}.csv`, 'text/csv;charset=utf-8', csvOf(reviewLines(rows)));
  return (
    <section className={css['card']}>
      <div className={css['head']}>
        <p className={css['soft']}>{m.days(day(period.from), day(period.to))}</p>
        <Button onPress={download}>{m.download}</Button>
      </div>
      <ReviewTable rows={rows} />
    </section>
  );
}

const counts = ['promised', 'open', 'met', 'breached', 'corrected', 'excused'] as const;

function ReviewTable({ rows }: { readonly rows: readonly ReviewRow[] }) {
  const { report: m } = useMessages().promises;
  return (
    <ScrollBox label={m.table}>
      <thead>
        <tr>
          <th scope="col">{m.policy}</th>
          <th scope="col">{m.target}</th>
          {counts.map(count => (
            <th key={count} scope="col" className={css['number']}>
              {m[count]}
            </th>
          ))}
          <th scope="col" className={css['wide']}>
            {m.margin}
          </th>
          <th scope="col" className={css['wide']}>
            {m.pauses}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <ReviewLine key={`${row.policyId} ${row.target}`} row={row} />
        ))}
      </tbody>
    </ScrollBox>
  );
}

function ReviewLine({ row }: { readonly row: ReviewRow }) {
  const { report: m } = useMessages().promises;
  const { number } = useFormat();
  return (
    <tr data-testid="review-row">
      <th scope="row">{row.name}</th>
      <td>
        <TargetName target={row.target} />
      </td>
      {counts.map(count => (
        <td
          key={count}
          className={`${css['number']} ${count === 'breached' && row.breached > 0 ? css['bad'] : ''}`}
        >
          {number(row[count])}
        </td>
      ))}
      <td>
        <Margins margins={row.margins} />
      </td>
      <td>
        {row.pauses.length === 0 && m.noPauses}
        <ul>
          {row.pauses.map(pause => (
            <Pause key={pause.reason} pause={pause} />
          ))}
        </ul>
      </td>
    </tr>
  );
}

function TargetName({ target }: { readonly target: string }) {
  const { report, legs } = useMessages().promises;
  const leg = target.replace(/^leg-/, '');
  if (Object.hasOwn(report.targets, target)) return report.targets[target as keyof typeof report.targets];
  return Object.hasOwn(legs, leg) ? legs[leg as keyof typeof legs] : humanise(target);
}

function Margins({ margins }: { readonly margins: ReviewRow['margins'] }) {
  const { report: m } = useMessages().promises;
  const { span } = useFormat();
  if (!margins) return null;
  const words = (ms: number) => (ms < 0 ? m.late(span(ms)) : span(ms));
  return (
    <ul>
      {(['p10', 'p50', 'p90'] as const).map(share => (
        <li key={share}>
          <span className={css['small']}>{m[share]}</span>{' '}
          <span className={margins[share] < 0 ? css['bad'] : undefined}>{words(margins[share])}</span>
        </li>
      ))}
    </ul>
  );
}

/** A wait as the report names it, such as `customer: photo-of-damage`, with words for whom it was for. */
function waitWords(told: string, words: Readonly<Record<string, string>>): string {
  const [who = '', reason] = told.split(': ');
  return reason === undefined ? humanise(who) : `${wordFor(words, who)} (${humanise(reason)})`;
}

function Pause({ pause: { reason, cases, ms } }: { readonly pause: ReviewRow['pauses'][number] }) {
  const { promises, devices } = useMessages();
  const { report: m } = promises;
  const { span } = useFormat();
  return <li>{m.pause(waitWords(reason, devices.waits), m.cases(cases), span(ms))}</li>;
}
