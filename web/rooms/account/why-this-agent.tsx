import { lazy, Suspense, useState } from 'react';
import type { AccountView, AssignmentView } from '../../../shared/contracts/accounts-contract.ts';
import { isProblem } from '../../api/problem.ts';
import { useAgentNames, useAssignment, useMe } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './account.module.css';
import { TakeButton } from './claim.tsx';
import { RankingTable } from './ranking-table.tsx';

const TransferDialog = lazy(() => import('./transfer-dialog.tsx'));

type Props = { readonly account: AccountView };

/** Why the account has this owner: the ranking as it was, who decided by hand, and how to take it or give it away. */
export function WhyThisAgent({ account }: Props) {
  const m = useMessages();
  const assignment = useAssignment(account.id);
  const none = isProblem(assignment.error, 404);
  return (
    <section className={css['card']} data-testid="why-this-agent">
      <div className={css['cardHead']}>
        <h2>{m.account.why}</h2>
        {assignment.data && <Decided view={assignment.data} />}
        <OwnerActions account={account} />
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

/** Who waits for an owner can be taken by anybody; the owner gives it away, or a lead does. */
function OwnerActions({ account }: Props) {
  const { assign: m } = useMessages();
  const me = useMe().data?.agent;
  const [giving, setGiving] = useState(false);
  if (!me || account.status === 'merged') return null;
  const lead = me.roles.includes('lead');
  const mayGive = lead || account.owner?.id === me.id;
  return (
    <span className={css['buttons']}>
      {!account.owner && <TakeButton accountId={account.id} accountName={account.name} />}
      {mayGive && (
        <Button aria-label={m.giveOne(account.name)} onPress={() => setGiving(true)}>
          {m.give}
        </Button>
      )}
      {giving && (
        <Suspense fallback={null}>
          <TransferDialog account={account} onClose={() => setGiving(false)} />
        </Suspense>
      )}
    </span>
  );
}

function Decided({ view }: { readonly view: AssignmentView }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <span className={`${css['small']} ${css['grow']}`}>
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
      {view.rule && <p>{m.assign.rule(view.rule)}</p>}
      {view.by && <ByHand by={view.by} why={view.why} />}
      <RankingTable label={m.account.ranking} ranking={view.ranking} chosen={view.ownerId} />
    </>
  );
}

function ByHand({ by, why }: { readonly by: string; readonly why: string | undefined }) {
  const { assign: m } = useMessages();
  const name = useAgentNames();
  return <p data-testid="decided-by-hand">{why ? m.by(name(by), why) : m.byAlone(name(by))}</p>;
}
