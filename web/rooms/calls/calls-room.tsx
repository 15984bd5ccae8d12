import { lazy, Suspense, useState } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Room } from '../../parts/room.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { CallList } from './call-list.tsx';
import type { CallsPlace } from './calls-place.ts';
import { WeekView } from './week-view.tsx';

const PlanDialog = lazy(() => import('./plan-dialog.tsx'));

const views = ['me', 'team', 'week'] as const;

/** Calls that are to be made: one's own, the team's, and an agent's week. */
export default function CallsRoom({ shown }: { readonly shown: CallsPlace }) {
  const { calls: m } = useMessages();
  const [planning, setPlanning] = useState(false);
  const names = { me: m.mine, team: m.team, week: m.week };
  const tabs = views.map(of => ({
    to: { room: 'calls', shown: { of } } as const,
    text: names[of],
    current: shown.of === of,
  }));
  const actions = (
    <>
      <Tabs label={m.views} tabs={tabs} />
      <Button look="primary" onPress={() => setPlanning(true)}>
        <Icon name="plus" size={16} />
        {m.planning.open}
      </Button>
    </>
  );
  return (
    <Room title={m.title} actions={actions} scrolls>
      {shown.of === 'week' ? <WeekView shown={shown} /> : <CallList key={shown.of} of={shown.of} />}
      {planning && (
        <Suspense fallback={null}>
          <PlanDialog onClose={() => setPlanning(false)} />
        </Suspense>
      )}
    </Room>
  );
}
