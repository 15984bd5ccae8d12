import { insightSteps } from '../../../shared/contracts/insights-contract.ts';
import { visit } from '../../app/router.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import css from './insights.module.css';
import { type InsightPeriod, type InsightsPlace, insightPeriods } from './insights-place.ts';
import { isPeriod, type Period } from './periods.ts';
import { useInsightWords } from './use-insight-words.ts';

type FiltersProps = {
  readonly shown: InsightsPlace;
  readonly period: Period;
  readonly by: 'day' | 'week' | 'month';
  /** Those of the period. */
  readonly segments: readonly string[];
};

const show = (shown: InsightsPlace) => visit({ room: 'insights', shown }, { replace: true });

/** The period, how it is cut, and the segment: all of it is in the address. */
export function Filters({ shown, period, by, segments }: FiltersProps) {
  const m = useInsightWords();
  const names = [...new Set([...segments, ...(shown.segment === undefined ? [] : [shown.segment])])].sort();
  return (
    <section className={css['filters']} aria-label={m.filters}>
      <PeriodTabs shown={shown} period={period} />
      {shown.period === 'own' && <OwnDays key={`${shown.from} ${shown.to}`} shown={shown} period={period} />}
      <div className={css['choice']}>
        <Choice
          label={m.by}
          value={by}
          onChange={step => show({ ...shown, by: insightSteps.find(one => one === step) })}
          options={insightSteps.map(value => ({ value, label: m.steps[value] }))}
        />
      </div>
      <div className={css['choice']}>
        <Choice
          label={m.segment}
          value={shown.segment ?? ''}
          onChange={segment => show({ ...shown, segment: segment || undefined })}
          options={[{ value: '', label: m.everySegment }, ...names.map(value => ({ value, label: value }))]}
        />
      </div>
    </section>
  );
}

function PeriodTabs({ shown, period }: Pick<FiltersProps, 'shown' | 'period'>) {
  const m = useInsightWords();
  const { segment } = shown;
  const named = (Object.keys(insightPeriods) as InsightPeriod[]).map(one => ({
    to: { room: 'insights', shown: { period: one, segment } } as const,
    ...{ text: m.periods[one], current: shown.period === one },
  }));
  const own = {
    to: { room: 'insights', shown: { period: 'own', ...period, segment } } as const,
    ...{ text: m.periods.own, current: shown.period === 'own' },
  };
  return <Tabs label={m.filters} tabs={[...named, own]} />;
}

/** Two days; the address follows once both are written. */
function OwnDays({ shown, period }: Pick<FiltersProps, 'shown' | 'period'>) {
  const m = useInsightWords();
  const change = (more: Partial<Period>) => show({ ...shown, ...period, ...more });
  const wrong = isPeriod(period) ? undefined : m.order;
  return (
    <div className={css['own']}>
      <Field label={m.from} type="date" value={period.from} onChange={from => from && change({ from })} />
      <Field label={m.to} type="date" value={period.to} onChange={to => to && change({ to })} wrong={wrong} />
    </div>
  );
}
