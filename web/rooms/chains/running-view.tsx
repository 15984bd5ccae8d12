import { useState } from 'react';
import type { EscalationState } from '../../api/team-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Choice } from '../../parts/field.tsx';
import css from './chains.module.css';
import { EscalationList } from './escalation-list.tsx';

const states = ['running', 'acknowledged', 'exhausted'] as const;

/** Escalations that go on, that somebody took on, or that came to their end in vain. */
export default function RunningView() {
  const { chains: m } = useMessages();
  const [state, setState] = useState<EscalationState>();
  return (
    <div className={css['page']}>
      <div className={css['filter']}>
        <Choice
          label={m.filter}
          value={state ?? ''}
          onChange={text => setState(states.find(one => one === text))}
          options={[
            { value: '', label: m.all },
            ...states.map(one => ({ value: one, label: m.states[one] })),
          ]}
        />
      </div>
      <section className={css['card']}>
        <EscalationList state={state} />
      </section>
    </div>
  );
}
