import { lazy, type ReactNode, Suspense } from 'react';
import { chainsViews, type ChainsView as View } from '../../app/routes.ts';
import { useMessages } from '../../messages/messages.ts';
import { Room } from '../../parts/room.tsx';
import { Loading } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { ChainsView } from './chains-view.tsx';

const RunningView = lazy(() => import('./running-view.tsx'));
const TryView = lazy(() => import('./try-view.tsx'));

type ChainsProps = { readonly of: View; readonly chainId: string | undefined };

/** Who is told of what nobody has taken on: the chains, what runs now, and what would happen. */
export default function ChainsRoom({ of, chainId }: ChainsProps) {
  const { chains: m } = useMessages();
  const tabs = chainsViews.map(view => ({
    to: { room: 'chains', of: view } as const,
    text: m[view],
    current: view === of,
  }));
  return (
    <Room title={m.title} actions={<Tabs label={m.views} tabs={tabs} />} scrolls>
      <Suspense fallback={<Loading />}>{viewOf(of, chainId)}</Suspense>
    </Room>
  );
}

function viewOf(view: View, chainId: string | undefined): ReactNode {
  switch (view) {
    case 'chains':
      return <ChainsView />;
    case 'running':
      return <RunningView />;
    case 'try':
      return <TryView key={chainId} chainId={chainId} />;
  }
}
