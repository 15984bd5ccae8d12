import { createStore } from '../../app/store.ts';
import { hideToast, showUndo } from '../../parts/toasts.tsx';

type Undoable = { readonly id: string; readonly text: string; readonly undo: () => void };

const undoables = createStore<readonly Undoable[]>([]);
const TOAST = 'undo';

/** Says what was done and offers to undo it; what was done before stays undoable by the key, latest first. */
export function offerUndo(done: Undoable): void {
  undoables.set([...undoables.get().filter(one => one.id !== done.id), done]);
  showUndo({ id: TOAST, text: done.text, onUndo: undoLatest, onGone: () => undoables.set([]) });
}

/** Something can no longer be undone. */
export function withdrawUndo(id: string): void {
  const rest = undoables.get().filter(one => one.id !== id);
  const wasLatest = undoables.get().at(-1)?.id === id;
  undoables.set(rest);
  if (wasLatest) hideToast(TOAST);
}

/** Undoes what was done last, if it still can be. */
export function undoLatest(): void {
  const latest = undoables.get().at(-1);
  if (!latest) return;
  undoables.set(undoables.get().slice(0, -1));
  hideToast(TOAST);
  latest.undo();
}
