import { lazy, Suspense, useState } from 'react';
import type { CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { useCall } from '../../api/call-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { useAgents, useMe } from '../../api/queries.ts';
import { useKeys } from '../../app/keys.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { AdviceCards } from '../account/advice-card.tsx';
import { SellerCard } from '../account/seller-card.tsx';
import { useIsLead } from '../use-is-lead.ts';
import { Agenda } from './agenda.tsx';
import { Beside } from './beside.tsx';
import css from './call.module.css';
import { type Asking, askedBy, CallHead } from './call-head.tsx';
import { EarlierCalls } from './earlier-calls.tsx';
import { focusNotes, NotesCard } from './notes-card.tsx';
import { useCallAct } from './use-call-acts.ts';
import { useNotes } from './use-notes.ts';
import { type ActName, mayAct, whatMay } from './what-may.ts';

const CallDialogs = lazy(() => import('./call-dialogs.tsx'));

/** The workspace of one call: what to do now, the number, the agenda, what is written down, and all that is known beside it. */
export default function CallRoom({ callId }: { readonly callId: string }) {
  const m = useMessages();
  const read = useCall(callId);
  const back = (
    <Link className={buttonClass('quiet')} to={{ room: 'calls', shown: { of: 'me' } }}>
      <Icon name="back" size={16} /> {m.nav.calls}
    </Link>
  );
  return (
    <Room title={read.data ? m.call.title(read.data.call.accountName) : m.calls.title} actions={back} scrolls>
      {read.isPending && <Loading />}
      {read.isError && !read.data && <Missing error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && <Workspace work={read.data} />}
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
    <Empty icon="calls" title={m.call.missing} text={m.call.missingText}>
      <Link className={buttonClass('primary')} to={{ room: 'calls', shown: { of: 'me' } }}>
        {m.nav.calls}
      </Link>
    </Empty>
  );
}

function Workspace({ work }: { readonly work: CallWorkspace }) {
  const { call } = work;
  const me = useMe().data?.agent.id;
  const lead = useIsLead();
  const notes = useNotes(work);
  const act = useCallAct(call.id);
  const [asking, setAsking] = useState<Asking>();
  const agents = useAgents().data?.agents ?? [];
  const who = { me, lead, onDuty: (id: string) => agents.some(one => one.id === id && one.onDuty) };
  const may = whatMay(call, who);
  const writes = mayAct(call, who);
  const press = (name: ActName) => {
    const asked = askedBy(name);
    if (asked) setAsking(asked);
    else if (!act.isPending) act.mutate(atOnce(name));
  };
  const byKey = (...names: readonly ActName[]) => {
    const name = names.find(one => may.includes(one));
    if (name) press(name);
  };
  useKeys({
    a: () => byKey('accept'),
    s: () => byKey('start', 'start-in'),
    e: () => byKey('end'),
    b: () => byKey('book', 'move'),
    n: focusNotes,
  });
  return (
    <div className={css['page']} data-testid="call" data-state={call.state}>
      <CallHead work={work} may={may} act={act} onPress={press} />
      <div className={css['column']}>
        <Agenda call={call} writes={writes} />
        <NotesCard work={work} notes={notes} writes={writes} />
        <EarlierCalls earlier={work.earlier} topics={work.topics} />
      </div>
      <div className={css['column']}>
        <Beside work={work} />
        <SellerCard accountId={call.accountId} />
        <AdviceCards accountId={call.accountId} />
      </div>
      {asking && (
        <Suspense fallback={null}>
          <CallDialogs asking={asking} work={work} notes={notes} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

/** Minutes by which a conversation grows at a press. */
export const EXTEND_MINUTES = 15;

function atOnce(name: ActName) {
  if (name === 'start-in') return { do: 'start', direction: 'in' } as const;
  if (name === 'extend') return { do: 'extend', minutes: EXTEND_MINUTES } as const;
  return { do: name as 'accept' | 'start' | 'give-back' } as const;
}
