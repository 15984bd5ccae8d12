import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { AccountLine } from '../../api/queries.ts';
import { useAccounts, useAgentNames, useMe } from '../../api/queries.ts';
import { Link } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { catchUpAccounts } from '../../live/catch-up.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LanguageTag, StatusChip } from '../../parts/marks.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { type RowHeights, useRowHeight } from '../../parts/row-height.ts';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import css from './accounts.module.css';
import { FoundAccounts } from './found-accounts.tsx';
import { SearchBox } from './search-box.tsx';

const CreateDialog = lazy(() => import('./create-dialog.tsx'));
const idOf = (account: AccountLine) => account.id;
const ROW: RowHeights = [48, 36];

type RoomProps = { readonly of: 'mine' | 'all'; readonly q: string | undefined };

/** All accounts, those of one's own book, or those whose names begin with what is searched for. */
export default function AccountsRoom({ of, q = '' }: RoomProps) {
  const m = useMessages();
  const [creating, setCreating] = useState(false);
  const tabs = [
    { to: { room: 'accounts', of: 'all' }, text: m.accounts.all, current: q === '' && of === 'all' },
    { to: { room: 'accounts', of: 'mine' }, text: m.accounts.mine, current: q === '' && of === 'mine' },
  ] as const;
  const actions = (
    <>
      <SearchBox q={q} />
      <Tabs label={m.accounts.filter} tabs={tabs} />
      <Button onPress={() => setCreating(true)}>
        <Icon name="plus" size={16} />
        {m.accounts.create}
      </Button>
    </>
  );
  const me = useMe().data?.agent.id;
  return (
    <Room title={m.accounts.title} actions={actions}>
      {q !== '' && <FoundAccounts q={q} />}
      {q === '' && of === 'all' && <AccountsList key="all" owner={undefined} />}
      {q === '' && of === 'mine' && (me ? <AccountsList key="mine" owner={me} /> : <Loading />)}
      {creating && (
        <Suspense fallback={null}>
          <CreateDialog onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </Room>
  );
}

function AccountsList({ owner }: { readonly owner: string | undefined }) {
  const m = useMessages();
  const services = useServices();
  const height = useRowHeight()(ROW);
  const accounts = useAccounts(owner);
  const items = useMemo(() => accounts.data?.pages.flatMap(page => page.items) ?? [], [accounts.data]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = accounts;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useEffect(() => void catchUpAccounts(services).catch(() => undefined), [services]);
  if (accounts.isPending) return <Loading />;
  if (items.length === 0 && accounts.isError)
    return (
      <Notice>
        <Trouble error={accounts.error} onRetry={() => void accounts.refetch()} />
      </Notice>
    );
  if (items.length === 0)
    return owner ? (
      <Empty icon="accounts" title={m.accounts.emptyMine} text={m.accounts.emptyMineText} />
    ) : (
      <Empty icon="accounts" title={m.accounts.emptyTitle} text={m.accounts.emptyText} />
    );
  const foot = accounts.isError ? (
    <Trouble error={accounts.error} onRetry={() => void fetchNextPage()} />
  ) : undefined;
  return (
    <VirtualList
      items={items}
      idOf={idOf}
      rowHeight={() => height}
      label={m.accounts.list}
      onEnd={more}
      foot={foot}
    >
      {account => <AccountRow account={account} />}
    </VirtualList>
  );
}

function AccountRow({ account }: { readonly account: AccountLine }) {
  const m = useMessages();
  const agentName = useAgentNames();
  return (
    <Link className={css['row']} to={{ room: 'account', accountId: account.id }} data-testid="account-row">
      <span className={css['name']}>{account.name}</span>
      <span>
        <StatusChip status={account.status} label={wordFor(m.status, account.status)} />
      </span>
      <span className={css['tags']}>
        {account.languages.map(tag => (
          <LanguageTag key={tag} tag={tag} />
        ))}
      </span>
      <span className={css['owner']}>
        {account.ownerId ? agentName(account.ownerId) : m.accounts.noOwner}
      </span>
    </Link>
  );
}
