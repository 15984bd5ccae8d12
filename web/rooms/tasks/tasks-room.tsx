import { useMessages } from '../../messages/messages.ts';
import { Room } from '../../parts/room.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { TaskList } from './task-list.tsx';

/** Open work: one's own, or what waits in the queue. */
export default function TasksRoom({ of }: { readonly of: 'me' | 'queue' }) {
  const m = useMessages();
  const tabs = [
    { to: { room: 'tasks', of: 'me' }, text: m.tasks.mine, current: of === 'me' },
    { to: { room: 'tasks', of: 'queue' }, text: m.tasks.queue, current: of === 'queue' },
  ] as const;
  return (
    <Room title={m.tasks.title} actions={<Tabs label={m.tasks.filter} tabs={tabs} />} scrolls>
      <TaskList of={of} />
    </Room>
  );
}
