import type { ReactNode } from 'react';
import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { TakeButton } from '../account/claim.tsx';
import { useAccept } from '../calls/accept-call.ts';
import { useInboxActs } from '../inbox/use-inbox-acts.ts';
import { useFinish } from '../tasks/task-acts.ts';
import type { TodayLine } from './today-sources.ts';

export type LineActs = {
  readonly accept: (call: CallView) => void;
  readonly busy: boolean;
  readonly finish: (taskId: string) => void;
  readonly acknowledge: (line: TodayLine) => void;
};

/** What can be done from here at once; all of it exists in the rooms that the lines come from. */
export function useLineActs(): LineActs {
  const { accept, busy } = useAccept();
  const finish = useFinish();
  const { acknowledge } = useInboxActs();
  return {
    ...{ accept, busy: busy || finish.isPending, finish: finish.mutate },
    acknowledge: ({ told }) => acknowledge(told),
  };
}

type Props = { readonly line: TodayLine; readonly acts: LineActs; readonly named: string };

/** The one obvious action, where there is one; else what was told of it is acknowledged. */
export function LineAction({ line, acts, named }: Props) {
  const m = useMessages();
  const { subject, told } = line;
  if (subject.is === 'account')
    return <TakeButton accountId={subject.waiting.accountId} accountName={subject.waiting.accountName} />;
  if (subject.is === 'call') return <CallAction call={subject.call} acts={acts} named={named} />;
  if (subject.is === 'task') {
    const { id } = subject.task;
    return (
      <Act named={named} isDisabled={acts.busy} onPress={() => acts.finish(id)}>
        {m.tasks.finish}
      </Act>
    );
  }
  if (told.length === 0) return null;
  return (
    <Act named={named} onPress={() => acts.acknowledge(line)}>
      {m.inbox.acknowledge}
    </Act>
  );
}

type ActProps = {
  readonly named: string;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

const Act = ({ named, children, ...rest }: ActProps) => (
  <Button {...rest}>
    {children}
    <span className="visually-hidden">: {named}</span>
  </Button>
);

/** A call that is wanted now is accepted; any other is opened. */
function CallAction({ call, acts, named }: Omit<Props, 'line'> & { readonly call: CallView }) {
  const { calls, today } = useMessages();
  if (call.state !== 'asked')
    return (
      <Link className={buttonClass()} to={{ room: 'call', callId: call.id }}>
        {today.openCall}
        <span className="visually-hidden">: {named}</span>
      </Link>
    );
  return (
    <Button
      look="primary"
      aria-label={calls.acceptOne(named)}
      isDisabled={acts.busy}
      onPress={() => acts.accept(call)}
    >
      {calls.accept}
    </Button>
  );
}
