import { lazy, type ReactNode, Suspense } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Room } from '../../parts/room.tsx';
import { Loading } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { type SettingsPlace, type SettingsTab, settingsTabs } from './settings-place.ts';
import { useSettingsWords } from './words/load-words.ts';
import { YouView } from './you-view.tsx';

const MessagesView = lazy(() => import('./messages-view.tsx'));
const LinksView = lazy(() => import('./links-view.tsx'));

/** What belongs to this person and browser, what is written to whom, and the links that lead here. */
export default function SettingsRoom({ place }: { readonly place: SettingsPlace }) {
  const m = useMessages();
  const words = useSettingsWords();
  const { of = 'you' } = place;
  const tabs = settingsTabs.map(tab => ({
    to: { room: 'settings', of: tab } as const,
    text: words.tabs[tab],
    current: tab === of,
  }));
  return (
    <Room title={m.settings.title} actions={<Tabs label={words.tabsLabel} tabs={tabs} />} scrolls>
      <Suspense fallback={<Loading />}>{viewOf(of, place)}</Suspense>
    </Room>
  );
}

function viewOf(tab: SettingsTab, { message, language }: SettingsPlace): ReactNode {
  switch (tab) {
    case 'you':
      return <YouView />;
    case 'messages':
      return <MessagesView message={message} language={language} />;
    case 'links':
      return <LinksView />;
  }
}
