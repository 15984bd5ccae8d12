import { useEffect, useState } from 'react';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { Link } from '../app/router.tsx';
import type { Place } from '../app/routes.ts';
import { createStore, useStore } from '../app/store.ts';
import { useMessages } from '../messages/messages.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import { KindMark, LanguageTag } from './marks.tsx';
import css from './toasts.module.css';

type Toast =
  | { readonly id: string; readonly about: 'one'; readonly item: NotificationView }
  | { readonly id: string; readonly about: 'many'; readonly count: number }
  | { readonly id: string; readonly about: 'word'; readonly text: string; readonly icon: 'check' | 'warn' }
  | ({ readonly about: 'undo' } & Undoable);

type Undoable = {
  readonly id: string;
  readonly text: string;
  readonly onUndo: () => void;
  /** It went by itself, or was waved away. */
  readonly onGone: () => void;
};

const MOST = 3;
const STAY_MS = 8_000;
const toasts = createStore<readonly { readonly toast: Toast; readonly slot: number }[]>([]);

/** A toast keeps its place for as long as it is there, so that none ever moves under somebody's hand. */
function show(toast: Toast): void {
  const shown = toasts.get();
  const held = shown.find(one => one.toast.id === toast.id) ?? (shown.length < MOST ? undefined : shown[0]);
  const others = shown.filter(one => one !== held);
  const free = [0, 1, 2].find(slot => others.every(one => one.slot !== slot));
  toasts.set([...others, { toast, slot: held?.slot ?? free ?? 0 }]);
}
export const hideToast = (id: string): void => toasts.set(toasts.get().filter(one => one.toast.id !== id));

/** As `hideToast`, by itself or by hand. */
function wave(toast: Toast): void {
  hideToast(toast.id);
  if (toast.about === 'undo') toast.onGone();
}

/** Shows what just arrived: each by itself while they are few, as a number when they are many. */
export function showArrivals(came: readonly NotificationView[]): void {
  if (came.length > MOST) show({ id: 'many', about: 'many', count: came.length });
  else for (const item of [...came].reverse()) show({ id: item.id, about: 'one', item });
}

/** Says in a few words that something was done, or was not. */
export const showWord = (text: string, icon: 'check' | 'warn' = 'check'): void =>
  show({ id: `word ${text}`, about: 'word', text, icon });

/** Says that something was done, for as long as it can be undone. */
export const showUndo = (done: Undoable): void => show({ about: 'undo', ...done });

/** The toasts, and the same words for those who listen; reading or hovering keeps them. */
export function Toasts() {
  const m = useMessages();
  const shown = useStore(toasts);
  return (
    <>
      <section aria-label={m.inbox.toasts}>
        {shown.map(({ toast, slot }) => (
          <ToastCard key={toast.id} toast={toast} slot={slot} />
        ))}
      </section>
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
        {shown.map(({ toast }) => (
          <p key={toast.id}>{wordsOf(toast, m)}</p>
        ))}
      </div>
    </>
  );
}

function wordsOf(toast: Toast, m: ReturnType<typeof useMessages>): string {
  if (toast.about === 'one') return `${m.inbox.arrived(toast.item.title)}. ${toast.item.accountName}`;
  return toast.about === 'many' ? m.inbox.arrivedMany(toast.count) : toast.text;
}

function ToastCard({ toast, slot }: { readonly toast: Toast; readonly slot: number }) {
  const m = useMessages();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => wave(toast), STAY_MS);
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it; everything to do is a link or a button
    <div
      className={`${css['toast']} ${css[`slot${slot}`]}`}
      data-testid="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ToastBody toast={toast} />
      <Button look="quiet" compact aria-label={m.inbox.dismiss} onPress={() => wave(toast)}>
        <Icon name="close" size={16} />
      </Button>
    </div>
  );
}

function ToastBody({ toast }: { readonly toast: Toast }) {
  const m = useMessages();
  if (toast.about === 'word')
    return (
      <>
        <Icon name={toast.icon} />
        <p className={css['text']}>{toast.text}</p>
      </>
    );
  if (toast.about === 'undo')
    return (
      <>
        <Icon name="check" />
        <p className={css['text']}>{toast.text}</p>
        <Button onPress={toast.onUndo} keyHint="U">
          {m.inbox.undo}
        </Button>
      </>
    );
  const to: Place =
    toast.about === 'one' ? { room: 'inbox', notificationId: toast.item.id } : { room: 'inbox' };
  return (
    <>
      {toast.about === 'one' && <KindMark kind={toast.item.kind} />}
      <div className={css['text']}>
        <Link to={to} onClick={() => hideToast(toast.id)}>
          {toast.about === 'one' ? toast.item.title : m.inbox.arrivedMany(toast.count)}
        </Link>
        {toast.about === 'one' && (
          <p>
            {toast.item.accountName} <LanguageTag tag={toast.item.language} />
          </p>
        )}
      </div>
    </>
  );
}
