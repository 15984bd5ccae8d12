import { useTasks } from '../../api/queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Room } from '../../parts/room.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { PushNudge } from '../../push/push-nudge.tsx';
import { TaskList } from '../tasks/task-list.tsx';
import { useIsLead } from '../use-is-lead.ts';
import { useShownCounts } from './acknowledgers.ts';
import css from './inbox.module.css';
import { InboxDetail } from './inbox-detail.tsx';
import { InboxPanes } from './inbox-panes.tsx';
import type { InboxTab } from './inbox-tab.ts';

type RoomProps = { readonly tab: InboxTab; readonly notificationId?: string | undefined };

/** The signed-in agent's notifications by what they are, the team's for a lead, and the tasks that nobody has. */
export default function InboxRoom({ tab, notificationId }: RoomProps) {
  const m = useMessages();
  const actions = (
    <>
      {/* It comes once the browser has said whether it may push: on this side it moves nothing. */}
      <PushNudge />
      <InboxTabs tab={tab} />
    </>
  );
  return (
    <Room title={m.inbox.title} actions={actions} scrolls={tab === 'queue' && !notificationId}>
      {tab !== 'queue' && <InboxPanes key={tab} view={tab} notificationId={notificationId} />}
      {tab === 'queue' && !notificationId && <TaskList of="queue" />}
      {tab === 'queue' && notificationId && (
        <div className={css['detailPane']}>
          <InboxDetail key={notificationId} id={notificationId} tab={tab} />
        </div>
      )}
    </Room>
  );
}

function InboxTabs({ tab }: { readonly tab: InboxTab }) {
  const { inbox: m } = useMessages();
  const counts = useShownCounts();
  const lead = useIsLead();
  const to = (of: InboxTab) => ({
    to: { room: 'inbox', tab: of } as const,
    text: m.tabs[of],
    current: tab === of,
  });
  const tabs = [
    { ...to('open'), count: counts?.open },
    { ...to('unread'), count: counts?.unread },
    { ...to('snoozed'), count: counts?.snoozed },
    to('all'),
    ...(lead ? [to('team')] : []),
    { ...to('queue'), count: useQueueCount() },
  ];
  return (
    <div className={css['tabs']}>
      <Tabs label={m.filter} tabs={tabs} />
    </div>
  );
}

/** As many as are loaded: the queue is short, or a lead has other worries. */
function useQueueCount(): number | undefined {
  return useTasks('queue').data?.pages.reduce((sum, page) => sum + page.tasks.length, 0);
}
