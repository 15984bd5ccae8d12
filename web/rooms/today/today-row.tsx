import { Link } from '../../app/router.tsx';
import { KindMark, LanguageTag } from '../../parts/marks.tsx';
import { LineAction, type LineActs } from './line-action.tsx';
import { LineTime } from './line-time.tsx';
import type { LineWords } from './line-words.ts';
import css from './today.module.css';
import type { TodayLine } from './today-sources.ts';

export const rowId = (key: string): string => `today ${key}`;

type RowProps = {
  readonly line: TodayLine;
  readonly words: LineWords;
  readonly acts: LineActs;
  readonly current: boolean;
};

/** One thing that waits: how much time is left, what it is and whose, why, and what to do about it. */
export function TodayRow({ line, words, acts, current }: RowProps) {
  const { what, accountName, language, why, kind, to } = words;
  return (
    <div className={css['row']} data-testid="today-line" data-is={line.subject.is}>
      <LineTime line={line} />
      <Link id={rowId(line.key)} className={css['what']} to={to} tabIndex={current ? 0 : -1}>
        <KindMark kind={kind} />
        <span className={css['names']}>
          <span className={css['name']}>{what}</span>
          <span className={css['whose']}>
            <span className={css['account']}>{accountName}</span>
            {language && <LanguageTag tag={language} />}
          </span>
        </span>
      </Link>
      <span className={css['why']}>{why.filter(Boolean).join(' · ')}</span>
      <span className={css['act']} data-act={line.subject.is === 'task' ? undefined : ''}>
        <LineAction line={line} acts={acts} named={accountName} />
      </span>
    </div>
  );
}
