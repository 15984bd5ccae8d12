import type { AssignmentView } from '../../../shared/contracts/accounts-contract.ts';
import { isProblem } from '../../api/problem.ts';
import { useAssignment } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { LanguageTag } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './account.module.css';

/** Why the account has this owner: the ranking as it was, with the reason and who was left out for what. */
export function WhyThisAgent({ accountId }: { readonly accountId: string }) {
  const m = useMessages();
  const assignment = useAssignment(accountId);
  const none = isProblem(assignment.error, 404);
  return (
    <section className={css['card']} data-testid="why-this-agent">
      <div className={css['cardHead']}>
        <h2>{m.account.why}</h2>
        {assignment.data && <Decided view={assignment.data} />}
      </div>
      {assignment.isPending && <Loading />}
      {none && <p className={css['soft']}>{m.account.whyNone}</p>}
      {assignment.isError && !none && (
        <Trouble error={assignment.error} onRetry={() => void assignment.refetch()} />
      )}
      {assignment.data && <Ranking view={assignment.data} />}
    </section>
  );
}

function Decided({ view }: { readonly view: AssignmentView }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <span className={css['small']}>
      {m.account.decidedAt(format.when(view.decidedAt, now))}{' '}
      {m.account.decidedFor(format.language(view.language))}
    </span>
  );
}

function Ranking({ view }: { readonly view: AssignmentView }) {
  const m = useMessages();
  return (
    <>
      <p className={css['why']} data-testid="assignment-reason">
        {view.ownerName && `${view.ownerName}: `}
        {wordFor(m.reasons, view.reason)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css['tableBox']} aria-label={m.account.ranking} tabIndex={0}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{m.account.agent}</th>
              <th scope="col">{m.account.verdict}</th>
              <th scope="col">{m.account.language}</th>
              <th scope="col">{m.account.skilled}</th>
              <th scope="col" className={css['number']}>
                {m.account.book}
              </th>
              <th scope="col" className={css['number']} title={m.account.shareHint}>
                {m.account.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.ranking.map(ranked => (
              <RankedRow key={ranked.agentId} ranked={ranked} chosen={ranked.agentId === view.ownerId} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

type RankedProps = { readonly ranked: AssignmentView['ranking'][number]; readonly chosen: boolean };

function RankedRow({ ranked, chosen }: RankedProps) {
  const m = useMessages();
  const verdict = chosen
    ? m.account.chosen
    : ranked.excluded
      ? wordFor(m.exclusions, ranked.excluded)
      : m.account.notNeeded;
  return (
    <tr data-chosen={chosen} data-testid="ranked">
      <th scope="row">{ranked.name}</th>
      <td>{verdict}</td>
      <td>{ranked.excluded === 'other-language' ? m.common.no : <LanguageTag tag={ranked.language} />}</td>
      <td>{ranked.skilled ? m.common.yes : m.common.no}</td>
      <td className={css['number']}>{m.team.bookOf(ranked.book, ranked.capacity)}</td>
      <td className={css['number']}>{Math.round(ranked.share * 10) / 10}</td>
    </tr>
  );
}
