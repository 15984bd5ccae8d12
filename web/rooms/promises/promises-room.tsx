import { lazy, type ReactNode, Suspense } from 'react';
import { type PromisesView, promisesViews } from '../../app/routes.ts';
import { useMessages } from '../../messages/messages.ts';
import { Room } from '../../parts/room.tsx';
import { Loading } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { PoliciesView } from './policies-view.tsx';

const CalendarsView = lazy(() => import('./calendars-view.tsx'));
const TryView = lazy(() => import('./try-view.tsx'));
const ReviewView = lazy(() => import('./review-view.tsx'));
const RematchView = lazy(() => import('./rematch-view.tsx'));

/** What is promised to whom, in which hours, and how it was kept. */
export default function PromisesRoom({ of }: { readonly of: PromisesView }) {
  const { promises: m } = useMessages();
  const tabs = promisesViews.map(view => ({
    to: { room: 'promises', of: view } as const,
    text: m[view],
    current: view === of,
  }));
  return (
    <Room title={m.title} actions={<Tabs label={m.views} tabs={tabs} />} scrolls>
      <Suspense fallback={<Loading />}>{viewOf(of)}</Suspense>
    </Room>
  );
}

function viewOf(view: PromisesView): ReactNode {
  switch (view) {
    case 'policies':
      return <PoliciesView />;
    case 'calendars':
      return <CalendarsView />;
    case 'try':
      return <TryView />;
    case 'review':
      return <ReviewView />;
    case 'rematch':
      return <RematchView />;
  }
}
