import { useState } from 'react';
import { recall, remember } from '../app/memory.ts';
import { Link } from '../app/router.tsx';
import { useStore } from '../app/store.ts';
import { useMessages } from '../messages/messages.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import css from './push-nudge.module.css';
import { pushState } from './subscription.ts';

/** One quiet line that push is off here, until it is on or has been waved away on this browser. */
export function PushNudge() {
  const m = useMessages();
  const state = useStore(pushState);
  const [waved, setWaved] = useState(recall('push-nudge') === 'waved');
  if (waved || (state !== 'off' && state !== 'other-agent')) return null;
  const wave = () => {
    setWaved(true);
    remember('push-nudge', 'waved');
  };
  return (
    <div className={css['nudge']}>
      <Icon name="bell" size={16} />
      <span>
        {m.push.nudge} <Link to={{ room: 'settings' }}>{m.push.nudgeAction}</Link>
      </span>
      <Button look="quiet" compact aria-label={m.inbox.dismiss} onPress={wave}>
        <Icon name="close" size={14} />
      </Button>
    </div>
  );
}
