import { lazy, Suspense, useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { isProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/queries.ts';
import { timeIn } from '../../app/format.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link, visit } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Chip, LanguageTag, StatusChip } from '../../parts/marks.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { DevicesCard } from '../register/devices-card.tsx';
import css from './account.module.css';
import { Products } from './account-parts.tsx';
import { AdviceCards } from './advice-card.tsx';
import { CallsCard } from './calls-card.tsx';
import { ContactsCard } from './contacts-card.tsx';
import { OnboardingCard } from './onboarding-card.tsx';
import { OutreachCard } from './outreach-card.tsx';
import { PermissionsCard } from './permissions-card.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SellerCard } from './seller-card.tsx';
import { Timeline } from './timeline.tsx';
import { WhyThisAgent } from './why-this-agent.tsx';

const MergeDialog = lazy(() => import('./merge-dialog.tsx'));
const LogDialog = lazy(() => import('./log-dialog.tsx'));

type AccountProps = {
  readonly accountId: string;
  /** The contact who is calling just now, as the telephone system says. */
  readonly calling?: string | undefined;
};

/** One customer: who they are, what they have, who looks after them and why, and everything that happened. */
export default function AccountRoom({ accountId, calling }: AccountProps) {
  const m = useMessages();
  const account = useAccount(accountId);
  const [merging, setMerging] = useState(false);
  const view = account.data;
  const canMerge = view && view.status !== 'merged';
  return (
    <Room
      title={view?.name ?? accountId}
      actions={canMerge && <Button onPress={() => setMerging(true)}>{m.account.merge}</Button>}
      scrolls
    >
      {account.isPending && <Loading />}
      {account.isError && <Missing error={account.error} onRetry={() => void account.refetch()} />}
      {view && <AccountPage view={view} />}
      {view && calling !== undefined && (
        <Suspense fallback={null}>
          <LogDialog
            account={view}
            contactId={calling}
            onClose={() => visit({ room: 'account', accountId }, { replace: true })}
          />
        </Suspense>
      )}
      {view && merging && (
        <Suspense fallback={null}>
          <MergeDialog account={view} onClose={() => setMerging(false)} />
        </Suspense>
      )}
    </Room>
  );
}

function Missing({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const m = useMessages();
  if (!isProblem(error, 404))
    return (
      <Notice>
        <Trouble error={error} onRetry={onRetry} />
      </Notice>
    );
  return (
    <Empty icon="accounts" title={m.account.missing} text={m.account.missingHint}>
      <Button onPress={onRetry}>{m.common.retry}</Button>
      <Link className={buttonClass()} to={{ room: 'accounts', of: 'all' }}>
        {m.nav.accounts}
      </Link>
    </Empty>
  );
}

function AccountPage({ view }: { readonly view: AccountView }) {
  const m = useMessages();
  return (
    <div className={css['page']} data-testid="account">
      {view.mergedInto && (
        <p className={css['merged']}>
          {m.account.merged}{' '}
          <Link to={{ room: 'account', accountId: view.mergedInto }}>{view.mergedInto}</Link>
        </p>
      )}
      <Header view={view} />
      <div className={css['column']}>
        <CallsCard account={view} />
        <OutreachCard accountId={view.id} />
        <OnboardingCard accountId={view.id} />
        <WhyThisAgent account={view} />
        <Timeline accountId={view.id} />
      </div>
      <div className={css['column']}>
        <Products view={view} />
        <SellerCard accountId={view.id} />
        <AdviceCards accountId={view.id} />
        <DevicesCard accountId={view.id} />
        <ContactsCard view={view} dealsWith={PersonMenu} />
        <PermissionsCard accountId={view.id} mayRecord={view.status !== 'merged'} />
      </div>
    </div>
  );
}

function Header({ view }: { readonly view: AccountView }) {
  const m = useMessages();
  return (
    <dl className={`${css['card']} ${css['facts']}`}>
      <div>
        <dt>{m.account.status}</dt>
        <dd>
          <StatusChip status={view.status} label={wordFor(m.status, view.status)} />
          {view.origin === 'backfill' && <Chip>{m.account.imported}</Chip>}
        </dd>
      </div>
      <div>
        <dt>{m.account.owner}</dt>
        <dd data-testid="owner">{view.owner?.name ?? m.account.noOwner}</dd>
      </div>
      <Languages tags={view.languages} />
      <div>
        <dt>{m.account.localTime}</dt>
        <dd>
          <LocalTime zone={view.zone} />
        </dd>
      </div>
      <div>
        <dt>{m.account.segment}</dt>
        <dd>{humanise(view.segment)}</dd>
      </div>
      {view.country && (
        <div>
          <dt>{m.account.country}</dt>
          <dd>{view.country}</dd>
        </div>
      )}
    </dl>
  );
}

function Languages({ tags }: { readonly tags: readonly string[] }) {
  const m = useMessages();
  const format = useFormat();
  return (
    <div>
      <dt>{m.account.languages}</dt>
      <dd>
        {tags.length === 0 && m.common.unknown}
        {tags.map(tag => (
          <span key={tag}>
            {format.language(tag)} <LanguageTag tag={tag} />
          </span>
        ))}
      </dd>
    </div>
  );
}

function LocalTime({ zone }: { readonly zone: string | undefined }) {
  const m = useMessages();
  const now = useNow();
  const local = zone ? timeIn(zone, m.locale, now) : undefined;
  if (!zone || !local) return <span className={css['soft']}>{m.account.zoneUnknown}</span>;
  return (
    <>
      {local} <span className={css['small']}>{zone}</span>
    </>
  );
}
