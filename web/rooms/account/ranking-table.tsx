import type { AssignmentView } from '../../../shared/contracts/accounts-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip, LanguageTag } from '../../parts/marks.tsx';
import css from './account.module.css';

export type Ranked = AssignmentView['ranking'][number];
type RankingProps = {
  readonly label: string;
  readonly ranking: readonly Ranked[];
  readonly chosen: string | undefined;
};

/** Everybody in the order of the ranking: what spoke for them, and why who was left out. */
export function RankingTable({ label, ranking, chosen }: RankingProps) {
  const { account: m } = useMessages();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css['tableBox']} aria-label={label} tabIndex={0}>
      <table className={css['table']}>
        <thead>
          <tr>
            {[m.agent, m.verdict, m.language, m.skilled].map(title => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col" className={css['number']}>
              {m.book}
            </th>
            <th scope="col" className={css['number']} title={m.shareHint}>
              {m.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranking.map(ranked => (
            <RankedRow key={ranked.agentId} ranked={ranked} chosen={ranked.agentId === chosen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RankedRow({ ranked, chosen }: { readonly ranked: Ranked; readonly chosen: boolean }) {
  const m = useMessages();
  const verdict = chosen
    ? m.account.chosen
    : ranked.excluded
      ? wordFor(m.exclusions, ranked.excluded)
      : m.account.notNeeded;
  return (
    <tr data-chosen={chosen} data-testid="ranked">
      <th scope="row">
        {ranked.name} {ranked.preferred && <Chip tone="info">{m.assign.preferred}</Chip>}
      </th>
      <td>{verdict}</td>
      <td>{ranked.excluded === 'other-language' ? m.common.no : <LanguageTag tag={ranked.language} />}</td>
      <td>{ranked.skilled ? m.common.yes : m.common.no}</td>
      <td className={css['number']}>
        {m.team.bookOf(ranked.book, ranked.capacity)}
        <Credit credit={ranked.credit} />
      </td>
      <td className={css['number']}>{Math.round(ranked.share * 10) / 10}</td>
    </tr>
  );
}

function Credit({ credit }: { readonly credit: number | undefined }) {
  const { assign: m } = useMessages();
  const { number } = useFormat();
  if (!credit) return null;
  return (
    <>
      <br />
      <span className={css['small']} title={m.creditHint}>
        {m.credit(number(Math.round(credit * 10) / 10))}
      </span>
    </>
  );
}
