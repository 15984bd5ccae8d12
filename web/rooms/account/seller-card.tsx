import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { SellerView } from '../../../shared/contracts/onboarding-contract.ts';
import { useOnboarding } from '../../api/call-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './account.module.css';
import { limitsOf } from './seller-draft.ts';

const SellerDialog = lazy(() => import('./seller-dialog.tsx'));

/** What is known of a customer who sells; written anew as it is learned. */
export function SellerCard({ accountId }: { readonly accountId: string }) {
  const { onboarding: m } = useMessages();
  const read = useOnboarding(accountId);
  const [editing, setEditing] = useState(false);
  if (isProblem(read.error, 404)) return null;
  const profile = read.data?.profile;
  return (
    <section className={css['card']} data-testid="seller">
      <div className={css['cardHead']}>
        <h2>{m.seller}</h2>
        {profile && (
          <Button onPress={() => setEditing(true)}>
            {m.editSeller}
            <span className="visually-hidden"> {m.seller}</span>
          </Button>
        )}
      </div>
      {read.isPending && <Loading />}
      {read.isError && <Trouble error={read.error} onRetry={() => void read.refetch()} />}
      {profile && <Profile profile={profile} />}
      {profile && editing && (
        <Suspense fallback={null}>
          <SellerDialog accountId={accountId} profile={profile} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </section>
  );
}

function Profile({ profile }: { readonly profile: SellerView }) {
  const { onboarding: m } = useMessages();
  const format = useFormat();
  const { marketplaces = [], fields = [], skus, assortment, experience } = profile;
  const limits = limitsOf(profile);
  return (
    <dl className={css['profile']}>
      <Part name={m.fields.marketplaces}>{marketplaces.join(', ')}</Part>
      <Part name={m.fields.skus}>{skus === undefined ? '' : format.number(skus)}</Part>
      <Part name={m.fields.assortment}>{assortment && wordFor(m.assortments, assortment)}</Part>
      <Part name={m.fields.level}>
        {experience && (
          <>
            {wordFor(m.levels, experience.level)}{' '}
            <span className={css['small']}>({wordFor(m.sources, experience.source)})</span>
          </>
        )}
      </Part>
      <Part name={m.fields.fields}>{fields.map(humanise).join(', ')}</Part>
      <Part name={m.fields.limits}>{limits && m.limits[limits]}</Part>
    </dl>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { onboarding: m } = useMessages();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span className={css['soft']}>{m.unknown}</span>}</dd>
    </div>
  );
}
