import { useEffect, useState } from 'react';
import { useMe } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { useStore } from '../app/store.ts';
import { useMessages } from '../messages/messages.ts';
import { explain } from '../parts/explain.ts';
import { disablePush, enablePush, type PushState, pushState, settlePush } from './subscription.ts';

/** Settles once how this browser stands, when somebody has signed in. */
export function useSettledPush(): void {
  const { api } = useServices();
  const me = useMe().data;
  const agentId = me?.agent.id;
  const pushKey = me?.pushKey;
  useEffect(() => {
    if (agentId && pushKey) void settlePush({ api, agentId, pushKey });
  }, [api, agentId, pushKey]);
}

type Push = {
  readonly state: PushState;
  readonly busy: boolean;
  /** What went wrong with the last try, in words. */
  readonly wrong: string | undefined;
  readonly enable: () => void;
  readonly disable: () => void;
};

/** Push on this browser: how it stands, and turning it on and off. */
export function usePush(): Push {
  const { api } = useServices();
  const me = useMe().data;
  const m = useMessages();
  const state = useStore(pushState);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const during = async (work: () => Promise<string | undefined>) => {
    setBusy(true);
    setWrong(undefined);
    try {
      setWrong(await work());
    } catch (error) {
      const { title, advice } = explain(error, m);
      setWrong(`${title}. ${advice}`);
    } finally {
      setBusy(false);
    }
  };
  const enable = async () => {
    if (!me) return undefined;
    const result = await enablePush({ api, agentId: me.agent.id, pushKey: me.pushKey });
    if (result === 'failed') return m.push.failed;
    return result === 'dismissed' ? m.push.dismissed : undefined;
  };
  const disable = async () => {
    await disablePush(api);
    return undefined;
  };
  return { state, busy, wrong, enable: () => void during(enable), disable: () => void during(disable) };
}
