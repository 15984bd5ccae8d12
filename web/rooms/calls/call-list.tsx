import type { ReactNode } from 'react';
import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { useCalls } from '../../api/call-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { useAccept } from './accept-call.ts';
import { arrange, withLost } from './call-order.ts';
import { CallRow } from './call-row.tsx';
import css from './calls.module.css';
import { useRowKeys } from './use-row-keys.ts';

type Of = 'me' | 'team';

/** Open calls: those wanted now on top, to be accepted, then the others by the time that is left. */
export function CallList({ of }: { readonly of: Of }) {
  const m = useMessages();
  const calls = useCalls(of);
  const read = calls.data?.pages.flatMap(page => page.calls) ?? [];
  const { accept, busy, lost } = useAccept();
  const { wanted, others } = arrange(withLost(read, lost));
  const takeByKey = (callId: string | undefined) => {
    const call = wanted.find(({ id }) => id === callId) ?? (callId === undefined ? wanted[0] : undefined);
    if (call && !busy) accept(call);
  };
  const list = useRowKeys(takeByKey);
  const rowOf = (call: CallView) => ({
    call,
    ofTeam: of === 'team',
    lostTo: lost.find(one => one.call.id === call.id)?.to,
  });
  return (
    <div ref={list} className={css['list']} data-testid="calls">
      {calls.isPending && <Loading />}
      {calls.isError && (
        <Notice>
          <Trouble error={calls.error} onRetry={() => void calls.refetch()} />
        </Notice>
      )}
      {calls.isSuccess && wanted.length + others.length === 0 && <NoCalls of={of} />}
      {wanted.length > 0 && (
        <Part title={m.calls.wantedNow} id="wanted">
          {wanted.map((call, at) => (
            <CallRow key={call.id} {...rowOf(call)}>
              <AcceptButton call={call} first={at === 0} busy={busy} onAccept={accept} />
            </CallRow>
          ))}
        </Part>
      )}
      {others.length > 0 && (
        <Part title={m.calls.next} id="next">
          {others.map(call => (
            <CallRow key={call.id} {...rowOf(call)} />
          ))}
        </Part>
      )}
      {calls.hasNextPage && (
        <Button onPress={() => void calls.fetchNextPage()} isDisabled={calls.isFetchingNextPage}>
          {m.common.more}
        </Button>
      )}
    </div>
  );
}

type AcceptProps = {
  readonly call: CallView;
  /** The one that the key takes. */
  readonly first: boolean;
  readonly busy: boolean;
  readonly onAccept: (call: CallView) => void;
};

function AcceptButton({ call, first, busy, onAccept }: AcceptProps) {
  const { calls: m } = useMessages();
  return (
    <Button
      look="primary"
      aria-label={m.acceptOne(call.accountName)}
      isDisabled={busy}
      onPress={() => onAccept(call)}
      keyHint={first ? 'A' : undefined}
    >
      {m.accept}
    </Button>
  );
}

type PartProps = { readonly title: string; readonly id: string; readonly children: ReactNode };

const Part = ({ title, id, children }: PartProps) => (
  <section className={css['part']} aria-labelledby={`calls-${id}`} data-testid={`calls-${id}`}>
    <h2 id={`calls-${id}`}>{title}</h2>
    <ul>{children}</ul>
  </section>
);

function NoCalls({ of }: { readonly of: Of }) {
  const { calls: m } = useMessages();
  return of === 'me' ? (
    <Empty icon="calls" title={m.emptyMine} text={m.emptyMineText} />
  ) : (
    <Empty icon="calls" title={m.emptyTeam} text={m.emptyTeamText} />
  );
}
