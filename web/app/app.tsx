import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useMe } from '../api/queries.ts';
import { type Messages, useMessages } from '../messages/messages.ts';
import { Button, buttonClass } from '../parts/button.tsx';
import { Room } from '../parts/room.tsx';
import { Empty, Loading } from '../parts/states.tsx';
import { Front, SignInRoom } from '../rooms/sign-in/sign-in-room.tsx';
import { ClerkShell } from '../shell/clerk-shell.tsx';
import { Shell } from '../shell/shell.tsx';
import { watchSignOut } from '../shell/sign-out.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Locale, useMessagesFor } from './locale.tsx';
import { Link, usePlace } from './router.tsx';
import { type Place, pathTo } from './routes.ts';
import { type Services, ServicesProvider, useServices } from './services.ts';
import { useDesk } from './use-desk.ts';

const TodayRoom = lazy(() => import('../rooms/today/today-room.tsx'));
const InboxRoom = lazy(() => import('../rooms/inbox/inbox-room.tsx'));
const FeedRoom = lazy(() => import('../rooms/feed/feed-room.tsx'));
const AccountsRoom = lazy(() => import('../rooms/accounts/accounts-room.tsx'));
const AccountRoom = lazy(() => import('../rooms/account/account-room.tsx'));
const DevicesRoom = lazy(() => import('../rooms/devices/devices-room.tsx'));
const DeviceCaseRoom = lazy(() => import('../rooms/device-case/device-case-room.tsx'));
const TasksRoom = lazy(() => import('../rooms/tasks/tasks-room.tsx'));
const CallsRoom = lazy(() => import('../rooms/calls/calls-room.tsx'));
const CallRoom = lazy(() => import('../rooms/call/call-room.tsx'));
const OutreachRoom = lazy(() => import('../rooms/outreach/outreach-room.tsx'));
const EvidenceRoom = lazy(() => import('../rooms/outreach/evidence-room.tsx'));
const PhoneRoom = lazy(() => import('../rooms/phone/phone-room.tsx'));
const TeamRoom = lazy(() => import('../rooms/team/team-room.tsx'));
const LoadRoom = lazy(() => import('../rooms/load/load-room.tsx'));
const InsightsRoom = lazy(() => import('../rooms/insights/insights-room.tsx'));
const OpsRoom = lazy(() => import('../rooms/ops/ops-room.tsx'));
const QuarantinedRoom = lazy(() => import('../rooms/ops/quarantined-room.tsx'));
const DutyRoom = lazy(() => import('../rooms/duty/duty-room.tsx'));
const ChainsRoom = lazy(() => import('../rooms/chains/chains-room.tsx'));
const DepotsRoom = lazy(() => import('../rooms/depots/depots-room.tsx'));
const DepotRoom = lazy(() => import('../rooms/depots/depot-room.tsx'));
const CounterRoom = lazy(() => import('../rooms/counter/counter-room.tsx'));
const PromisesRoom = lazy(() => import('../rooms/promises/promises-room.tsx'));
const PolicyRoom = lazy(() => import('../rooms/promises/policy-room.tsx'));
const SettingsRoom = lazy(() => import('../rooms/settings/settings-room.tsx'));

/** The console: the front door, or the rooms for whoever is signed in. */
export function App({ services, messages }: { readonly services: Services; readonly messages: Messages }) {
  useEffect(() => watchSignOut(services), [services]);
  useEffect(() => void services.session.start(), [services]);
  return (
    <ServicesProvider value={services}>
      <QueryClientProvider client={services.queries}>
        <Entrance messages={messages} />
      </QueryClientProvider>
    </ServicesProvider>
  );
}

function Entrance({ messages }: { readonly messages: Messages }) {
  const { session } = useServices();
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  if (state.phase === 'signed-in') return <House key={state.agentId} messages={messages} />;
  return (
    <Locale messages={messages}>
      {state.phase === 'starting' && <Loading />}
      {state.phase === 'unreachable' && <Unreachable />}
      {state.phase === 'signed-out' && <SignInRoom why={state.why} />}
    </Locale>
  );
}

function Unreachable() {
  const m = useMessages();
  const { session } = useServices();
  return (
    <Front>
      <h1>{m.signIn.unreachable}</h1>
      <p role="status">{m.signIn.unreachableHint}</p>
      <Button look="primary" onPress={() => void session.renew()}>
        {m.common.retry}
      </Button>
    </Front>
  );
}

/** The rooms, in the agent's language and zone; for a clerk the counter alone. */
function House({ messages: atHand }: { readonly messages: Messages }) {
  const me = useMe().data;
  const messages = useMessagesFor(me?.agent.languages, atHand);
  const desk = useDesk();
  return (
    <Locale messages={messages} zone={me?.agent.zone}>
      {desk === undefined && <Loading />}
      {desk === 'staff' && <Rooms />}
      {desk === 'clerk' && <OwnCounter />}
    </Locale>
  );
}

function Rooms() {
  const place = usePlace();
  return (
    <Shell>
      <ErrorBoundary resetKey={pathTo(place)}>
        <Suspense fallback={<Loading />}>{roomAt(place)}</Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

function OwnCounter() {
  const place = usePlace();
  const depotId = place.room === 'counter' ? place.depotId : undefined;
  return (
    <ClerkShell>
      <ErrorBoundary resetKey={depotId ?? ''}>
        <Suspense fallback={<Loading />}>
          <CounterRoom key={depotId} depotId={depotId} />
        </Suspense>
      </ErrorBoundary>
    </ClerkShell>
  );
}

function roomAt(place: Place): ReactNode {
  switch (place.room) {
    case 'today':
      return <TodayRoom />;
    case 'inbox':
      return <InboxRoom tab={place.tab ?? 'open'} notificationId={place.notificationId} />;
    case 'feed':
      return <FeedRoom />;
    case 'accounts':
      return <AccountsRoom of={place.of} q={place.q} />;
    case 'account':
      return <AccountRoom key={place.accountId} accountId={place.accountId} calling={place.call} />;
    case 'devices':
      return <DevicesRoom view={place.view} />;
    case 'device-case':
      return <DeviceCaseRoom key={place.caseId} caseId={place.caseId} />;
    case 'tasks':
      return <TasksRoom of={place.of} />;
    case 'calls':
      return <CallsRoom shown={place.shown} />;
    case 'call':
      return <CallRoom key={place.callId} callId={place.callId} />;
    case 'outreach':
      return 'id' in place ? (
        <EvidenceRoom key={place.id} outreachId={place.id} />
      ) : (
        <OutreachRoom tab={place.tab} />
      );
    case 'phone':
      return <PhoneRoom digits={place.digits} />;
    case 'team':
      return <TeamRoom />;
    case 'load':
      return <LoadRoom of={place.of} days={place.days} />;
    case 'insights':
      return <InsightsRoom shown={place.shown} />;
    case 'ops':
      return 'id' in place.shown ? (
        <QuarantinedRoom key={place.shown.id} id={place.shown.id} />
      ) : (
        <OpsRoom tab={place.shown.tab} />
      );
    case 'duty':
      return <DutyRoom shown={place.shown} />;
    case 'chains':
      return <ChainsRoom of={place.of} chainId={place.chainId} />;
    case 'depots':
      return <DepotsRoom />;
    case 'depot':
      return <DepotRoom key={place.depotId} depotId={place.depotId} />;
    case 'counter':
      return <CounterRoom key={place.depotId} depotId={place.depotId} />;
    case 'promises':
      return <PromisesRoom of={place.of} />;
    case 'promise':
      return <PolicyRoom key={place.policyId} policyId={place.policyId} />;
    case 'settings':
      return <SettingsRoom place={place} />;
    case 'unknown':
      return <UnknownRoom />;
  }
}

function UnknownRoom() {
  const { errors } = useMessages();
  return (
    <Room title={errors.unknownTitle}>
      <Empty icon="warn" title={errors.unknownTitle} text={errors.unknownText}>
        <Link className={buttonClass('primary')} to={{ room: 'inbox' }}>
          {errors.toInbox}
        </Link>
      </Empty>
    </Room>
  );
}
