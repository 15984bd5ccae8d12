import { recall, remember } from './memory.ts';
import { createStore, useStore } from './store.ts';

const compact = createStore(recall('density') === 'compact');
export const useCompact = (): boolean => useStore(compact);

/** The style sheet draws closer for this mark; put on before anything is shown, so that nothing moves. */
export function wearDensity(): void {
  document.documentElement.dataset['density'] = compact.get() ? 'compact' : 'comfortable';
}

export function setCompact(on: boolean): void {
  compact.set(on);
  remember('density', on ? 'compact' : undefined);
  wearDensity();
}
