import { useMessages } from '../../messages/messages.ts';
import css from '../../parts/states.module.css';
import { adviceAtCounter } from './advice.ts';

/** What went wrong, with what to do now. */
export function CounterTrouble({ error }: { readonly error: unknown }) {
  const m = useMessages();
  const { title, advice } = adviceAtCounter(error, m);
  return (
    <div className={css['trouble']} role="alert">
      <p>
        <strong>{title}.</strong> {advice}
      </p>
    </div>
  );
}
