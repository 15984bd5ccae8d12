import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { ApiError } from '../../api/problem.ts';
import { routes } from '../../api/routes.ts';
import { after, type Services, useServices } from '../../app/services.ts';
import { type Draft, type Noted, NoteKeeper } from './note-keeper.ts';

/** One keeper for each call that somebody looks at; one with words that are not kept yet lives on when its room is left. */
const keepers = new WeakMap<Services, Map<string, NoteKeeper>>();

const passes = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.problem.status === 0 || error.problem.status >= 500;

function keeperFor(services: Services, callId: string, server: Draft): NoteKeeper {
  const all = keepers.get(services) ?? new Map<string, NoteKeeper>();
  keepers.set(services, all);
  const { state } = services.session;
  const key = `${state.phase === 'signed-in' ? state.agentId : ''} ${callId}`;
  const held = all.get(key);
  if (held) return held;
  const save = ({ notes, difficulties }: Draft) =>
    services.api(routes.actOnCall, {
      params: { callId },
      body: { do: 'note', notes, difficulties: [...difficulties] },
      keepalive: true,
    });
  const made = new NoteKeeper({ save, after, passes }, server);
  all.set(key, made);
  return made;
}

export type Notes = Noted & Pick<NoteKeeper, 'write' | 'flush' | 'wentWith'>;

/** What is written down in a call, kept while it is written; leaving the room or the page sends what is left. */
export function useNotes({ call, notes, difficulties }: CallWorkspace): Notes {
  const services = useServices();
  const server = useMemo(() => ({ notes, difficulties }), [notes, difficulties]);
  const keeper = keeperFor(services, call.id, server);
  const noted = useSyncExternalStore(keeper.subscribe, keeper.get);
  useEffect(() => keeper.take(server), [keeper, server]);
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && void keeper.flush();
    const leaving = (event: BeforeUnloadEvent) => {
      if (!keeper.isUnsaved()) return;
      void keeper.flush();
      event.preventDefault();
    };
    document.addEventListener('visibilitychange', hidden);
    addEventListener('beforeunload', leaving);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('beforeunload', leaving);
      void keeper.flush();
    };
  }, [keeper]);
  return { ...noted, write: keeper.write, flush: keeper.flush, wentWith: keeper.wentWith };
}
