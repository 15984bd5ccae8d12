import type { ReactNode } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Room } from '../../parts/room.tsx';
import { Empty } from '../../parts/states.tsx';
import { useIsOps } from '../use-is-ops.ts';
import { useOpsWords } from './use-ops-words.ts';

/** What is for those who operate the product; others are told so, and nothing is asked of the server. */
export function ForOps({ children }: { readonly children: ReactNode }) {
  const { nav } = useMessages();
  const m = useOpsWords();
  if (useIsOps()) return children;
  return (
    <Room title={nav.ops}>
      <Empty icon="ops" title={m.notYours} text={m.notYoursText} />
    </Room>
  );
}
